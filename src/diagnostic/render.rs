//! Findings as text for a terminal and as JSON for tools. Does not decide which findings there are.

use super::excerpt::{excerpt, safe};
use super::lines::LineIndex;
use super::{Finding, Lang, Message, Severity, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// Gives the text of a file of the site, for excerpts; `None` when it cannot be shown.
pub type SourceText<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Renders findings for people.
pub struct Renderer<'a> {
    /// Language of the messages.
    pub lang: Lang,
    /// Use ANSI colours (never as the only sign).
    pub color: bool,
    /// Where excerpts come from.
    pub source: SourceText<'a>,
}

impl Renderer<'_> {
    /// All findings, sorted by file, place and code, identical ones once, each with `file:line:column`,
    /// excerpt, caret and advice, and a last line that counts them. Empty when there are none.
    pub fn text(&self, findings: &[Finding]) -> String {
        let sorted = sorted(findings);
        if sorted.is_empty() {
            return String::new();
        }
        let texts = texts(&sorted, self.source);
        let sources = Sources::of(&texts);
        let mut out = String::new();
        for finding in &sorted {
            self.finding(&mut out, finding, &sources);
            out.push('\n');
        }
        out.push_str(&self.summary(findings));
        out.push('\n');
        out
    }

    /// How many findings of each weight: 「エラー2件、注意1件」; identical ones count once, as they are shown once.
    pub fn summary(&self, findings: &[Finding]) -> String {
        let sorted = sorted(findings);
        let mut parts = Vec::new();
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let of_it = |finding: &&&Finding| finding.severity == severity;
            let count = sorted.iter().filter(of_it).count();
            let word = severity.word(self.lang);
            match (count, self.lang) {
                (0, _) => {}
                (_, Lang::Ja) => parts.push(format!("{word}{count}件")),
                (1, Lang::En) => parts.push(format!("1 {word}")),
                (_, Lang::En) => parts.push(format!("{count} {word}s")),
            }
        }
        match (parts.is_empty(), self.lang) {
            (true, Lang::Ja) => "指摘はありません。".into(),
            (true, Lang::En) => "No findings.".into(),
            (false, Lang::Ja) => parts.join("、"),
            (false, Lang::En) => parts.join(", "),
        }
    }

    fn finding(&self, out: &mut String, finding: &Finding, sources: &Sources<'_>) {
        let style = style(finding.severity);
        let head = format!("{}[{}]", finding.severity.word(self.lang), finding.code);
        let head = self.paint(style, &head);
        let message = self.words(&finding.message, "  ");
        let _ = writeln!(out, "{head}: {message}");
        let mut gutter = 2;
        if let Some(span) = &finding.span {
            gutter = self.place(out, span, style, sources);
        }
        if let Some(help) = &finding.help {
            let word = match self.lang {
                Lang::Ja => "対処",
                Lang::En => "help",
            };
            let blank = " ".repeat(gutter);
            let mark = self.paint(BLUE, "=");
            let words = self.words(help, &format!("{blank}   "));
            let _ = writeln!(out, "{blank} {mark} {word}: {words}");
        }
    }

    /// The place and its excerpt; returns the width of the line number.
    fn place(&self, out: &mut String, span: &Span, style: &str, sources: &Sources<'_>) -> usize {
        let file = safe(&span.file);
        let arrow = self.paint(BLUE, "-->");
        let Some(index) = sources.lines(span) else {
            let _ = writeln!(out, "  {arrow} {file}");
            return 2;
        };
        let start = index.place(span.range.start);
        let end = index.place(span.range.end.max(span.range.start));
        let line = index.line(start.line);
        let last = if end.line > start.line { line.chars().count() } else { end.column - 1 };
        let shown = excerpt(line, start.column - 1..last);
        let number = start.line.to_string();
        let gutter = number.len().max(2);
        let blank = " ".repeat(gutter);
        let bar = self.paint(BLUE, "|");
        let number = self.paint(BLUE, &format!("{number:>gutter$}"));
        let carets = self.paint(style, &shown.carets);
        let _ = writeln!(out, "{blank}{arrow} {file}:{}:{}", start.line, start.column);
        let _ = writeln!(out, "{blank} {bar}");
        let _ = writeln!(out, "{}", format!("{number} {bar} {}", shown.line).trim_end());
        let _ = writeln!(out, "{blank} {bar} {}{carets}", shown.indent);
        gutter
    }

    /// A message in the language asked for; its further lines are indented.
    fn words(&self, message: &Message, indent: &str) -> String {
        let lines: Vec<String> = message.get(self.lang).lines().map(safe).collect();
        lines.join(&format!("\n{indent}"))
    }

    fn paint(&self, style: &str, words: &str) -> String {
        if self.color { format!("\u{1b}[{style}m{words}\u{1b}[0m") } else { words.into() }
    }
}

const BLUE: &str = "34";

fn style(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Note => "1;36",
    }
}

