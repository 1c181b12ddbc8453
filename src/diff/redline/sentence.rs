//! Sentences: each change in the words in which a reader would tell it. Does not know where they are put.

use super::edit::{self, EditClauses};
use super::naming::called::noun_of;
use super::renumber::{relabelled, shift};
use super::words::{Clause, and, sentence};
use super::{Redline, TextSide};
use crate::diff::{At, Change, ChangeKind, Grade, NodePair, Op, TreePosition, Witness};
use crate::tree::Form;

/// A change in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSentence {
    /// What was done, without a full stop: 「第13条（旧第12条）に「書面による」を加えました」.
    pub words: String,
    /// The same while the day is still ahead: 「…を加えます」.
    pub planned: String,
    /// Why it changes nothing that is said, where it is form only; or what the new numbers are.
    pub remark: Option<String>,
    /// Whether it touches what is said.
    pub grade: Grade,
}

impl Redline<'_> {
    /// A sentence for each change, in their order, as of something done.
    pub fn sentences(&self) -> Vec<ChangeSentence> {
        let changes = self.comparison.changes.iter();
        changes.map(|change| self.sentence(change)).collect()
    }

    fn sentence(&self, change: &Change) -> ChangeSentence {
        let ops = &self.comparison.delta.ops[change.ops.clone()];
        let clauses = match (change.kind, change.at) {
            (ChangeKind::Added, At::New(new) | At::Both(NodePair { new, .. })) => self.added(new),
            (ChangeKind::Removed, At::Old(old) | At::Both(NodePair { old, .. })) => {
                self.removed(old)
            }
            (ChangeKind::Reworded, At::Both(_)) => self.edits(ops),
            (ChangeKind::Moved | ChangeKind::MovedAndReworded, At::Both(node)) => {
                let mut clauses = vec![self.moved(node, ops)];
                let name = self.both_names(Some(node.old), Some(node.new));
                clauses.extend(self.edits(ops).into_iter().map(|one| one.of_it(&name)));
                clauses
            }
            (ChangeKind::Split, At::Both(node)) => self.split(node, ops),
            (ChangeKind::Merged, At::Both(node)) => self.merged(node, ops),
            (ChangeKind::Renumbered, At::Both(node)) => self.renumbered(node, ops),
            (ChangeKind::Retagged, At::Both(node)) => self.retagged(node, ops, change.grade),
            // A comparison read from elsewhere may say what none of ours does; it is told all the same.
            (_, at) => {
                let name = self.both_names(at.in_old(), at.in_new());
                vec![Clause::new(format!("{name}を"), "改め")]
            }
        };
        let words = sentence(&clauses);
        ChangeSentence {
            planned: format!("{words}ます"),
            words: format!("{words}ました"),
            remark: self.remark(change, ops),
            grade: change.grade,
        }
    }

    fn added(&self, new: u32) -> Vec<Clause> {
        let called = self.called(TextSide::New, new);
        vec![Clause::new(format!("{}を", called.with("に")), "加え")]
    }

    fn removed(&self, old: u32) -> Vec<Clause> {
        let mut called = self.called(TextSide::Old, old);
        let is_column = self.old.order.node(old).form() == Form::Cell;
        if called.container.is_empty() && !is_column && self.is_taken(old) {
            let name = self.side(TextSide::Old).names.of_node(old);
            // Words alone do not say which of several alike is meant.
            let named = if called.own.starts_with(['「', '『']) && !called.own.starts_with(&name)
            {
                format!("旧{name}{}", called.own)
            } else {
                format!("旧{}", called.own)
            };
            called.own = named;
        }
        vec![Clause::new(format!("{}を", called.with("から")), "削り")]
    }

    /// 「第5条を第8条の次に」 移し.
    fn moved(&self, node: NodePair, ops: &[Op]) -> Clause {
        let to = ops.iter().find_map(|op| match op {
            Op::Move { node: own, to, .. } if *own == node => Some(*to),
            _ => None,
        });
        let called = self.called(TextSide::Old, node.old);
        let (before, after) = (
            self.side(TextSide::Old).names.around(node.old),
            self.side(TextSide::New).names.around(node.new),
        );
        let target = to.and_then(|to| self.sibling_before(to));
        if let Some(target) = target
            && called.own.starts_with('「')
            && self.called(TextSide::New, target).own == called.own
        {
            // Its words stand at its goal too: only the old and new places tell the two apart.
            let names = [(TextSide::Old, node.old), (TextSide::New, node.new)];
            let [old, new] = names.map(|(side, at)| self.side(side).names.of_node(at));
            let target = self.both_names(self.pairs.old_of(target), Some(target));
            return Clause::new(format!("旧{old}を{target}の次に移し、{new}と"), "し");
        }
        let mut about = called.with("の") + "を";
        let label = |side: TextSide, at: u32| self.side(side).order.node(at).label();
        let is_renamed = label(TextSide::Old, node.old) != label(TextSide::New, node.new);
        if is_renamed && called.container.is_empty() {
            about.insert(0, '旧');
        }
        if !is_renamed && self.is_chaptered(&before, &after, node) {
            return Clause::new(format!("{about}{before}から{after}に"), "移し");
        }
        about.push_str(&self.destination(to, before != after));
        if is_renamed {
            let name = self.side(TextSide::New).names.of_node(node.new);
            return Clause::new(format!("{about}移し、{name}と"), "し");
        }
        Clause::new(about, "移し")
    }

    /// Whether an article that keeps its number goes from one chapter to another.
    fn is_chaptered(&self, before: &str, after: &str, node: NodePair) -> bool {
        let is_article = self.new.order.node(node.new).form() == Form::Article;
        is_article && before != after && !before.is_empty() && !after.is_empty()
    }

    /// What stands before a place in the new text.
    fn sibling_before(&self, to: TreePosition) -> Option<u32> {
        self.new.order.children(to.parent).nth((to.index as usize).checked_sub(1)?)
    }

    /// 「第8条の次に」, 「『窓口』の先頭に」.
    fn destination(&self, to: Option<TreePosition>, elsewhere: bool) -> String {
        let Some(to) = to else {
            return "別の位置に".to_owned();
        };
        let parent = self.side(TextSide::New).names.of_node(to.parent);
        if to.index == 0 {
            return if parent.is_empty() {
                "先頭に".to_owned()
            } else {
                format!("{parent}の先頭に")
            };
        }
        let before = self.sibling_before(to);
        if before.is_some_and(|before| self.new.order.node(before).form() == Form::Header) {
            return "表の先頭に".to_owned();
        }
        match before.map(|before| self.called(TextSide::New, before)) {
            Some(called) if elsewhere => format!("{}の次に", called.with("の")),
            Some(called) => format!("{}の次に", called.own),
            None => format!("{parent}に"),
        }
    }

    fn split(&self, node: NodePair, ops: &[Op]) -> Vec<Clause> {
        let whole = self.both_names(Some(node.old), Some(node.old).and(Some(node.new)));
        let mut parts = vec![node.new];
        parts.extend(tops(ops, TextSide::New));
        self.cut_or_joined(whole, &parts, TextSide::New, "分け")
    }

    fn merged(&self, node: NodePair, ops: &[Op]) -> Vec<Clause> {
        let mut parts = vec![node.old];
        parts.extend(tops(ops, TextSide::Old));
        let whole = self.side(TextSide::New).names.of_node(node.new);
        self.cut_or_joined(whole, &parts, TextSide::Old, "まとめ")
    }

    fn cut_or_joined(
        &self,
        whole: String,
        parts: &[u32],
        side: TextSide,
        stem: &'static str,
    ) -> Vec<Clause> {
        let names: Vec<String> =
            parts.iter().map(|at| self.side(side).names.of_node(*at)).collect();
        let are_numbered = parts.iter().all(|at| {
            matches!(self.side(side).names.part(*at), Some(super::naming::NamePart::Bare(_)))
        });
        let noun = noun_of(self, side, parts[0]);
        let count = parts.len();
        let about = match (side, are_numbered) {
            (TextSide::New, true) => format!("{whole}を{}に", and(&names)),
            (TextSide::Old, true) => format!("{}を{whole}に", and(&names)),
            (TextSide::New, false) if whole.is_empty() => {
                format!("1つの{noun}を{count}つの{noun}に")
            }
            (TextSide::New, false) => format!("{whole}を{count}つの{noun}に"),
            (TextSide::Old, false) => {
                let around = self.side(side).names.around(parts[0]);
                let around = if around.is_empty() { around } else { format!("{around}の") };
                format!("{around}{count}つの{noun}を1つに")
            }
        };
        vec![Clause::new(about, stem)]
    }

    fn retagged(&self, node: NodePair, ops: &[Op], grade: Grade) -> Vec<Clause> {
        let name = self.both_names(Some(node.old), Some(node.new));
        let is_role = |op: &Op| matches!(op, Op::Retag { old, new, .. } if (&old.label, old.form) == (&new.label, new.form));
        if grade == Grade::Substance && ops.iter().any(is_role) {
            return vec![Clause::new(format!("{name}がどの事項に当たるかを"), "改め")];
        }
        let what = ops.iter().find_map(|op| match op {
            Op::Retag { old, new, .. } if old.label != new.label => Some("番号"),
            Op::Retag { old, new, .. } if old.form != new.form => Some("形式"),
            Op::Retag { old, new, .. } if old.key != new.key => Some("識別子"),
            Op::Retag { .. } => Some("内部の区分"),
            _ => None,
        });
        let what = what.unwrap_or("扱い");
        vec![Clause::new(format!("{name}の{what}を"), "改め")]
    }

    /// The edits of words, one clause or several for each text.
    fn edits(&self, ops: &[Op]) -> Vec<Clause> {
        let edits = ops.iter().filter_map(|op| match op {
            Op::Edit { node, field, splices } => {
                Some(EditClauses { node: *node, field: *field, splices })
            }
            _ => None,
        });
        let edits: Vec<EditClauses<'_>> = edits.collect();
        if let Some(clause) = edit::blanked(self, &edits) {
            return vec![clause];
        }
        edits.iter().flat_map(|one| one.clauses(self)).collect()
    }

    fn remark(&self, change: &Change, ops: &[Op]) -> Option<String> {
        let witness = match change.grade {
            Grade::Substance => return None,
            Grade::Form(witness) => witness,
        };
        match witness {
            Witness::Renumbered => {
                let nodes = relabelled(ops);
                let (first, last) = (nodes.first()?, nodes.last()?);
                let (_, by) = shift(ops);
                (first != last && by != 0).then(|| {
                    format!("新しい番号は、{}です", self.numbers(*first, *last, nodes.len()))
                })
            }
            Witness::ReferenceFollows(node) => {
                let (before, after) = (
                    self.side(TextSide::Old).names.of_node(node.old),
                    self.side(TextSide::New).names.of_node(node.new),
                );
                Some(format!("旧{before}が{after}になったことに伴う整備です"))
            }
            Witness::SameWhenFolded => Some("全角・半角などの表記だけの違いです".to_owned()),
            Witness::NotPrinted => Some("ページに表示されない識別子などだけの変更です".to_owned()),
        }
    }
}

/// What comes (on the new side) or goes (on the old one) and does not hang below something that does too.
fn tops(ops: &[Op], side: TextSide) -> Vec<u32> {
    let all: Vec<(u32, u32)> = ops
        .iter()
        .filter_map(|op| match (op, side) {
            (Op::Insert { node, to, .. }, TextSide::New) => Some((*node, to.parent)),
            (Op::Delete { node, from, .. }, TextSide::Old) => Some((*node, from.parent)),
            (
                Op::Insert { .. }
                | Op::Delete { .. }
                | Op::Move { .. }
                | Op::Edit { .. }
                | Op::Renumber { .. }
                | Op::Retag { .. },
                TextSide::Old | TextSide::New,
            ) => None,
        })
        .collect();
    let is_top = |(_, parent): &&(u32, u32)| !all.iter().any(|(node, _)| node == parent);
    all.iter().filter(is_top).map(|(node, _)| *node).collect()
}
