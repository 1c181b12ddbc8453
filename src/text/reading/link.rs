//! Addresses of links: which ones are safe to publish, and those that stand in running text.
//! Does not know whether anything answers there.

use crate::text::chars::{is_invisible, is_kana, is_kanji};
use std::fmt;
use std::ops::Range;

/// An address that is safe to publish; the words are the address as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address<'a> {
    /// `https:` or `http:`.
    Web(&'a str),
    /// `mailto:`.
    Mail(&'a str),
    /// `tel:`.
    Phone(&'a str),
    /// Below the place it is written for: `requests/`, `a.pdf#page=2`, `#a12`.
    Relative(&'a str),
}

/// Why an address is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// No address.
    Empty,
    /// Longer than 2,048 bytes.
    TooLong,
    /// A character that no address has: a space, a control or invisible character, a backslash, a quote.
    Character(char),
    /// A scheme other than https, http, mailto, tel.
    Scheme(String),
    /// `https:` without a plain host name; a name with `@` before the host.
    Host,
    /// `%` without two hexadecimal digits, or such that hide a control character, a dot or a slash.
    Percent,
    /// Begins with `/`: it would break under another base path.
    Absolute,
    /// `..` leads out of the site.
    Escapes,
    /// Not a mail address.
    Mail,
    /// Not a telephone number.
    Phone,
}

impl LinkError {
    /// Why, in Japanese.
    pub fn ja(&self) -> String {
        match self {
            LinkError::Empty => "リンク先が書かれていません。".into(),
            LinkError::TooLong => "リンク先が長すぎます（2,048バイトまで）。".into(),
            LinkError::Character(c) => format!(
                "リンク先に使えない文字があります（{}）。空白、制御文字、円記号（\\）、引用符は使えません。",
                visible(*c)
            ),
            LinkError::Scheme(scheme) => format!(
                "「{scheme}:」で始まるリンクは使えません。https、http、mailto、tel、または相対パスにしてください。"
            ),
            LinkError::Host => "リンク先のホスト名が正しくありません。「https://example.jp/」のように書いてください。".into(),
            LinkError::Percent => "リンク先の「%」の使い方が正しくないか、使えない文字を表しています。".into(),
            LinkError::Absolute => "「/」で始まるリンクは、置き場所が変わると切れるため使えません。相対パスにしてください。".into(),
            LinkError::Escapes => "「..」でサイトの外を指しています。サイトの中を指してください。".into(),
            LinkError::Mail => "メールアドレスとして読めません。「mailto:name@example.jp」のように書いてください。".into(),
            LinkError::Phone => "電話番号として読めません。「tel:0312345678」のように書いてください。".into(),
        }
    }

    /// Why, in English.
    pub fn en(&self) -> String {
        match self {
            LinkError::Empty => "The link has no address.".into(),
            LinkError::TooLong => "The address is longer than 2,048 bytes.".into(),
            LinkError::Character(c) => format!(
                "The address holds {}; spaces, control characters, backslashes and quotes are not allowed.",
                visible(*c)
            ),
            LinkError::Scheme(scheme) => format!(
                "Links with {scheme}: are not allowed; use https, http, mailto, tel or a relative path."
            ),
            LinkError::Host => "The host name is not right; write https://example.jp/.".into(),
            LinkError::Percent => {
                "A % in the address lacks its two digits or hides a character that is not allowed."
                    .into()
            }
            LinkError::Absolute => {
                "An address that begins with / breaks when the site moves; write a relative path."
                    .into()
            }
            LinkError::Escapes => "The address leads out of the site with `..`.".into(),
            LinkError::Mail => "This is not a mail address; write mailto:name@example.jp.".into(),
            LinkError::Phone => "This is not a telephone number; write tel:0312345678.".into(),
        }
    }
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en())
    }
}

impl std::error::Error for LinkError {}

fn visible(c: char) -> String {
    if c.is_control() || c.is_whitespace() || is_hidden(c) {
        format!("U+{:04X}", c as u32)
    } else {
        c.to_string()
    }
}

