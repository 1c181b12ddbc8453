//! What an import did, for people: `import-report.md` and the summary for the terminal. Does not decide anything.

use super::check::ExactProof;
use super::decode::Container;
use super::extract::Extracted;
use super::lines::TextPlaces;
use super::normalise::Normalised;
use super::omissions;
use crate::diagnostic::{Finding, Lang, Message, Severity};
use crate::fill;
use crate::text::edits::{Edit, EditLog, Weight};
use crate::tree::{Form, Provision};
use std::collections::BTreeMap;

/// Everything that a report tells.
pub(super) struct ReportStory<'a> {
    pub(super) name: &'a str,
    pub(super) lifted: &'a Extracted,
    pub(super) ready: &'a Normalised,
    pub(super) places: &'a TextPlaces<'a>,
    pub(super) folder: &'a str,
    pub(super) root: &'a Provision,
    /// From the source to what was compared.
    pub(super) log: &'a EditLog,
    pub(super) proof: ExactProof,
    /// What was compared: the file `main.law.txt` too, for a regulation.
    pub(super) law: Option<ExactProof>,
    pub(super) findings: &'a [Finding],
    pub(super) written: &'a [String],
}

/// Something that is counted in a tree, by its name in the catalogue.
type TreeCount = (&'static str, fn(&Provision) -> bool);

const COUNTS: [TreeCount; 20] = [
    ("import/count.chapters", |one| one.form() == Form::Chapter),
    ("import/count.sections-of-chapters", |one| one.form() == Form::Section),
    ("import/count.articles", |one| one.form() == Form::Article),
    ("import/count.paragraphs-of-articles", |one| is_bare(one, Form::Paragraph)),
    ("import/count.supplements", |one| one.form() == Form::Supplement),
    ("import/count.annexes", |one| one.form() == Form::Annex),
    ("import/count.rows-of-purposes", |one| one.role().as_str() == "purposes.row"),
    ("import/count.heads-of-purposes", |one| one.role().as_str() == "purposes.head"),
    ("import/count.purposes", |one| matches!(one.role().as_str(), "purpose" | "purpose.provided")),
    ("import/count.exceptions", |one| one.role().as_str() == "exception"),
    ("import/count.safety-measures", |one| is_field(one, "safety")),
    ("import/count.fields-of-the-request-procedure", |one| is_field(one, "requests")),
    ("import/count.contacts", |one| one.role().as_str() == "contact"),
    ("import/count.fields-of-contacts", |one| is_field(one, "contact")),
    ("import/count.other-items", |one| is_bare(one, Form::Item)),
    ("import/count.tables", |one| one.form() == Form::Table),
    ("import/count.rows", |one| is_bare(one, Form::Row)),
    ("import/count.notes", |one| one.form() == Form::Note),
    ("import/count.paragraphs-of-prose", |one| one.form() == Form::Prose),
    ("import/count.headings-of-prose", |one| is_bare(one, Form::Group)),
];

fn is_bare(one: &Provision, form: Form) -> bool {
    one.form() == form && one.role().as_str().is_empty()
}

fn is_field(one: &Provision, role: &str) -> bool {
    one.form() == Form::Field && one.role().is_within(role)
}

fn counts(root: &Provision) -> Vec<(Message, usize)> {
    let said = |name| Message::of(name, fill! {});
    let mut out = vec![(said("import/count.sections"), root.children().len())];
    // The first ones are those of regulations.
    let skip = if root.role().as_str() == "regulation" { 0 } else { 6 };
    for (name, is) in COUNTS.into_iter().skip(skip) {
        let count = root.visit().filter(|(_, one)| is(one)).count();
        if count > 0 {
            out.push((said(name), count));
        }
    }
    out
}

fn repairs(log: &EditLog) -> Vec<&Edit> {
    log.edits()
        .iter()
        .filter(|edit| edit.reasons.iter().any(|reason| reason.weight == Weight::Repair))
        .collect()
}

/// How often each kind of layout edit was made.
fn layouts(log: &EditLog) -> BTreeMap<&'static str, (usize, Message)> {
    let mut out: BTreeMap<&'static str, (usize, Message)> = BTreeMap::new();
    let reasons = log.edits().iter().flat_map(|edit| &edit.reasons);
    for reason in reasons.filter(|reason| reason.weight == Weight::Layout) {
        let entry = out.entry(reason.code()).or_insert_with(|| (0, Message::from(reason)));
        entry.0 += 1;
    }
    out
}

