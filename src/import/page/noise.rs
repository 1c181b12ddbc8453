//! What of a page is no content: navigation, heads and feet, controls, what is hidden. Decided by elements, roles and
//! the usual names of classes, and never more than half of the page. Does not know what the content says.

use crate::import::markup::{Element, Node};
use crate::text::edits::Reason;

/// Never shown as words.
pub(super) fn is_unseen(element: &Element) -> bool {
    matches!(
        &*element.name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "title"
            | "meta"
            | "link"
            | "iframe"
            | "object"
            | "embed"
            | "noframes"
            | "svg"
            | "math"
            | "canvas"
            | "audio"
            | "video"
            | "map"
            | "datalist"
    )
}

/// How sure it is that an element is no content.
pub(super) enum Sure {
    /// Always.
    Always,
    /// Unless most of the page stands in it.
    UnlessMost,
}

/// Why an element is left out.
pub(super) fn noise(element: &Element) -> Option<(Reason, Sure)> {
    if is_unseen(element) {
        return Some((SCRIPT, Sure::Always));
    }
    if is_hidden(element) {
        return Some((HIDDEN, Sure::UnlessMost));
    }
    by_name(element).or_else(|| by_class(element).map(|reason| (reason, Sure::UnlessMost)))
}

fn by_name(element: &Element) -> Option<(Reason, Sure)> {
    let role = element.get("role").unwrap_or("");
    let found = match (&*element.name, role) {
        ("nav", _) | (_, "navigation" | "menu" | "menubar") => (NAVIGATION, Sure::UnlessMost),
        ("header", _) | (_, "banner") => (HEAD, Sure::UnlessMost),
        ("footer", _) | (_, "contentinfo") => (FOOT, Sure::UnlessMost),
        ("aside", _) | (_, "complementary") => (ASIDE, Sure::UnlessMost),
        ("form" | "search", _) | (_, "search") => (FORM, Sure::UnlessMost),
        ("button" | "select" | "textarea" | "input" | "dialog", _) => (FORM, Sure::Always),
        ("del" | "s" | "strike", _) => (STRUCK, Sure::Always),
        _ => return None,
    };
    Some(found)
}

/// Names that page makers give to what stands around the content.
struct Names {
    /// In any name that holds one of these.
    within: &'static [&'static str],
    /// Names that are just these.
    whole: &'static [&'static str],
    reason: Reason,
}

const NAMES: [Names; 7] = [
    Names {
        within: &["breadcrumb", "topicpath", "pankuzu", "topicspath"],
        whole: &["crumbs", "path"],
        reason: CRUMBS,
    },
    Names {
        within: &[
            "globalnav",
            "localnav",
            "gnav",
            "lnav",
            "sidemenu",
            "navigation",
            "navbar",
        ],
        whole: &[
            "nav", "menu", "snav", "subnav", "mainnav", "headnav", "footnav",
        ],
        reason: NAVIGATION,
    },
    Names {
        within: &["cookie", "gdpr"],
        whole: &["consent", "consentbanner"],
        reason: COOKIES,
    },
    Names {
        within: &[],
        whole: &["header", "siteheader", "pageheader", "globalheader", "head"],
        reason: HEAD,
    },
    Names {
        within: &["copyright"],
        whole: &["footer", "sitefooter", "pagefooter", "globalfooter", "foot"],
        reason: FOOT,
    },
    Names {
        within: &[],
        whole: &["sidebar", "side", "aside", "sub", "banner", "banners"],
        reason: ASIDE,
    },
    Names {
        within: &[
            "pagetop",
            "totop",
            "backtotop",
            "gotop",
            "skiplink",
            "skipnav",
            "skipto",
            "fontsize",
            "printbtn",
            "snsshare",
        ],
        whole: &[
            "skip",
            "sns",
            "share",
            "print",
            "toppage",
            "search",
            "searchbox",
            "sitesearch",
        ],
        reason: CONTROL,
    },
];

fn by_class(element: &Element) -> Option<Reason> {
    if !matches!(
        &*element.name,
        "div" | "ul" | "ol" | "p" | "section" | "span" | "table" | "dl" | "a" | "td" | "small"
    ) {
        return None;
    }
    let names = [element.get("id"), element.get("class")];
    let mut names = names.into_iter().flatten().flat_map(str::split_whitespace);
    names.find_map(|name| {
        let name: String = name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric())
            .map(|c| c.to_ascii_lowercase())
            .collect();
        NAMES
            .iter()
            .find(|kind| {
                kind.whole.contains(&&*name) || kind.within.iter().any(|one| name.contains(one))
            })
            .map(|kind| kind.reason.clone())
    })
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
    let is_line = matches!(
        &*element.name,
        "p" | "div" | "center" | "address" | "small" | "td"
    );
    let words = words.trim();
    let begins = words.starts_with('©')
        || words
            .get(..9)
            .is_some_and(|start| start.eq_ignore_ascii_case("copyright"));
    is_line && begins && words.chars().count() <= 100
}

/// True where a head or foot is that of an article, not of the page.
pub(super) fn is_of_article(element: &Element) -> bool {
    matches!(
        &*element.name,
        "main" | "article" | "section" | "blockquote"
    ) || element.get("role") == Some("main")
}

/// True for a heading.
pub(super) fn is_heading(element: &Element) -> bool {
    matches!(&*element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// How many headings there are, without those in elements that are `left`.
pub(super) fn headings(nodes: &[Node]) -> usize {
    nodes
        .iter()
        .map(|node| match node {
            Node::Words(_) => 0,
            Node::Element(one) => usize::from(is_heading(one)) + headings(&one.children),
        })
        .sum()
}

const fn left(code: &'static str, ja: &'static str, en: &'static str) -> Reason {
    Reason::omission(code, ja, en)
}

const SCRIPT: Reason = left("unseen", "画面に出ない部分", "not shown as words");
const HIDDEN: Reason = left("hidden", "隠されている部分", "hidden");
const NAVIGATION: Reason = left("navigation", "ナビゲーション", "navigation");
const CRUMBS: Reason = left("breadcrumb", "パンくずリスト", "breadcrumb");
const HEAD: Reason = left(
    "page-head",
    "ページの上部（共通ヘッダー）",
    "head of the page",
);
pub(super) const FOOT: Reason = left(
    "page-foot",
    "ページの下部（共通フッター）",
    "foot of the page",
);
const ASIDE: Reason = left("aside", "本文の脇の欄", "beside the text");
const FORM: Reason = left("form", "入力欄・ボタン", "form controls");
const CONTROL: Reason = left(
    "control",
    "ページの操作（先頭へ戻る、印刷など）",
    "controls of the page",
);
const COOKIES: Reason = left("cookies", "Cookieの同意の表示", "a cookie notice");
const STRUCK: Reason = left("struck-out", "取消線の引かれた部分", "struck out");
/// A picture.
pub(super) const PICTURE: Reason = left(
    "picture",
    "画像（代替テキスト）",
    "a picture (its alternative text)",
);
/// A reading over words.
pub(super) const RUBY: Reason = left(
    "ruby",
    "ふりがな（aids/furigana.yaml に移しました）",
    "a reading (moved to aids/furigana.yaml)",
);
