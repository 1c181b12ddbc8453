//! What an old number of an article is called today. Does not know today's text, only the numbers.
//!
//! Source: `renumber.tsv`, drawn from the Act at e-Gov法令検索 and its amending laws' 附則. A row counts only
//! where it is plain: cells with a remark in brackets are left out, and so is a number that two rows share.

use super::{ArticleLink, ArticleRef, CHAPTER_4_FROM, Law, current};
use crate::text::citation::Citation;
use crate::text::date::Date;
use crate::text::label::Script;
use std::sync::LazyLock;

/// An old number and what it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenumberedArticle {
    /// What the provision is about (第三者提供の制限).
    pub topic: &'static str,
    /// Today's number in words: 第27条第5項第3号; only 第27条 where the paragraph is not sure.
    pub words: String,
    /// Today's article.
    pub link: ArticleLink,
}

/// Private-sector duties came into force.
const FROM_2005: Date = Date::constant(2005, 4, 1);
/// 平成27年法律第65号 came into force.
const FROM_2017: Date = Date::constant(2017, 5, 30);
/// 令和2年法律第44号 was promulgated; its branch numbers (22条の2) occur in texts from then on.
const FROM_2020: Date = Date::constant(2020, 6, 12);

/// A column of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RenumberColumn {
    From2005 = 1,
    From2017 = 2,
    Act2020 = 3,
    Current = 4,
}

/// A number as the table writes it: 23, 22の2, 23⑤三, 23①各号.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleNumber {
    /// 条 with branches.
    pub article: Vec<u32>,
    /// 項
    pub paragraph: Option<u32>,
    /// 号
    pub item: Option<u32>,
}

impl ArticleNumber {
    /// As running text writes it: 第23条第5項第3号, 第22条の2.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for (at, part) in self.article.iter().enumerate() {
            words += &if at == 0 { format!("第{part}条") } else { format!("の{part}") };
        }
        if let Some(paragraph) = self.paragraph {
            words += &format!("第{paragraph}項");
        }
        if let Some(item) = self.item {
            words += &format!("第{item}号");
        }
        words
    }
}

/// A provision and its numbers through the years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenumberRow {
    /// What it is about.
    pub topic: &'static str,
    /// From 2005, from 2017, in the Act of 2020, today; `None` where the table is not plain.
    pub cells: [Option<ArticleNumber>; 4],
    /// It is about all items (各号), whose numbers stay.
    pub has_items: bool,
    /// It is a definition.
    pub is_definition: bool,
}

impl RenumberRow {
    pub(super) fn cell(&self, column: RenumberColumn) -> Option<&ArticleNumber> {
        self.cells[column as usize - 1].as_ref()
    }
}

static ROWS: LazyLock<Vec<RenumberRow>> =
    LazyLock::new(|| include_str!("renumber.tsv").lines().skip(1).filter_map(row).collect());

/// The whole table.
pub fn renumber_table() -> &'static [RenumberRow] {
    &ROWS
}

fn row(line: &'static str) -> Option<RenumberRow> {
    let mut cells = line.split('\t');
    let name = cells.next()?.trim();
    let topic = name.trim_start_matches("定義: ");
    let mut next = || cells.next().and_then(number);
    Some(RenumberRow {
        topic: topic.split('(').next()?,
        cells: [next(), next(), next(), next()],
        has_items: line.contains("各号\t"),
        is_definition: topic.len() < name.len(),
    })
}

/// Reads a cell; `None` for — and for cells with a remark.
pub(super) fn number(cell: &str) -> Option<ArticleNumber> {
    let cell = cell.trim().trim_end_matches("各号");
    let mark = cell.char_indices().find_map(|(at, c)| Some((at, c, Script::Circled.read_char(c)?)));
    let (article, paragraph, item) = match mark {
        // 10一: an item of an article that has one paragraph only.
        None if cell.contains(|c| Script::Kanji.read_char(c).is_some()) => {
            let at = cell.find(|c| Script::Kanji.read_char(c).is_some())?;
            (&cell[..at], None, Some(Script::Kanji.read(&cell[at..])?))
        }
        Some((at, c, paragraph)) => {
            let item = &cell[at + c.len_utf8()..];
            let item = match item {
                "" => None,
                _ => Some(Script::Kanji.read(item)?),
            };
            (&cell[..at], Some(paragraph), item)
        }
        None => (cell, None, None),
    };
    let article =
        article.split('の').map(|part| Script::Ascii.read(part)).collect::<Option<Vec<u32>>>()?;
    Some(ArticleNumber { article, paragraph, item })
}

/// What a number in a text in force from `in_force` on is called today; `None` when the day is unknown or
/// today's numbers held already, and where the table is not plain.
pub fn article_then(
    law: Law,
    at: ArticleRef<'_>,
    in_force: Option<Date>,
) -> Option<RenumberedArticle> {
    let day = in_force?;
    let column = match day {
        _ if day < FROM_2005 || day >= CHAPTER_4_FROM => return None,
        _ if day < FROM_2017 => RenumberColumn::From2005,
        _ if at.article.len() > 1 && day >= FROM_2020 => RenumberColumn::Act2020,
        _ => RenumberColumn::From2017,
    };
    // The item itself, else its paragraph, else the article.
    let exact =
        ArticleNumber { article: at.article.to_vec(), paragraph: at.paragraph, item: at.item };
    let of_paragraph = ArticleNumber { item: None, ..exact.clone() };
    let of_article = ArticleNumber { paragraph: None, ..of_paragraph.clone() };
    [exact, of_paragraph, of_article].iter().find_map(|wanted| lookup(law, column, wanted))
}

/// [`article_then`] for a citation in a text in force from `in_force` on.
pub fn then(citation: &Citation, in_force: Option<Date>) -> Option<RenumberedArticle> {
    let (law, at) = ArticleRef::of(citation)?;
    article_then(law, at, in_force)
}

fn lookup(law: Law, column: RenumberColumn, wanted: &ArticleNumber) -> Option<RenumberedArticle> {
    let rows = match law {
        Law::Appi => &*ROWS,
    };
    let mut fitting = rows.iter().filter(|row| row.cell(column) == Some(wanted));
    let (row, second) = (fitting.next()?, fitting.next());
    if second.is_some() {
        return None;
    }
    let now = row.cell(RenumberColumn::Current)?;
    let [article] = now.article[..] else {
        return None;
    };
    let words = now.words();
    Some(RenumberedArticle { topic: row.topic, words, link: current(law, article)? })
}
