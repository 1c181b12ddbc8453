//! Addresses of requests: the path that a site stands under, encoded paths, names of this computer.

use kohyo::cli::serve::address::{Base, decode, is_own_host};

#[test]
fn the_base_is_the_path_of_the_url() {
    for (url, base) in [
        (None, "/"),
        (Some("https://a.example"), "/"),
        (Some("https://a.example/"), "/"),
        (Some("https://a.example/kohyo/"), "/kohyo/"),
        (Some("https://a.example/a/b?c#d"), "/a/b/"),
        (Some("https://a.example/公表/"), "/%E5%85%AC%E8%A1%A8/"),
        (Some("https://a.example//evil.example/"), "/evil.example/"),
        (Some("https://a.example/%zz/"), "/"),
    ] {
        assert_eq!(Base::of(url).with(""), base, "{url:?}");
    }
    let base = Base::of(Some("https://a.example/公表/"));
    assert_eq!(base.within("/公表/privacy/"), Some("privacy/"));
    assert_eq!(base.within("/privacy/"), None);
}

#[test]
fn paths_are_decoded_or_refused() {
    assert_eq!(decode("/%E6%A7%98%20a+b").as_deref(), Some("/様 a+b"));
    for bad in ["%", "%4", "%zz", "%FF", "%+1"] {
        assert_eq!(decode(bad), None, "{bad}");
    }
}

#[test]
fn only_names_of_this_computer_are_its_own() {
    for own in ["localhost", "LOCALHOST:80", "127.0.0.1:4000", "127.1.2.3", "[::1]", "[::1]:4000"] {
        assert!(is_own_host(own), "{own}");
    }
    for other in [
        "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.0.1",
        "0.0.0.0", "[::1]evil", "[::1", "::1evil",
    ] {
        assert!(!is_own_host(other), "{other}");
    }
}