/// Decides whether an address may be published: https, http, mailto, tel, or a relative path that stays
/// inside the site. Nothing is decoded, trimmed or mended: what passes is safe as it stands.
///
/// # Errors
/// For everything else; the error says why.
pub fn check_link(address: &str) -> Result<Address<'_>, LinkError> {
    if address.is_empty() {
        return Err(LinkError::Empty);
    }
    if address.len() > 2048 {
        return Err(LinkError::TooLong);
    }
    if let Some(c) = address.chars().find(|c| is_forbidden(*c)) {
        return Err(LinkError::Character(c));
    }
    check_percent(address)?;
    let head_end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let Some((scheme, rest)) = address[..head_end]
        .split_once(':')
        .map(|(scheme, _)| (scheme, &address[scheme.len() + 1..]))
    else {
        return check_relative(address).map(|()| Address::Relative(address));
    };
    match scheme.to_ascii_lowercase().as_str() {
        "https" | "http" => check_host(rest).map(|()| Address::Web(address)),
        "mailto" => check_mail(rest).map(|()| Address::Mail(address)),
        "tel" => check_phone(rest).map(|()| Address::Phone(address)),
        _ => Err(LinkError::Scheme(scheme.chars().take(20).collect())),
    }
}

/// Characters that cannot be seen or that turn the order of others around.
fn is_hidden(c: char) -> bool {
    is_invisible(c)
        || matches!(c, '\u{61C}' | '\u{180E}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}')
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || c.is_whitespace() || is_hidden(c) || "\\\"'`<>{}|^".contains(c)
}

/// The bytes that `%XX` stand for.
fn decoded(address: &str) -> impl Iterator<Item = Result<u8, LinkError>> + '_ {
    address.match_indices('%').map(|(at, _)| {
        let digits = address.get(at + 1..at + 3).ok_or(LinkError::Percent)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(LinkError::Percent);
        }
        u8::from_str_radix(digits, 16).map_err(|_| LinkError::Percent)
    })
}

fn check_percent(address: &str) -> Result<(), LinkError> {
    for byte in decoded(address) {
        let byte = byte?;
        if byte < 0x20 || byte == 0x7F || byte == b'\\' {
            return Err(LinkError::Percent);
        }
    }
    Ok(())
}

fn check_relative(address: &str) -> Result<(), LinkError> {
    if address.starts_with('/') {
        return Err(LinkError::Absolute);
    }
    // A wide colon or slash is a slip for a real one, and looks like one.
    if let Some(c) = address.chars().find(|c| matches!(c, '：' | '／' | '．' | '＼' | '∕' | '⁄'))
    {
        return Err(LinkError::Character(c));
    }
    let path = &address[..address.find(['?', '#']).unwrap_or(address.len())];
    for byte in decoded(path) {
        // `.`, `/`, `:` and `%` have no reason to be hidden.
        if matches!(byte?, b'.' | b'/' | b':' | b'%') {
            return Err(LinkError::Percent);
        }
    }
    let mut depth = 0u32;
    for segment in path.split('/') {
        match segment {
            ".." => depth = depth.checked_sub(1).ok_or(LinkError::Escapes)?,
            "." | "" => {}
            _ => depth += 1,
        }
    }
    Ok(())
}

/// `//host[:port][/path][?query][#part]`
fn check_host(rest: &str) -> Result<(), LinkError> {
    let rest = rest.strip_prefix("//").ok_or(LinkError::Host)?;
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    if !port_fits || !is_host(host) {
        return Err(LinkError::Host);
    }
    Ok(())
}

fn is_host(host: &str) -> bool {
    let is_letter = |c: char| {
        c.is_ascii_alphanumeric()
            || c == '-'
            // Names in Japanese; no wide or compatibility forms, which browsers turn into others.
            || is_kana(c) || is_kanji(c)
    };
    host.len() <= 253
        && host.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(is_letter)
        })
}

fn check_mail(rest: &str) -> Result<(), LinkError> {
    let (mail, query) = match rest.split_once('?') {
        Some((mail, query)) => (mail, Some(query)),
        None => (rest, None),
    };
    // Only a subject and a body: cc and bcc would send copies unseen.
    let query_fits = query.is_none_or(|query| {
        query.split('&').all(|field| matches!(field.split_once('='), Some(("subject" | "body", _))))
    });
    if query_fits && is_mail(mail) { Ok(()) } else { Err(LinkError::Mail) }
}

fn is_mail(mail: &str) -> bool {
    let Some((name, host)) = mail.split_once('@') else {
        return false;
    };
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(is_mail_byte);
    name.len() <= 64
        && name.split('.').all(is_part)
        && host.is_ascii()
        && host.contains('.')
        && is_host(host)
}

fn is_mail_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-')
}

fn check_phone(rest: &str) -> Result<(), LinkError> {
    let number = rest.strip_prefix('+').unwrap_or(rest);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_number =
        number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'(' | b')'));
    if is_number && (3..=15).contains(&digits) { Ok(()) } else { Err(LinkError::Phone) }
}

