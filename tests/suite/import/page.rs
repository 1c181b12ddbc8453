//! Web pages at the door of import: encodings, what is left out, odd markup, links, readings, any tags whatever.
//! Whole pages stand in `tests/import/`; does not use a browser.

use super::{dump, left, prove, run};
use kohyo::disk::Snapshot;
use kohyo::import::Imported;
use kohyo::text::edits::Weight;
use kohyo::tree::{Mark, transcript};
use proptest::prelude::*;

fn page(body: &str) -> Imported {
    let none = Snapshot::default();
    let text = format!("<!DOCTYPE html><html><body>{body}</body></html>");
    let imported =
        run("a.html", text.as_bytes(), &none).unwrap_or_else(|findings| panic!("{findings:#?}"));
    prove(&imported, &none);
    imported
}

#[test]
fn what_is_left_out_is_listed_with_its_words() {
    let imported = page(
        "<nav>健診のご案内</nav><h1>個人情報の取扱い</h1><p>利用目的を定めます。</p><footer>連絡先一覧</footer>",
    );
    assert_eq!(
        left(&imported),
        "left | 1:28 | ナビゲーション | 健診のご案内 |\nleft | 1:79 | ページの下部（共通フッター） | 連絡先一覧 |\n"
    );
    for words in ["健診のご案内", "連絡先一覧", "取り込まなかった部分（2件）"]
    {
        assert!(imported.report.contains(words), "{words}: {}", imported.report);
        assert!(!transcript(&imported.root).contains(words));
        let codes =
            imported.log.edits().iter().flat_map(|edit| &edit.reasons).map(|one| one.code());
        assert!(codes.into_iter().any(|code| code == "navigation"));
    }
}

#[test]
fn most_of_a_page_is_never_left_out() {
    let imported = page(
        "<div class=\"menu\"><h1>個人情報の取扱い</h1><p>利用目的を次のとおり定めます。</p></div>",
    );
    assert!(transcript(&imported.root).contains("利用目的を次のとおり定めます。"));
    assert!(imported.findings.iter().any(|finding| finding.code == "kept-content"));
}

#[test]
fn a_page_says_its_encoding_or_is_told_by_its_bytes() {
    let none = Snapshot::default();
    let body = "<p>個人情報の取扱いについて、次のとおり定めます。</p>";
    let encode = |text: &str, label: &str| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        encoding.encode(text).0.into_owned()
    };
    for (meta, actual, read, findings) in [
        ("Shift_JIS", "shift_jis", "Shift_JIS", 0),
        ("euc-jp", "euc-jp", "EUC-JP", 0),
        ("x-sjis", "shift_jis", "Shift_JIS", 0),
        ("Shift_JIS", "utf-8", "UTF-8", 1),
    ] {
        let text =
            format!("<html><head><meta charset=\"{meta}\"></head><body>{body}</body></html>");
        let imported = run("a.html", &encode(&text, actual), &none).unwrap();
        prove(&imported, &none);
        assert_eq!(imported.decoded.encoding, read, "{meta} {actual}");
        let differs = imported.findings.iter().filter(|one| one.code == "encoding-differs");
        assert_eq!(differs.count(), findings, "{meta} {actual}");
    }
}

/// Words and address of every link.
fn links(imported: &Imported) -> Vec<String> {
    let all = imported.root.visit();
    let runs = all.flat_map(|(_, own)| own.text().runs());
    runs.filter_map(|run| match run.mark() {
        Mark::Link(to) => Some(format!("{} {to}", run.words())),
        Mark::Plain | Mark::Strong => None,
    })
    .collect()
}

