//! What will be different: in a row of the purposes, in a document. Does not know markup.

use super::changed::{Change, Tense, told};
use super::changes;
use super::finder::Way;
use super::page::{Piece, Sentence};
use super::paired::{Pair, pairs};
use super::plan::version_page;
use super::purposes::{Row, rows};
use crate::diff::Comparisons;
use crate::site::edition::DocumentOn;
use crate::site::{Anchors, Version};

/// The texts that come after the one in force, each with its rows and what each was in the text before it.
pub(super) struct Ahead<'a> {
    texts: Vec<Next<'a>>,
}

struct Next<'a> {
    version: &'a Version,
    rows: Vec<Row>,
    anchors: Anchors,
    before: Vec<Option<Pair>>,
}

impl<'a> Ahead<'a> {
    /// What comes after `now`, whose rows are `known`.
    pub(super) fn of(
        on: &DocumentOn<'a>,
        now: &'a Version,
        known: &[Row],
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
    pub(super) fn of_row(&self, on: &DocumentOn<'_>, known: &[Row], row: usize) -> Vec<Sentence> {
        let mut all = Vec::new();
        let (mut siblings, mut known_at) = (known, row);
        for next in &self.texts {
            let is_it =
                |pair: &Option<Pair>| pair.as_ref().is_some_and(|pair| pair.row == known_at);
            let found = next.before.iter().position(is_it);
            let Some((at, pair)) = found.and_then(|at| Some((at, next.before[at].as_ref()?)))
            else {
                let gone = "から、この項目はなくなります。".to_owned();
                all.push(next.sentence(on, gone, None));
                break;
            };
            let was = next.before.iter().map(Option::as_ref);
            let what = told(
                &Change {
                    old: siblings,
                    new: &next.rows[at],
                    pair,
                    all: &next.rows.iter().zip(was).collect::<Vec<_>>(),
                },
                Tense::Coming,
            );
            if !what.is_empty() {
                let what = format!("から、{}", what.concat());
                all.push(next.sentence(on, what, Some(at)));
            }
            (siblings, known_at) = (&next.rows, at);
        }
        all
    }
}

impl Next<'_> {
    /// From when what is different, with the ways to the row in that text and to both texts side by side.
    fn sentence(&self, on: &DocumentOn<'_>, what: String, row: Option<usize>) -> Sentence {
        let anchor = row.and_then(|row| self.anchors.get(self.rows[row].ordinal));
        let mut all = vec![
            Piece::Day(self.version.effective.counted()),
            Piece::Words(what),
            Piece::Way(Way {
                words: "変わった後の内容".to_owned(),
                page: version_page(on, self.version),
                anchor: anchor.cloned(),
            }),
        ];
        if let Some(table) = changes::table(on, self.version) {
            all.push(Piece::Words("と".into()));
            all.push(Piece::Link("新旧対照表".into(), table));
        }
        all.push(Piece::Words("で確認できます。".into()));
        all
    }
}

/// What is to come of a document, with a link to each text and to what it changes.
pub(super) fn of_document(on: &DocumentOn<'_>) -> Vec<Sentence> {
    let coming = on.coming.iter().map(|version| coming(on, version));
    let repeal =
        on.document.repeal.iter().map(|repeal| {
            vec![Piece::Day(repeal.effective), Piece::Words("に廃止されます。".into())]
        });
    coming.chain(repeal).collect()
}

fn coming(on: &DocumentOn<'_>, version: &Version) -> Sentence {
    let mut all = vec![
        Piece::Day(version.effective.counted()),
        Piece::Words("から、".into()),
        Piece::Link("変わった後の内容".into(), version_page(on, version)),
        Piece::Words(format!("が{}されます", on.document.kind.effective_verb())),
    ];
    if let Some(table) = changes::table(on, version) {
        all.push(Piece::Words("（変わるところ：".into()));
        all.push(Piece::Link("新旧対照表".into(), table));
        all.push(Piece::Words("）".into()));
    }
    all.push(Piece::Words("。".into()));
    if let Some(summary) = version.told.summary.as_deref().map(str::trim) {
        let stop = if summary.ends_with(['。', '．', '）']) { "" } else { "。" };
        all.push(Piece::Words(format!("{summary}{stop}")));
    }
    all
}
