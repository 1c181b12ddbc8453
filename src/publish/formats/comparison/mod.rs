//! One comparison in the forms in which it is handed on: terminal, Markdown, JSON, one HTML file, the amending
//! document. Does not know sites or commands.

mod amendment;
mod html;
mod json;
mod markdown;
mod style;
mod terminal;

pub use amendment::{Amending, amendment, check_supplement};
pub use html::html as one_file;
pub(super) use html::{Changes, MEMBERS, SheetData};
pub use json::{COMPARISON_FORMAT, json};
pub use markdown::markdown;
pub use style::{First, Headings, SHIPPED, Style, StyleError};
pub use terminal::{Paint, terminal};

use crate::diff::redline::{ChangeSentence, Redline, RedlineColumn, RedlineLine, Row};
use crate::diff::{Comparison, Grade, Op, Witness, digest};
use crate::text::chars::{Unseen, code_point, find_unseen};
use crate::tree::Digest;

/// Whether what is new has been decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionState {
    /// It is a version, or a text of which nothing else is known.
    Decided,
    /// It is a version whose day is still ahead.
    Coming,
    /// It is a draft.
    Proposed,
}

/// A comparison to be handed on.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The title of the document.
    pub title: String,
    /// What the old text is called: a version, a file.
    pub from: String,
    /// What the new text is called.
    pub to: String,
    /// Whether it has been decided.
    pub state: DecisionState,
    /// What differs; its proof has been run.
    pub comparison: &'a Comparison,
    /// The same, told.
    pub told: &'a Redline<'a>,
    /// How the table looks.
    pub style: &'a Style,
}

/// A column with its heading, in the order of the style.
struct Side<'a> {
    heading: &'a str,
    column: Option<&'a RedlineColumn>,
    absent: &'static str,
}

impl Sheet<'_> {
    /// The digest of Δ, as pages print it.
    pub fn digest(&self) -> Digest {
        digest(self.comparison)
    }

    /// The rows of its table. What no page prints, a key, has no place in them.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = self.told.table(self.style.folding());
        let changes = &self.comparison.changes;
        let is_printed = |at: &usize| changes.get(*at).is_some_and(|own| is_printed(own.grade));
        rows.retain(|row| row.changes.iter().any(is_printed));
        rows
    }

    /// The sentences of the changes that a page prints.
    pub fn sentences(&self) -> Vec<ChangeSentence> {
        let mut all = self.told.sentences();
        all.retain(|sentence| is_printed(sentence.grade));
        match self.state {
            DecisionState::Decided => {}
            DecisionState::Coming | DecisionState::Proposed => {
                for sentence in &mut all {
                    sentence.words.clone_from(&sentence.planned);
                }
            }
        }
        all
    }

    /// The changes that a page prints, in their order: the first is number one.
    fn printed(&self) -> Vec<usize> {
        let changes = self.comparison.changes.iter().enumerate();
        let printed = changes.filter(|(_, own)| is_printed(own.grade));
        printed.map(|(at, _)| at).collect()
    }

    fn headings(&self) -> &Headings {
        self.style.headings(self.state)
    }

    /// The columns of a row, left to right.
    fn sides<'r>(&'r self, row: &'r Row) -> [Side<'r>; 2] {
        let headings = self.headings();
        let new = Side { heading: &headings.new, column: row.new.as_ref(), absent: "（削る）" };
        let old = Side { heading: &headings.old, column: row.old.as_ref(), absent: "（新設）" };
        match self.style.first {
            First::New => [new, old],
            First::Old => [old, new],
        }
    }

    /// What 備考 say of a row.
    fn remark(&self, row: &Row) -> &'static str {
        let is_substance = |at: &usize| {
            let change = self.comparison.changes.get(*at);
            change.is_some_and(|change| change.grade == Grade::Substance)
        };
        match (&row.old, &row.new) {
            (None, _) => "新設",
            (_, None) => "削除",
            (Some(_), Some(_)) if row.changes.iter().any(is_substance) => "変更",
            (Some(_), Some(_)) => "規定の整備",
        }
    }

    /// 「内容の変更が2件あります。このほか、…（規定の整備）が1件あります。」.
    pub fn count(&self) -> String {
        let changes = &self.comparison.changes;
        let substance = changes.iter().filter(|change| change.grade == Grade::Substance).count();
        let printed = changes.iter().filter(|change| is_printed(change.grade));
        let form = printed.count() - substance;
        let said = match (substance, form) {
            (0, 0) => "変更はありません。".to_owned(),
            (_, 0) => format!("内容の変更が{substance}件あります。"),
            (0, _) => format!(
                "内容の変更はありません。番号や表記だけを整えたところ（規定の整備）が{form}件あります。"
            ),
            _ => format!(
                "内容の変更が{substance}件あります。このほか、番号や表記だけを整えたところ（規定の整備）が{form}件あります。"
            ),
        };
        let said = match unseen(&self.comparison.delta.ops) {
            Some(codes) => format!(
                "{said}目に見えない文字（{codes}）が加わったか、なくなったところがあります。"
            ),
            None => said,
        };
        let said = if self.told.is_rewritten() {
            format!("ほぼ全文が改められています。{said}")
        } else {
            said
        };
        let hidden = changes.len() - substance - form;
        if hidden == 0 {
            return said;
        }
        let words = format!("ページに表示されない識別子などだけの変更が{hidden}件あります。");
        match (substance, form) {
            (0, 0) => format!("表示される内容の変更はありません。{words}"),
            _ => format!("{said}このほか、{words}"),
        }
    }
}

