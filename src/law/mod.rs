//! Statutes as dated, sourced tables: where an article stands on e-Gov, and what it was numbered before.
//! Does not know documents; the day a text was in force is an argument.

mod article;
mod renumber;

pub use article::{ArticleLink, ArticleRef, article_url, link};
pub use renumber::{Renumbered, article_then, then};

use crate::text::citation;

/// A statute that kohyo knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Law {
    /// 個人情報の保護に関する法律, the Act on the Protection of Personal Information.
    Appi,
}

/// Where the links lead and what e-Gov asks to be said of it (公共データ利用規約 PDL1.0).
pub const ATTRIBUTION: &str = "出典：e-Gov法令検索";

impl Law {
    /// The statute of a full name, as [`crate::text::citation`] gives it.
    pub fn by_name(name: &str) -> Option<Law> {
        match name {
            citation::APPI => Some(Law::Appi),
            _ => None,
        }
    }

    /// The full name.
    pub fn name(self) -> &'static str {
        match self {
            Law::Appi => citation::APPI,
        }
    }

    /// The number under which it was promulgated.
    pub fn number(self) -> &'static str {
        match self {
            Law::Appi => "平成15年法律第57号",
        }
    }

    /// The 法令ID of e-Gov.
    pub fn id(self) -> &'static str {
        match self {
            Law::Appi => "415AC0000000057",
        }
    }

    /// The page of its text in force today.
    pub fn url(self) -> String {
        format!("https://laws.e-gov.go.jp/law/{}", self.id())
    }
}
