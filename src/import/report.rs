//! What an import did, for people: `import-report.md` and the summary for the terminal. Does not decide anything.

use super::check::Proof;
use super::decode::Decoded;
use super::lines::position;
use crate::diagnostic::{Finding, Lang, Severity};
use crate::text::edits::{Edit, EditLog, Weight};
use crate::tree::{Form, Provision};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Everything that a report tells.
pub(super) struct Story<'a> {
    pub(super) name: &'a str,
    pub(super) decoded: &'a Decoded,
    pub(super) folder: &'a str,
    pub(super) root: &'a Provision,
    /// From the source to what was compared.
    pub(super) log: &'a EditLog,
    pub(super) proof: Proof,
    /// What was compared: the file `main.law.txt` too, for a regulation.
    pub(super) law: Option<Proof>,
    pub(super) findings: &'a [Finding],
    pub(super) written: &'a [String],
}

/// Something that is counted in a tree.
type Count = (&'static str, &'static str, fn(&Provision) -> bool);

const COUNTS: [Count; 20] = [
    ("章", "chapters", |one| one.form() == Form::Chapter),
    ("節", "sections of chapters", |one| {
        one.form() == Form::Section
    }),
    ("条", "articles", |one| one.form() == Form::Article),
    ("項", "paragraphs of articles", |one| {
        one.form() == Form::Paragraph && one.role().as_str().is_empty()
    }),
    ("附則", "supplements", |one| {
        one.form() == Form::Supplement
    }),
    ("別表・別紙", "annexes", |one| {
        one.form() == Form::Annex
    }),
    (
        "利用目的の行（個人情報の類型）",
        "rows of purposes",
        |one| one.role().as_str() == "purposes.row",
    ),
    ("利用目的の見出し", "heads of purposes", |one| {
        one.role().as_str() == "purposes.head"
    }),
    ("利用目的", "purposes", |one| {
        matches!(one.role().as_str(), "purpose" | "purpose.provided")
    }),
    ("利用目的を公表しない場合", "exceptions", |one| {
        one.role().as_str() == "exception"
    }),
    ("安全管理措置", "safety measures", |one| {
        one.form() == Form::Field && one.role().is_within("safety")
    }),
    (
        "請求手続の項目",
        "fields of the request procedure",
        |one| one.form() == Form::Field && one.role().is_within("requests"),
    ),
    ("窓口", "contacts", |one| one.role().as_str() == "contact"),
    ("窓口の項目", "fields of contacts", |one| {
        one.form() == Form::Field && one.role().is_within("contact")
    }),
    ("号・箇条書きの項目", "other items", |one| {
        one.form() == Form::Item && one.role().as_str().is_empty()
    }),
    ("表", "tables", |one| one.form() == Form::Table),
    ("表の行", "rows", |one| {
        one.form() == Form::Row && one.role().as_str().is_empty()
    }),
    ("注", "notes", |one| one.form() == Form::Note),
    ("文章の段落", "paragraphs of prose", |one| {
        one.form() == Form::Prose
    }),
    ("文章の見出し", "headings of prose", |one| {
        one.form() == Form::Group && one.role().as_str().is_empty()
    }),
];

