//! Pages as they are served: findings on top, the script let in by the page's own policy.

use kohyo::cli::serve::inject::{relaxed, served};

/// What is put into each head.
const OWN_HEAD: &str = "<link rel=\"stylesheet\" href=\"/_kohyo/panel.css\"><script src=\"/_kohyo/reload.js\" data-token=\"1\" defer></script>";

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'";

#[test]
fn a_policy_lets_in_what_is_ours_and_nothing_more() {
    assert_eq!(
        relaxed(POLICY),
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; script-src 'self'; connect-src 'self'"
    );
    assert_eq!(relaxed("img-src 'none'"), "img-src 'none'");
    assert_eq!(
        relaxed("default-src https://a.example; style-src 'none'"),
        "default-src https://a.example; style-src 'self'; script-src https://a.example 'self'; connect-src https://a.example 'self'"
    );
}

#[test]
fn findings_stand_first_in_the_body() {
    let page = format!(
        "<!doctype html><html><head><meta charset=utf-8><meta content=\"{POLICY}\" http-equiv=Content-Security-Policy><title>公表</title></head><body class=x><p>本文</p>"
    );
    let html = served(&page, "<section>指摘</section>", "1-2");
    assert!(html.contains("</head><body class=x><section>指摘</section><p>本文</p>"), "{html}");
    assert!(html.contains("connect-src 'self'\" http-equiv="), "{html}");
    assert!(html.contains("<title>公表</title><link rel=\"stylesheet\" href=\"/_kohyo/panel.css\"><script src=\"/_kohyo/reload.js\" data-token=\"1-2\""), "{html}");
}

#[test]
fn a_page_without_head_or_body_keeps_its_words() {
    for page in ["", "<p>本文", "<body><p>本文", "<head></head>本文", "<meta", "<body"] {
        let html = served(page, "[指摘]", "1");
        assert!(html.contains("[指摘]") && html.contains("reload.js"), "{page}: {html}");
        let rest = html.replacen("[指摘]", "", 1).replacen(OWN_HEAD, "", 1);
        assert_eq!(rest, page);
    }
}
