//! Findings as text for a terminal and as JSON for tools. Does not decide which findings there are.

use super::excerpt::{LineIndex, excerpt, safe};
use super::{Basis, Finding, Hold, Lang, Message, Severity, Span};
use crate::fill;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// How many findings of one code are shown one by one; all of them are in the JSON.
const OF_A_KIND: usize = 100;

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
    /// excerpt, caret and advice, and a last line that counts them. Of many of a kind the first are shown. Empty when
    /// there are none.
    pub fn text(&self, findings: &[Finding]) -> String {
        let sorted = sorted(findings);
        if sorted.is_empty() {
            return String::new();
        }
        let texts = texts(&sorted, self.source);
        let sources = Sources::of(&texts);
        let mut out = String::new();
        let mut kinds: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for &finding in &sorted {
            let kind = kinds.entry(finding.code).or_default();
            kind.push(finding);
            if kind.len() <= OF_A_KIND {
                self.finding(&mut out, finding, &sources);
                out.push('\n');
            }
        }
        for kind in kinds.into_values().filter(|kind| kind.len() > OF_A_KIND) {
            self.left_out(&mut out, &kind[OF_A_KIND..], &sources);
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

    /// How many more there are of a kind, and where the first of them is.
    fn left_out(&self, out: &mut String, more: &[&Finding], sources: &Sources<'_>) {
        let Some(first) = more.first() else { return };
        let head = format!("{}[{}]", first.severity.word(self.lang), first.code);
        let head = self.paint(style(first.severity), &head);
        let place = first.span.as_ref().map(|span| match sources.lines(span) {
            Some(index) => format!("{}:{}", safe(&span.file), index.place(span.range.start).line),
            None => safe(&span.file),
        });
        let place = place.unwrap_or_default();
        let words = Message::of("text/more-findings", fill! { count = more.len(), place });
        let _ = writeln!(out, "{head}: {}\n", words.get(self.lang));
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
            let word = advice_word(self.lang);
            let blank = " ".repeat(gutter);
            let mark = self.paint(BLUE, "=");
            let words = self.words(help, &format!("{blank}   "));
            let _ = writeln!(out, "{blank} {mark} {word}: {words}");
        }
        if let Some(ground) = &finding.ground {
            let word = ground_word(self.lang);
            let blank = " ".repeat(gutter);
            let mark = self.paint(BLUE, "=");
            let words = self.words(&ground.message(), &format!("{blank}   "));
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
        let before = index.start(start.line);
        let last =
            if end.line > start.line { line.len() } else { span.range.end.saturating_sub(before) };
        let shown = excerpt(line, span.range.start.saturating_sub(before)..last);
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

/// What stands before what to do.
pub fn advice_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "対処",
        Lang::En => "help",
    }
}

/// What stands before what a finding rests on.
fn ground_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "根拠",
        Lang::En => "basis",
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
/// such place), `quote` (the words meant, else those at the place; `null` where there are none), `item` (which of the
/// things that the rule looks for; `null`), `message` and `help` (an object with `ja` and `en`; `help` may be `null`),
/// `confidence` (`high`, `medium`, `low`; `null` of what does not rest on the law), `basis` (objects of `law`,
/// `article`, `paragraph`, `item`, `source`), `from` (the day from which it counts, ISO 8601; `null`), `holds`
/// (`seal`: the text cannot be sealed while it stands; `unless-sure`: only with `--yes`; `null`).
pub fn to_json(findings: &[Finding], source: SourceText<'_>) -> Value {
    let sorted = sorted(findings);
    let texts = texts(&sorted, source);
    let sources = Sources::of(&texts);
    let both = |message: &Message| json!({ "ja": message.ja, "en": message.en });
    let quoted = |finding: &Finding| {
        let at = || sources.words(finding.span.as_ref()?).map(str::to_owned);
        finding.quote.clone().or_else(at)
    };
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
            "quote": quoted(finding),
            "item": finding.item,
            "message": both(&finding.message),
            "help": finding.help.as_ref().map(both),
            "confidence": finding.ground.as_ref().map(|ground| ground.confidence.word(Lang::En)),
            "basis": basis(finding),
            "from": finding.ground.as_ref().and_then(|ground| ground.from).map(|day| day.to_string()),
            "holds": finding.hold.map(|hold| match hold {
                Hold::Seal => "seal",
                Hold::UnlessSure => "unless-sure",
            }),
        })
    };
    sorted.iter().map(one).collect()
}

/// A provision as JSON: `law`, `article`, `paragraph`, `item`, `source`; what it has not is `null`.
pub fn basis_json(basis: &Basis) -> Value {
    json!({
        "law": basis.law,
        "article": basis.article,
        "paragraph": basis.paragraph,
        "item": basis.item,
        "source": basis.source,
    })
}

/// The provisions that a finding rests on.
fn basis(finding: &Finding) -> Value {
    finding.ground.iter().flat_map(|ground| &ground.basis).map(basis_json).collect()
}

/// By file, place and code, identical ones once; those without a file come last.
fn sorted(findings: &[Finding]) -> Vec<&Finding> {
    fn key(finding: &Finding) -> impl Ord + '_ {
        let span = finding.span.as_ref();
        let place = span.map(|span| (&*span.file, span.range.start, span.range.end));
        let message = (&finding.message.ja, &finding.message.en);
        let help = finding.help.as_ref().map(|help| (&help.ja, &help.en));
        let rest = (finding.code, finding.severity, message, help, &finding.item, &finding.quote);
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

    /// The words at a place, as the file has them; `None` at a point.
    fn words(&self, span: &Span) -> Option<&'a str> {
        let words = self.lines(span)?.words(span.range.clone())?;
        (!words.is_empty()).then_some(words)
    }
}

/// False for a file as a whole.
fn is_place(span: &Span) -> bool {
    span.range != (0..0)
}
