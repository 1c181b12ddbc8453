//! Addresses of pages: links between them are relative and lead there.

use kohyo::publish::plan::Address;
use proptest::prelude::*;

#[test]
fn links_are_relative() {
    let home = Address::page("");
    let notice = Address::page("privacy/");
    let version = Address::page("privacy/versions/2025-04-01/");
    let style = Address::file("assets/kohyo.css");
    assert_eq!(notice.seen_from(&home), "privacy/index.html");
    assert_eq!(home.seen_from(&version), "../../../index.html");
    assert_eq!(notice.seen_from(&version), "../../index.html");
    assert_eq!(version.seen_from(&notice), "versions/2025-04-01/index.html");
    assert_eq!(style.seen_from(&notice), "../assets/kohyo.css");
    assert_eq!(notice.seen_from(&notice), "index.html");
    assert_eq!(
        version.under("https://example.jp/x/"),
        "https://example.jp/x/privacy/versions/2025-04-01/"
    );
}

proptest! {
    #[test]
    fn a_relative_link_leads_there(from in "([ab]{1,2}/){0,4}", to in "([ab]{1,2}/){0,4}") {
        let (from, to) = (Address::page(&from), Address::page(&to));
        let mut at: Vec<&str> = from.as_str().split('/').collect();
        at.pop();
        let link = to.seen_from(&from);
        for part in link.split('/') {
            if part == ".." {
                prop_assert!(at.pop().is_some());
            } else {
                at.push(part);
            }
        }
        prop_assert_eq!(at.join("/"), to.as_str());
    }
}
