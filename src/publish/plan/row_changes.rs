//! What changed in a row of the purposes, version by version, and what will, told in sentences. Does not know the
//! texts around it.

use super::changes;
use super::finder::NamedLink;
use super::page::{Sentence, SentencePart, say};
use super::planner::version_page;
use super::purposes::{Purpose, PurposeRow, PurposeSide, rows};
use super::row_timeline::{Past, RowPair, RowTurn, Was, pairs};
use crate::diff::Comparisons;
use crate::ledger::Day;
use crate::site::edition::DocumentOn;
use crate::site::{Anchors, Version};
use crate::text::date::Date;

/// One step of a row from a text to the next: from when, what changed, where it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowStep {
    /// From when, with the way to the 新旧対照表 where there is one.
    pub when: Sentence,
    /// What changed, one sentence each.
    pub what: Vec<String>,
}

/// Whether a change has been or will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Coming,
}

impl Tense {
    fn tell(self, past: String, coming: String) -> String {
        match self {
            Tense::Past => past,
            Tense::Coming => coming,
        }
    }

    fn moved(self, words: &str, from: &str, to: &str) -> String {
        self.tell(
            format!("「{words}」を「{from}」から「{to}」に移しました。"),
            format!("「{words}」が「{from}」から「{to}」に移ります。"),
        )
    }
}

/// Two texts around a change of a row.
pub(super) struct RowChange<'r> {
    pub old: &'r [PurposeRow],
    pub new: &'r PurposeRow,
    pub pair: &'r RowPair,
    /// The rows of the newer text with what each was.
    pub all: &'r [(&'r PurposeRow, Option<&'r RowPair>)],
}

/// The steps of a row up to the text in force, newest first.
pub(super) fn steps(on: &DocumentOn<'_>, past: &Past<'_>, row: usize) -> Vec<RowStep> {
    let step = |turn: RowTurn<'_, '_>| {
        let what = match turn.pair {
            None => vec!["この項目を加えました。".to_owned()],
            Some(pair) => change_sentences(
                &RowChange { old: turn.siblings, new: turn.new, pair, all: &turn.all },
                Tense::Past,
            ),
        };
        (!what.is_empty()).then(|| RowStep { when: when(on, turn.version), what })
    };
    past.turns(row).into_iter().filter_map(step).collect()
}

fn when(on: &DocumentOn<'_>, version: &Version) -> Sentence {
    let mut out = match version.effective {
        Day::Known(day) => say("{}から", [day.into()]),
        Day::Unknown { seen } => {
            let word = on.document.kind.effective_word();
            say(&format!("{word}は不明（{{}}に確認）"), [seen.into()])
        }
    };
    if let Some(table) = changes::table(on, version) {
        out.extend(say("（{}）", [("新旧対照表を見る", table).into()]));
    }
    out
}

/// What differs between two texts of a row.
pub(super) fn change_sentences(change: &RowChange<'_>, tense: Tense) -> Vec<String> {
    let (new, old) = (change.new, &change.old[change.pair.row]);
    let mut out = Vec::new();
    if old.name != new.name {
        let (from, to) = (&old.name, &new.name);
        out.push(tense.tell(
            format!("項目の名前を「{from}」から「{to}」に改めました。"),
            format!("項目の名前が「{to}」に変わります。"),
        ));
    }
    for (at, purpose) in new.purposes.iter().enumerate() {
        match change.pair.purposes[at] {
            Some(was) => change.kept(at, was, tense, &mut out),
            None => {
                let (side, words) = (new.side_name(purpose.side), &purpose.words);
                out.push(tense.tell(
                    format!("「{side}」に「{words}」を加えました。"),
                    format!("「{side}」に「{words}」が加わります。"),
                ));
            }
        }
    }
    change.gone(tense, &mut out);
    out
}

impl RowChange<'_> {
    /// What differs in a purpose that both texts have.
    fn kept(&self, at: usize, was: Was, tense: Tense, out: &mut Vec<String>) {
        let purpose = &self.new.purposes[at];
        let side = self.new.side_name(purpose.side);
        let before = &self.old[was.row];
        let known = &before.purposes[was.purpose];
        if was.row != self.pair.row {
            out.push(tense.moved(&purpose.words, &before.name, side));
        } else if known.side != purpose.side {
            let from = before.side_name(known.side);
            out.push(tense.moved(&purpose.words, from, side));
        }
        if known.identity() != purpose.identity() {
            let (from, to) = (known.whole(), purpose.whole());
            out.push(tense.tell(
                format!("「{from}」を「{to}」に改めました。"),
                format!("「{from}」が「{to}」に変わります。"),
            ));
        }
        let partners = &self.pair.recipients[at];
        let words = &purpose.words;
        for (to, was) in purpose.recipients.iter().zip(partners) {
            let to = &to.words;
            match was.map(|was| &known.recipients[was].words) {
                None => out.push(tense.tell(
                    format!("「{words}」の提供先に「{to}」を加えました。"),
                    format!("「{words}」の提供先に「{to}」が加わります。"),
                )),
                Some(from) if from != to => out.push(tense.tell(
                    format!("「{words}」の提供先「{from}」を「{to}」に改めました。"),
                    format!("「{words}」の提供先「{from}」が「{to}」に変わります。"),
                )),
                Some(_) => {}
            }
        }
        for (nth, to) in known.recipients.iter().enumerate() {
            let to = &to.words;
            if !partners.contains(&Some(nth)) && !purpose.goes_to(to) {
                out.push(tense.tell(
                    format!("「{words}」の提供先から「{to}」を除きました。"),
                    format!("「{words}」の提供先の「{to}」がなくなります。"),
                ));
            }
        }
    }

    /// The purposes that the row has no more: moved to another row, or gone.
    fn gone(&self, tense: Tense, out: &mut Vec<String>) {
        let old = &self.old[self.pair.row];
        for (purpose, was) in old.purposes.iter().enumerate() {
            let row = self.pair.row;
            let has = |pair: &RowPair| pair.purposes.contains(&Some(Was { row, purpose }));
            if has(self.pair) {
                continue;
            }
            let side = old.side_name(was.side);
            let mut others = self.all.iter();
            out.push(match others.find(|(_, pair)| pair.is_some_and(has)) {
                Some((other, _)) => tense.moved(&was.words, side, &other.name),
                None => {
                    let words = &was.words;
                    tense.tell(
                        format!("「{side}」から「{words}」を除きました。"),
                        format!("「{side}」の「{words}」がなくなります。"),
                    )
                }
            });
        }
    }
}