/// The report as Markdown, in Japanese.
pub(super) fn markdown(story: &ReportStory<'_>) -> String {
    let mut lines = vec![
        format!("# 取り込みの報告：{}", story.folder),
        String::new(),
        format!("- 元のファイル：{}（{}文字）", escape(story.name), story.proof.source),
        format!("- {}", story.lifted.decoded.says().ja),
        format!("- 表題：{}", escape(&story.root.heading().words())),
        format!("- {}", proof(story, Lang::Ja)),
        String::new(),
        "## 読み取ったもの".to_owned(),
        String::new(),
        "| 種類 | 数 |".to_owned(),
        "|---|--:|".to_owned(),
    ];
    lines.extend(
        counts(story.root).into_iter().map(|(what, count)| format!("| {} | {count} |", what.ja)),
    );
    if let Container::Word(_) = story.lifted.decoded.container {
        lines.extend([
            String::new(),
            "以下の「行:桁」は、Wordの本文を1段落1行（表は1行1行）に並べたときの位置です。"
                .to_owned(),
        ]);
    }
    lines.extend(omissions::section(story));
    lines.extend(repaired(story));
    lines.extend([String::new(), "## 体裁の整理（文字は変わりません）".to_owned(), String::new()]);
    lines.extend(
        layouts(story.log)
            .into_iter()
            .map(|(code, (count, why))| format!("- {}（{code}）：{count}件", why.ja)),
    );
    lines.extend([
        String::new(),
        format!("## 確認していただきたいこと（{}件）", story.findings.len()),
        String::new(),
    ]);
    lines
        .extend(story.findings.iter().map(|finding| format!("- {}", finding_line(story, finding))));
    lines.push("- 公表する前に、元の資料と画面を並べて、全体を一度読み比べてください。".to_owned());
    lines.join("\n") + "\n"
}

/// The repairs one by one.
fn repaired(story: &ReportStory<'_>) -> Vec<String> {
    let repairs = repairs(story.log);
    let mut lines =
        vec![String::new(), format!("## 直した文字（{}件）", repairs.len()), String::new()];
    if repairs.is_empty() {
        lines.push("ありません。".to_owned());
        return lines;
    }
    lines.extend([
        "1件ずつ元の資料と見比べてください。".to_owned(),
        String::new(),
        "| 行:桁 | 元 | 直した後 | 理由 |".to_owned(),
        "|---|---|---|---|".to_owned(),
    ]);
    lines.extend(repairs.into_iter().map(|edit| {
        let (before, after) = shown(story, edit);
        let place = place(story, story.ready.place(edit.range.start));
        format!("| {place} | {before} | {after} | {} |", reasons(edit, Lang::Ja))
    }));
    lines
}

fn finding_line(story: &ReportStory<'_>, finding: &Finding) -> String {
    let grade = match finding.severity {
        Severity::Error => "誤り",
        Severity::Warning => "注意",
        Severity::Note => "参考",
    };
    let at = finding
        .span
        .as_ref()
        .filter(|span| *span.file == *story.name)
        .map_or(String::new(), |span| format!("{} ", place(story, span.range.start)));
    let help = finding.help.as_ref().map_or(String::new(), |help| format!(" → {}", help.ja));
    format!("{at}［{grade}］{}{help}（{}）", escape(&finding.message.ja), finding.code)
}

pub(super) fn place(story: &ReportStory<'_>, at: usize) -> String {
    let (line, column) = story.places.position(at);
    format!("{line}:{column}")
}

