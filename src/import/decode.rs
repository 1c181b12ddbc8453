//! Bytes to text: UTF-8, UTF-16, Shift_JIS, EUC-JP, ISO-2022-JP. Never puts a replacement character where bytes
//! could not be read. Does not know what the text is about.

use crate::diagnostic::{Finding, Message, Span};
use crate::fill;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    DecoderResult, EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
};

/// Larger sources are refused; a notice has some ten thousand characters.
pub const MAX_BYTES: usize = 1 << 20;
/// Word files and others hold pictures beside their text.
pub const MAX_FILE: usize = 32 << 20;

/// A source as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; for UTF-8 these are the file's own bytes, a byte order mark included.
    pub text: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// How the encoding became known.
    pub ground: Ground,
    /// What the text stood in.
    pub container: Container,
}

/// What a text stood in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Container {
    /// Nothing: plain text.
    Plain,
    /// A web page.
    Page,
    /// A Word file; the names of the parts that make the text, in order.
    Word(Vec<String>),
}

/// How the encoding of a source became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A byte order mark or escape sequences declare it.
    Declared,
    /// The bytes are well formed in this encoding, and by its nature hardly by chance (UTF-8).
    WellFormed,
    /// Of the Japanese encodings only this one can be read to the end.
    OnlyFit,
    /// Several fit; this one is the likeliest.
    Likeliest,
}

impl Ground {
    /// True when no other encoding comes into question.
    pub fn is_certain(self) -> bool {
        self != Ground::Likeliest
    }

    /// Its sentence in the catalogue.
    fn name(self) -> &'static str {
        match self {
            Ground::Declared => "import/declared",
            Ground::WellFormed => "import/well-formed",
            Ground::OnlyFit => "import/only-fit",
            Ground::Likeliest => "import/likeliest",
        }
    }
}

impl Decoded {
    /// That another encoding comes into question.
    pub(super) fn guessed(&self) -> Finding {
        let name = self.encoding;
        match self.container {
            Container::Page => Finding::warning("encoding-guessed.page", fill! { name }),
            _ => Finding::warning("encoding-guessed", fill! { name }),
        }
    }

    /// The line of the report that says which encoding was read and how sure that is.
    pub fn says(&self) -> Message {
        let ground = Message::of(self.ground.name(), fill! {});
        let name = self.encoding;
        match &self.container {
            Container::Plain => Message::of("import/plain", fill! { name, ground }),
            Container::Page => Message::of("import/page", fill! { name, ground }),
            Container::Word(parts) => {
                Message::of("import/word", fill! { parts = parts.join(", ") })
            }
        }
    }
}

/// Decodes a source.
///
/// # Errors
/// When the source is too large or empty, or when bytes cannot be read in the encoding found; the finding says where.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Decoded, Finding> {
    if bytes.len() > MAX_BYTES {
        return Err(Finding::error("source-too-large", fill! { name }).at(Span::file(name)));
    }
    let (encoding, ground, skip) = choose(bytes);
    let text = read_all(encoding, &bytes[skip..])
        .map_err(|at| unreadable(name, encoding, bytes, skip + at))?;
    if text.trim_matches(['\u{FEFF}', '\0']).trim().is_empty() {
        return Err(empty(name));
    }
    Ok(Decoded { text, encoding: encoding.name(), ground, container: Container::Plain })
}

