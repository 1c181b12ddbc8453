//! The fingerprint of a head as people copy it from paper. Does not know which ledger it is of.

use crate::ledger::Chain;
use crate::text::width::{fold, is_dash};
use std::fmt;
use std::str::FromStr;

/// How many digits it has.
const DIGITS: usize = 32;

/// The first 128 bits of the digest of a ledger's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint(String);

/// The words are not 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FingerprintError {
    /// How many hexadecimal digits there are.
    pub digits: usize,
}

impl Fingerprint {
    /// The line of a ledger, from 1, that has it.
    pub fn line(&self, chain: &Chain) -> Option<usize> {
        let has = |digest: String| digest.starts_with(&self.0);
        let lines = chain.lines().iter();
        let mut digests = lines.map(|line| line.digest.to_string());
        digests.position(has).map(|at| at + 1)
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Spaces, hyphens and width do not count.
    fn from_str(words: &str) -> Result<Fingerprint, FingerprintError> {
        let is_said = |c: &char| !c.is_whitespace() && !is_dash(*c) && *c != 'ー';
        let digits: String = fold(words).chars().filter(is_said).collect();
        let is_whole = digits.chars().all(|c| c.is_ascii_hexdigit());
        if is_whole && digits.len() == DIGITS {
            return Ok(Fingerprint(digits.to_ascii_lowercase()));
        }
        let digits = digits.chars().filter(char::is_ascii_hexdigit).count();
        Err(FingerprintError { digits })
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_ascii_uppercase();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                f.write_str(" ")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}
