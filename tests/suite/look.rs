//! What pages say of time, previews, days and references; which files stand beside them; themes that are
//! wrong or replace a part. Knows no YAML.

use crate::html::{Files, NOW, build, page, site_of, try_build};
use crate::page::{tokens, words_inside};
use crate::specimen;
use expect_test::expect;
use kohyo::diagnostic::Lang;
use kohyo::publish::formats::html::Theme;
use kohyo::publish::plan::Address;
use kohyo::site::Root;
use kohyo::site::edition::Showing;
use kohyo::tree::{Bare, Form, Mark, Text, TextBuilder};

/// The words of the box that says where a text stands in time.
fn standing(files: &Files, path: &str) -> String {
    words_inside(&tokens(&page(files, path)), |_, attributes| {
        attributes.iter().any(|(key, value)| key == "class" && value == "sentences")
    })
}

#[test]
fn every_text_says_where_it_stands_in_time() {
    let files = build(&specimen::site(), NOW, Showing::Preview);
    let mut said = String::new();
    for path in files
        .keys()
        .filter(|path| path.ends_with(".html") && path.contains('/'))
        .filter(|path| !path.contains("/i/") && !path.contains("/p/"))
        .filter(|path| !path.ends_with("/history/index.html"))
        .filter(|path| !path.ends_with("/record/index.html"))
        .filter(|path| !path.contains("/since/") && !path.ends_with("/changes/index.html"))
    {
        said.push_str(&format!("{path}\n  {}\n", standing(&files, path)));
    }
    expect![[r#"
        joint-use/draft/index.html
          これは案です。まだ公表していません。内容は変わることがあります。
        joint-use/index.html
          公表している内容はまだありません。公表前の案があります。
        privacy-rules/index.html
          2025年4月1日（令和7年4月1日）から施行されている内容です。
        privacy-rules/versions/2025-04-01/index.html
          2025年4月1日（令和7年4月1日）から施行されている内容です。
        privacy/index.html
          2026年4月1日（令和8年4月1日）から2027年3月31日（令和9年3月31日）まで適用される内容です。2024年11月5日の版からの変更は、新旧対照表で確認できます。2027年4月1日（令和9年4月1日）から、変わった後の内容が適用されます（変わるところ：新旧対照表）。
        privacy/versions/2024-11-05/index.html
          適用日は不明です。2024年11月5日（令和6年11月5日）に確認した内容です。2026年3月31日（令和8年3月31日）まで適用されていた過去の内容です。現在の内容をご覧ください。この版から現在の内容までの変更は、まとめて確認できます。
        privacy/versions/2026-04-01/index.html
          2026年4月1日（令和8年4月1日）から2027年3月31日（令和9年3月31日）まで適用される内容です。2024年11月5日の版からの変更は、新旧対照表で確認できます。
        privacy/versions/2027-04-01/index.html
          2027年4月1日（令和9年4月1日）から適用される予定の内容です。2027年3月31日（令和9年3月31日）までは、現在の内容が適用されます。2026年4月1日の版からの変更は、新旧対照表で確認できます。
    "#]]
    .assert_eq(&said);
    let early = build(&specimen::site(), "2024-01-01", Showing::Public);
    expect!["現在適用されている内容はありません。2024年11月5日（令和6年11月5日）から、新しい内容が適用されます。2026年4月1日（令和8年4月1日）から、新しい内容が適用されます。2027年4月1日（令和9年4月1日）から、新しい内容が適用されます。"]
        .assert_eq(&standing(&early, "privacy/index.html"));
}

#[test]
fn a_preview_says_so_on_every_page_and_a_public_site_shows_no_draft() {
    let site = specimen::site();
    let preview = build(&site, NOW, Showing::Preview);
    let public = build(&site, NOW, Showing::Public);
    assert!(preview.contains_key("joint-use/draft/index.html"));
    assert!(!public.keys().any(|path| path.contains("draft") || path.contains("joint-use")));
    for (files, is_preview) in [(&preview, true), (&public, false)] {
        for path in files.keys().filter(|path| path.ends_with(".html")) {
            let html = page(files, path);
            assert_eq!(html.contains("案・未公表"), is_preview, "{path}");
            assert_eq!(html.contains("noindex"), is_preview, "{path}");
        }
    }
    assert!(preview.contains_key("robots.txt") && !preview.contains_key("sitemap.xml"));
    assert!(
        page(&public, "sitemap.xml")
            .contains("<loc>https://kenpo.example.jp/kohyo/privacy/versions/2026-04-01/</loc>")
    );
}

#[test]
fn files_for_the_root_are_made_only_when_it_is_ours() {
    let mut site = specimen::site();
    site.settings.root = Root::Theirs;
    let files = build(&site, NOW, Showing::Public);
    for path in ["index.html", "robots.txt", "sitemap.xml"] {
        assert!(!files.contains_key(path), "{path}");
    }
    assert!(files.contains_key("documents/index.html"));
}

#[test]
fn the_manifest_names_every_file_and_the_sealed_bytes_are_served() {
    let site = specimen::site();
    let files = build(&site, NOW, Showing::Public);
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["generator"], "kohyo");
    let listed = manifest["files"].as_object().unwrap();
    assert_eq!(listed.len(), files.len() - 1);
    for (path, digest) in listed {
        assert_eq!(*digest, kohyo::tree::Digest::of(&files[path]).to_string(), "{path}");
    }
    let version = &site.documents[0].versions[1];
    let bytes = &files["privacy/versions/2026-04-01/version.jsonl"];
    assert_eq!(kohyo::tree::Digest::of(bytes), version.digest);
    assert!(page(&files, "privacy/index.html").contains(&version.digest.to_string()));
    assert_eq!(files["privacy/ledger.jsonl"], site.documents[0].ledger.bytes());
}

#[test]
fn days_references_and_contacts_become_useful_without_a_change_of_words() {
    let files = build(&specimen::site(), NOW, Showing::Public);
    let rules = page(&files, "privacy-rules/index.html");
    for piece in [
        "<time datetime=\"2005-04-01\">平成17年4月1日</time>",
        "<a href=\"#a2-1-2\">第2条第1項第2号</a>",
        "<a href=\"#a3\">前条</a>",
        "<a href=\"#a2-1\">前項</a>",
        "<a href=\"#x1\">別表第1</a>",
        "id=\"a3_2-2\"",
        "id=\"a2-1-2-1\"",
        "id=\"s2-a1\"",
    ] {
        assert!(rules.contains(piece), "{piece} in {rules}");
    }
    let notice = page(&files, "privacy/index.html");
    for piece in [
        "<a href=\"tel:0300000000\">03-0000-0000</a>（代表）",
        "<a href=\"mailto:soudan@kenpo.example.jp\">soudan@kenpo.example.jp</a>",
        "<a href=\"https://laws.e-gov.go.jp/law/415AC0000000057#Mp-Ch_4-Se_2-At_17\">",
        "id=\"eligibility\"",
    ] {
        assert!(notice.contains(piece), "{piece} in {notice}");
    }
    // Nobody knows from which day this text counts, so nobody knows which law it means.
    let unknown = Bare::new(Form::Document).with([Bare::new(Form::Prose)
        .text(Text::plain("個人情報の保護に関する法律第23条により提供します。"))
        .leaf()]);
    let files = build(&site_of(unknown), NOW, Showing::Public);
    assert!(!page(&files, "privacy/index.html").contains("e-gov"));
}

#[test]
fn an_authors_path_begins_at_the_root_of_the_site() {
    let mut text = TextBuilder::new();
    text.push("様式", Mark::Link("static/form.pdf".into()));
    let root = Bare::new(Form::Document).with([Bare::new(Form::Prose).text(text.finish()).leaf()]);
    let files = build(&site_of(root), NOW, Showing::Public);
    assert!(page(&files, "privacy/index.html").contains("<a href=\"../static/form.pdf\">様式</a>"));
    let version = page(&files, "privacy/versions/2024-11-05/index.html");
    assert!(version.contains("<a href=\"../../../static/form.pdf\">様式</a>"));
    assert_eq!(Address::page("a/b/").to_root(), "../../");
}

/// `file:start..end: what` for every finding of a theme with one file replaced.
fn theme_faults(path: &str, text: &str) -> String {
    let found = match Theme::load("mine", [(path, text.as_bytes())]) {
        Err(findings) => findings,
        Ok(theme) => try_build(&specimen::site(), NOW, Showing::Public, &theme)
            .expect_err("the theme is wrong"),
    };
    found
        .iter()
        .map(|finding| {
            assert_eq!(finding.code, "template");
            let span = finding.span.as_ref().expect("a place");
            let line = text[..span.range.start].matches('\n').count() + 1;
            format!("{}:{line}: {}\n", span.file, finding.message.get(Lang::En))
        })
        .collect()
}

#[test]
fn a_template_that_is_wrong_is_an_error_with_its_place() {
    expect![[r#"
        themes/mine/forms/prose.html:2: The template is wrong: Unexpected end of input
    "#]]
    .assert_eq(&theme_faults("forms/prose.html", "<p>見本</p>\n{% if text"));
    expect![[r#"
        themes/mine/forms/prose.html:2: The template is wrong: unknown name `no_such_name`
    "#]]
    .assert_eq(&theme_faults(
        "forms/prose.html",
        "<p>{{ text }}</p>\n<p>見本{{ no_such_name }}</p>",
    ));
    expect![[r#"
        themes/mine/pages/text.html:3: The template is wrong: Unknown filter `no_filter`
    "#]]
    .assert_eq(&theme_faults(
        "pages/text.html",
        "{% extends \"base.html\" %}\n{% block main %}\n{{ page.title | no_filter }}{% endblock %}",
    ));
    let field = theme_faults(
        "pages/text.html",
        "{% extends \"base.html\" %}{% block main %}\n見本 {{ page.nothing }}{% endblock %}",
    );
    assert!(field.starts_with("themes/mine/pages/text.html:2: "), "{field}");
    let missing = theme_faults("pages/index.html", "\n\n{% include \"nowhere.html\" %}");
    assert!(
        missing.contains("themes/mine/pages/index.html:3: ") && missing.contains("nowhere.html"),
        "{missing}"
    );
    let component = theme_faults("pages/index.html", "{{ <ui.nothing /> }}");
    assert!(component.starts_with("themes/mine/pages/index.html:1: "), "{component}");
}

#[test]
fn a_theme_replaces_single_files_and_adds_looks_for_roles() {
    let files: [(&str, &[u8]); 3] = [
        (
            "forms/note.html",
            "<aside class=\"mine\">{{ label }}<p>{{ text }}</p>{{ children }}</aside>".as_bytes(),
        ),
        (
            "roles/contact.hours.html",
            "<div><dt>{{ heading }}</dt><dd class=\"hours\">{{ text }}</dd></div>".as_bytes(),
        ),
        ("assets/kohyo.css", b"body{margin:0}"),
    ];
    let theme = Theme::load("mine", files).unwrap();
    let site = specimen::site();
    let files = try_build(&site, NOW, Showing::Public, &theme).unwrap();
    let notice = page(&files, "privacy/index.html");
    assert!(
        notice.contains("<aside class=mine>※<p>")
            && notice.contains("<dd class=hours>9:00〜17:00</dd>")
    );
    let style = files.keys().find(|path| path.starts_with("assets/kohyo-")).unwrap();
    assert_eq!(files[style], b"body{margin:0}");
    let none = Theme::load("nobody", []).map(|_| ()).unwrap_err();
    assert_eq!(none[0].code, "unknown-theme");
}

/// The Act on the Protection of Personal Information as a document of the specimen.
fn act() -> Option<std::sync::Arc<kohyo::tree::Provision>> {
    let text = crate::world::shared_words("law/appi.law.txt")?;
    Some(kohyo::regulation::parse(&text, None).root)
}

#[test]
fn the_act_is_one_page_with_a_usable_contents_list() {
    let Some(root) = act() else { return };
    let mut site = site_of(root.clone());
    site.documents[0].kind = kohyo::site::Kind::Regulation;
    let files = build(&site, NOW, Showing::Public);
    let html = page(&files, "privacy/index.html");
    crate::html::assert_words(&html, &root);
    crate::page::assert_well_formed(&html);
    assert!(crate::page::links_of(&files) > 700);
    let articles = tokens(&html)
        .iter()
        .filter(|token| matches!(token, crate::page::Token::Open(name, attributes) if name == "section" && attributes.iter().any(|(key, value)| key == "class" && value.starts_with("f-article"))))
        .count();
    assert!(articles >= 242, "{articles}");
}