#[test]
fn relative_links_are_kept_where_the_page_says_where_it_stands() {
    let none = Snapshot::default();
    let body = "<h1>個人情報の取扱い</h1><p>詳しくは、<a href=\"../kitei/rules.pdf\">規程</a>と<a href=\"#form\">様式</a>をご覧ください。</p>";
    let address = "https://www.example.jp/kojin/index.html";
    let link = "規程 https://www.example.jp/kitei/rules.pdf";
    let saved = format!("<!-- saved from url=({:04}){address} -->", address.len());
    for head in [
        format!("<base href=\"{address}\">"),
        format!("<link rel=\"canonical\" href=\"{address}\">"),
        format!("<meta property=\"og:url\" content=\"{address}\">"),
        "<link rel=canonical href=\"https://www.example.jp/\"><base href=\"/kojin/\">".to_owned(),
        saved,
    ] {
        let text = format!("<!DOCTYPE html>{head}<html><body>{body}</body></html>");
        let imported = run("a.html", text.as_bytes(), &none).unwrap();
        prove(&imported, &none);
        assert_eq!(links(&imported), [link], "{head}");
        let said = |code| imported.findings.iter().any(|one| one.code == code);
        assert!(said("links-made-whole"), "{head}");
        assert!(said("links-left"), "a place on the page itself: {head}");
    }
    // Nobody knows where it stood: the words alone, and a finding.
    let imported = page(body);
    assert!(links(&imported).is_empty());
    let left = imported.findings.iter().find(|one| one.code == "links-left");
    assert!(left.is_some_and(|one| one.message.ja.contains("rules.pdf")));
}

#[test]
fn numbers_that_a_browser_prints_are_listed() {
    let imported = page(
        "<h1>個人情報</h1><p>次のとおりです。</p><ol start=3><li>氏名です。<li value=7>住所です。<li>（9）電話です。</ol>",
    );
    let added: Vec<&str> = imported
        .log
        .edits()
        .iter()
        .filter(|edit| edit.reasons.iter().any(|one| one.code() == "list-number"))
        .map(|edit| edit.with.trim())
        .collect();
    assert_eq!(added, ["3.", "7."]);
}

#[test]
fn lists_and_links_are_as_the_page_says() {
    let imported = page(
        "<h1>個人情報の取扱い</h1><h2>第三者への提供</h2><p>次のとおりです。</p>\
         <ol type=i><li>委託先<ul><li>印刷の会社</li></ul>契約を結びます。</li><li>共同利用の相手</li></ol>\
         <table><tr><th>区分</th><th>案内</th></tr><tr><td>提供</td><td>詳しくは、\
         <a href=\"https://www.example.jp/a\">案内[1]</a>と<a href=\"https://www.example.jp/b\">様式</a>へ。</td></tr>\
         <tr><td>委託</td><td><ul><li>印刷</li><li>発送</li></ul></td></tr></table>",
    );
    let shown = dump(&imported);
    // Words behind an inner list belong to the outer entry; long numbers are numbers.
    assert!(shown.contains("item [i.] 委託先\n"), "{shown}");
    assert!(shown.contains("\n        prose 契約を結びます。\n"), "{shown}");
    assert!(shown.contains("item [ii.] 共同利用の相手\n"), "{shown}");
    assert_eq!(links(&imported), ["様式 https://www.example.jp/b"]);
    // Signs that the page does not have are in no text: bullets are words only where nothing else can be.
    assert!(shown.contains("・印刷\u{3000}・発送"), "{shown}");
    assert!(!imported.shown.contains('・') && !transcript(&imported.root).contains("]("));
}

#[test]
fn a_log_that_was_tampered_with_is_found() {
    let imported =
        page("<h1>個人情報の取扱い</h1><p>利用目的を定めます。</p><ul><li>資格の確認</li></ul>");
    let words = transcript(&imported.root);
    let source = &imported.decoded.text;
    assert_eq!(imported.log.replay(source).unwrap(), words);
    // Another source: one character of its words differs.
    let other = source.replace("資格", "資客");
    assert_ne!(imported.log.replay(&other).unwrap(), words);
    // A shorter log: without any one of its edits it gives other words, or none.
    for skip in 0..imported.log.edits().len() {
        let mut log = kohyo::text::edits::EditLog::new();
        for (at, edit) in imported.log.edits().iter().enumerate() {
            if at != skip {
                log.push(edit.range.clone(), edit.with.clone(), edit.reasons[0].clone());
            }
        }
        assert_ne!(log.replay(source).as_ref(), Ok(&words), "edit {skip}");
    }
    let is_listed = |edit: &kohyo::text::edits::Edit| {
        edit.reasons.iter().all(|one| one.weight <= Weight::Omission)
    };
    assert!(imported.log.edits().iter().all(is_listed));
}

#[test]
fn spans_that_would_make_a_bomb_are_refused_or_cut() {
    let none = Snapshot::default();
    let cell = format!("<td rowspan=65534 colspan=1000>{}</td>", "個人情報".repeat(100));
    let text =
        format!("<h1>個人情報</h1><table>{}</table>", format!("<tr>{cell}{cell}</tr>").repeat(60));
    let refused = run("a.html", text.as_bytes(), &none).unwrap_err();
    assert_eq!(refused[0].code, "source-too-large");
    let deep = format!("<h1>個人情報</h1>{}<p>深い文です。</p>", "<div><ul><li>".repeat(4000));
    assert!(dump(&run("a.html", deep.as_bytes(), &none).unwrap()).contains("深い文です。"));
}

