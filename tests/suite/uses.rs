//! The pages that say what is used for what: since when, to whom, under which addresses. Knows no markup
//! beyond words and links.

mod lead_on;
mod past;

use crate::html::{Files, NOW, build, page};
use crate::page::{Token, links_of, tokens, words_inside};
use crate::specimen;
use expect_test::expect;
use kohyo::ledger::Day;
use kohyo::site::edition::Showing;
use kohyo::site::{Kind, Site, Version};
use kohyo::tree::{Bare, Form, Key, Provision, Role, Text};
use std::sync::Arc;

type YamlNode = Arc<Provision>;

fn bare(form: Form, role: &str) -> Bare {
    Bare::new(form).role(Role::read(role))
}

fn leaf(form: Form, role: &str, words: &str) -> YamlNode {
    bare(form, role).text(Text::plain(words)).leaf()
}

/// A row from `key|category|purpose|purpose→recipient`; an empty key is none.
fn row(line: &str) -> YamlNode {
    let mut parts = line.split('|');
    let key = Key::new(parts.next().unwrap()).ok();
    let category = leaf(Form::Cell, "purposes.category", parts.next().unwrap());
    let (mut inside, mut provided) = (Vec::new(), Vec::new());
    for part in parts {
        match part.split_once('→') {
            None => inside.push(leaf(Form::Item, "purpose", part)),
            Some((words, to)) => provided.push(
                bare(Form::Item, "purpose.provided").text(Text::plain(words)).with([leaf(
                    Form::Field,
                    "purpose.recipient",
                    to,
                )]),
            ),
        }
    }
    bare(Form::Row, "purposes.row").key(key).with([
        category,
        bare(Form::Cell, "purposes.inside").with(inside),
        bare(Form::Cell, "purposes.provided").with(provided),
    ])
}

fn table(rows: &[&str]) -> YamlNode {
    let head = ["種類", "使う目的", "渡す目的"];
    let head = Bare::new(Form::Header).with(head.map(|words| leaf(Form::Cell, "", words)));
    let rows = rows.iter().map(|line| row(line));
    let table = bare(Form::Table, "purposes.table").with(std::iter::once(head).chain(rows));
    bare(Form::Group, "purposes").heading(Text::plain("利用目的")).with([table])
}

fn document(sections: Vec<YamlNode>) -> YamlNode {
    Bare::new(Form::Document).heading(Text::plain("見本の公表事項")).with(sections)
}

fn known(day: &str) -> Day {
    Day::Known(day.parse().unwrap())
}

/// A site whose only document has these versions.
fn site(versions: Vec<(Day, YamlNode)>) -> Site {
    let mut site = specimen::site();
    site.documents.truncate(1);
    site.documents[0].versions = versions
        .into_iter()
        .map(|(effective, tree)| Version::sealed(tree, effective, effective.counted()))
        .collect();
    site
}

fn paths(files: &Files, below: &str) -> String {
    let own = files.keys().filter(|path| path.starts_with(below));
    own.map(|path| format!("{path}\n")).collect()
}

/// The words of a page between its title and its foot, a line for each paragraph, term and entry.
fn said(files: &Files, path: &str) -> String {
    let html = page(files, path);
    let mut out = String::new();
    for token in tokens(&html[html.find("<main").unwrap()..html.find("</main>").unwrap()]) {
        match token {
            // Blanks at the edges of a block are not seen.
            Token::Words(words) if out.ends_with('\n') || out.is_empty() => {
                out.push_str(words.trim_start())
            }
            Token::Words(words) => out.push_str(words.trim_matches('\n')),
            Token::Close(name) if ["p", "h1", "h2", "dd"].contains(&name.as_str()) => {
                out.push('\n')
            }
            Token::Close(name) if name == "dt" => out.push('：'),
            Token::Open(..) | Token::Close(_) => {}
        }
    }
    out
}

