//! Which addresses may be published, and those that stand in running text.

use kohyo::diagnostic::Message;
use kohyo::text::reading::{LinkAddress, LinkError, check_link, find_mails, find_urls};
use proptest::prelude::*;

#[test]
fn safe_addresses_pass() {
    for address in [
        "https://example.jp/",
        "HTTPS://example.jp",
        "http://example.jp:8080/a?b=c#d",
        "https://example.jp/%E5%81%A5%E4%BF%9D.pdf",
        "https://example.jp/規程.pdf",
        "https://日本.jp/",
        "https://example.jp/a_(b)",
    ] {
        assert_eq!(check_link(address), Ok(LinkAddress::Web(address)), "{address}");
    }
    for address in
        ["requests/", "a.pdf#page=2", "./a", "a/../b", "#a12", "?q=1:2", "規程/別紙1.pdf", "a/b:c"]
    {
        assert_eq!(check_link(address), Ok(LinkAddress::Relative(address)), "{address}");
    }
    for address in ["mailto:kojin@example.jp", "mailto:a@example.jp?subject=%E9%96%8B%E7%A4%BA"] {
        assert_eq!(check_link(address), Ok(LinkAddress::Mail(address)));
    }
    for address in ["tel:0312345678", "tel:+81-3-1234-5678"] {
        assert_eq!(check_link(address), Ok(LinkAddress::Phone(address)));
    }
}

const TRICKS: &[&str] = &[
    "",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "\u{1}javascript:alert(1)",
    "javascript%3Aalert(1)",
    "%6aavascript%3aalert(1)",
    "javascript：alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://example.jp/",
    "blob:https://example.jp/1",
    "about:blank",
    "c:/a",
    "//example.jp/",
    "/privacy/",
    "\\\\example.jp",
    "/\\example.jp",
    "a\\b",
    "../a",
    "a/../../b",
    "..",
    "%2e%2e/a",
    "a/%2E%2e/../..",
    "..%2fa",
    "%252e%252e/a",
    "a%00b",
    "a%0d%0ab",
    "a%5cb",
    "a%",
    "a%zz",
    "a%é",
    "a b",
    "a\u{3000}b",
    "a\u{200B}b",
    "a\u{202E}b",
    "a\"b",
    "a<b",
    "https:example.jp",
    "https:/example.jp",
    "https://",
    "https:///a",
    "https://user@example.jp/",
    "https://user:pw@example.jp/",
    "https://example.jp:0/",
    "https://example.jp:99999/",
    "https://ｅxample.jp/",
    "https://example。jp/",
    "https://-a.jp/",
    "https://[::1]/",
    "https://exa%6dple.jp/",
    "mailto:",
    "mailto:a",
    "mailto:a@b",
    "mailto:a@example.jp?bcc=b@example.jp",
    "mailto:a@example.jp,b@example.jp",
    "mailto:a@example.jp?subject=x%0d%0aBcc:b@example.jp",
    "tel:",
    "tel:abc",
    "tel:1",
];

#[test]
fn tricks_are_refused() {
    for address in TRICKS {
        let refused = check_link(address);
        assert!(refused.is_err(), "{address:?} passed");
        let why = refused.unwrap_err();
        assert!(
            !Message::from(&why).ja.is_empty() && Message::from(&why).en.is_ascii()
                || matches!(why, LinkError::Character(_) | LinkError::Scheme(_))
        );
    }
    assert_eq!(check_link(&"a".repeat(2049)), Err(LinkError::TooLong));
    assert_eq!(check_link("javascript:x"), Err(LinkError::Scheme("javascript".into())));
}

#[test]
fn addresses_are_found_in_running_text() {
    let urls = |words: &str| -> Vec<String> {
        find_urls(words).into_iter().map(|r| words[r].to_owned()).collect()
    };
    assert_eq!(
        urls(
            "詳しくは https://example.jp/a(b)をご覧ください。（https://example.jp/c）(http://example.jp/d)."
        ),
        ["https://example.jp/a(b)", "https://example.jp/c", "http://example.jp/d"]
    );
    assert_eq!(urls("https:// xhttps://a.jp http://"), [""; 0]);
    let mails = |words: &str| -> Vec<String> {
        find_mails(words).into_iter().map(|r| words[r].to_owned()).collect()
    };
    assert_eq!(mails("メールはkojin.joho@example.jpまで。"), ["kojin.joho@example.jp"]);
    assert_eq!(mails("a@b、@example.jp、https://example.jp/a@example.jp、a@@example.jp"), [""; 0]);
}

proptest! {
    /// Nothing that a browser would run or resolve out of the site passes.
    #[test]
    fn what_passes_has_one_of_four_shapes(address in "(javascript|data|https?|//|/|\\.\\./|%2e|[a-zA-Z.:/?#%\\\\@\\t 0-9漢：]){0,8}") {
        match check_link(&address) {
            Ok(LinkAddress::Web(web)) => {
                let lower = web.to_ascii_lowercase();
                prop_assert!(lower.starts_with("https://") || lower.starts_with("http://"));
            }
            Ok(LinkAddress::Mail(mail)) => prop_assert!(mail.to_ascii_lowercase().starts_with("mailto:")),
            Ok(LinkAddress::Phone(phone)) => prop_assert!(phone.to_ascii_lowercase().starts_with("tel:")),
            Ok(LinkAddress::Relative(path)) => {
                let first = path.split(['/', '?', '#']).next().unwrap();
                prop_assert!(!first.contains(':') && !path.starts_with('/') && first != "..");
                prop_assert!(!path.contains(['\\', '\t', ' ']));
            }
            Err(_) => {}
        }
    }

    #[test]
    fn found_addresses_are_safe(words in "(https?://|[a-z.@/()、。 あ]){0,12}") {
        for range in find_urls(&words) {
            prop_assert!(check_link(&words[range]).is_ok());
        }
        for range in find_mails(&words) {
            let link = format!("mailto:{}", &words[range]);
            prop_assert!(check_link(&link).is_ok());
        }
    }
}
