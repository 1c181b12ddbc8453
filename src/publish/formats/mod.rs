//! Output formats: what stands in the files of a site. Each is a file with the same door, and a line in
//! [`FORMATS`]. Makes no decision about what is said.

pub mod comparison;
pub mod plain;

pub use html::Theme;

use crate::diagnostic::Finding;
use crate::publish::Build;
use crate::text::chars::shown;

/// A format of files.
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// The files that a site has of it.
    pub jobs: for<'a> fn(&'a Build<'a>) -> Vec<Job<'a>>,
}

/// Declares the modules of the formats, and makes the table of them.
macro_rules! formats {
    ($($visible:vis $module:ident)*) => {
        $($visible mod $module;)*

        /// Every format.
        pub const FORMATS: &[Format] = &[$(Format {
            name: stringify!($module),
            jobs: $module::jobs,
        }),*];
    };
}

// A new format is one file and one line here.
formats! {
    pub html
    attachments
    hosting
    feed
    calendar
}

/// A file still to be made.
pub struct Job<'a> {
    /// Its place in the site.
    pub path: String,
    /// Makes its bytes, once, on whichever thread has time; what is wrong with the theme when it cannot.
    pub make: Box<dyn Fn() -> Result<Vec<u8>, Vec<Finding>> + Send + Sync + 'a>,
}

impl<'a> Job<'a> {
    /// A file that can always be made.
    pub fn new(path: &str, make: impl Fn() -> Vec<u8> + Send + Sync + 'a) -> Job<'a> {
        Job { path: path.to_owned(), make: Box::new(move || Ok(make())) }
    }
}

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

/// Writes words so that no browser reads markup in them; a line break becomes `<br>`, and what nobody would see is shown
/// as its number. The one escaper of HTML.
pub fn escape(words: &str, out: &mut String) {
    for c in shown(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>"),
            c => out.push(c),
        }
    }
}

/// The same as words of their own.
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    escape(words, &mut out);
    out
}
