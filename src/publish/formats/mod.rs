//! Pages in the formats that readers use, and the list of what to upload. Makes no decision about what is said.

pub mod calendar;
pub mod comparison;
pub mod feed;
pub mod html;
pub mod manifest;
pub mod plain;
pub mod upload;

/// An address as a URI (RFC 3986): every byte that may not stand in one is written as `%` and two digits.
fn uri(to: &str) -> String {
    let mut out = String::with_capacity(to.len());
    for byte in to.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte);
        if is_plain {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
