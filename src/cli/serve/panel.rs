//! Findings as a piece of a page: weight, place, excerpt, what to do. Does not know which page it is put into.

use super::super::screen::excerpt_source;
use crate::diagnostic::{Finding, Lang, LineIndex, Message, Renderer, Severity, Span, safe};
use crate::disk::Snapshot;
use crate::fill;

/// More findings than this are counted only: the terminal has them all.
const MOST: usize = 50;

/// Characters of a line that are shown before and after a place.
const AROUND: usize = 60;

/// Which site the page belongs to that the findings are put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageFreshness {
    /// The one that was found wanting, or good.
    Current,
    /// The last one without errors.
    Former,
    /// There never was one.
    Never,
}

/// The findings as HTML, the heaviest first; empty when there are none.
pub(super) fn html(
    findings: &[Finding],
    snapshot: &Snapshot,
    standing: PageFreshness,
    lang: Lang,
) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| (finding.severity, place_key(finding)));
    sorted.dedup();
    let weight = class(sorted[0].severity);
    let source = |file: &str| excerpt_source(snapshot, file);
    let summary = Renderer { lang, color: false, source: &source }.summary(findings);
    let heading = Message::of("cli/panel-heading", fill! { summary });
    let (tag, open) = match (standing, sorted[0].severity) {
        (PageFreshness::Former | PageFreshness::Never, _)
        | (PageFreshness::Current, Severity::Error) => (lang_tag(lang), " open"),
        (PageFreshness::Current, Severity::Warning | Severity::Note) => (lang_tag(lang), ""),
    };
    let mut out = format!(
        "<section id=\"kohyo-findings\" class=\"{weight}\" lang=\"{tag}\" aria-labelledby=\"kohyo-findings-heading\">\
         <details{open}><summary><h2 id=\"kohyo-findings-heading\">{}</h2></summary>",
        escaped(heading.get(lang))
    );
    if let Some(state) = standing_words(standing) {
        out.push_str(&format!("<p class=\"state\">{}</p>", state.get(lang)));
    }
    out.push_str("<ol>");
    for finding in sorted.iter().take(MOST) {
        finding_html(finding, snapshot, lang, &mut out);
    }
    out.push_str("</ol>");
    if sorted.len() > MOST {
        let more = Message::of("cli/panel-more", fill! { count = sorted.len() - MOST });
        out.push_str(&format!("<p>{}</p>", more.get(lang)));
    }
    out.push_str("</details></section>");
    out
}

fn place_key(finding: &Finding) -> impl Ord + '_ {
    let span = finding.span.as_ref();
    let place = span.map(|span| (&*span.file, span.range.start, span.range.end));
    let words = (&finding.message.ja, finding.help.as_ref().map(|help| &help.ja));
    (place.is_none(), place, finding.code, words)
}

pub(super) fn lang_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    }
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn standing_words(standing: PageFreshness) -> Option<Message> {
    let name = match standing {
        PageFreshness::Current => return None,
        PageFreshness::Former => "cli/panel-former",
        PageFreshness::Never => "cli/panel-never",
    };
    Some(Message::of(name, fill! {}))
}

fn finding_html(finding: &Finding, snapshot: &Snapshot, lang: Lang, out: &mut String) {
    out.push_str(&format!(
        "<li class=\"{}\"><p class=\"message\"><strong>{}</strong> {} <code>{}</code></p>",
        class(finding.severity),
        finding.severity.word(lang),
        lines(&finding.message, lang),
        escaped(finding.code),
    ));
    if let Some(span) = &finding.span {
        place(span, snapshot, out);
    }
    if let Some(help) = &finding.help {
        let (word, words) = (Message::of("cli/panel-advice", fill! {}), lines(help, lang));
        out.push_str(&format!("<p class=\"help\">{}{words}</p>", word.get(lang)));
    }
    out.push_str("</li>");
}

/// `file:line:column` and the line with the place marked; the file alone where it is meant as a whole.
fn place(span: &Span, snapshot: &Snapshot, out: &mut String) {
    let file = escaped(&span.file);
    let text = excerpt_source(snapshot, &span.file).filter(|_| span.range != (0..0));
    let Some(text) = text else {
        out.push_str(&format!("<p class=\"place\">{file}</p>"));
        return;
    };
    let index = LineIndex::new(&text);
    let start = index.place(span.range.start);
    let end = index.place(span.range.end.max(span.range.start));
    let line: Vec<char> = index.line(start.line).chars().collect();
    let from = (start.column - 1).min(line.len());
    let to =
        if end.line > start.line { line.len() } else { (end.column - 1).clamp(from, line.len()) };
    let first = from.saturating_sub(AROUND);
    let last = (to + AROUND).min(line.len());
    let cut = |from: usize, to: usize| escaped(&line[from..to].iter().collect::<String>());
    out.push_str(&format!(
        "<p class=\"place\">{file}:{}:{}</p><pre><code>{}{}<mark>{}</mark>{}{}</code></pre>",
        start.line,
        start.column,
        if first > 0 { "…" } else { "" },
        cut(first, from),
        cut(from, to),
        cut(to, last),
        if last < line.len() { "…" } else { "" },
    ));
}

fn lines(message: &Message, lang: Lang) -> String {
    let lines: Vec<String> = message.get(lang).lines().map(escaped).collect();
    lines.join("<br>")
}

/// Words of an input as HTML: nothing in them is markup, nothing hides.
pub(super) fn escaped(words: &str) -> String {
    crate::publish::formats::escaped(&safe(words))
}
