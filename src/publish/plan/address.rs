//! Addresses of pages and files inside the site, and the relative links between them. Does not know what stands there.

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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn links_are_relative() {
        let home = Address::page("");
        let notice = Address::page("privacy/");
        let version = Address::page("privacy/versions/2025-04-01/");
        let style = Address::file("assets/kohyo.css");
        assert_eq!(notice.seen_from(&home), "privacy/index.html");
        assert_eq!(home.seen_from(&version), "../../../index.html");
        assert_eq!(notice.seen_from(&version), "../../index.html");
        assert_eq!(version.seen_from(&notice), "versions/2025-04-01/index.html");
        assert_eq!(style.seen_from(&notice), "../assets/kohyo.css");
        assert_eq!(notice.seen_from(&notice), "index.html");
        assert_eq!(
            version.under("https://example.jp/x/"),
            "https://example.jp/x/privacy/versions/2025-04-01/"
        );
    }

    proptest! {
        #[test]
        fn a_relative_link_leads_there(from in "([ab]{1,2}/){0,4}", to in "([ab]{1,2}/){0,4}") {
            let (from, to) = (Address::page(&from), Address::page(&to));
            let mut at: Vec<&str> = from.as_str().split('/').collect();
            at.pop();
            let link = to.seen_from(&from);
            for part in link.split('/') {
                if part == ".." {
                    prop_assert!(at.pop().is_some());
                } else {
                    at.push(part);
                }
            }
            prop_assert_eq!(at.join("/"), to.as_str());
        }
    }
}
