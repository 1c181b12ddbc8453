//! What readers are told: the history of a document as a page, news in feeds, days in calendars.

use super::*;
use crate::html::{self, Files, page};
use crate::page::{tokens, words_inside};
use expect_test::expect;
use kohyo::publish::formats::html::Theme;
use std::collections::BTreeSet;

fn told() -> Site {
    let mut site = busy()
        .on(
            "2026-07-02",
            Act::Record {
                version: id("2026-03-15"),
                step: kohyo::ledger::EventStep::Bulletin,
                date: day("2026-06-01"),
                until: None,
                note: Some("組合だより 第80号".into()),
            },
        )
        .on("2026-07-03", Act::Repeal { effective: day("2026-12-01") })
        .site();
    site.settings.url = Some("https://kenpo.example.jp/kohyo/".into());
    site.settings.root = kohyo::site::Root::Ours;
    site
}

fn build(site: &Site, as_of: &str) -> Files {
    html::build(site, as_of, Showing::Public)
}

fn lines_of(files: &Files, path: &str, heads: &[&str]) -> String {
    let text = page(files, path);
    let mut said = String::new();
    // Long lines are folded with a space at their start (RFC 5545, 3.1).
    for line in text.replace("\r\n ", "").lines().map(str::trim) {
        if heads.iter().any(|head| line.starts_with(head)) {
            said.push_str(line);
            said.push('\n');
        }
    }
    said
}

#[test]
fn the_history_says_what_became_of_every_version() {
    let files = build(&told(), "2026-06-01");
    let html = page(&files, "notice/history/index.html");
    let words = words_inside(&tokens(&html), |name, _| name == "main");
    expect!["公表事項 改定の履歴この文書の内容がいつから、どのように変わったかを、新しい順にまとめています。このサイトで確認できるのは、2025年1月10日（令和7年1月10日）からの内容です。2026年（令和8年）廃止 2026年12月1日（令和8年12月1日）に廃止決定・公表・記録の日 台帳への記録日2026年7月3日（令和8年7月3日）取りやめ 『四月の内容』の段落に「と新しい電話」を加えます。2026年7月1日（令和8年7月1日）からの適用を取りやめました先に確定した内容を差し替えたものです。2026年6月20日（令和8年6月20日）に取りやめのお知らせを掲載しました。2026年3月25日（令和8年3月25日）に、適用日を2026年4月1日（令和8年4月1日）から延期するお知らせを掲載しました。2026年4月1日の版（差し替え前）からの変更（新旧対照表）決定・公表・記録の日 適用予定日2026年7月1日（令和8年7月1日）台帳への記録日2026年3月12日（令和8年3月12日）差し替え前 2026年4月1日（令和8年4月1日）からの内容（差し替え前）差し替えた後の内容があります。決定・公表・記録の日 適用日2026年4月1日（令和8年4月1日）台帳への記録日2026年2月10日（令和8年2月10日）現行 『元の内容』の段落中「元の内容」を「新しい電話」に改めました。2026年3月15日（令和8年3月15日）から2026年11月30日（令和8年11月30日）まで2025年1月10日の版からの変更（新旧対照表）決定・公表・記録の日 適用日2026年3月15日（令和8年3月15日）広報誌への掲載日2026年6月1日（令和8年6月1日）（組合だより 第80号）（2026年7月2日（令和8年7月2日）に記録）台帳への記録日2026年3月12日（令和8年3月12日）2025年（令和7年）過去の内容 2025年1月10日（令和7年1月10日）から2026年3月14日（令和8年3月14日）まで決定・公表・記録の日 適用日2025年1月10日（令和7年1月10日）台帳への記録日2025年1月10日（令和7年1月10日）公表経過記録（届出・掲示などの日付の一覧）更新情報のフィード（Atom）適用日などのカレンダー（iCalendar）"].assert_eq(&words);
}

