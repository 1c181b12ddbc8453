//! Sources that say little and ask for much: a table grows no wider than its cells, nor longer than a limit; what is not
//! read takes no more time or room than what is.

use crate::world::{kohyo, write};

/// Imports words as a file of that name; how it ended, what was said, and the table or prose that was written.
fn imported(name: &str, words: &str) -> (u8, String, String) {
    let home = tempfile::tempdir().unwrap();
    let source = home.path().join(name);
    write(&source, words);
    let (root, path) = (home.path().join("site"), source.to_str().unwrap());
    let out = root.to_str().unwrap();
    let ran = kohyo(["import", path, "--out", out, "--name", "a", "--kind", "notice"]);
    let read = |file: &str| std::fs::read_to_string(root.join("content/a").join(file));
    let written = read("table.yaml").or_else(|_| read("prose.md")).unwrap_or_default();
    (ran.code, ran.out + &ran.err, written)
}

fn page(inner: &str) -> String {
    format!("<!doctype html><meta charset=utf-8><title>個人情報</title><h1>個人情報</h1>{inner}")
}

fn table(rows: &[String]) -> String {
    page(&format!("<table><tr>{}</tr></table>", rows.join("</tr><tr>")))
}

#[test]
fn a_column_in_which_no_cell_begins_is_none() {
    let bomb = "<td rowspan=65534 colspan=1000>x</td>".repeat(50);
    let (code, said, written) = imported("a.html", &table(&[bomb]));
    assert_eq!((code, written.matches("- x").count()), (0, 50), "{said}");
    // Where a cell begins below, the column is one, and the wide cell says its words in both.
    let wide = "<td colspan=7>広い</td><td>右</td>".to_owned();
    let parted = "<td colspan=3>あ</td><td colspan=4>い</td><td>う</td>".to_owned();
    let (code, said, written) = imported("a.html", &table(&[wide, parted]));
    assert_eq!(code, 0, "{said}");
    let cells: Vec<&str> =
        written.lines().filter_map(|line| line.trim().strip_prefix("- ")).collect();
    assert_eq!(cells, ["広い", "広い", "右", "あ", "い", "う"], "{written}");
}

#[test]
fn a_table_that_would_say_its_words_too_often_is_refused_whole() {
    let long = "あ".repeat(20_000);
    let first = format!("<td rowspan=1000>{long}</td><td>い</td>");
    let rows: Vec<String> =
        std::iter::once(first).chain((0..400).map(|_| "<td>う</td>".to_owned())).collect();
    let (code, said, written) = imported("a.html", &table(&rows));
    assert!(code == 1 && said.contains("source-too-large") && written.is_empty(), "{code} {said}");
    let rows: Vec<String> =
        (0..600).map(|_| "<td rowspan=600 colspan=9>い</td>".repeat(3)).collect();
    let (code, said, _) = imported("a.html", &table(&rows));
    assert!(code == 1 && said.contains("source-too-large"), "{code} {said}");
}

#[test]
fn what_no_page_could_link_to_stays_words_however_often() {
    let words = "https:// ".repeat(30_000);
    let (code, said, written) = imported("a.txt", &format!("個人情報\n\n{words}\n"));
    assert_eq!((code, written.matches("https:").count()), (0, 30_000), "{said}");
    let words = "見よ https:// とhttp://b.example/x と[名](https://c.example/) 。";
    let (_, _, written) = imported("a.txt", &format!("個人情報\n\n{words}\n"));
    assert!(written.contains("https:// と") || written.contains("https\\://"), "{written}");
    assert!(written.contains("http://b.example/x") && written.contains("[名]"), "{written}");
}

#[test]
fn what_is_nested_without_end_is_read_or_refused() {
    for (name, words) in [
        ("a.html", page(&("<div>".repeat(100_000) + "x"))),
        ("a.html", page(&("<ul><li>".repeat(50_000) + "x"))),
        ("a.html", page(&("<table><tr><td>a<td>".repeat(2_000) + "x"))),
        ("a.html", page(&("<b>".repeat(100_000) + "x"))),
        ("a.txt", format!("個人情報\n\n{}\n", "（".repeat(100_000))),
        ("a.txt", format!("個人情報\n\n{}\n", "第".repeat(100_000))),
        ("a.txt", format!("個人情報\n\nか{}\n", "\u{3099}".repeat(50_000))),
        ("a.txt", format!("個人情報\n\n令和{}年1月1日\n", "9".repeat(100_000))),
        ("a.md", format!("# 個人情報\n\n{}a{}\n", "[".repeat(50_000), "](b)".repeat(9_000))),
    ] {
        let (code, said, _) = imported(name, &words);
        assert!(code <= 1, "{code}: {}", said.chars().take(300).collect::<String>());
    }
}