/// Decodes a page that says its encoding; a label that its bytes contradict is a finding.
///
/// # Errors
/// As [`decode`].
pub(super) fn decode_declared(
    name: &str,
    bytes: &[u8],
    label: Option<&str>,
) -> Result<(Decoded, Option<Finding>), Finding> {
    let plain = decode(name, bytes);
    let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let (Some(label), Some(encoding)) = (label, encoding) else {
        return plain.map(|decoded| (decoded, None));
    };
    // A byte order mark, escape sequences and well-formed UTF-8 are not there by chance.
    let is_surer = plain.as_ref().is_ok_and(|decoded| {
        matches!(decoded.ground, Ground::Declared | Ground::WellFormed) && !bytes.is_ascii()
    });
    let is_ours = [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP].contains(&encoding);
    if bytes.len() <= MAX_BYTES
        && is_ours
        && !is_surer
        && let Ok(text) = read_all(encoding, bytes)
        && !text.trim().is_empty()
    {
        let decoded = Decoded {
            text,
            encoding: encoding.name(),
            ground: Ground::Declared,
            container: Container::Plain,
        };
        return Ok((decoded, None));
    }
    plain.map(|decoded| {
        let is_same = decoded.encoding == encoding.name() || bytes.is_ascii();
        let finding = (!is_same).then(|| {
            let read = decoded.encoding;
            Finding::warning("encoding-differs", fill! { label, read }).at(Span::file(name))
        });
        (decoded, finding)
    })
}

/// The finding about a source without words.
pub(super) fn empty(name: &str) -> Finding {
    Finding::error("empty-source", fill! { name }).at(Span::file(name))
}

/// The encoding, how it is known, and how many bytes of mark to leave out.
fn choose(bytes: &[u8]) -> (&'static Encoding, Ground, usize) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        // A UTF-8 mark stays in the text, so that places in the log are places in the file.
        return (encoding, Ground::Declared, if encoding == UTF_8 { 0 } else { length });
    }
    if bytes.is_ascii() && bytes.windows(2).any(|pair| pair == b"\x1b$") {
        return (ISO_2022_JP, Ground::Declared, 0);
    }
    if let Some(encoding) = wide(bytes) {
        return (encoding, Ground::Likeliest, 0);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, Ground::WellFormed, 0);
    }
    let fits = |encoding: &'static Encoding| read_all(encoding, bytes).is_ok();
    match (fits(SHIFT_JIS), fits(EUC_JP)) {
        (true, false) => (SHIFT_JIS, Ground::OnlyFit, 0),
        (false, true) => (EUC_JP, Ground::OnlyFit, 0),
        (true, true) => (likeliest(bytes), Ground::Likeliest, 0),
        (false, false) => (longest(bytes), Ground::Likeliest, 0),
    }
}

/// UTF-16 without a mark: line ends and ASCII leave zero bytes on one side only.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 0) => None,
        (0, _) => Some(UTF_16LE),
        (_, 0) => Some(UTF_16BE),
        (_, _) => None,
    }
}

fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    if guess == EUC_JP { EUC_JP } else { SHIFT_JIS }
}

/// Nothing fits: the encoding that can be read furthest, so that the finding points to the real fault.
fn longest(bytes: &[u8]) -> &'static Encoding {
    let reach = |encoding| read_all(encoding, bytes).err().unwrap_or(bytes.len());
    [UTF_8, SHIFT_JIS, EUC_JP]
        .into_iter()
        .max_by_key(|encoding| reach(encoding))
        .expect("the list is not empty")
}

/// The whole text, or the offset of the first bytes that are none.
fn read_all(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder
        .max_utf8_buffer_length_without_replacement(bytes.len())
        .unwrap_or(bytes.len() * 4 + 16);
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::Malformed(length, behind) => {
            Err(read.saturating_sub(usize::from(length) + usize::from(behind)))
        }
        DecoderResult::OutputFull => Err(read),
    }
}

fn unreadable(name: &str, encoding: &'static Encoding, bytes: &[u8], at: usize) -> Finding {
    let line = 1 + bytes[..at.min(bytes.len())].iter().filter(|byte| **byte == b'\n').count();
    let shown: Vec<String> =
        bytes[at.min(bytes.len())..].iter().take(4).map(|byte| format!("{byte:02X}")).collect();
    let (shown, code) = (shown.join(" "), encoding.name());
    Finding::error("undecodable", fill! { name, line, code, shown })
        .at(Span::new(name, at..(at + 1).min(bytes.len().max(at))))
}
