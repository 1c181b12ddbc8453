//! What an old number of an article is called today. Does not know today's text, only the numbers.
//!
//! Source: `renumber.tsv`, drawn from the Act at e-Gov法令検索 and its amending laws' 附則. A row counts only
//! where it is plain: cells with a remark in brackets are left out, and so is a number that two rows share.

use super::Law;
use super::article::{ArticleLink, ArticleRef, CHAPTER_4_FROM, current};
use crate::text::citation::Citation;
use crate::text::date::Date;
use crate::text::numeral::Script;
use std::sync::LazyLock;

/// An old number and what it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renumbered {
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
enum Column {
    From2005 = 1,
    From2017 = 2,
    Act2020 = 3,
    Current = 4,
}

/// A number as the table writes it: 23, 22の2, 23⑤三, 23①各号.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Number {
    article: Vec<u32>,
    paragraph: Option<u32>,
    item: Option<u32>,
}

struct Row {
    topic: &'static str,
    cells: [Option<Number>; 4],
}

impl Row {
    fn cell(&self, column: Column) -> Option<&Number> {
        self.cells[column as usize - 1].as_ref()
    }
}

static ROWS: LazyLock<Vec<Row>> =
    LazyLock::new(|| include_str!("renumber.tsv").lines().skip(1).filter_map(row).collect());

fn row(line: &'static str) -> Option<Row> {
    let mut cells = line.split('\t');
    let topic = cells.next()?.trim().trim_start_matches("定義: ");
    let mut next = || cells.next().and_then(number);
    Some(Row { topic: topic.split('(').next()?, cells: [next(), next(), next(), next()] })
}