/// A day to come on which something will be different, and what.
pub(super) type AheadChange = (Date, Sentence);

/// The texts that come after the one in force, each with its rows and what each was in the text before it.
pub(super) struct Ahead<'a> {
    texts: Vec<Next<'a>>,
}

struct Next<'a> {
    version: &'a Version,
    rows: Vec<PurposeRow>,
    anchors: Anchors,
    before: Vec<Option<RowPair>>,
}

impl<'a> Ahead<'a> {
    /// What comes after `now`, whose rows are `known`.
    pub(super) fn of(
        on: &DocumentOn<'a>,
        now: &'a Version,
        known: &[PurposeRow],
        comparisons: &Comparisons,
    ) -> Ahead<'a> {
        let mut texts: Vec<Next<'a>> = Vec::new();
        for version in &on.coming {
            let rows = rows(&version.tree);
            let older = texts
                .last()
                .map_or((&now.tree, known), |next: &Next<'a>| (&next.version.tree, &next.rows));
            texts.push(Next {
                version,
                before: pairs(older, (&version.tree, &rows), comparisons),
                anchors: Anchors::of(&version.tree),
                rows,
            });
        }
        Ahead { texts }
    }

    /// What will be different in a row of the text in force, for each coming text in which something is.
    pub(super) fn of_row(
        &self,
        on: &DocumentOn<'_>,
        known: &[PurposeRow],
        row: usize,
    ) -> Vec<AheadChange> {
        let mut all = Vec::new();
        let (mut siblings, mut known_at) = (known, row);
        for next in &self.texts {
            let is_it =
                |pair: &Option<RowPair>| pair.as_ref().is_some_and(|pair| pair.row == known_at);
            let found = next.before.iter().position(is_it);
            let Some((at, pair)) = found.and_then(|at| Some((at, next.before[at].as_ref()?)))
            else {
                let gone = "から、この項目はなくなります。".to_owned();
                all.push((next.day(), next.sentence(on, gone, None)));
                break;
            };
            let was = next.before.iter().map(Option::as_ref);
            let what = change_sentences(
                &RowChange {
                    old: siblings,
                    new: &next.rows[at],
                    pair,
                    all: &next.rows.iter().zip(was).collect::<Vec<_>>(),
                },
                Tense::Coming,
            );
            if !what.is_empty() {
                let what = format!("から、{}", what.concat());
                all.push((next.day(), next.sentence(on, what, Some(at))));
            }
            (siblings, known_at) = (&next.rows, at);
        }
        all
    }
}

/// What a purpose is used for: the name of each row that has it, on which side, and to whom it is given.
type UsedFor<'r> = Vec<(&'r str, PurposeSide, Vec<&'r str>)>;

fn used_for<'r>(rows: &'r [PurposeRow], identity: &str) -> UsedFor<'r> {
    let of_row = |row: &'r PurposeRow| row.purposes.iter().map(move |purpose| (row, purpose));
    let uses = rows
        .iter()
        .flat_map(of_row)
        .filter(|(_, one)| identity.starts_with(&one.words) && one.identity() == identity);
    let to = |one: &'r Purpose| one.recipients.iter().map(|to| to.words.as_str()).collect();
    uses.map(|(row, one)| (row.name.as_str(), one.side, to(one))).collect()
}

impl Ahead<'_> {
    /// The next day on which a purpose is not used for the same information in the same way, and what is said of it.
    pub(super) fn of_use(
        &self,
        on: &DocumentOn<'_>,
        known: &[PurposeRow],
        identity: &str,
    ) -> Option<AheadChange> {
        let now = used_for(known, identity);
        let next = self.texts.iter().find(|next| used_for(&next.rows, identity) != now)?;
        let said = "から、この目的またはこの目的に使う情報が変わります。";
        Some((next.day(), next.sentence(on, said.to_owned(), None)))
    }
}

impl Next<'_> {
    fn day(&self) -> Date {
        self.version.effective.counted()
    }

    /// From when what is different, with the ways to the row in that text and to both texts side by side.
    fn sentence(&self, on: &DocumentOn<'_>, what: String, row: Option<usize>) -> Sentence {
        // Of several of one day, the last has every change.
        let last = on.document.overtaken_by(self.version);
        let row = row.filter(|_| last.is_none());
        let anchor = row.and_then(|row| self.anchors.get(self.rows[row].ordinal));
        let mut all = vec![
            SentencePart::Day(self.version.effective.counted()),
            SentencePart::Words(what),
            SentencePart::NamedLink(NamedLink {
                words: "変わった後の内容".to_owned(),
                page: version_page(on, last.unwrap_or(self.version)),
                anchor: anchor.cloned(),
            }),
        ];
        if let Some(table) = changes::table(on, self.version) {
            all.extend(say("と{}", [("新旧対照表", table).into()]));
        }
        all.push("で確認できます。".into());
        all
    }
}
