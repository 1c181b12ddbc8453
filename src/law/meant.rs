//! Which provision of the Act a number means: by itself, where today's Act has no such place or only an old one had it,
//! else by the words around it. Does not know where they stand.

use super::digests::article_items;
use super::renumber::{RenumberColumn, RenumberRow};
use super::topics::{beside_rows, spoken_of, topic};
use super::{ArticleLink, ArticleNumber, Law, current, renumber_table};
use crate::diagnostic::{Basis, Message};
use crate::text::date::Date;
use std::collections::BTreeSet;

/// Whose numbers are no longer those of the Act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberEra {
    /// Those from 2005-04-01 to 2017-05-29.
    From2005,
    /// Those from 2017-05-30 to 2022-03-31.
    From2017,
    /// The branches (22条の2) of 令和2年法律第44号, to 2022-03-31.
    Act2020,
}

impl NumberEra {
    const ALL: [NumberEra; 3] = [NumberEra::From2005, NumberEra::From2017, NumberEra::Act2020];

    fn column(self) -> RenumberColumn {
        match self {
            NumberEra::From2005 => RenumberColumn::From2005,
            NumberEra::From2017 => RenumberColumn::From2017,
            NumberEra::Act2020 => RenumberColumn::Act2020,
        }
    }

    /// The last day of these numbers.
    pub fn last_day(self) -> Date {
        match self {
            NumberEra::From2005 => Date::constant(2017, 5, 29),
            NumberEra::From2017 | NumberEra::Act2020 => Date::constant(2022, 3, 31),
        }
    }
}

/// A number as it is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedNumber {
    /// The number.
    pub number: ArticleNumber,
    /// What of it is meant.
    pub part: CitedPart,
}

/// What of a place is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitedPart {
    /// All of it, or what is not said.
    Whole,
    /// 各号: each of its items.
    Items,
}

/// What a number, or a list of them, means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberMeaning {
    /// Today's article, or nothing that can be told.
    Current,
    /// An article of the past, in any of these eras.
    Old(Vec<NumberEra>),
}

/// What an old number is called today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNumber {
    /// What it is about.
    pub topic: &'static str,
    /// Today's number.
    pub number: ArticleNumber,
    /// Whether it says all that the old one says; else 項 and 号 are for the reader to find.
    pub is_whole: bool,
    /// Where it can be read.
    pub link: ArticleLink,
    /// What it asks today beyond the old text.
    pub changed: Option<&'static Message>,
}

impl NewNumber {
    /// As what a finding rests on.
    pub fn basis(&self) -> Basis {
        let statute = self.link.law.statute();
        let article: Vec<String> = self.number.article.iter().map(u32::to_string).collect();
        Basis {
            law: statute.name.clone(),
            article: Some(article.join("の")),
            paragraph: self.number.paragraph,
            item: self.number.item,
            source: self.link.url.clone(),
            words: format!("{}{}", statute.short, self.number.words()),
        }
    }
}

/// The rows that an old number may mean: those that say most of it.
fn rows_then(era: NumberEra, at: &ArticleNumber) -> Vec<&'static RenumberRow> {
    let depth = |row: &RenumberRow| {
        let cell = row.cell(era.column())?;
        let fits = cell.article == at.article
            && (cell.paragraph.is_none() || cell.paragraph == at.paragraph)
            && (cell.item.is_none() || cell.item == at.item);
        let moved = row.cell(RenumberColumn::Current).is_some_and(|now| now != cell);
        let depth = usize::from(cell.paragraph.is_some()) + usize::from(cell.item.is_some());
        (fits && moved).then_some(depth)
    };
    let fitting = || renumber_table().iter().filter_map(|row| Some((depth(row)?, row)));
    let most = fitting().map(|(depth, _)| depth).max();
    fitting().filter(|(depth, _)| Some(*depth) == most).map(|(_, row)| row).collect()
}

/// How much of a number the rows of an era say.
fn depth_then(era: NumberEra, at: &ArticleNumber) -> usize {
    let rows = rows_then(era, at);
    let cell = rows.first().and_then(|row| row.cell(era.column()));
    cell.map_or(0, |cell| usize::from(cell.paragraph.is_some()) + usize::from(cell.item.is_some()))
}

/// The topics that have a number today.
fn topics_now(at: &ArticleNumber) -> Vec<&'static str> {
    let rows = renumber_table().iter().filter(|row| {
        let cell = row.cell(RenumberColumn::Current);
        cell.is_some_and(|cell| {
            cell.article == at.article
                && (!row.is_definition || at.paragraph.is_some() && cell.paragraph == at.paragraph)
        })
    });
    rows.map(|row| row.topic).chain(beside_rows(at)).collect()
}