#[test]
fn names_of_boxes_are_noise_and_names_in_the_content_are_not() {
    let imported = page(
        "<a class=\"skip-link\" href=\"#main\">本文へ移動</a><div id=\"header\">組合の名</div><div id=\"contents\">\
         <header><h1>個人情報の取扱い</h1></header><h2>クッキー</h2><div id=\"cookie\"><p>Cookieを使います。</p></div>\
         <table><tr><td class=\"head\">項目</td><td class=\"head\">内容</td></tr><tr><td>氏名</td><td>使います</td></tr></table>\
         <p class=\"sub\">補足の文です。</p></div><div class=\"cookie-banner\">Cookieに同意しますか</div>\
         <p class=\"pagetop\"><a href=\"#\">先頭へ</a></p><small>© 2026 組合の名</small>",
    );
    let words = transcript(&imported.root);
    for kept in ["個人情報の取扱い", "Cookieを使います。", "項目", "補足の文です。"]
    {
        assert!(words.contains(kept), "{kept}: {words}");
    }
    let left = left(&imported);
    for noise in ["本文へ移動", "組合の名", "Cookieに同意しますか", "先頭へ", "© 2026"]
    {
        assert!(left.contains(noise), "{noise}: {left}");
        assert!(!words.contains(noise), "{noise}: {words}");
    }
}

#[test]
fn what_a_broken_page_swallows_is_listed() {
    for end in [
        "<!-- 消えた文です。",
        "<!消えた文です。",
        "<p title=\"消えた文です。",
        "<script>消えた文です。",
    ] {
        let none = Snapshot::default();
        let text = format!("<h1>個人情報の取扱い</h1><p>利用目的です。</p>{end}");
        let imported = run("a.html", text.as_bytes(), &none).unwrap();
        prove(&imported, &none);
        assert!(left(&imported).contains("消えた文です。"), "{end}: {}", imported.report);
    }
}

/// Tags in any order and nesting, whole and broken.
// tidy: table
fn tags() -> impl Strategy<Value = String> {
    let pieces = [
        "<p>",
        "</p>",
        "<ul>",
        "</ul>",
        "<ol type=a start=2>",
        "</ol>",
        "<li>",
        "</li>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td rowspan=2>",
        "<td colspan=2>",
        "<th>",
        "</td>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<h1>",
        "</h1>",
        "<h3>",
        "</h3>",
        "<b>",
        "</b>",
        "<a href=\"https://example.jp/\">",
        "<a href=\"../a\">",
        "<base href=\"https://example.jp/x/y\">",
        "</a>",
        "<ruby>",
        "<rt>",
        "</ruby>",
        "<br>",
        "<div class=menu>",
        "</div>",
        "<nav>",
        "</nav>",
        "<form>",
        "</form>",
        "<script>",
        "</script>",
        "<!-- x -->",
        "<!",
        "<",
        "&amp;",
        "&#x4e00;",
        "&#0;",
        "&",
        "個人情報",
        "1. 目的",
        "・一",
        "**",
        "|",
        "[",
        "](",
        "。",
        " ",
        "\n",
        "\t",
        "\u{FDD0}",
        "\u{3000}",
        "<caption>",
        "<pre>",
        "<del>",
        "<img alt=\"図\">",
        "<svg>",
        "<textarea>",
        "<title>",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..30)
        .prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_bytes_as_a_page_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), body in tags()) {
        let none = Snapshot::default();
        let page = [b"<html><body><p>", body.as_bytes(), &bytes, body.as_bytes()].concat();
        if let Ok(imported) = run("any.html", &page, &none) {
            prove(&imported, &none);
        }
    }

    #[test]
    fn any_tags_import_whole_or_are_refused(body in tags()) {
        let none = Snapshot::default();
        match run("any.html", body.as_bytes(), &none) {
            Ok(imported) => prove(&imported, &none),
            Err(findings) => prop_assert!(
                findings.iter().all(|one| matches!(one.code, "empty-source" | "lost-character")), "{findings:#?}"
            ),
        }
    }
}
