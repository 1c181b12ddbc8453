//! Addresses of requests: the path that the site stands under, and names of hosts. Does not know the files.

use std::net::IpAddr;

/// The path that the site stands under, as in its URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    encoded: String,
    plain: String,
}

impl Base {
    /// The path of the site's URL; `/` when it has none.
    pub fn of(url: Option<&str>) -> Base {
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
    pub fn with(&self, path: &str) -> String {
        format!("{}{path}", self.encoded)
    }

    /// The path in the site that a decoded path means; `None` outside the site.
    pub fn within<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(&self.plain)
    }
}

/// The words of a path of a URL; `None` when they are no UTF-8 or badly encoded.
pub fn decode(path: &str) -> Option<String> {
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
pub fn is_own_host(host: &str) -> bool {
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
