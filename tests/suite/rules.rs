//! Every rule's page is its test: the wrong example gives exactly the findings printed there, the right one none.

mod amended;
mod answered;
mod complete;
mod links;
mod wording;

use crate::world::sealed;
use kohyo::diagnostic::catalogue::Catalogue;
use kohyo::diagnostic::{Finding, Lang, Renderer, Severity};
use kohyo::diff::Comparisons;
use kohyo::disk::Snapshot;
use kohyo::rules;
use kohyo::rules::{Facts, RULES, Rule};
use kohyo::site::load;

/// A fenced block: its info string and its lines.
struct Block<'a> {
    section: &'a str,
    info: &'a str,
    body: String,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let (mut section, mut open, mut out): (&str, Option<(&str, String)>, Vec<Block<'_>>) =
        ("", None, Vec::new());
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some((info, body)), Some(_)) => {
                out.push(Block { section, info, body: std::mem::take(body) });
                open = None;
            }
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, Some(info)) => open = Some((info, String::new())),
            (None, None) => section = line.strip_prefix("## ").unwrap_or(section),
        }
    }
    assert!(open.is_none(), "a block does not end");
    out
}

/// A site around the files of one section of a page.
fn site_of(blocks: &[Block<'_>], section: &str) -> Snapshot {
    let mut files = vec![
        (
            "content/site.yaml".to_owned(),
            "title: 見本健康保険組合の公表事項\nroot: ours\n".to_owned(),
        ),
        ("content/organisation.yaml".to_owned(), "name: 見本健康保険組合\n".to_owned()),
        (
            "content/rules/document.yaml".to_owned(),
            "kind: regulation\ntitle: 見本規程\n".to_owned(),
        ),
    ];
    for block in blocks.iter().filter(|block| block.section == section) {
        if let Some(path) = block.info.strip_prefix("file ") {
            files.retain(|(known, _)| known != path);
            files.push((path.to_owned(), block.body.clone()));
        }
    }
    let snapshot = Snapshot::from_memory(
        files.clone().into_iter().map(|(path, body)| (path, body.into_bytes())),
    );
    let orders = blocks.iter().filter(|block| block.section == section);
    let orders = orders.filter_map(|block| block.info.strip_prefix("seal "));
    let sealed = orders.flat_map(|order| {
        let (slug, day) = order.split_once(' ').expect("seal DOCUMENT DAY");
        sealed(&snapshot, slug, day.parse().unwrap())
    });
    let files = files.into_iter().map(|(path, body)| (path, body.into_bytes()));
    Snapshot::from_memory(files.chain(sealed))
}

fn found(rule: &Rule, snapshot: &Snapshot) -> Vec<Finding> {
    let loaded = load::load(snapshot);
    let errors: Vec<_> =
        loaded.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{}: {errors:?}", rule.code);
    let site = loaded.site.expect("no errors");
    let comparisons = Comparisons::default();
    let facts = Facts::of(&site, "2026-11-23".parse().unwrap(), &comparisons);
    // What is judged where a text is read is told on the page of its rule, too.
    let all = rules::check(&facts).into_iter().chain(loaded.findings);
    all.filter(|finding| finding.code == rule.code).collect()
}

fn shown(findings: &[Finding], snapshot: &Snapshot) -> String {
    let source = |file: &str| {
        snapshot.file(file).map(|file| String::from_utf8_lossy(file.bytes()).into_owned())
    };
    let text = Renderer { lang: Lang::Ja, color: false, source: &source }.text(findings);
    let lines: Vec<_> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    // The last line counts; the page shows what is found.
    let shown = lines.len().saturating_sub(1);
    lines[..shown].iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_page_is_true() {
    for rule in RULES {
        let blocks = blocks(rule.manual());
        assert!(
            rule.manual().starts_with(&format!("# {}\n", rule.code)),
            "{}: the page names its rule",
            rule.code
        );
        let own = Catalogue::of([rule.head()].into_iter());
        for (name, _) in own.entries() {
            assert_eq!(name.split('.').next(), Some(rule.code), "{name} stands on another's page");
        }
        for section in ["何を調べるか", "なぜ", "誤り", "正しい例", "根拠"] {
            assert!(
                rule.manual().contains(&format!("\n## {section}\n")),
                "{}: no section {section}",
                rule.code
            );
        }
        let wrong = site_of(&blocks, "誤り");
        let expected = blocks
            .iter()
            .find(|block| block.info == "findings")
            .expect("a page prints its findings");
        let got = shown(&found(rule, &wrong), &wrong);
        assert_eq!(got, expected.body, "{}:\n{got}", rule.code);
        let right = site_of(&blocks, "正しい例");
        assert_eq!(shown(&found(rule, &right), &right), "", "{}: the right example", rule.code);
    }
}

#[test]
fn the_act_has_no_reference_that_leads_nowhere() {
    let Some(path) = crate::world::shared("law/appi.law.txt") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let root = kohyo::regulation::parse(&text, None).root;
    let missing: Vec<_> = kohyo::regulation::references(&root)
        .into_iter()
        .filter(|reference| reference.target == kohyo::regulation::Referent::Missing)
        .collect();
    // The stored text leaves the two 別表 out; they are referred to three times. Three more stand in the new
    // words of a 読替え, which are those of another law (第106条).
    assert_eq!(missing.len(), 6, "{missing:?}");
    let found = kohyo::regulation::references(&root)
        .into_iter()
        .filter(|reference| matches!(reference.target, kohyo::regulation::Referent::Found(_)));
    let found = found.count();
    assert!(found > 600, "{found}");
}
