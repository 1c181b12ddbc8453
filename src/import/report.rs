//! What an import did, for people: `import-report.md` and the summary for the terminal. Does not decide anything.

use super::check::ExactProof;
use super::decode::Container;
use super::extract::Extracted;
use super::lines::TextPlaces;
use super::markers;
use super::normalise::Normalised;
use super::omissions;
use crate::diagnostic::{Finding, Lang, Severity};
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

/// Something that is counted in a tree.
type TreeCount = (&'static str, &'static str, fn(&Provision) -> bool);

const COUNTS: [TreeCount; 20] = [
    ("章", "chapters", |one| one.form() == Form::Chapter),
    ("節", "sections of chapters", |one| one.form() == Form::Section),
    ("条", "articles", |one| one.form() == Form::Article),
    ("項", "paragraphs of articles", |one| {
        one.form() == Form::Paragraph && one.role().as_str().is_empty()
    }),
    ("附則", "supplements", |one| one.form() == Form::Supplement),
    ("別表・別紙", "annexes", |one| one.form() == Form::Annex),
    ("利用目的の行（個人情報の類型）", "rows of purposes", |one| {
        one.role().as_str() == "purposes.row"
    }),
    ("利用目的の見出し", "heads of purposes", |one| one.role().as_str() == "purposes.head"),
    ("利用目的", "purposes", |one| {
        matches!(one.role().as_str(), "purpose" | "purpose.provided")
    }),
    ("利用目的を公表しない場合", "exceptions", |one| {
        one.role().as_str() == "exception"
    }),
    ("安全管理措置", "safety measures", |one| {
        one.form() == Form::Field && one.role().is_within("safety")
    }),
    ("請求手続の項目", "fields of the request procedure", |one| {
        one.form() == Form::Field && one.role().is_within("requests")
    }),
    ("窓口", "contacts", |one| one.role().as_str() == "contact"),
    ("窓口の項目", "fields of contacts", |one| {
        one.form() == Form::Field && one.role().is_within("contact")
    }),
    ("号・箇条書きの項目", "other items", |one| {
        one.form() == Form::Item && one.role().as_str().is_empty()
    }),
    ("表", "tables", |one| one.form() == Form::Table),
    ("表の行", "rows", |one| one.form() == Form::Row && one.role().as_str().is_empty()),
    ("注", "notes", |one| one.form() == Form::Note),
    ("文章の段落", "paragraphs of prose", |one| one.form() == Form::Prose),
    ("文章の見出し", "headings of prose", |one| {
        one.form() == Form::Group && one.role().as_str().is_empty()
    }),
];

fn counts(root: &Provision) -> Vec<(&'static str, &'static str, usize)> {
    let mut out = vec![("大きな項目", "sections", root.children().len())];
    // The first ones are those of regulations.
    let skip = if root.role().as_str() == "regulation" { 0 } else { 6 };
    for (ja, en, is) in COUNTS.into_iter().skip(skip) {
        let count = root.visit().filter(|(_, one)| is(one)).count();
        if count > 0 {
            out.push((ja, en, count));
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
fn layouts(log: &EditLog) -> BTreeMap<&'static str, (usize, String, String)> {
    let mut out: BTreeMap<&'static str, (usize, String, String)> = BTreeMap::new();
    let reasons = log.edits().iter().flat_map(|edit| &edit.reasons);
    for reason in reasons.filter(|reason| reason.weight == Weight::Layout) {
        let entry = out
            .entry(reason.code)
            .or_insert_with(|| (0, reason.ja.to_string(), reason.en.to_string()));
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
    lines
        .extend(counts(story.root).into_iter().map(|(ja, _, count)| format!("| {ja} | {count} |")));
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
            .map(|(code, (count, ja, _))| format!("- {ja}（{code}）：{count}件")),
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
    let (words, law) = (story.proof.compared, story.law.map(|law| law.compared));
    match (lang, law) {
        (Lang::Ja, None) => format!(
            "検算：一致しました。元の文に下の編集だけを行ったものと、書き込むファイルから読み直した文書の文が、{words}文字すべて同じです。"
        ),
        (Lang::Ja, Some(law)) => format!(
            "検算：一致しました。元の文に下の編集だけを行ったものが、main.law.txt の全{law}文字と、また読み直した文書の文の全{words}文字と同じです。"
        ),
        (Lang::En, None) => format!(
            "exact check: passed ({words} characters; the log replayed on the source equals the words read back from the files)"
        ),
        (Lang::En, Some(law)) => format!(
            "exact check: passed ({law} characters of main.law.txt, {words} of the words read back from it)"
        ),
    }
}

/// A few characters on both sides of an edit, in its line; of markup only the words are shown.
fn around(story: &ReportStory<'_>, edit: &Edit) -> (String, String) {
    let (source, start, end) = match &story.ready.lifting {
        Some(log) => {
            (&*story.ready.lifted, log.to_result(edit.range.start), log.to_result(edit.range.end))
        }
        None => (&*story.lifted.decoded.text, edit.range.start, edit.range.end),
    };
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
    (mark(&before(story, edit)), mark(&markers::readable(&edit.with)))
}

/// What stood there before, without markup.
fn before(story: &ReportStory<'_>, edit: &Edit) -> String {
    let source = &story.lifted.decoded.text[edit.range.clone()];
    if story.ready.lifting.is_none() {
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
    let words: Vec<&str> = edit
        .reasons
        .iter()
        .filter(|reason| reason.weight == Weight::Repair)
        .map(|reason| match lang {
            Lang::Ja => &*reason.ja,
            Lang::En => &*reason.en,
        })
        .collect();
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
    let mut counted = counts(story.root).into_iter().map(|(ja, en, count)| match lang {
        Lang::Ja => format!("{ja} {count}"),
        Lang::En => format!("{count} {en}"),
    });
    let counted: String = counted.by_ref().collect::<Vec<_>>().join(", ");
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
        let (old, new) = (before(story, edit), markers::readable(&edit.with));
        let (old, new) = (old.escape_debug(), new.escape_debug());
        let place = place(story, story.ready.place(edit.range.start));
        format!("  {place}  …{head}[{old} → {new}]{tail}…  {}", reasons(edit, lang))
    }));
    lines.extend(omissions::lines(story, lang));
    let kinds: Vec<String> = layouts(story.log)
        .into_iter()
        .map(|(code, (count, _, _))| format!("{code} {count}"))
        .collect();
    lines.push(format!("{layout}: {}", kinds.join(", ")));
    lines.push(proof(story, lang));
    lines.join("\n") + "\n"
}
