//! The edit script: from an alignment to ops, moves among them, gathered into changes. Does not decide who is who.

mod joined;
mod number_runs;

use super::align::{Alignment, WeightedPair, heaviest_subsequence};
use super::change::{At, ChangeKind, Grade, Witness};
use super::comparisons::Memo;
use super::delta::{self, NodePair, NodeTag, Op, Splice, TextField, TreePosition};
use super::hunks::{ReferenceTarget, SpliceReason};
use super::preorder::Preorder;
use super::reference_targets::{self, TargetsByText};
use crate::tree::{Form, Role};
use std::collections::{BTreeMap, BTreeSet};

/// A change while its ops are still gathered.
#[derive(Clone, Debug)]
pub(super) struct DraftChange {
    pub kind: ChangeKind,
    pub grade: Grade,
    pub at: At,
    pub ops: Vec<Op>,
}

/// What an op is gathered under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ScriptSlot {
    Removed(u32),
    Added(u32),
    /// All of substance at a pair, by its new ordinal.
    Substance(u32),
    Folded(u32),
    Key(u32),
    /// A reference in a text (new ordinal) to a provision (old ordinal).
    Follows(u32, u32),
    /// A run of numbers, by the new ordinal of the first.
    Run(u32),
}

/// Ops by change.
pub(super) type ScriptSlots = BTreeMap<ScriptSlot, Vec<Op>>;

/// The changes between two aligned trees, in no order that means anything.
pub(super) fn drafts(
    found: &Alignment,
    (old_targets, new_targets): (&TargetsByText, &TargetsByText),
    memo: &Memo,
) -> Vec<DraftChange> {
    let mut gather = Gather { found, memo, moved: moved(found), slots: ScriptSlots::new() };
    gather.vanished();
    gather.appeared();
    let relabelled = gather.pairs(old_targets, new_targets);
    let runs = number_runs::runs(found, &relabelled);
    for run in &runs {
        gather.slots.insert(ScriptSlot::Run(run.first().new), run.ops(found));
    }
    let mut kinds: BTreeMap<ScriptSlot, ChangeKind> = BTreeMap::new();
    joined::join_columns(found, &mut gather.slots);
    joined::join_parts(found, &mut gather.slots, &mut kinds);
    let earned: BTreeSet<u32> =
        runs.iter().filter(|run| run.is_earned(found)).map(|run| run.first().new).collect();
    let is_earned = |slot: u32| earned.contains(&slot);
    let slots = std::mem::take(&mut gather.slots).into_iter();
    slots.map(|(slot, ops)| draft(found, slot, ops, &kinds, &is_earned)).collect()
}

/// The changes seen from the other side.
pub(super) fn inverted(drafts: Vec<DraftChange>) -> Vec<DraftChange> {
    // All at once: where words end up depends on every edit of the same text, whichever change it is in.
    let ops: Vec<Op> = drafts.iter().flat_map(|draft| draft.ops.iter().cloned()).collect();
    let mut ops = delta::inverted(&ops).into_iter();
    let turn = |draft: DraftChange| DraftChange {
        kind: draft.kind.inverted(),
        grade: draft.grade.inverted(),
        at: draft.at.inverted(),
        ops: ops.by_ref().take(draft.ops.len()).collect(),
    };
    drafts.into_iter().map(turn).collect()
}

fn draft(
    found: &Alignment,
    slot: ScriptSlot,
    ops: Vec<Op>,
    kinds: &BTreeMap<ScriptSlot, ChangeKind>,
    is_earned: &dyn Fn(u32) -> bool,
) -> DraftChange {
    let both = |new: u32| At::Both(node_at(found, new));
    let (kind, grade, at) = match slot {
        ScriptSlot::Removed(old) => (ChangeKind::Removed, Grade::Substance, At::Old(old)),
        ScriptSlot::Added(new) => (ChangeKind::Added, Grade::Substance, At::New(new)),
        ScriptSlot::Substance(new) => (kind_of(&ops), Grade::Substance, both(new)),
        ScriptSlot::Folded(new) => {
            (ChangeKind::Reworded, Grade::Form(Witness::SameWhenFolded), both(new))
        }
        ScriptSlot::Key(new) => (ChangeKind::Retagged, Grade::Form(Witness::NotPrinted), both(new)),
        ScriptSlot::Follows(new, target) => {
            let new_target = found.new_of(target).expect("references follow pairs only");
            let target = NodePair { old: target, new: new_target };
            (ChangeKind::Reworded, Grade::Form(Witness::ReferenceFollows(target)), both(new))
        }
        ScriptSlot::Run(new) if is_earned(new) => {
            (ChangeKind::Renumbered, Grade::Form(Witness::Renumbered), both(new))
        }
        ScriptSlot::Run(new) => (ChangeKind::Renumbered, Grade::Substance, both(new)),
    };
    DraftChange { kind: kinds.get(&slot).copied().unwrap_or(kind), grade, at, ops }
}