/// Four texts: one of unknown day, one of 2024, one of 2025 in which a purpose pauses, one in force.
fn four() -> Site {
    let oldest = document(vec![table(&["a|健診の結果|案内", "|資格|確認"])]);
    let second = document(vec![table(&["a|健診の結果|案内|委託→甲社", "|資格|確認|照会"])]);
    let third = document(vec![table(&["a|健診の結果（特定健診）|案内|委託→甲社", "|資格|照会"])]);
    let now = document(vec![
        table(&[
            "a|健診の結果（特定健診を含む）|案内|分析|委託→甲社|委託→乙社",
            "b|資格|確認|照会|分析",
        ]),
        bare(Form::Group, "requests").heading(Text::plain("請求のしかた")).leaf(),
    ]);
    let coming = document(vec![table(&["a|健診の結果（特定健診を含む）|案内"])]);
    let seen = Day::Unknown { seen: "2023-06-01".parse().unwrap() };
    site(vec![
        (seen, oldest),
        (known("2024-04-01"), second),
        (known("2025-04-01"), third),
        (known("2026-04-01"), now),
        (known("2027-04-01"), coming),
    ])
}

#[test]
fn a_row_says_since_when_it_has_each_purpose() {
    let files = build(&four(), NOW, Showing::Public);
    expect![[r#"
        健診の結果（特定健診を含む）
        現行 2027年3月31日まで
        2026年4月1日（令和8年4月1日）から2027年3月31日（令和9年3月31日）まで適用される内容です。
        2027年4月1日（令和9年4月1日）から、「使う目的」の「分析」がなくなります。「渡す目的」の「委託」がなくなります。変わった後の内容と新旧対照表で確認できます。
        この情報を、次の目的に利用しています。
        使う目的
        案内
        いつから：適用日は不明（2023年6月1日（令和5年6月1日）に確認）
        分析
        いつから：2026年4月1日（令和8年4月1日）から
        同じ目的に使う情報（ほかに1件）
        渡す目的
        委託
        提供先：甲社
        乙社（2026年4月1日（令和8年4月1日）から）
        いつから：2024年4月1日（令和6年4月1日）から
        これまでの変更
        2026年4月1日（令和8年4月1日）から（新旧対照表を見る）
        項目の名前を「健診の結果（特定健診）」から「健診の結果（特定健診を含む）」に改めました。「使う目的」に「分析」を加えました。「委託」の提供先に「乙社」を加えました。2025年4月1日（令和7年4月1日）から（新旧対照表を見る）
        項目の名前を「健診の結果」から「健診の結果（特定健診）」に改めました。2024年4月1日（令和6年4月1日）から（新旧対照表を見る）
        「渡す目的」に「委託」を加えました。必要な手続
        このページは利用目的をお知らせするものです。お読みになった後の届出や手続は要りません。
        ご自分の情報を確かめるには
        ご本人は、当組合が保有するご自分の個人データの開示を請求できます。第三者に提供したときの記録（第三者提供記録）の開示も請求できます。法令により、開示できない場合もあります。
        請求の方法：請求のしかたこのページについて
        このページは、「見本の公表事項」から利用目的を抜き出したものです。
        この項目を本文で見る利用目的を探す"#]].assert_eq(&said(&files, "privacy/i/a/index.html"));
    expect![[r#"
        資格
        現行 2027年3月31日まで
        2026年4月1日（令和8年4月1日）から2027年3月31日（令和9年3月31日）まで適用される内容です。
        2027年4月1日（令和9年4月1日）から、この項目はなくなります。変わった後の内容と新旧対照表で確認できます。
        この情報を、次の目的に利用しています。
        使う目的
        確認
        いつから：2026年4月1日（令和8年4月1日）から
        照会
        いつから：2024年4月1日（令和6年4月1日）から
        分析
        いつから：2026年4月1日（令和8年4月1日）から
        同じ目的に使う情報（ほかに1件）
        これまでの変更
        2026年4月1日（令和8年4月1日）から（新旧対照表を見る）
        「使う目的」に「確認」を加えました。「使う目的」に「分析」を加えました。2025年4月1日（令和7年4月1日）から（新旧対照表を見る）
        「使う目的」から「確認」を除きました。2024年4月1日（令和6年4月1日）から（新旧対照表を見る）
        「使う目的」に「照会」を加えました。必要な手続
        このページは利用目的をお知らせするものです。お読みになった後の届出や手続は要りません。
        ご自分の情報を確かめるには
        ご本人は、当組合が保有するご自分の個人データの開示を請求できます。第三者に提供したときの記録（第三者提供記録）の開示も請求できます。法令により、開示できない場合もあります。
        請求の方法：請求のしかたこのページについて
        このページは、「見本の公表事項」から利用目的を抜き出したものです。
        この項目を本文で見る利用目的を探す"#]].assert_eq(&said(&files, "privacy/i/b/index.html"));
}

#[test]
fn a_purpose_names_all_information_that_is_used_for_it() {
    let files = build(&four(), NOW, Showing::Public);
    expect![[r#"
        分析
        現行 2027年3月31日まで
        2026年4月1日（令和8年4月1日）から2027年3月31日（令和9年3月31日）まで適用される内容です。
        2027年4月1日（令和9年4月1日）から、この目的またはこの目的に使う情報が変わります。変わった後の内容と新旧対照表で確認できます。
        この目的に使う情報（2件）
        健診の結果（特定健診を含む）
        区分：使う目的
        いつから：2026年4月1日（令和8年4月1日）から
        資格
        区分：使う目的
        いつから：2026年4月1日（令和8年4月1日）から
        このページについて
        このページは、「見本の公表事項」から利用目的を抜き出したものです。
        本文を見る利用目的を探す"#]]
    .assert_eq(&said(&files, "privacy/p/u-2af437d328/index.html"));
    expect![[r#"
        privacy/p/a-1/index.html
        privacy/p/a-2/index.html
        privacy/p/a-3/index.html
        privacy/p/b-1/index.html
        privacy/p/b-2/index.html
        privacy/p/purposes-r2-1/index.html
        privacy/p/purposes-r2-2/index.html
        privacy/p/u-2af437d328/index.html
        privacy/p/u-57d96c91dc/index.html
        privacy/p/u-69c06eadd2/index.html
        privacy/p/u-927239f76b/index.html
        privacy/p/u-dce52f3e11/index.html
    "#]]
    .assert_eq(&paths(&files, "privacy/p/"));
}

#[test]
fn addresses_are_keys_else_made_of_words_and_each_stands_once_on_any_disk() {
    let tree = document(vec![table(&["con|甲|一", "A|乙|二", "a|丙|三", "|丁|四", "|丁|五"])]);
    let files = build(&site(vec![(known("2026-04-01"), tree)]), NOW, Showing::Public);
    expect![[r#"
        privacy/i/A/index.html
        privacy/i/a--2/index.html
        privacy/i/con--2/index.html
        privacy/i/index.html
        privacy/i/purposes-r4/index.html
        privacy/i/purposes-r5/index.html
        privacy/i/r-a523477108--2/index.html
        privacy/i/r-a523477108/index.html
    "#]]
    .assert_eq(&paths(&files, "privacy/i/"));
    links_of(&files);
}

#[test]
fn rows_without_keys_and_with_the_same_words_stay_apart() {
    let old = document(vec![table(&["|丁|四", "|丁|五"])]);
    let new = document(vec![table(&["|丁|四", "|丁|五|六"])]);
    let files = build(
        &site(vec![(known("2025-04-01"), old), (known("2026-04-01"), new)]),
        NOW,
        Showing::Public,
    );
    let second = said(&files, "privacy/i/r-a523477108--2/index.html");
    assert!(second.contains("五\nいつから：遅くとも2025年4月1日"), "{second}");
    assert!(second.contains("六\nいつから：2026年4月1日"), "{second}");
}

#[test]
fn heads_have_pages_and_regulations_have_none() {
    let side = |role: &str, heading: &str, words: &str| {
        let list = Bare::new(Form::List).with([leaf(
            Form::Item,
            if role.ends_with("provided") { "purpose.provided" } else { "purpose" },
            words,
        )]);
        bare(Form::Group, role).heading(Text::plain(heading)).with([list])
    };
    let head =
        bare(Form::Group, "purposes.head").heading(Text::plain("保険給付に必要な利用目的")).with([
            side("purposes.inside", "組合の内部での利用", "給付の決定"),
            side("purposes.provided", "", "審査の委託"),
        ]);
    let tree = document(vec![bare(Form::Group, "purposes").with([head])]);
    let mut site = site(vec![(known("2026-04-01"), tree)]);
    let files = build(&site, NOW, Showing::Public);
    expect![[r#"
        privacy/i/index.html
        privacy/i/purposes-g1/index.html
        privacy/i/r-81235c7fd0/index.html
    "#]]
    .assert_eq(&paths(&files, "privacy/i/"));
    let row = said(&files, "privacy/i/r-81235c7fd0/index.html");
    assert!(row.contains("組合の内部での利用\n給付の決定"), "{row}");
    site.documents[0].kind = Kind::Regulation;
    let files = build(&site, NOW, Showing::Public);
    assert_eq!(paths(&files, "privacy/i/"), "");
}

#[test]
fn a_row_is_two_taps_from_the_notice() {
    let files = build(&four(), NOW, Showing::Public);
    let links = |path: &str| -> Vec<String> {
        tokens(&page(&files, path))
            .into_iter()
            .filter_map(|token| match token {
                Token::Open(name, attributes) if name == "a" => Some(attributes),
                Token::Open(..) | Token::Close(_) | Token::Words(_) => None,
            })
            .flatten()
            .filter(|(key, _)| key == "href")
            .map(|(_, to)| to)
            .collect()
    };
    assert!(links("privacy/index.html").contains(&"i/index.html#kohyo-rows".to_owned()));
    let index = links("privacy/i/index.html");
    for to in ["a/index.html", "b/index.html", "../p/u-2af437d328/index.html"] {
        assert!(index.contains(&to.to_owned()), "{to} in {index:?}");
    }
    let near: Vec<String> = index.iter().map(|to| format!("privacy/i/{to}")).collect();
    for path in files.keys().filter(|path| path.ends_with(".html")) {
        let own = path.strip_prefix("privacy/i/").map(|_| path.clone());
        let own = own.or_else(|| {
            Some(format!(
                "privacy/i/../{}",
                path.strip_prefix("privacy/p/").map(|rest| format!("p/{rest}"))?
            ))
        });
        let is_left = page(&files, path).contains("このページは移りました");
        if let Some(own) = own.filter(|own| !is_left && own != "privacy/i/index.html") {
            assert!(near.contains(&own), "{own} in {near:?}");
        }
    }
    let row = links("privacy/i/a/index.html");
    for to in ["../../index.html#a", "../../index.html#requests"] {
        assert!(row.contains(&to.to_owned()), "{to} in {row:?}");
    }
    assert!(!page(&files, "privacy/versions/2025-04-01/index.html").contains("kohyo-rows"));
    assert!(page(&files, "sitemap.xml").contains("/privacy/i/a/</loc>"));
}

#[test]
fn the_same_text_gives_the_same_pages_whatever_is_past() {
    let table = || document(vec![table(&["a|健診の結果|案内"])]);
    let one = build(&site(vec![(known("2026-04-01"), table())]), NOW, Showing::Public);
    let other = Bare::new(Form::Document).heading(Text::plain("前の題")).leaf();
    let two = build(
        &site(vec![(known("2025-04-01"), other), (known("2026-04-01"), table())]),
        NOW,
        Showing::Public,
    );
    assert_eq!(one["privacy/i/index.html"], two["privacy/i/index.html"]);
    let words = |files: &Files| {
        words_inside(&tokens(&page(files, "privacy/i/a/index.html")), |_, own| {
            own.contains(&("class".to_owned(), "facts".to_owned()))
        })
    };
    assert_eq!(words(&one), "いつから遅くとも2026年4月1日（令和8年4月1日）から");
    assert_eq!(words(&two), "いつから2026年4月1日（令和8年4月1日）から");
}
