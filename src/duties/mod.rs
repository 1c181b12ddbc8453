//! Which duties a change brings: what both texts say of each matter, what became of it, and what the law asks then
//! (`law/duties.yaml`). Judges two texts on the day from which the new one counts; what they do not show is asked.
//! Does not know who answers, nor how it is told.

mod events;
mod matter;
mod pairing;
mod prose;
mod signs;
mod wording;

use crate::diagnostic::Message;
use crate::diff::redline::{ListedChange, Redline};
use crate::diff::{At, Change, Comparison, Comparisons, Grade, Op, Pairs, Preorder};
use crate::law::{
    ChangeSign, DutyEntry, DutyMode, DutyRule, DutyWhen, HoldsChange, Operation,
    OrganisationProfile, duty_rules,
};
use crate::site::Kind;
use crate::text::date::Date;
use crate::tree::{Bare, Form, Provision, Role};
use events::ElementChange;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A change of a text, on the day from which it counts.
#[derive(Clone, Copy, Debug)]
pub struct JudgedChange<'a> {
    /// The text before; none where the new one is the first.
    pub old: Option<&'a Arc<Provision>>,
    /// The text after; none where the document ends.
    pub new: Option<&'a Arc<Provision>>,
    /// What sort of document it is.
    pub kind: Kind,
    /// The day from which the new text counts: the law of that day is asked.
    pub day: Date,
    /// For whom the site speaks.
    pub profile: Option<OrganisationProfile>,
}

/// A duty that a change brings.
#[derive(Clone, Debug)]
pub struct Duty {
    /// Which.
    pub rule: &'static DutyRule,
    /// How, and by when.
    pub entry: &'static DutyEntry,
    /// The changes that bring it, in the order of the redline.
    pub because: Vec<ListedChange>,
}

impl Duty {
    /// The id of its rule.
    pub fn id(&self) -> &'static str {
        &self.rule.id
    }

    /// How it is met.
    pub fn mode(&self) -> DutyMode {
        self.entry.mode
    }

    /// By when.
    pub fn when(&self) -> DutyWhen {
        self.entry.when
    }

    /// Whether publishing alone does not make the change lawful.
    pub fn is_blocker(&self) -> bool {
        self.entry.holds == HoldsChange::Always
    }

    /// What the law asks.
    pub fn asks(&self) -> &'static Message {
        self.entry.asks.as_ref().unwrap_or(&self.rule.asks)
    }

    /// Whether its author is to say something about it: what is asked, what publishing alone does not do, and what is
    /// told by a day. What a page only has to say rightly takes no words.
    pub fn is_to_be_answered(&self) -> bool {
        let is_told =
            matches!(self.when(), DutyWhen::Before | DutyWhen::Promptly | DutyWhen::OnChange);
        self.is_question() || self.is_blocker() || is_told
    }

    /// Whether it is asked whether it applies.
    pub fn is_question(&self) -> bool {
        self.entry.question.is_some()
    }
}

/// The duties that a change brings, in the order of the table: one for each rule, way and time.
pub fn duties(change: &JudgedChange<'_>, comparisons: &Comparisons) -> Vec<Duty> {
    let role = Role::read(change.kind.name());
    let nothing = || Bare::new(Form::Document).role(role.clone()).leaf();
    let (old, new) =
        (change.old.cloned().unwrap_or_else(nothing), change.new.cloned().unwrap_or_else(nothing));
    let (before, after) = (Preorder::of(&old), Preorder::of(&new));
    let found = comparisons.between(&before, &after);
    if found.changes.is_empty() {
        return Vec::new();
    }
    let pairs = Pairs::of(&before, &after, &found.delta);
    let changes = match change.kind {
        Kind::Regulation => regulation(change, &found),
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
            let (was, is) = (matter::matters(&before), matter::matters(&after));
            events::changes(&was, &is, &pairing::pair(&was, &is, &pairs))
        }
    };
    let listed = Redline::of(&before, &after, &found).list();
    let places = ChangePlaces::of(&found, (&before, &after));
    let because = |one: &ElementChange| places.changes(one);
    judged(change, &changes, &because)
        .into_iter()
        .map(|((rule, entry), because)| Duty {
            rule,
            entry,
            because: because.into_iter().filter_map(|at| listed.get(at).cloned()).collect(),
        })
        .collect()
}