/// The pair of a new ordinal.
fn node_at(found: &Alignment, new: u32) -> NodePair {
    let old = found.old_of(new).expect("only pairs are asked for");
    NodePair { old, new }
}

fn kind_of(ops: &[Op]) -> ChangeKind {
    let is_moved = ops.iter().any(|op| matches!(op, Op::Move { .. }));
    let is_reworded =
        ops.iter().any(|op| matches!(op, Op::Edit { .. } | Op::Insert { .. } | Op::Delete { .. }));
    match (is_moved, is_reworded) {
        (true, true) => ChangeKind::MovedAndReworded,
        (true, false) => ChangeKind::Moved,
        (false, true) => ChangeKind::Reworded,
        (false, false) => ChangeKind::Retagged,
    }
}

/// The pairs that fall off the spine: under another parent, or out of the order, by their old ordinals.
fn moved(found: &Alignment) -> BTreeSet<u32> {
    let mut moved: BTreeSet<u32> = BTreeSet::new();
    for (old, new) in found.pairs().filter(|(old, _)| !found.is_settled(*old)) {
        let mut pairs = Vec::new();
        for child in found.old.children(old) {
            match found.new_of(child) {
                Some(partner) if found.new.parent(partner) == Some(new) => {
                    pairs.push(WeightedPair {
                        old: found.old.index(child),
                        new: found.new.index(partner),
                        weight: found.stillness(child),
                    })
                }
                Some(_) | None => {}
            }
        }
        if pairs.windows(2).all(|two| two[0].new < two[1].new) {
            continue;
        }
        let still: BTreeSet<u32> =
            heaviest_subsequence(&pairs).iter().map(|pair| pair.old).collect();
        let off: BTreeSet<u32> =
            pairs.iter().map(|pair| pair.old).filter(|place| !still.contains(place)).collect();
        let is_off = |child: &u32| off.contains(&found.old.index(*child));
        moved.extend(found.old.children(old).filter(is_off));
    }
    let has_other_parent =
        |(old, new): &(u32, u32)| match (found.old.parent(*old), found.new.parent(*new)) {
            (Some(before), Some(after)) => found.new_of(before) != Some(after),
            (Some(_), None) | (None, Some(_)) | (None, None) => false,
        };
    moved.extend(found.pairs().filter(has_other_parent).map(|(old, _)| old));
    moved
}

fn place(order: &Preorder<'_>, at: u32) -> TreePosition {
    TreePosition { parent: order.parent(at).unwrap_or(0), index: order.index(at) }
}

struct Gather<'a> {
    found: &'a Alignment<'a>,
    memo: &'a Memo,
    moved: BTreeSet<u32>,
    slots: ScriptSlots,
}

