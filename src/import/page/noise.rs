//! What of a page is no content: navigation, heads and feet, controls, what is hidden. Decided by elements, roles and
//! the usual names of classes, and never more than half of the page. Does not know what the content says.

use crate::import::markup::{Element, MarkupNode};
use crate::text::edits::Reason;

/// What stands in a tag or a comment that never ends, as an element.
pub(super) const UNCLOSED: &str = "#unclosed";

/// Elements that are never shown as words.
const UNSEEN: [&str; 20] = [
    "script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe", "object",
    "embed", "noframes", "svg", "math", "canvas", "audio", "video", "map", "datalist", UNCLOSED,
];

/// Never shown as words.
pub(super) fn is_unseen(element: &Element) -> bool {
    UNSEEN.contains(&&*element.name)
}

/// How sure it is that an element is no content.
pub(super) enum Certainty {
    /// Always.
    Always,
    /// Unless most of the page stands in it.
    UnlessMost,
}

/// Why an element is left out.
pub(super) fn noise(element: &Element) -> Option<(Reason, Certainty)> {
    if is_unseen(element) {
        return Some((SCRIPT, Certainty::Always));
    }
    if is_hidden(element) {
        return Some((HIDDEN, Certainty::UnlessMost));
    }
    by_name(element).or_else(|| by_class(element).map(|reason| (reason, Certainty::UnlessMost)))
}

fn by_name(element: &Element) -> Option<(Reason, Certainty)> {
    let role = element.get("role").unwrap_or("");
    let found = match (&*element.name, role) {
        ("nav", _) | (_, "navigation" | "menu" | "menubar") => (NAVIGATION, Certainty::UnlessMost),
        ("header", _) | (_, "banner") => (HEAD, Certainty::UnlessMost),
        ("footer", _) | (_, "contentinfo") => (FOOT, Certainty::UnlessMost),
        ("aside", _) | (_, "complementary") => (ASIDE, Certainty::UnlessMost),
        ("form" | "search", _) | (_, "search") => (FORM, Certainty::UnlessMost),
        ("button" | "select" | "textarea" | "input" | "dialog", _) => (FORM, Certainty::Always),
        ("del" | "s" | "strike", _) => (STRUCK, Certainty::Always),
        _ => return None,
    };
    Some(found)
}

/// Names that page makers give to what stands around the content: parts of any name, whole names, and names of one box
/// of the page, which as classes are used for parts of the content too.
struct NoiseNames([&'static [&'static str]; 3], Reason);

const NAMES: [NoiseNames; 7] = [
    NoiseNames(
        [&["breadcrumb", "topicpath", "topicspath", "pankuzu"], &["crumbs", "crumb"], &["path"]],
        CRUMBS,
    ),
    NoiseNames(
        [
            &["globalnav", "localnav", "gnav", "lnav", "sidemenu", "navigation", "navbar"],
            &["nav", "menu", "snav", "subnav", "mainnav", "headnav", "footnav"],
            &["navi"],
        ],
        NAVIGATION,
    ),
    // Only the notice itself: a section of the content may well be named after cookies.
    NoiseNames(
        [
            &[
                "cookiebanner", "cookiebar", "cookieconsent", "cookiedialog", "cookielaw",
                "cookiemodal", "cookienotice", "cookiepopup", "onetrustbanner",
            ],
            &[],
            &[],
        ],
        COOKIES,
    ),
    NoiseNames([&[], &["siteheader", "pageheader", "globalheader"], &["header", "head"]], HEAD),
    NoiseNames(
        [&["copyright"], &["footer", "sitefooter", "pagefooter", "globalfooter"], &["foot"]],
        FOOT,
    ),
    NoiseNames([&[], &["sidebar", "aside", "banners"], &["side", "sub", "banner"]], ASIDE),
    NoiseNames(
        [
            &[
                "pagetop", "totop", "backtotop", "gotop", "skiplink", "skipnav", "skipto",
                "fontsize", "printbtn", "snsshare",
            ],
            &["skip", "sns", "search", "searchbox", "sitesearch"],
            &["toppage", "print", "share"],
        ],
        CONTROL,
    ),
];

