//! SHA-256 digests, and files with theirs. Does not know what they are taken of.

use crate::text::json_words;
use sha2::Digest as _;
use std::fmt;
use std::io;
use std::str::FromStr;
use std::sync::Arc;

/// A SHA-256 digest; printed as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

/// The words are not 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a digest is 64 lower-case hexadecimal digits")]
pub struct ParseDigestError;

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(sha2::Sha256::digest(bytes).into())
    }

    /// The digest of everything a reader gives.
    pub(super) fn read(mut reader: impl io::Read) -> io::Result<Digest> {
        let mut digest = sha2::Sha256::new();
        let mut part = [0; 1 << 14];
        loop {
            match reader.read(&mut part) {
                Ok(0) => return Ok(Digest(digest.finalize().into())),
                Ok(length) => digest.update(&part[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The first 128 bits, for comparing and memoising in memory.
    pub fn short(&self) -> u128 {
        u128::from_be_bytes(self.0[..16].try_into().expect("a digest has 32 bytes"))
    }

    /// The raw bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = ParseDigestError;

    fn from_str(words: &str) -> Result<Digest, ParseDigestError> {
        let lower_hex = |byte: &u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte);
        if words.len() != 64 || !words.as_bytes().iter().all(lower_hex) {
            return Err(ParseDigestError);
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte =
                u8::from_str_radix(&words[at * 2..at * 2 + 2], 16).map_err(|_| ParseDigestError)?;
        }
        Ok(Digest(bytes))
    }
}

json_words!(Digest, Digest::to_string, |words: &str| words.parse().ok());

/// The bytes of a file and their digest.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    bytes: Arc<[u8]>,
    digest: Digest,
}

impl File {
    /// A file of these bytes.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> File {
        let bytes = bytes.into();
        let digest = Digest::of(&bytes);
        File { bytes, digest }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, shared.
    pub fn shared(&self) -> Arc<[u8]> {
        self.bytes.clone()
    }

    /// SHA-256 of the bytes.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "File({} bytes, {})", self.bytes.len(), self.digest)
    }
}