#[test]
fn a_feed_has_one_entry_for_each_event_that_readers_can_see() {
    let files = build(&told(), "2026-07-10");
    let heads = ["<id>", "<title>", "<updated>", "<content"];
    expect![[r#"
        <title>公表事項</title>
        <id>tag:kenpo.example.jp,2025:notice/feed</id>
        <updated>2026-07-03T00:00:00+09:00</updated>
        <title>「公表事項」の廃止のお知らせを掲載しました（2026年12月1日廃止）</title>
        <id>tag:kenpo.example.jp,2025:notice/ledger/8</id>
        <updated>2026-07-03T00:00:00+09:00</updated>
        <content type="text">廃止日：2026年12月1日（令和8年12月1日）</content>
        <title>「公表事項」の2026年4月1日から適用される内容を取りやめました（適用されません）</title>
        <id>tag:kenpo.example.jp,2025:notice/ledger/6</id>
        <updated>2026-06-20T00:00:00+09:00</updated>
        <title>「公表事項」の適用を2026年7月1日からに延期しました</title>
        <id>tag:kenpo.example.jp,2025:notice/ledger/5</id>
        <updated>2026-03-25T00:00:00+09:00</updated>
        <content type="text">適用日：2026年7月1日（令和8年7月1日）</content>
        <title>「公表事項」の2026年4月1日から適用される内容を差し替えました</title>
        <id>tag:kenpo.example.jp,2025:notice/ledger/4</id>
        <updated>2026-03-12T00:00:00+09:00</updated>
        <content type="text">『四月の内容』の段落に「と新しい電話」を加えます。
        <title>「公表事項」の2026年3月15日から適用される内容を掲載しました</title>
        <id>tag:kenpo.example.jp,2025:notice/ledger/3</id>
        <updated>2026-03-12T00:00:00+09:00</updated>
        <content type="text">『元の内容』の段落中「元の内容」を「新しい電話」に改めます。
        <title>「公表事項」の2026年4月1日から適用される内容を掲載しました</title>
        <id>tag:kenpo.example.jp,2025:notice/ledger/2</id>
        <updated>2026-02-10T00:00:00+09:00</updated>
        <content type="text">『元の内容』の段落中「元」を「四月」に改めます。
        <title>「公表事項」の2025年1月10日から適用される内容を掲載しました</title>
        <id>tag:kenpo.example.jp,2025:notice/ledger/1</id>
        <updated>2025-01-10T00:00:00+09:00</updated>
        <content type="text">適用日：2025年1月10日（令和7年1月10日）</content>
    "#]].assert_eq(&lines_of(&files, "notice/feed.atom", &heads));
}

#[test]
fn a_calendar_moves_and_calls_off_what_it_said_before() {
    let files = build(&told(), "2026-07-10");
    let heads = ["UID", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY", "DTSTAMP"];
    expect![[r#"
        DTSTAMP:20250109T150000Z
        DTSTART;VALUE=DATE:20250110
        SEQUENCE:0
        STATUS:CONFIRMED
        SUMMARY:「公表事項」の適用の開始
        UID:notice.2025-01-10.2025@kenpo.example.jp
        DTSTAMP:20260311T150000Z
        DTSTART;VALUE=DATE:20260315
        SEQUENCE:0
        STATUS:CONFIRMED
        SUMMARY:「公表事項」の改定の適用
        UID:notice.2026-03-15.2025@kenpo.example.jp
        DTSTAMP:20260619T150000Z
        DTSTART;VALUE=DATE:20260701
        SEQUENCE:3
        STATUS:CANCELLED
        SUMMARY:「公表事項」の改定の適用（取りやめ）
        UID:notice.2026-04-01.2025@kenpo.example.jp
        DTSTAMP:20260702T150000Z
        DTSTART;VALUE=DATE:20261201
        SEQUENCE:0
        STATUS:CONFIRMED
        SUMMARY:「公表事項」の廃止
        UID:notice.repeal.2025@kenpo.example.jp
    "#]]
    .assert_eq(&lines_of(&files, "notice/calendar.ics", &heads));
    let lines = page(&files, "notice/calendar.ics");
    assert!(lines.lines().all(|line| line.len() <= 75), "{lines}");
    assert_eq!(lines.matches("\r\n").count(), lines.matches('\n').count());
}

fn ids(files: &Files, path: &str) -> BTreeSet<String> {
    let text = page(files, path);
    let ids = text.split("<id>").skip(1);
    let ids: Vec<String> = ids.map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
    let set: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(set.len(), ids.len(), "{ids:?}");
    set
}

#[test]
fn a_new_look_is_no_news() {
    let site = told();
    let before = build(&site, "2026-07-10");
    let style: &[u8] = b"body { color: black }";
    let index: &[u8] = b"{% extends \"base.html\" %}{% block main %}<h1 id=\"kohyo-title\">{{ page.title }}</h1>{% endblock main %}";
    let files = [("assets/kohyo.css", style), ("pages/index.html", index)];
    let theme = Theme::load("kohyo", files).unwrap();
    let after = html::try_build(&site, "2026-07-10", Showing::Public, &theme).unwrap();
    assert_ne!(before["index.html"], after["index.html"]);
    for path in ["feed.atom", "notice/feed.atom", "calendar.ics", "notice/calendar.ics"] {
        assert_eq!(before[path], after[path], "{path}");
    }
}

#[test]
fn a_new_event_adds_an_entry_and_leaves_the_others() {
    let mut site = busy().site();
    site.settings.url = Some("https://kenpo.example.jp/kohyo/".into());
    let before = ids(&build(&site, "2026-07-10"), "notice/feed.atom");
    let after = ids(&build(&told(), "2026-07-10"), "notice/feed.atom");
    assert!(before.is_subset(&after));
    // What the organisation did changes no word; the repeal does.
    assert_eq!(after.len(), before.len() + 1);
}

#[test]
fn a_tag_outlives_the_address() {
    let mut site = told();
    site.settings.tag = kohyo::site::Tag::read("mihon-kenpo.example,2020");
    let before = ids(&build(&site, "2026-07-10"), "feed.atom");
    assert!(before.iter().all(|id| id.starts_with("tag:mihon-kenpo.example,2020:")));
    site.settings.url = Some("https://new.example.jp/".into());
    assert_eq!(before, ids(&build(&site, "2026-07-10"), "feed.atom"));
}

#[test]
fn feeds_are_there_only_where_they_can_be_followed() {
    let is_news = |path: &&String| path.ends_with(".atom") || path.ends_with(".ics");
    let mut site = told();
    assert_eq!(build(&site, "2026-07-10").keys().filter(is_news).count(), 4);
    let preview = html::build(&site, "2026-07-10", Showing::Preview);
    assert_eq!(preview.keys().filter(is_news).count(), 0);
    site.settings.url = None;
    assert_eq!(build(&site, "2026-07-10").keys().filter(is_news).count(), 0);
}

#[test]
fn a_site_where_nothing_happened_has_a_feed_that_says_so() {
    let mut site = told();
    site.documents.clear();
    let files = build(&site, "2026-07-10");
    let heads = ["<id>", "<title>", "<updated>", "<entry>", "<author>"];
    expect![[r#"
        <title>見本</title>
        <id>tag:kenpo.example.jp,2026:site/feed</id>
        <updated>2026-01-01T00:00:00+09:00</updated>
        <author>
    "#]]
    .assert_eq(&lines_of(&files, "feed.atom", &heads));
}

#[test]
fn an_entry_says_what_was_there_before_and_what_is_there_now() {
    let files = build(&told(), "2026-07-10");
    let feed = page(&files, "notice/feed.atom");
    let entry = feed.split("<entry>").find(|entry| entry.contains("notice/ledger/4<")).unwrap();
    let content = entry.split("<content").nth(1).unwrap();
    expect![[r#"
         type="text">『四月の内容』の段落に「と新しい電話」を加えます。
        適用日：2026年4月1日（令和8年4月1日）
        ・『四月の内容』の段落に「と新しい電話」を加えます。
        　変更前：四月の内容
        　変更後：四月の内容と新しい電話"#]]
    .assert_eq(content.split("</content>").next().unwrap());
    // Where both texts stand side by side.
    assert!(feed.contains("rel=\"related\""), "{feed}");
    assert!(feed.contains("/changes/\" rel=\"related\""), "{feed}");
}