/// Reads a cell; `None` for — and for cells with a remark.
fn number(cell: &str) -> Option<Number> {
    let cell = cell.trim().trim_end_matches("各号");
    let circled = |c: char| Script::Circled.read(c.encode_utf8(&mut [0; 4]));
    let mark = cell.char_indices().find_map(|(at, c)| Some((at, c, circled(c)?)));
    let (article, paragraph, item) = match mark {
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
    Some(Number { article, paragraph, item })
}

/// What a number in a text in force from `in_force` on is called today; `None` when the day is unknown or
/// today's numbers held already, and where the table is not plain.
pub fn article_then(law: Law, at: ArticleRef<'_>, in_force: Option<Date>) -> Option<Renumbered> {
    let day = in_force?;
    let column = match day {
        _ if day < FROM_2005 || day >= CHAPTER_4_FROM => return None,
        _ if day < FROM_2017 => Column::From2005,
        _ if at.article.len() > 1 && day >= FROM_2020 => Column::Act2020,
        _ => Column::From2017,
    };
    // The item itself, else its paragraph, else the article.
    let exact = Number { article: at.article.to_vec(), paragraph: at.paragraph, item: at.item };
    let of_paragraph = Number { item: None, ..exact.clone() };
    let of_article = Number { paragraph: None, ..of_paragraph.clone() };
    [exact, of_paragraph, of_article].iter().find_map(|wanted| lookup(law, column, wanted))
}

/// [`article_then`] for a citation in a text in force from `in_force` on.
pub fn then(citation: &Citation, in_force: Option<Date>) -> Option<Renumbered> {
    let (law, at) = ArticleRef::of(citation)?;
    article_then(law, at, in_force)
}

fn lookup(law: Law, column: Column, wanted: &Number) -> Option<Renumbered> {
    let rows = match law {
        Law::Appi => &*ROWS,
    };
    let mut fitting = rows.iter().filter(|row| row.cell(column) == Some(wanted));
    let (row, second) = (fitting.next()?, fitting.next());
    if second.is_some() {
        return None;
    }
    let now = row.cell(Column::Current)?;
    let [article] = now.article[..] else {
        return None;
    };
    let mut words = format!("第{article}条");
    if let Some(paragraph) = now.paragraph {
        words += &format!("第{paragraph}項");
    }
    if let Some(item) = now.item {
        words += &format!("第{item}号");
    }
    Some(Renumbered { topic: row.topic, words, link: current(law, article)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(
        article: &[u32],
        paragraph: Option<u32>,
        item: Option<u32>,
        day: (i16, i8, i8),
    ) -> Option<String> {
        let at = ArticleRef { article, paragraph, item };
        article_then(Law::Appi, at, Some(Date::constant(day.0, day.1, day.2))).map(|new| new.words)
    }

    fn check(
        article: &[u32],
        paragraph: Option<u32>,
        item: Option<u32>,
        day: (i16, i8, i8),
        expected: &str,
    ) {
        assert_eq!(
            now(article, paragraph, item, day).unwrap_or_default(),
            expected,
            "{article:?} {paragraph:?} {item:?} {day:?}"
        );
    }

    #[test]
    fn the_same_number_means_other_articles_on_other_days() {
        const BEFORE: (i16, i8, i8) = (2015, 6, 1);
        const BETWEEN: (i16, i8, i8) = (2018, 6, 1);
        check(&[23], None, None, BEFORE, "第27条");
        check(&[23], None, None, BETWEEN, "第27条");
        check(&[23], Some(4), Some(3), BEFORE, "第27条第5項第3号");
        check(&[23], Some(5), Some(3), BETWEEN, "第27条第5項第3号");
        check(&[23], Some(5), None, BEFORE, "第27条第6項");
        check(&[23], Some(5), None, BETWEEN, "第27条第5項");
        check(&[23], Some(1), Some(2), BEFORE, "第27条第1項");
        check(&[24], None, None, BEFORE, "第32条");
        check(&[24], None, None, BETWEEN, "第28条");
        check(&[25], None, None, BEFORE, "第33条");
        check(&[27], None, None, BETWEEN, "第32条");
        check(&[18], Some(4), None, BETWEEN, "第21条");
        check(&[2], Some(4), None, BEFORE, "第16条第3項");
        check(&[2], Some(4), None, BETWEEN, "第16条第1項");
    }

    #[test]
    fn what_is_not_plain_is_left_out() {
        check(&[40], None, None, (2018, 6, 1), "");
        check(&[2], Some(9), None, (2021, 6, 1), "第2条第6項");
        check(&[36], None, None, (2015, 6, 1), "");
        check(&[23], None, None, (2022, 4, 1), "");
        check(&[23], None, None, (2005, 3, 31), "");
        check(&[22, 2], None, None, (2021, 6, 1), "第26条");
        check(&[22, 2], None, None, (2018, 6, 1), "");
        check(&[99], None, None, (2018, 6, 1), "");
        let at = ArticleRef { article: &[23], paragraph: None, item: None };
        assert_eq!(article_then(Law::Appi, at, None), None);
    }

    #[test]
    fn the_table_is_read_whole() {
        let lines = include_str!("renumber.tsv").lines().count() - 1;
        assert_eq!(ROWS.len(), lines);
        let read: usize = ROWS.iter().map(|row| row.cells.iter().flatten().count()).sum();
        let plain = include_str!("renumber.tsv")
            .lines()
            .skip(1)
            .flat_map(|line| line.split('\t').skip(1))
            .filter(|cell| *cell != "—" && !cell.contains('('))
            .count();
        assert_eq!(read, plain);
        for row in ROWS.iter() {
            if let Some(now) = row.cell(Column::Current) {
                assert!(current(Law::Appi, now.article[0]).is_some(), "{}", row.topic);
            }
        }
    }

    /// The captions that e-Gov gives today name what the old rows are about.
    #[test]
    fn topics_agree_with_todays_captions() {
        for (article, day) in [
            (15, 2010),
            (20, 2010),
            (21, 2010),
            (22, 2018),
            (30, 2010),
            (33, 2018),
            (52, 2018),
            (76, 2018),
        ] {
            let at = ArticleRef { article: &[article], paragraph: None, item: None };
            let new = article_then(Law::Appi, at, Some(Date::constant(day, 1, 1))).unwrap();
            let topic: String = new.topic.chars().take(3).collect();
            assert!(
                new.link.caption.contains(topic.trim_start_matches("団体の")),
                "{} {}",
                new.topic,
                new.link.caption
            );
        }
    }
}