/// A regulation as a whole: what it says is for its readers to keep, not for a notice.
fn regulation(change: &JudgedChange<'_>, found: &Comparison) -> Vec<ElementChange> {
    let substance: Vec<&Change> =
        found.changes.iter().filter(|one| one.grade == Grade::Substance).collect();
    let operation = match (change.old, change.new) {
        (None, _) => Operation::Added,
        (_, None) => Operation::Removed,
        (Some(_), Some(_)) => Operation::Modified,
    };
    if substance.is_empty() {
        return Vec::new();
    }
    let title = change.new.or(change.old).map(|text| text.heading().words()).unwrap_or_default();
    let is_not_filed =
        duty_rules().iter().flat_map(|rule| &rule.not_filed).any(|words| title.contains(words));
    vec![ElementChange {
        element: "regulation".to_owned(),
        operation,
        signs: Vec::from_iter(is_not_filed.then_some(ChangeSign::NotFiled)),
        old: substance.iter().filter_map(|one| one.at.in_old()).collect(),
        new: substance.iter().filter_map(|one| one.at.in_new()).collect(),
    }]
}

/// A duty before its changes are told: its rule and entry, and the changes by their index.
type Judged = ((&'static DutyRule, &'static DutyEntry), BTreeSet<usize>);

/// What the law of the day asks of the changes. What is stated is not asked too.
fn judged(
    change: &JudgedChange<'_>,
    changes: &[ElementChange],
    because: &dyn Fn(&ElementChange) -> BTreeSet<usize>,
) -> Vec<Judged> {
    let mut out: Vec<Judged> = Vec::new();
    for rule in duty_rules() {
        if !rule.ground.is_on(change.day) || !rule.ground.is_for(change.profile) {
            continue;
        }
        let first = out.len();
        for entry in rule.duties.iter().filter(|entry| entry.is_on(change.day)) {
            let brought = changes
                .iter()
                .filter(|one| entry.is_brought(&one.element, one.operation, &one.signs));
            let mut brought = brought.peekable();
            if brought.peek().is_none() {
                continue;
            }
            let because: BTreeSet<usize> = brought.flat_map(because).collect();
            let same = out[first..]
                .iter_mut()
                .find(|((_, known), _)| (known.mode, known.when) == (entry.mode, entry.when));
            match same {
                Some(((_, known), known_because)) => {
                    if known.question.is_some() && entry.question.is_none() {
                        *known = entry;
                        *known_because = because;
                    } else if known.question.is_some() == entry.question.is_some() {
                        known_because.extend(because);
                    }
                }
                None => out.push(((rule, entry), because)),
            }
        }
    }
    out
}

/// Which changes touch which provisions.
struct ChangePlaces {
    old: BTreeMap<u32, BTreeSet<usize>>,
    new: BTreeMap<u32, BTreeSet<usize>>,
}

impl ChangePlaces {
    fn of(found: &Comparison, (old, new): (&Preorder<'_>, &Preorder<'_>)) -> ChangePlaces {
        let mut places = ChangePlaces { old: BTreeMap::new(), new: BTreeMap::new() };
        for (index, change) in found.changes.iter().enumerate() {
            for op in found.delta.ops.get(change.ops.clone()).unwrap_or_default() {
                let (before, after) = match op {
                    Op::Delete { node, .. } => (Some(*node), None),
                    Op::Insert { node, .. } => (None, Some(*node)),
                    Op::Move { node, .. } | Op::Edit { node, .. } | Op::Retag { node, .. } => {
                        (Some(node.old), Some(node.new))
                    }
                    Op::Renumber { .. } => (None, None),
                };
                if let Some(at) = before {
                    places.old.entry(at).or_default().insert(index);
                }
                if let Some(at) = after {
                    places.new.entry(at).or_default().insert(index);
                }
            }
            places.moved(index, change, (old, new));
        }
        places
    }

    /// What moves, moves with all below it.
    fn moved(&mut self, index: usize, change: &Change, (old, new): (&Preorder<'_>, &Preorder<'_>)) {
        let At::Both(node) = change.at else { return };
        for at in node.old..old.end(node.old) {
            if change.kind == crate::diff::ChangeKind::Moved {
                self.old.entry(at).or_default().insert(index);
            }
        }
        for at in node.new..new.end(node.new) {
            if change.kind == crate::diff::ChangeKind::Moved {
                self.new.entry(at).or_default().insert(index);
            }
        }
    }

    /// The changes that bring a change of an element; where none touches its very place, those nearest to it.
    fn changes(&self, one: &ElementChange) -> BTreeSet<usize> {
        let of = |all: &BTreeMap<u32, BTreeSet<usize>>, at: &[u32]| {
            at.iter().filter_map(|at| all.get(at)).flatten().copied().collect::<BTreeSet<usize>>()
        };
        let mut found = of(&self.old, &one.old);
        found.extend(of(&self.new, &one.new));
        if found.is_empty() {
            let below = one.new.iter().filter_map(|at| self.new.range(*at..).next());
            let above = one.old.iter().filter_map(|at| self.old.range(*at..).next());
            found.extend(below.chain(above).flat_map(|(_, changes)| changes));
        }
        found
    }
}
