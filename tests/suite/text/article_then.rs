//! Numbers of the Act at another time.

use kohyo::law::{ArticleRef, Law, article_then, article_url, renumber_table};
use kohyo::text::date::Date;

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
    const TABLE: &str = include_str!("../../../src/law/renumber.tsv");
    let rows = renumber_table();
    assert_eq!(rows.len(), TABLE.lines().count() - 1);
    let read: usize = rows.iter().map(|row| row.cells.iter().flatten().count()).sum();
    let plain = TABLE
        .lines()
        .skip(1)
        .flat_map(|line| line.split('\t').skip(1))
        .filter(|cell| *cell != "—" && !cell.contains('('))
        .count();
    assert_eq!(read, plain);
    for row in rows {
        if let Some(now) = &row.cells[3] {
            let at = ArticleRef { article: &now.article[..1], paragraph: None, item: None };
            let today = Some(Date::constant(2025, 4, 1));
            assert!(article_url(Law::Appi, at, today).is_some(), "{}", row.topic);
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