/// The sentence that the check held.
fn proof(story: &ReportStory<'_>, lang: Lang) -> String {
    let words = story.proof.compared;
    let said = match story.law.map(|law| law.compared) {
        None => Message::of("import/proof", fill! { words }),
        Some(law) => Message::of("import/proof.law", fill! { law, words }),
    };
    said.get(lang).to_owned()
}

/// A few characters on both sides of an edit, in its line; of markup only the words are shown.
fn around(story: &ReportStory<'_>, edit: &Edit) -> (String, String) {
    let (source, log) = (&*story.lifted.text, &story.lifted.log);
    let (start, end) = (log.to_result(edit.range.start), log.to_result(edit.range.end));
    let near = |c: &char| !c.is_control();
    let mut head: Vec<char> = source[..start].chars().rev().take(6).take_while(near).collect();
    head.reverse();
    let tail = source[end.max(start)..].chars().take(6).take_while(near).collect();
    (head.into_iter().collect(), tail)
}

/// The words around an edit, before and after, the changed ones in brackets.
fn shown(story: &ReportStory<'_>, edit: &Edit) -> (String, String) {
    let (head, tail) = around(story, edit);
    let mark = |words: &str| {
        let words: String = words.chars().take(60).collect();
        let words = words.replace(['\r', '\n'], "⏎").replace('\t', "⇥").replace(' ', "␣");
        format!("{}【{}】{}", escape(&head), escape(&words), escape(&tail))
    };
    (mark(&before(story, edit)), mark(&edit.with))
}

/// What stood there before, without markup.
fn before(story: &ReportStory<'_>, edit: &Edit) -> String {
    let source = &story.lifted.decoded.text[edit.range.clone()];
    if story.lifted.sheet.is_none() {
        return source.to_owned();
    }
    let mut out = String::new();
    let mut in_tag = 0usize;
    for c in source.chars() {
        match c {
            '<' => in_tag += 1,
            '>' if in_tag > 0 => in_tag -= 1,
            _ if in_tag == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn reasons(edit: &Edit, lang: Lang) -> String {
    let repairs = edit.reasons.iter().filter(|reason| reason.weight == Weight::Repair);
    let words: Vec<String> =
        repairs.map(|reason| Message::from(reason).get(lang).to_owned()).collect();
    words.join(" / ")
}

/// Words as Markdown shows them.
pub(super) fn escape(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        if "\\|*_`<>[]#".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The summary for the terminal.
pub(super) fn summary(story: &ReportStory<'_>, lang: Lang) -> String {
    let says = story.lifted.decoded.says();
    let repairs = repairs(story.log);
    let counted = counts(story.root).into_iter().map(|(what, count)| match lang {
        Lang::Ja => format!("{} {count}", what.ja),
        Lang::En => format!("{count} {}", what.en),
    });
    let comma = match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    };
    let counted = counted.collect::<Vec<_>>().join(comma);
    let (read, repaired, layout) = match lang {
        Lang::Ja => ("読み取ったもの", "直した文字", "体裁の整理"),
        Lang::En => ("read", "repairs", "layout"),
    };
    let mut lines = vec![
        format!("{} → {}", story.name, story.written.join(", ")),
        says.get(lang).to_owned(),
        format!("{read}: {counted}"),
        format!("{repaired}: {}", repairs.len()),
    ];
    lines.extend(repairs.into_iter().map(|edit| {
        let (head, tail) = around(story, edit);
        let (old, new) = (before(story, edit), edit.with.escape_debug());
        let old = old.escape_debug();
        let place = place(story, story.ready.place(edit.range.start));
        format!("  {place}  …{head}[{old} → {new}]{tail}…  {}", reasons(edit, lang))
    }));
    lines.extend(omissions::lines(story, lang));
    let kinds: Vec<String> = layouts(story.log)
        .into_iter()
        .map(|(code, (count, why))| match lang {
            Lang::Ja => format!("{}（{count}か所）", why.ja.trim_end_matches('。')),
            Lang::En => format!("{code} {count}"),
        })
        .collect();
    lines.push(format!("{layout}: {}", kinds.join(comma)));
    lines.push(proof(story, lang));
    lines.join("\n") + "\n"
}