/// The numbers of the characters that nobody sees, where some words differ in nothing else.
fn unseen(ops: &[Op]) -> Option<String> {
    let splices = ops.iter().flat_map(|op| match op {
        Op::Edit { splices, .. } => &splices[..],
        Op::Delete { .. }
        | Op::Insert { .. }
        | Op::Move { .. }
        | Op::Renumber { .. }
        | Op::Retag { .. } => &[],
    });
    let mut codes: Vec<String> = Vec::new();
    for splice in splices {
        let [(old, of_old), (new, of_new)] =
            [&splice.old, &splice.new].map(|text| seen(&text.words()));
        if old == new {
            codes.extend(of_old.into_iter().chain(of_new).map(code_point));
        }
    }
    codes.sort_unstable();
    codes.dedup();
    (!codes.is_empty()).then(|| codes.join("、"))
}

/// Words as they are seen, and what is not.
fn seen(words: &str) -> (String, Vec<char>) {
    let (mut out, mut codes, mut from) = (String::new(), Vec::new(), 0);
    for (range, kind) in find_unseen(words) {
        out.push_str(&words[from..range.start]);
        out.push_str(if kind == Unseen::Space { " " } else { "" });
        codes.extend(words[range.clone()].chars());
        from = range.end;
    }
    (out + &words[from..], codes)
}

/// Whether a change can be seen where texts are printed.
fn is_printed(grade: Grade) -> bool {
    match grade {
        Grade::Form(Witness::NotPrinted) => false,
        Grade::Substance
        | Grade::Form(
            Witness::Renumbered | Witness::ReferenceFollows(_) | Witness::SameWhenFolded,
        ) => true,
    }
}

/// What a grade is called.
fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Substance => "内容の変更",
        Grade::Form(_) => "規定の整備",
    }
}

/// A sentence with its full stop and remark.
fn said(sentence: &ChangeSentence) -> String {
    match &sentence.remark {
        Some(remark) => format!("{}。（{remark}）", sentence.words),
        None => format!("{}。", sentence.words),
    }
}

/// The blanks before a line.
fn indent(line: &RedlineLine) -> String {
    "　".repeat(usize::from(line.indent))
}