/// Finds web addresses in running text, those that [`check_link`] accepts. Japanese characters, closing
/// punctuation and an unpaired closing bracket end an address.
pub fn find_urls(words: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut done = 0;
    for (at, _) in words.match_indices("http") {
        let before = words[..at].chars().next_back();
        let rest = &words[at..];
        let is_inside = before.is_some_and(|c| c.is_ascii_alphanumeric()) || at < done;
        if is_inside || !(rest.starts_with("http://") || rest.starts_with("https://")) {
            continue;
        }
        // One more than an address may have, so that a longer one is refused and not cut.
        let end = rest
            .bytes()
            .take(2049)
            .take_while(|b| b.is_ascii_graphic() && !is_forbidden(char::from(*b)))
            .count();
        let url = trim_end(&rest[..end]);
        if end > 2048 {
            done = at + end;
        } else if matches!(check_link(url), Ok(Address::Web(_))) {
            done = at + url.len();
            found.push(at..done);
        }
    }
    found
}

/// Drops the punctuation that belongs to the sentence.
fn trim_end(url: &str) -> &str {
    let surplus = |open: char, close: char| {
        let count = |wanted: char| url.matches(wanted).count();
        count(close).saturating_sub(count(open))
    };
    let (mut round, mut square) = (surplus('(', ')'), surplus('[', ']'));
    url.trim_end_matches(|last: char| match last {
        ')' => take_one(&mut round),
        ']' => take_one(&mut square),
        '.' | ',' | ';' | ':' | '!' | '?' | '*' => true,
        _ => false,
    })
}

/// Counts down while there is something left.
fn take_one(left: &mut usize) -> bool {
    let some = *left > 0;
    *left = left.saturating_sub(1);
    some
}

/// Finds mail addresses in running text, outside web addresses.
pub fn find_mails(words: &str) -> Vec<Range<usize>> {
    let urls = find_urls(words);
    let mut found = Vec::new();
    for (at, _) in words.match_indices('@') {
        let name_at = words[..at]
            .rfind(|c: char| !(c.is_ascii() && is_mail_byte(c as u8) || c == '.'))
            .map_or(0, |before| before + words[before..].chars().next().map_or(0, char::len_utf8));
        let rest = &words[at + 1..];
        let host = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'))
            .unwrap_or(rest.len());
        let start =
            name_at + words[name_at..at].len() - words[name_at..at].trim_start_matches('.').len();
        let host = rest[..host].trim_end_matches(['.', '-']).len();
        let range = start..at + 1 + host;
        let next = urls.partition_point(|url| url.end <= range.start);
        let is_apart = urls.get(next).is_none_or(|url| range.end <= url.start);
        if is_apart
            && is_mail(&words[range.clone()])
            && words.as_bytes().get(range.end) != Some(&b'@')
        {
            found.push(range);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
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
            assert_eq!(check_link(address), Ok(Address::Web(address)), "{address}");
        }
        for address in [
            "requests/",
            "a.pdf#page=2",
            "./a",
            "a/../b",
            "#a12",
            "?q=1:2",
            "規程/別紙1.pdf",
            "a/b:c",
        ] {
            assert_eq!(check_link(address), Ok(Address::Relative(address)), "{address}");
        }
        for address in ["mailto:kojin@example.jp", "mailto:a@example.jp?subject=%E9%96%8B%E7%A4%BA"]
        {
            assert_eq!(check_link(address), Ok(Address::Mail(address)));
        }
        for address in ["tel:0312345678", "tel:+81-3-1234-5678"] {
            assert_eq!(check_link(address), Ok(Address::Phone(address)));
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
                !why.ja().is_empty() && why.en().is_ascii()
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
        assert_eq!(
            mails("a@b、@example.jp、https://example.jp/a@example.jp、a@@example.jp"),
            [""; 0]
        );
    }

    proptest! {
        /// Nothing that a browser would run or resolve out of the site passes.
        #[test]
        fn what_passes_has_one_of_four_shapes(address in "(javascript|data|https?|//|/|\\.\\./|%2e|[a-zA-Z.:/?#%\\\\@\\t 0-9漢：]){0,8}") {
            match check_link(&address) {
                Ok(Address::Web(web)) => {
                    let lower = web.to_ascii_lowercase();
                    prop_assert!(lower.starts_with("https://") || lower.starts_with("http://"));
                }
                Ok(Address::Mail(mail)) => prop_assert!(mail.to_ascii_lowercase().starts_with("mailto:")),
                Ok(Address::Phone(phone)) => prop_assert!(phone.to_ascii_lowercase().starts_with("tel:")),
                Ok(Address::Relative(path)) => {
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
}
