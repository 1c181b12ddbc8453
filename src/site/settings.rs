//! The settings of a site. Does not know where they are written.

/// Who owns the files at the root of the address space that the site is put into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Root {
    /// We: `index.html`, `robots.txt` and `sitemap.xml` are made.
    Ours,
    /// Somebody else: only the folders of documents are made.
    #[default]
    Theirs,
}

/// Whether pages are minified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Minify {
    /// Yes, with settings that keep pages valid.
    #[default]
    On,
    /// No: pages are easier to read as source.
    Off,
}

/// What `site.yaml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The title of the site as a whole, for its index.
    pub title: String,
    /// The absolute address of the site's root with a closing `/`, where known: needed for canonical links,
    /// sitemap and feeds only. Pages link to each other relatively.
    pub url: Option<String>,
    /// Who owns the root.
    pub root: Root,
    /// Whether pages are minified.
    pub minify: Minify,
    /// Name of the theme: a folder in `themes/`, or `kohyo`, which is embedded.
    pub theme: String,
}
