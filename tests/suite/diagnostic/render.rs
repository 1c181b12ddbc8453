//! Findings as text and as JSON.

use expect_test::{Expect, expect};
use kohyo::diagnostic::{Finding, Lang, Message, Renderer, Severity, Span, to_json};

fn finding(code: &'static str, severity: Severity, ja: &str, en: &str) -> Finding {
    Finding {
        code,
        severity,
        span: None,
        message: Message::new(ja, en),
        help: None,
        hold: None,
        quote: None,
        item: None,
        ground: None,
        replacement: None,
    }
}

fn with_help(finding: Finding, ja: &str, en: &str) -> Finding {
    Finding { help: Some(Message::new(ja, en)), ..finding }
}

const PURPOSES: &str = "purposes:\r\n  - purpos: 保険給付の審査①\r\n    用途: 健診\u{1b}[0m\r\n";

fn source(file: &str) -> Option<String> {
    (file == "content/privacy/purposes.yaml").then(|| PURPOSES.to_owned())
}

fn span(of: &str) -> Span {
    let at = PURPOSES.find(of).unwrap();
    Span::new("content/privacy/purposes.yaml", at..at + of.len())
}

fn unknown_key() -> Span {
    let at = PURPOSES.find("purpos:").unwrap();
    Span::new("content/privacy/purposes.yaml", at..at + 6)
}

fn samples() -> Vec<Finding> {
    let (error, warning, note) = (Severity::Error, Severity::Warning, Severity::Note);
    let unknown = finding(
        "unknown-key",
        error,
        "「purpos」という項目はありません。",
        "There is no key `purpos`.",
    );
    let not_utf8 = finding("not-utf8", error, "UTF-8 ではありません。", "This is not UTF-8.");
    let no_contact =
        || finding("no-contact", warning, "連絡先がありません。", "There is no contact.");
    vec![
        no_contact(),
        finding("cut", note, "途中です。", "It is cut.").at(span("①\r\n    用途")),
        with_help(
            unknown.at(unknown_key()),
            "「purposes」ではありませんか。",
            "Did you mean `purposes`?",
        ),
        with_help(
            not_utf8.at(Span::file("content/a\u{1b}[2J.md")),
            "UTF-8 で保存してください。\n二行目。",
            "Save it as UTF-8.\nSecond.",
        ),
        no_contact(),
    ]
}

fn check(renderer: Renderer<'_>, expect: Expect) {
    expect.assert_eq(&renderer.text(&samples()));
}

