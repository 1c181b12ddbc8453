//! Addresses of requests: the path that the site stands under, and names of hosts. Does not know the files.

use std::net::IpAddr;

/// The path that the site stands under, as in its URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Base {
    encoded: String,
    plain: String,
}

impl Base {
    /// The path of the site's URL; `/` when it has none.
    pub(super) fn of(url: Option<&str>) -> Base {
        let rest = url.and_then(|url| url.split_once("://"));
        let path = rest.and_then(|(_, rest)| rest.split_once('/'));
        let path = path.map_or("", |(_, path)| path);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let encoded = encode(&format!("/{}", path.trim_start_matches('/')));
        let encoded = if encoded.ends_with('/') { encoded } else { encoded + "/" };
        match decode(&encoded) {
            Some(plain) => Base { encoded, plain },
            None => Base { encoded: "/".to_owned(), plain: "/".to_owned() },
        }
    }

    /// The address of a path of ASCII in the site.
    pub(super) fn with(&self, path: &str) -> String {
        format!("{}{path}", self.encoded)
    }

    /// The path in the site that a decoded path means; `None` outside the site.
    pub(super) fn within<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(&self.plain)
    }
}

/// The words of a path of a URL; `None` when they are no UTF-8 or badly encoded.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = rest.get(..2)?;
        if !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        let digits = std::str::from_utf8(digits).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

/// What no header may hold, percent-encoded; what is encoded already stays.
fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// True for names that mean this computer whoever is asked, so that no page elsewhere can lead a browser
/// here under a name of its own (DNS rebinding).
pub(super) fn is_own_host(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((name, port)) if port.is_empty() || port.starts_with(':') => name,
            Some(_) | None => return false,
        },
        None => host.split_once(':').map_or(host, |(name, _)| name),
    };
    let is_loopback =
        |name: &str| name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    name.eq_ignore_ascii_case("localhost") || is_loopback(name)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for own in
            ["localhost", "LOCALHOST:80", "127.0.0.1:4000", "127.1.2.3", "[::1]", "[::1]:4000"]
        {
            assert!(is_own_host(own), "{own}");
        }
        for other in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.0.1",
            "0.0.0.0",
            "[::1]evil",
            "[::1",
            "::1evil",
        ] {
            assert!(!is_own_host(other), "{other}");
        }
    }
}