fn by_class(element: &Element) -> Option<Reason> {
    let is_box = matches!(&*element.name, "div" | "ul" | "ol" | "section" | "table" | "dl");
    let is_line = matches!(&*element.name, "p" | "span" | "a" | "small");
    let is_cell = element.name == "td";
    if !is_box && !is_line && !is_cell {
        return None;
    }
    let plain = |name: &str| -> String {
        let signs = name.chars().filter(char::is_ascii_alphanumeric);
        signs.map(|c| c.to_ascii_lowercase()).collect()
    };
    let is_noise = |kind: &&NoiseNames| {
        let id = element.get("id").map(plain);
        let classes = element.get("class").unwrap_or("").split_whitespace();
        let mut names = id.iter().cloned().chain(classes.map(plain));
        // A cell of a table may be its head, never that of the page.
        let is_whole = |name: &str| kind.0[1].contains(&name) && (!is_cell || name == "menu");
        names.any(|name| kind.0[0].iter().any(|one| name.contains(one)) || is_whole(name.as_str()))
            || (is_box && id.is_some_and(|id| kind.0[2].contains(&&*id)))
    };
    NAMES.iter().find(is_noise).map(|kind| kind.1.clone())
}

fn is_hidden(element: &Element) -> bool {
    let style: String = element
        .get("style")
        .unwrap_or("")
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    element.get("hidden").is_some()
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// A short line that only says whose page it is.
pub(super) fn is_copyright(element: &Element, words: &str) -> bool {
    let is_line = matches!(&*element.name, "p" | "div" | "center" | "address" | "small" | "td");
    let words = words.trim();
    let begins = words.starts_with('©')
        || words.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("copyright"));
    is_line && begins && words.chars().count() <= 100
}

/// True where a head or foot is that of an article, not of the page.
pub(super) fn is_of_article(element: &Element) -> bool {
    let is_content = |id: &str| {
        let id = id.to_ascii_lowercase().replace(['-', '_'], "");
        ["content", "contents", "main", "maincontent", "maincontents"].contains(&&*id)
    };
    matches!(&*element.name, "main" | "article" | "section" | "blockquote")
        || element.get("role") == Some("main")
        || (element.name == "div" && element.get("id").is_some_and(is_content))
}

/// True for a heading.
pub(super) fn is_heading(element: &Element) -> bool {
    matches!(&*element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// How many headings there are, without those in elements that are `left`.
pub(super) fn headings(nodes: &[MarkupNode]) -> usize {
    nodes
        .iter()
        .map(|node| match node {
            MarkupNode::Words(_) => 0,
            MarkupNode::Element(one) => usize::from(is_heading(one)) + headings(&one.children),
        })
        .sum()
}

/// All words of an element, those of blocks apart, for a list of what was left out.
pub(super) fn listed(element: &Element, source: &str, left: &dyn Fn(&Element) -> bool) -> String {
    let mut out = String::new();
    for node in &element.children {
        match node {
            MarkupNode::Words(chunk) => out.push_str(chunk.words(source)),
            MarkupNode::Element(one) if left(one) => {}
            MarkupNode::Element(one) => {
                let is_inline = INLINE.contains(&&*one.name);
                let words = listed(one, source, left);
                out.push_str(&if is_inline { words } else { format!(" {words} ") });
            }
        }
    }
    out
}

const INLINE: [&str; 14] = [
    "abbr", "b", "em", "font", "i", "mark", "rp", "rt", "ruby", "small", "span", "strong", "sub",
    "sup",
];

const SCRIPT: Reason = Reason::omission("import/unseen");
const HIDDEN: Reason = Reason::omission("import/hidden");
const NAVIGATION: Reason = Reason::omission("import/navigation");
const CRUMBS: Reason = Reason::omission("import/breadcrumb");
const HEAD: Reason = Reason::omission("import/page-head");
pub(super) const FOOT: Reason = Reason::omission("import/page-foot");
const ASIDE: Reason = Reason::omission("import/aside");
const FORM: Reason = Reason::omission("import/form");
const CONTROL: Reason = Reason::omission("import/control");
const COOKIES: Reason = Reason::omission("import/cookies");
const STRUCK: Reason = Reason::omission("import/struck-out");