#[test]
fn as_text_in_japanese() {
    check(
        Renderer { lang: Lang::Ja, color: false, source: &source },
        expect![[r#"
            エラー[not-utf8]: UTF-8 ではありません。
              --> content/a␛[2J.md
               = 対処: UTF-8 で保存してください。
                 二行目。

            エラー[unknown-key]: 「purpos」という項目はありません。
              --> content/privacy/purposes.yaml:2:5
               |
             2 |   - purpos: 保険給付の審査①
               |     ^^^^^^
               = 対処: 「purposes」ではありませんか。

            お知らせ[cut]: 途中です。
              --> content/privacy/purposes.yaml:2:20
               |
             2 |   - purpos: 保険給付の審査①
               |                           ^

            注意[no-contact]: 連絡先がありません。

            エラー2件、注意1件、お知らせ1件
        "#]],
    );
}

#[test]
fn as_text_in_english() {
    check(
        Renderer { lang: Lang::En, color: false, source: &|_| None },
        expect![[r#"
            error[not-utf8]: This is not UTF-8.
              --> content/a␛[2J.md
               = help: Save it as UTF-8.
                 Second.

            error[unknown-key]: There is no key `purpos`.
              --> content/privacy/purposes.yaml
               = help: Did you mean `purposes`?

            note[cut]: It is cut.
              --> content/privacy/purposes.yaml

            warning[no-contact]: There is no contact.

            2 errors, 1 warning, 1 note
        "#]],
    );
}

#[test]
fn colour_adds_nothing_but_colour() {
    let renderer = |color| Renderer { lang: Lang::Ja, color, source: &source };
    let colored = renderer(true).text(&samples());
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    assert_eq!(plain, renderer(false).text(&samples()));
    assert!(colored.len() > plain.len());
}

#[test]
fn nothing_to_say() {
    let renderer = Renderer { lang: Lang::Ja, color: true, source: &source };
    assert_eq!(renderer.text(&[]), "");
    assert_eq!(renderer.summary(&[]), "指摘はありません。");
}

#[test]
fn as_json() {
    let found = to_json(&samples(), &source);
    let lines: String = found.as_array().unwrap().iter().map(|one| format!("{one}\n")).collect();
    expect![[r#"
        {"basis":[],"code":"not-utf8","column":null,"confidence":null,"end_column":null,"end_line":null,"file":"content/a\u001b[2J.md","from":null,"help":{"en":"Save it as UTF-8.\nSecond.","ja":"UTF-8 で保存してください。\n二行目。"},"holds":null,"item":null,"line":null,"message":{"en":"This is not UTF-8.","ja":"UTF-8 ではありません。"},"quote":null,"severity":"error"}
        {"basis":[],"code":"unknown-key","column":5,"confidence":null,"end_column":11,"end_line":2,"file":"content/privacy/purposes.yaml","from":null,"help":{"en":"Did you mean `purposes`?","ja":"「purposes」ではありませんか。"},"holds":null,"item":null,"line":2,"message":{"en":"There is no key `purpos`.","ja":"「purpos」という項目はありません。"},"quote":"purpos","severity":"error"}
        {"basis":[],"code":"cut","column":20,"confidence":null,"end_column":7,"end_line":3,"file":"content/privacy/purposes.yaml","from":null,"help":null,"holds":null,"item":null,"line":2,"message":{"en":"It is cut.","ja":"途中です。"},"quote":"①\r\n    用途","severity":"note"}
        {"basis":[],"code":"no-contact","column":null,"confidence":null,"end_column":null,"end_line":null,"file":null,"from":null,"help":null,"holds":null,"item":null,"line":null,"message":{"en":"There is no contact.","ja":"連絡先がありません。"},"quote":null,"severity":"warning"}
    "#]]
    .assert_eq(&lines);
    let mut backwards = samples();
    backwards.reverse();
    assert_eq!(to_json(&backwards, &source), found);
}

/// Whoever has thousands of one kind sees the first, how many more there are and where; tools get all.
#[test]
fn many_of_a_kind_are_summed_up_and_none_is_lost_to_tools() {
    let text = "あいう。\n".repeat(4_000);
    let source = |file: &str| (file == "content/a.md").then(|| text.clone());
    let at = |line: usize| line * "あいう。\n".len();
    let of = |line: usize| {
        let place = Span::new("content/a.md", at(line) + 3..at(line) + 6);
        finding("often", Severity::Warning, "また", "again").at(place)
    };
    let mut findings: Vec<Finding> = (0..4_000).map(of).collect();
    findings.push(finding("rare", Severity::Error, "一度", "once"));
    let said = Renderer { lang: Lang::Ja, color: false, source: &source }.text(&findings);
    assert_eq!(said.matches("注意[often]: また").count(), 100);
    assert!(said.contains("content/a.md:100:2\n") && !said.contains("content/a.md:101:2\n"));
    assert!(said.contains("ほかに3900件あります（次は content/a.md:101）"), "{said}");
    assert!(said.contains("エラー[rare]: 一度"));
    assert!(said.ends_with("エラー1件、注意4000件\n"), "{}", &said[said.len() - 100..]);
    let json = to_json(&findings, &source);
    assert_eq!(json.as_array().unwrap().len(), 4_001);
    assert_eq!(json[3_999]["line"], 4_000);
}

/// Columns in a line of a megabyte are those that counting it from its beginning gives.
#[test]
fn columns_of_a_long_line_are_counted_right() {
    let text = format!("\u{feff}x\n{}", "aあ\u{1F600}é".repeat(3_000));
    let index = kohyo::diagnostic::LineIndex::new(&text);
    let line = text.find('\n').unwrap() + 1;
    for (count, (at, _)) in text[line..].char_indices().enumerate() {
        let place = index.place(line + at);
        assert_eq!((place.line, place.column), (2, count + 1));
    }
}
