//! Addresses of pages and files inside the site, and the relative links between them; a figure stands once, under an
//! address made of its bytes. Does not know what stands there.

use crate::tree::{Digest, Form, Provision};
use std::fmt;
use std::sync::Arc;

/// The place of a file in the site: segments separated by `/`, no leading `/`; of pages in ASCII.
///
/// A page ends in `index.html`; links to it say so, because `file://` has no index.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Arc<str>);

const INDEX: &str = "index.html";

impl Address {
    /// The page of a folder: `""` or `privacy/versions/2025-04-01/`.
    ///
    /// # Panics
    /// When a folder that is not the root does not end in `/`, or the address is absolute.
    pub fn page(folder: &str) -> Address {
        assert!(folder.is_empty() || folder.ends_with('/'), "a folder ends in /");
        Address::file(&format!("{folder}{INDEX}"))
    }

    /// A file.
    ///
    /// # Panics
    /// When the address is absolute or climbs.
    pub fn file(path: &str) -> Address {
        assert!(
            path.split('/').all(|part| !part.is_empty() && part != ".."),
            "an address goes down from the root: {path}"
        );
        Address(path.into())
    }

    /// From the root of the site.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The link to this address on the page `page`.
    pub fn seen_from(&self, page: &Address) -> String {
        let (here, there) = (page.folder(), self.folder());
        let shared = here
            .split_inclusive('/')
            .zip(there.split_inclusive('/'))
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len())
            .sum::<usize>();
        let up = here[shared..].matches('/').count();
        format!("{}{}", "../".repeat(up), &self.0[shared..])
    }

    /// The way from this page to the root of the site: `../` for each folder.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The absolute address under the site's URL, which ends in `/`; a page's is its folder.
    pub fn under(&self, url: &str) -> String {
        let path = match self.0.strip_suffix(INDEX) {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            Some(_) | None => &self.0,
        };
        format!("{url}{path}")
    }

    fn folder(&self) -> &str {
        &self.0[..self.0.rfind('/').map_or(0, |at| at + 1)]
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

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
    pub look: FigureUse,
}

/// What a page can do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureUse {
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
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" => FigureUse::Picture,
            _ => FigureUse::Paper,
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
        let is_file = |field: &&Arc<Provision>| field.form() == Form::Field;
        let is_before = |field: &&Arc<Provision>| !is_file(field);
        own.children().iter().take_while(is_before).count()
    }
}