impl Gather<'_> {
    fn add_op(&mut self, slot: ScriptSlot, op: Op) {
        self.slots.entry(slot).or_default().push(op);
    }

    fn vanished(&mut self) {
        let order = self.found.old;
        for node in order.all().filter(|at| self.found.new_of(*at).is_none()) {
            let top = top_of(order, node, &|at| self.found.new_of(at));
            let (from, own) = (place(order, node), order.node(node).own().clone());
            self.add_op(ScriptSlot::Removed(top), Op::Delete { node, from, own });
        }
    }

    fn appeared(&mut self) {
        let order = self.found.new;
        for node in order.all().filter(|at| self.found.old_of(*at).is_none()) {
            let top = top_of(order, node, &|at| self.found.old_of(at));
            let (to, own) = (place(order, node), order.node(node).own().clone());
            self.add_op(ScriptSlot::Added(top), Op::Insert { node, to, own });
        }
    }

    /// The ops of every pair; returns those whose label changes and that are not moved.
    fn pairs(&mut self, old_targets: &TargetsByText, new_targets: &TargetsByText) -> Vec<NodePair> {
        let found = self.found;
        let mut relabelled = Vec::new();
        for (old, new) in found.pairs() {
            let node = NodePair { old, new };
            let is_moved = self.moved.contains(&old);
            let (was, is) = (found.old.node(old), found.new.node(new));
            if !is_moved && was.whole() == is.whole() {
                continue;
            }
            if is_moved {
                let (from, to) = (place(found.old, old), place(found.new, new));
                self.add_op(ScriptSlot::Substance(new), Op::Move { node, from, to });
            }
            let (before, after) = (was.own(), is.own());
            let is_alike = says_alike(found, node);
            let (was, is) = (NodeTag::of(before), NodeTag::of(after));
            let relabels = was.label != is.label;
            let same_otherwise = was.form == is.form && was.role == is.role && was.key == is.key;
            if !same_otherwise {
                let printed = relabels || was.form != is.form || !is_alike;
                let slot = if printed { self.owner(new) } else { ScriptSlot::Key(new) };
                self.add_op(slot, Op::Retag { node, old: was, new: is });
            } else if relabels && is_moved {
                self.add_op(ScriptSlot::Substance(new), number_runs::relabel(found, node));
            } else if relabels {
                relabelled.push(node);
            }
            if before.heading != after.heading {
                let (old, new) = heading_targets(found, node);
                self.edit(node, TextField::Heading, &old, &new);
            }
            if before.text != after.text {
                let empty = Vec::new();
                let leads = old_targets.get(&old).unwrap_or(&empty);
                self.edit(node, TextField::Text, leads, new_targets.get(&new).unwrap_or(&empty));
            }
        }
        relabelled
    }

    fn edit(
        &mut self,
        node: NodePair,
        field: TextField,
        old_targets: &[ReferenceTarget],
        new_targets: &[ReferenceTarget],
    ) {
        let before = field.text_of(self.found.old.node(node.old));
        let after = field.text_of(self.found.new.node(node.new));
        let mut by_slot: BTreeMap<ScriptSlot, Vec<Splice>> = BTreeMap::new();
        let revised = self.memo.revise(before, after, old_targets, new_targets);
        for (reason, splice) in revised.iter() {
            let slot = match *reason {
                SpliceReason::Words => self.owner(node.new),
                SpliceReason::Follows(target) => ScriptSlot::Follows(node.new, target),
                SpliceReason::Folded => ScriptSlot::Folded(node.new),
            };
            by_slot.entry(slot).or_default().push(splice.clone());
        }
        for (slot, splices) in by_slot {
            self.add_op(slot, Op::Edit { node, field, splices });
        }
    }

    /// Under which provision a change of words counts: the moved provision around it; for the first
    /// paragraph of an article whose caption changes too, the article.
    fn owner(&self, new: u32) -> ScriptSlot {
        let found = self.found;
        let own = std::iter::once(new).chain(found.new.ancestors(new));
        let around = own.take_while(|at| !is_structure(found.new.node(*at).form()));
        for at in around {
            if found.old_of(at).is_some_and(|old| self.moved.contains(&old)) {
                return ScriptSlot::Substance(at);
            }
        }
        if found.new.index(new) == 0
            && let Some(article) = found.new.parent(new)
            && found.new.node(article).form() == Form::Article
            && self.slots.contains_key(&ScriptSlot::Substance(article))
        {
            return ScriptSlot::Substance(article);
        }
        ScriptSlot::Substance(new)
    }
}

/// The references in a heading that lead to provisions of both trees, by the ordinals of the old one.
fn heading_targets(
    found: &Alignment,
    node: NodePair,
) -> (Vec<ReferenceTarget>, Vec<ReferenceTarget>) {
    let stays = |(range, old): ReferenceTarget| Some((range, found.new_of(old).map(|_| old)?));
    let old = reference_targets::heading_targets(found.old, node.old).into_iter();
    let follows = |(range, new): ReferenceTarget| Some((range, found.old_of(new)?));
    let new = reference_targets::heading_targets(found.new, node.new).into_iter();
    (old.filter_map(stays).collect(), new.filter_map(follows).collect())
}

/// The topmost provision around one that has no partner either.
fn top_of(order: &Preorder<'_>, node: u32, partner: &dyn Fn(u32) -> Option<u32>) -> u32 {
    let around = order.ancestors(node).take_while(|at| partner(*at).is_none());
    around.last().unwrap_or(node)
}

/// Forms that hold provisions and are none: what changes inside of a moved chapter is told by itself.
fn is_structure(form: Form) -> bool {
    use Form::{Contents, Document, Group, List, Table};
    form.is_division()
        || form.is_beside_body()
        || matches!(form, Document | Contents | Group | Table | List)
}

/// Whether the roles of a pair are equal, or both say nothing in law: none, prose and the lead of a section do not;
/// nor does the kind of a section beside one of these, since what the section holds has roles of its own.
fn says_alike(found: &Alignment, node: NodePair) -> bool {
    let (old, new) = (found.old.node(node.old), found.new.node(node.new));
    let (before, after) = (old.role(), new.role());
    let is_section = |parent: Option<u32>, form: Form| form == Form::Group && parent == Some(0);
    let are_sections = is_section(found.old.parent(node.old), old.form())
        && is_section(found.new.parent(node.new), new.form());
    let is_kind = |role: &Role| !role.as_str().contains('.');
    before == after
        || is_plain(before) && is_plain(after)
        || are_sections
            && (is_plain(before) && is_kind(after) || is_kind(before) && is_plain(after))
}

/// Whether a role says nothing of what its words are in law.
fn is_plain(role: &Role) -> bool {
    matches!(role.as_str(), "" | "prose" | "lead")
}