/// All findings as a JSON array, in the order and with the places of [`Renderer::text`].
///
/// Each is an object: `code`, `severity` (`error`, `warning`, `note`), `file`, `line`, `column`,
/// `end_line`, `end_column` (from 1, columns in characters, the end exclusive; `null` where there is no
/// such place), `message` and `help` (an object with `ja` and `en`; `help` may be `null`).
pub fn to_json(findings: &[Finding], source: SourceText<'_>) -> Value {
    let sorted = sorted(findings);
    let texts = texts(&sorted, source);
    let sources = Sources::of(&texts);
    let both = |message: &Message| json!({ "ja": message.ja, "en": message.en });
    let one = |finding: &&Finding| {
        let span = finding.span.as_ref();
        let lines = span.and_then(|span| Some((span, sources.lines(span)?)));
        let start = lines.as_ref().map(|(span, lines)| lines.place(span.range.start));
        let end =
            lines.as_ref().map(|(span, lines)| lines.place(span.range.end.max(span.range.start)));
        json!({
            "code": finding.code,
            "severity": finding.severity.word(Lang::En),
            "file": span.map(|span| &*span.file),
            "line": start.map(|place| place.line),
            "column": start.map(|place| place.column),
            "end_line": end.map(|place| place.line),
            "end_column": end.map(|place| place.column),
            "message": both(&finding.message),
            "help": finding.help.as_ref().map(both),
        })
    };
    sorted.iter().map(one).collect()
}

/// By file, place and code, identical ones once; those without a file come last.
fn sorted(findings: &[Finding]) -> Vec<&Finding> {
    fn key(finding: &Finding) -> impl Ord + '_ {
        let span = finding.span.as_ref();
        let place = span.map(|span| (&*span.file, span.range.start, span.range.end));
        let message = (&finding.message.ja, &finding.message.en);
        let help = finding.help.as_ref().map(|help| (&help.ja, &help.en));
        let rest = (finding.code, finding.severity, message, help);
        (place.is_none(), place, rest)
    }
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|one, other| key(one).cmp(&key(other)));
    sorted.dedup();
    sorted
}

/// The texts of the files that some findings point into, each read once.
fn texts(findings: &[&Finding], source: SourceText<'_>) -> BTreeMap<Arc<str>, String> {
    let mut texts = BTreeMap::new();
    for span in findings.iter().filter_map(|finding| finding.span.as_ref()) {
        if is_place(span)
            && !texts.contains_key(&span.file)
            && let Some(text) = source(&span.file)
        {
            texts.insert(span.file.clone(), text);
        }
    }
    texts
}

/// The lines of those files.
struct Sources<'a>(BTreeMap<&'a str, LineIndex<'a>>);

impl<'a> Sources<'a> {
    fn of(texts: &'a BTreeMap<Arc<str>, String>) -> Sources<'a> {
        let lines = texts.iter();
        Sources(lines.map(|(file, text)| (&**file, LineIndex::new(text))).collect())
    }

    /// The lines of a span's file; `None` for the file as a whole or where it cannot be shown.
    fn lines(&self, span: &Span) -> Option<&LineIndex<'a>> {
        self.0.get(&*span.file).filter(|_| is_place(span))
    }
}

/// False for a file as a whole.
fn is_place(span: &Span) -> bool {
    span.range != (0..0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    const PURPOSES: &str =
        "purposes:\r\n  - purpos: 保険給付の審査①\r\n    用途: 健診\u{1b}[0m\r\n";

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
        vec![
            Finding::spelt_warning("no-contact", "連絡先がありません。", "There is no contact."),
            Finding::spelt_note("cut", "途中です。", "It is cut.").at(span("①\r\n    用途")),
            Finding::spelt_error(
                "unknown-key",
                "「purpos」という項目はありません。",
                "There is no key `purpos`.",
            )
            .at(unknown_key())
            .help("「purposes」ではありませんか。", "Did you mean `purposes`?"),
            Finding::spelt_error("not-utf8", "UTF-8 ではありません。", "This is not UTF-8.")
                .at(Span::file("content/a\u{1b}[2J.md"))
                .help("UTF-8 で保存してください。\n二行目。", "Save it as UTF-8.\nSecond."),
            Finding::spelt_warning("no-contact", "連絡先がありません。", "There is no contact."),
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
        let lines: String =
            found.as_array().unwrap().iter().map(|one| format!("{one}\n")).collect();
        expect![[r#"
            {"code":"not-utf8","column":null,"end_column":null,"end_line":null,"file":"content/a\u001b[2J.md","help":{"en":"Save it as UTF-8.\nSecond.","ja":"UTF-8 で保存してください。\n二行目。"},"line":null,"message":{"en":"This is not UTF-8.","ja":"UTF-8 ではありません。"},"severity":"error"}
            {"code":"unknown-key","column":5,"end_column":11,"end_line":2,"file":"content/privacy/purposes.yaml","help":{"en":"Did you mean `purposes`?","ja":"「purposes」ではありませんか。"},"line":2,"message":{"en":"There is no key `purpos`.","ja":"「purpos」という項目はありません。"},"severity":"error"}
            {"code":"cut","column":20,"end_column":7,"end_line":3,"file":"content/privacy/purposes.yaml","help":null,"line":2,"message":{"en":"It is cut.","ja":"途中です。"},"severity":"note"}
            {"code":"no-contact","column":null,"end_column":null,"end_line":null,"file":null,"help":null,"line":null,"message":{"en":"There is no contact.","ja":"連絡先がありません。"},"severity":"warning"}
        "#]]
        .assert_eq(&lines);
        let mut backwards = samples();
        backwards.reverse();
        assert_eq!(to_json(&backwards, &source), found);
    }
}