/// Whether today's Act has such a place.
fn is_possible(at: &CitedNumber) -> bool {
    let number = &at.number;
    let [article] = number.article[..] else {
        return false;
    };
    let Some(items) = article_items("appi", &article.to_string()) else {
        return false;
    };
    let place = number.paragraph.unwrap_or(1).checked_sub(1).map(|at| items.get(at as usize));
    let Some(Some(count)) = place else {
        return false;
    };
    // 第23条第1項: an article of one paragraph is not cited by it.
    let is_only = number.paragraph.is_some() && items.len() == 1 && number.item.is_none();
    let has_items = match (number.paragraph, at.part) {
        (None, CitedPart::Items) => items.iter().any(|count| *count > 0),
        (Some(_), CitedPart::Items) => *count > 0,
        (None, CitedPart::Whole) => {
            number.item.is_none_or(|item| items.iter().any(|all| item <= *all))
        }
        (Some(_), CitedPart::Whole) => number.item.is_none_or(|item| item <= *count),
    };
    has_items && !is_only
}

/// Whether a number says by itself that it is today's: 第27条第5項第3号.
fn is_settled(at: &ArticleNumber) -> bool {
    let is_there = |row: &RenumberRow| {
        let cell = row.cell(RenumberColumn::Current);
        !row.is_definition
            && cell.is_some_and(|cell| cell.article == at.article && cell.paragraph == at.paragraph)
    };
    let was_there = |row: &RenumberRow| {
        let old = [RenumberColumn::From2005, RenumberColumn::From2017];
        old.iter().filter_map(|column| row.cell(*column)).any(|cell| {
            cell.article == at.article && cell.paragraph.is_some() && cell.paragraph == at.paragraph
        })
    };
    at.paragraph.is_some_and(|paragraph| paragraph > 1)
        && renumber_table().iter().any(is_there)
        && !renumber_table().iter().any(was_there)
}

/// What numbers of one list mean: those that are cited, those that lie between them (第24条から第30条まで), and what is said
/// around them, the nearest first.
pub fn meaning(cited: &[CitedNumber], between: &[ArticleNumber], said: &[&str]) -> NumberMeaning {
    let old = |era: NumberEra| cited.iter().all(|one| !rows_then(era, &one.number).is_empty());
    let eras: Vec<NumberEra> = NumberEra::ALL.into_iter().filter(|era| old(*era)).collect();
    let is_branch = |one: &CitedNumber| one.number.article.len() > 1;
    if eras.is_empty() || cited.iter().any(|one| is_settled(&one.number)) {
        return NumberMeaning::Current;
    }
    if cited.iter().any(is_branch) {
        return NumberMeaning::Old(eras);
    }
    // The branches are another column of the same era.
    let eras: Vec<NumberEra> = eras.into_iter().filter(|era| *era != NumberEra::Act2020).collect();
    let numbers: Vec<&ArticleNumber> = cited.iter().map(|one| &one.number).chain(between).collect();
    let is_gone = cited.iter().any(|one| !is_possible(one));
    for words in said {
        let spoken = spoken_of(words);
        let count = |topics: &dyn Fn(&ArticleNumber) -> Vec<&'static str>| {
            let is_spoken_of =
                |at: &&&ArticleNumber| topics(at).iter().any(|one| spoken.contains(one));
            numbers.iter().filter(is_spoken_of).count()
        };
        let now = count(&topics_now);
        let then =
            |era: NumberEra| count(&|at| rows_then(era, at).iter().map(|row| row.topic).collect());
        let scores: Vec<(NumberEra, usize)> = eras.iter().map(|era| (*era, then(*era))).collect();
        let most = scores.iter().map(|(_, score)| *score).max().unwrap_or(0);
        if most > now || most > 0 && is_gone {
            let best = scores.into_iter().filter(|(_, score)| *score == most);
            return NumberMeaning::Old(best.map(|(era, _)| era).collect());
        }
        // Both may be meant: the number must show it.
        if now > 0 {
            break;
        }
    }
    let speaks_of_today = || {
        let spoken: BTreeSet<&str> = said.iter().flat_map(|words| spoken_of(words)).collect();
        cited.iter().any(|one| topics_now(&one.number).iter().any(|topic| spoken.contains(topic)))
    };
    if is_gone && !eras.is_empty() && !speaks_of_today() {
        // 第23条第4項第3号: only the numbers of 2005 had that item.
        let depth = |era: NumberEra| cited.iter().map(|one| depth_then(era, &one.number)).sum();
        let depths: Vec<(NumberEra, usize)> = eras.iter().map(|era| (*era, depth(*era))).collect();
        let most = depths.iter().map(|(_, depth)| *depth).max();
        let best = depths.into_iter().filter(|(_, depth)| Some(*depth) == most);
        return NumberMeaning::Old(best.map(|(era, _)| era).collect());
    }
    NumberMeaning::Current
}