fn counts(root: &Provision) -> Vec<(&'static str, &'static str, usize)> {
    let mut out = vec![("大きな項目", "sections", root.children().len())];
    // The first ones are those of regulations.
    let skip = if root.role().as_str() == "regulation" {
        0
    } else {
        6
    };
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
        .filter(|edit| {
            edit.reasons
                .iter()
                .any(|reason| reason.weight == Weight::Repair)
        })
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
pub(super) fn markdown(story: &Story<'_>) -> String {
    let mut out = String::new();
    let line = |out: &mut String, words: &str| {
        out.push_str(words);
        out.push('\n');
    };
    line(&mut out, &format!("# 取り込みの報告：{}\n", story.folder));
    line(
        &mut out,
        &format!(
            "- 元のファイル：{}（{}文字）",
            escape(story.name),
            story.proof.source
        ),
    );
    line(&mut out, &format!("- {}", story.decoded.says().ja));
    line(
        &mut out,
        &format!("- 表題：{}", escape(&story.root.heading().words())),
    );
    line(&mut out, &format!("- {}\n", proof(story, Lang::Ja)));
    line(&mut out, "## 読み取ったもの\n\n| 種類 | 数 |\n|---|--:|");
    for (ja, _, count) in counts(story.root) {
        line(&mut out, &format!("| {ja} | {count} |"));
    }
    let repairs = repairs(story.log);
    line(
        &mut out,
        &format!("\n## 直した文字（{}件）\n", repairs.len()),
    );
    if repairs.is_empty() {
        line(&mut out, "ありません。");
    } else {
        line(
            &mut out,
            "1件ずつ元の資料と見比べてください。\n\n| 行:桁 | 元 | 直した後 | 理由 |\n|---|---|---|---|",
        );
    }
    for edit in &repairs {
        let (before, after) = shown(&story.decoded.text, edit);
        let place = place(story, edit.range.start);
        line(
            &mut out,
            &format!("| {place} | {before} | {after} | {} |", reasons(edit)),
        );
    }
    line(&mut out, "\n## 体裁の整理（文字は変わりません）\n");
    for (code, (count, ja, _)) in layouts(story.log) {
        line(&mut out, &format!("- {ja}（{code}）：{count}件"));
    }
    line(
        &mut out,
        &format!(
            "\n## 確認していただきたいこと（{}件）\n",
            story.findings.len()
        ),
    );
    for finding in story.findings {
        line(&mut out, &format!("- {}", told(story, finding)));
    }
    line(
        &mut out,
        "- 公表する前に、元の資料と画面を並べて、全体を一度読み比べてください。",
    );
    out
}

fn told(story: &Story<'_>, finding: &Finding) -> String {
    let grade = match finding.severity {
        Severity::Error => "誤り",
        Severity::Warning => "注意",
        Severity::Note => "参考",
    };
    let at = finding
        .span
        .as_ref()
        .filter(|span| *span.file == *story.name)
        .map_or(String::new(), |span| {
            format!("{} ", place(story, span.range.start))
        });
    let help = finding
        .help
        .as_ref()
        .map_or(String::new(), |help| format!(" → {}", help.ja));
    format!(
        "{at}［{grade}］{}{help}（{}）",
        escape(&finding.message.ja),
        finding.code
    )
}

fn place(story: &Story<'_>, at: usize) -> String {
    let (line, column) = position(&story.decoded.text, at);
    format!("{line}:{column}")
}

/// The sentence that the check held.
fn proof(story: &Story<'_>, lang: Lang) -> String {
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

/// The words around an edit, before and after, the changed ones in brackets.
fn shown(source: &str, edit: &Edit) -> (String, String) {
    let head: String = tail_of(&source[..edit.range.start], 6);
    let tail: String = source[edit.range.end..]
        .chars()
        .take(6)
        .take_while(|c| !c.is_control())
        .collect();
    let mark = |words: &str| {
        let words: String = words.chars().take(60).collect();
        let words = words
            .replace(['\r', '\n'], "⏎")
            .replace('\t', "⇥")
            .replace(' ', "␣");
        format!("{}【{}】{}", escape(&head), escape(&words), escape(&tail))
    };
    (mark(&source[edit.range.clone()]), mark(&edit.with))
}

fn tail_of(words: &str, count: usize) -> String {
    let mut chars: Vec<char> = words
        .chars()
        .rev()
        .take(count)
        .take_while(|c| !c.is_control())
        .collect();
    chars.reverse();
    chars.into_iter().collect()
}

fn reasons(edit: &Edit) -> String {
    let words: Vec<&str> = edit
        .reasons
        .iter()
        .filter(|reason| reason.weight == Weight::Repair)
        .map(|reason| &*reason.ja)
        .collect();
    words.join("、")
}

/// Words as Markdown shows them.
fn escape(words: &str) -> String {
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
pub(super) fn summary(story: &Story<'_>, lang: Lang) -> String {
    let mut out = String::new();
    let says = story.decoded.says();
    let counted: Vec<String> = counts(story.root)
        .into_iter()
        .map(|(ja, en, count)| match lang {
            Lang::Ja => format!("{ja} {count}"),
            Lang::En => format!("{count} {en}"),
        })
        .collect();
    let repairs = repairs(story.log);
    let written = story.written.join(", ");
    let _ = match lang {
        Lang::Ja => writeln!(
            out,
            "{} → {}\n{}\n読み取ったもの: {}\n直した文字: {}件",
            story.name,
            written,
            says.ja,
            counted.join("、"),
            repairs.len()
        ),
        Lang::En => writeln!(
            out,
            "{} → {}\n{}\nread: {}\nrepairs: {}",
            story.name,
            written,
            says.en,
            counted.join(", "),
            repairs.len()
        ),
    };
    for edit in &repairs {
        let head = tail_of(&story.decoded.text[..edit.range.start], 6);
        let tail: String = story.decoded.text[edit.range.end..]
            .chars()
            .take(6)
            .take_while(|c| !c.is_control())
            .collect();
        let old = story.decoded.text[edit.range.clone()].escape_debug();
        let why: Vec<&str> = edit
            .reasons
            .iter()
            .filter(|reason| reason.weight == Weight::Repair)
            .map(|reason| match lang {
                Lang::Ja => &*reason.ja,
                Lang::En => &*reason.en,
            })
            .collect();
        let place = place(story, edit.range.start);
        let _ = writeln!(
            out,
            "  {place}  …{head}[{old} → {}]{tail}…  {}",
            edit.with.escape_debug(),
            why.join(" / ")
        );
    }
    let layout: Vec<String> = layouts(story.log)
        .into_iter()
        .map(|(code, (count, _, _))| format!("{code} {count}"))
        .collect();
    let _ = match lang {
        Lang::Ja => writeln!(
            out,
            "体裁の整理: {}\n{}",
            layout.join("、"),
            proof(story, lang)
        ),
        Lang::En => writeln!(out, "layout: {}\n{}", layout.join(", "), proof(story, lang)),
    };
    out
}
