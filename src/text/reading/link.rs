//! Addresses of links: which ones are safe to publish, and those that stand in running text.
//! Does not know whether anything answers there.

use crate::text::chars::{find_unseen, is_kana, is_kanji};
use std::ops::Range;

/// An address that is safe to publish; the words are the address as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkAddress<'a> {
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

/// Decides whether an address may be published: https, http, mailto, tel, or a relative path that stays
/// inside the site. Nothing is decoded, trimmed or mended: what passes is safe as it stands.
///
/// # Errors
/// For everything else; the error says why.
pub fn check_link(address: &str) -> Result<LinkAddress<'_>, LinkError> {
    if address.is_empty() {
        return Err(LinkError::Empty);
    }
    if address.len() > 2048 {
        return Err(LinkError::TooLong);
    }
    let unseen = find_unseen(address).into_iter().next();
    let unseen = unseen.and_then(|(range, _)| address[range].chars().next());
    if let Some(c) = unseen.or_else(|| address.chars().find(|c| is_forbidden(*c))) {
        return Err(LinkError::Character(c));
    }
    check_percent(address)?;
    let head_end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let Some((scheme, rest)) = address[..head_end]
        .split_once(':')
        .map(|(scheme, _)| (scheme, &address[scheme.len() + 1..]))
    else {
        return check_relative(address).map(|()| LinkAddress::Relative(address));
    };
    match scheme.to_ascii_lowercase().as_str() {
        "https" | "http" => check_host(rest).map(|()| LinkAddress::Web(address)),
        "mailto" => check_mail(rest).map(|()| LinkAddress::Mail(address)),
        "tel" => check_phone(rest).map(|()| LinkAddress::Phone(address)),
        _ => Err(LinkError::Scheme(scheme.chars().take(20).collect())),
    }
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || c.is_whitespace() || "\\\"'`<>{}|^".contains(c)
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

/// `%E6%A7%98` as the characters that it stands for; what stands for nothing stays, as browsers have it.
pub fn percent_decoded(words: &str) -> String {
    let mut bytes = Vec::with_capacity(words.len());
    let mut rest = words.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits =
            behind.get(..2).filter(|two| *first == b'%' && two.iter().all(u8::is_ascii_hexdigit));
        let code =
            digits.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
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
        } else if matches!(check_link(url), Ok(LinkAddress::Web(_))) {
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