/// What a number is about where it can only be today's: it has had its number since it moved, and the nearest words that
/// speak of a topic speak of this one, or the number itself shows it.
pub fn topic_of_today(cited: &CitedNumber, said: &[&str]) -> Option<&'static str> {
    let at = &cited.number;
    let has_moved = |row: &&RenumberRow| {
        let now = row.cell(RenumberColumn::Current);
        let was = [RenumberColumn::From2005, RenumberColumn::From2017].map(|era| row.cell(era));
        !row.is_definition
            && now.is_some_and(|now| now.article == at.article)
            && was.iter().all(|was| *was != now)
    };
    let rows: Vec<&RenumberRow> = renumber_table().iter().filter(has_moved).collect();
    if !is_possible(cited) {
        return None;
    }
    if is_settled(at) {
        let own = |row: &&&RenumberRow| {
            row.cell(RenumberColumn::Current).is_some_and(|now| now.paragraph == at.paragraph)
        };
        return rows.iter().find(own).map(|row| row.topic);
    }
    for words in said {
        let spoken = spoken_of(words);
        let then =
            |era: &NumberEra| rows_then(*era, at).iter().any(|row| spoken.contains(row.topic));
        if NumberEra::ALL.iter().any(then) {
            return None;
        }
        if let Some(row) = rows.iter().find(|row| spoken.contains(row.topic)) {
            return Some(row.topic);
        }
    }
    None
}

/// Of a list in which some numbers are today's, those that were left behind, by their places and eras: nothing around them
/// speaks of what they mean today, and something of what they meant (第33条、第29条及び第30条 of 開示, 訂正 and 利用停止).
pub fn left_behind(cited: &[CitedNumber], said: &[&str]) -> Vec<(usize, Vec<NumberEra>)> {
    if cited.len() < 2 || !cited.iter().any(|one| topic_of_today(one, said).is_some()) {
        return Vec::new();
    }
    let spoken: BTreeSet<&str> = said.iter().flat_map(|words| spoken_of(words)).collect();
    let eras_of = |one: &CitedNumber| {
        let is_of_today = topics_now(&one.number).iter().any(|topic| spoken.contains(topic));
        let eras = NumberEra::ALL.into_iter().filter(|era| {
            rows_then(*era, &one.number).iter().any(|row| spoken.contains(row.topic))
        });
        let eras: Vec<NumberEra> = eras.collect();
        (!is_of_today && !eras.is_empty()).then_some(eras)
    };
    let all = cited.iter().enumerate();
    all.filter_map(|(at, one)| Some((at, eras_of(one)?))).collect()
}

/// What an old number of one of these eras is called today: each possibility once.
pub fn new_numbers(at: &ArticleNumber, eras: &[NumberEra]) -> Vec<NewNumber> {
    let mut found: Vec<NewNumber> = Vec::new();
    for era in eras {
        for row in rows_then(*era, at) {
            let Some(new) = new_number(row, era.column(), at) else {
                continue;
            };
            if found.iter().all(|known| known.number != new.number) {
                found.push(new);
            }
        }
    }
    found
}

fn new_number(row: &RenumberRow, column: RenumberColumn, at: &ArticleNumber) -> Option<NewNumber> {
    let (then, mut now) = (row.cell(column)?, row.cell(RenumberColumn::Current)?.clone());
    let mut is_whole = (then.paragraph, then.item) == (at.paragraph, at.item);
    if row.has_items && then.paragraph == at.paragraph && at.item.is_some() {
        (now.item, is_whole) = (at.item, true);
    }
    let [article] = now.article[..] else {
        return None;
    };
    Some(NewNumber {
        topic: row.topic,
        number: now,
        is_whole,
        link: current(Law::Appi, article)?,
        changed: topic(row.topic).and_then(|topic| topic.changed.as_ref()),
    })
}
