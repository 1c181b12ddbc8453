//! Figures and form sheets as files of the site: each stands once, under an address made of its bytes. Does not
//! know the pages that show them.

use super::address::Address;
use crate::tree::{Digest, Form, Provision};

/// The file of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureFile {
    /// Its name as the author gave it.
    pub name: String,
    /// Its size as printed.
    pub size: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// Where it is in the site.
    pub address: Address,
    /// Whether a page can show it, or only offer it.
    pub look: Look,
}

/// What a page can do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Show it.
    Picture,
    /// Link to it.
    Paper,
}

/// How many digits of the digest make an address: enough that no two files meet.
const DIGITS: usize = 32;

impl FigureFile {
    /// The file of a provision; `None` when it is no figure with a file.
    pub fn of(own: &Provision) -> Option<FigureFile> {
        if own.form() != Form::Figure {
            return None;
        }
        let words = |role: &str| {
            let mut fields = own.children().iter();
            let field = fields.find(|field| field.role().as_str() == role)?;
            Some(field.text().words())
        };
        let name = words("figure.file")?;
        let digest: Digest = words("figure.digest")?.parse().ok()?;
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        if ending.is_empty() || !ending.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        let look = match &*ending {
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" => Look::Picture,
            _ => Look::Paper,
        };
        let short = &digest.to_string()[..DIGITS];
        Some(FigureFile {
            address: Address::file(&format!("assets/figures/{short}.{ending}")),
            size: words("figure.size").unwrap_or_default(),
            name,
            digest,
            look,
        })
    }

    /// How many of a figure's children come before the fields about its file.
    pub fn before(own: &Provision) -> usize {
        let is_file = |field: &&std::sync::Arc<Provision>| field.form() == Form::Field;
        let is_before = |field: &&std::sync::Arc<Provision>| !is_file(field);
        own.children().iter().take_while(is_before).count()
    }
}
