//! Pages as built: every word of the tree in its order, links that lead somewhere, and the same bytes
//! however they are made. Knows no YAML.

mod templates;
mod words;

use crate::page::{Token, assert_well_formed, links_of, tokens, words_inside};
use crate::specimen;
use kohyo::diagnostic::Finding;
use kohyo::diff::Comparisons;
use kohyo::publish::formats::Theme;
use kohyo::publish::{self, BuildError, BuildRequest};
use kohyo::site::edition::Showing;
use kohyo::site::{Minify, Root, Site};
use kohyo::text::chars;
use kohyo::tree::{Bare, Digest, Form, Key, Mark, Provision, Role, Text, TextBuilder};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, LazyLock, Mutex};

/// A built site: bytes by path.
pub type Files = BTreeMap<String, Vec<u8>>;

static THEME: LazyLock<Theme> =
    LazyLock::new(|| Theme::load("kohyo", []).expect("the embedded theme is right"));

/// Builds a site with a theme.
pub fn try_build(
    site: &Site,
    as_of: &str,
    showing: Showing,
    theme: &Theme,
) -> Result<Files, Vec<Finding>> {
    let comparisons = Comparisons::default();
    let as_of = as_of.parse().unwrap();
    let request = BuildRequest { site, as_of, showing, theme, comparisons: &comparisons };
    let files = Mutex::new(Files::new());
    let written = publish::build::<Infallible>(&request, &|path, bytes| {
        let digest = Digest::of(&bytes);
        let before = files.lock().unwrap().insert(path.to_owned(), bytes);
        assert_eq!(before, None, "{path} was written twice");
        Ok(digest)
    });
    match written {
        Ok(_) => Ok(files.into_inner().unwrap()),
        Err(BuildError::Theme(findings)) => Err(findings),
    }
}

/// Builds a site with the embedded theme.
pub fn build(site: &Site, as_of: &str, showing: Showing) -> Files {
    try_build(site, as_of, showing, &THEME).expect("the embedded theme is right")
}

/// The words of a built page.
pub fn page(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// The day of most tests.
pub const NOW: &str = "2026-11-23";

/// Labels, headings and texts in the order of the transcript.
fn pieces(root: &Provision) -> Vec<String> {
    let mut all = Vec::new();
    for (depth, own) in root.visit() {
        let label = own.label().map_or(String::new(), |label| label.as_str().to_owned());
        let heading = own.heading().words();
        let pair = if own.form() == Form::Article { [heading, label] } else { [label, heading] };
        // The root's label and heading are the title of the page.
        if depth > 0 {
            all.extend(pair);
        }
        all.push(own.text().words());
    }
    all
}

/// One space for each run of white space, as browsers show it.
fn collapsed(words: &str) -> String {
    let is_space = |c: char| c.is_ascii_whitespace();
    let parts: Vec<&str> = words.split(is_space).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

#[track_caller]
pub fn assert_words(html: &str, root: &Provision) {
    let tokens = tokens(html);
    let shown = collapsed(&words_inside(&tokens, |_, attributes| {
        attributes.iter().any(|(key, value)| key == "class" && value == "text")
    }));
    let mut rest = shown.as_str();
    for piece in pieces(root) {
        let piece = collapsed(&chars::shown(&piece));
        rest = rest.trim_start_matches(' ').strip_prefix(piece.as_str()).unwrap_or_else(|| {
            panic!("{piece:?} is not next in {rest:.300}\n{html}");
        });
    }
    assert_eq!(rest.trim_matches(' '), "", "words that the text does not have");
}

/// The specimen with one document of one version: this text.
pub fn site_of(tree: Arc<Provision>) -> Site {
    let mut site = specimen::site();
    site.documents.truncate(1);
    site.documents[0].versions.truncate(1);
    site.documents[0].versions[0].tree = tree;
    site
}

#[test]
fn every_word_stands_on_its_page_in_order() {
    let site = specimen::site();
    let files = build(&site, NOW, Showing::Preview);
    for document in &site.documents {
        for version in &document.versions {
            let path = format!("{}/versions/{}/index.html", document.slug, version.id);
            assert_words(&page(&files, &path), &version.tree);
        }
    }
    let joint = site.documents[2].draft.periods()[0].1.clone();
    assert_words(&page(&files, "joint-use/draft/index.html"), &joint);
}

fn texts() -> impl Strategy<Value = Text> {
    let words = prop_oneof![
        "[あ漢。（）第1条前項法\u{3000} 々]{0,8}",
        Just("令和7年4月1日".to_owned()),
        Just("第1条第2項、別表第1".to_owned()),
        Just("<b>&amp;\"'{{ page }}{% x %}</p>".to_owned()),
        Just("a  b\nc".to_owned()),
        Just("https://example.jp/?a=1&b=2".to_owned()),
        Just("\u{1}\u{85}𠮷\u{FA19}".to_owned()),
    ];
    proptest::collection::vec((words, 0..4u8), 0..3).prop_map(|runs| {
        let mut builder = TextBuilder::new();
        for (words, mark) in runs {
            let mark = match mark {
                0 | 1 => Mark::Plain,
                2 => Mark::Strong,
                _ => Mark::Link("javascript:alert(1)".into()),
            };
            builder.push(&words, mark);
        }
        builder.finish()
    })
}

fn bares() -> impl Strategy<Value = Bare> {
    let forms: Vec<Form> = Form::all().filter(|form| *form != Form::Document).collect();
    let label =
        prop_oneof![Just(""), Just("第1条"), Just("２"), Just("(1)"), Just("ア"), Just("<i>")];
    let role =
        prop_oneof![Just(""), Just("purposes.category"), Just("contact.phone"), Just("x\"><y.z")];
    let key = proptest::option::of("[a-c]");
    (proptest::sample::select(forms), label, role, key, texts(), texts()).prop_map(
        |(form, label, role, key, heading, text)| {
            Bare::new(form)
                .key(key.map(|key| Key::new(&key).unwrap()))
                .label(label)
                .role(Role::read(role))
                .heading(heading)
                .text(text)
        },
    )
}

/// Any provisions below a root: forms in places where no reader of content would put them, too.
fn roots() -> impl Strategy<Value = Arc<Provision>> {
    let tree = bares().prop_map(Bare::leaf).prop_recursive(4, 24, 4, |inner| {
        (bares(), proptest::collection::vec(inner, 0..4)).prop_map(|(own, below)| own.with(below))
    });
    (texts(), proptest::collection::vec(tree, 0..4)).prop_map(|(text, below)| {
        Bare::new(Form::Document).heading(Text::plain("表題")).text(text).with(below)
    })
}

fn minified(html: &str) -> String {
    let cfg = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..minify_html::Cfg::default()
    };
    String::from_utf8(minify_html::minify(html.as_bytes(), &cfg)).unwrap()
}

/// Elements that stand in a line of words.
const INLINE: [&str; 13] =
    ["a", "br", "del", "img", "ins", "mark", "rp", "rt", "ruby", "span", "strong", "time", "wbr"];

/// A page without what no browser shows: quotes, blanks beside blocks.
fn shape(html: &str) -> Vec<Token> {
    let all = tokens(&minified(html));
    let is_block = |at: Option<usize>| match at.and_then(|at| all.get(at)) {
        Some(Token::Open(name, _) | Token::Close(name)) => !INLINE.contains(&name.as_str()),
        Some(Token::Words(_)) => false,
        None => true,
    };
    let shown = all.iter().enumerate().filter_map(|(at, token)| {
        let is_blank = matches!(token, Token::Words(words) if words == " ");
        let is_beside = is_block(at.checked_sub(1)) || is_block(Some(at + 1));
        (!(is_blank && is_beside)).then(|| token.clone())
    });
    shown.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn any_tree_shows_all_its_words_and_nothing_else(root in roots()) {
        let mut site = site_of(root.clone());
        let on = page(&build(&site, NOW, Showing::Public), "privacy/index.html");
        assert_words(&on, &root);
        site.settings.minify = Minify::Off;
        let off = page(&build(&site, NOW, Showing::Public), "privacy/index.html");
        assert_words(&off, &root);
        // Templates minified once make the same page as templates as they are written.
        prop_assert_eq!(shape(&on), shape(&off));
    }

    #[test]
    fn any_tree_has_each_id_once_and_closes_what_it_opens(root in roots()) {
        let html = page(&build(&site_of(root), NOW, Showing::Public), "privacy/index.html");
        assert_well_formed(&html);
    }
}

#[test]
fn minified_templates_make_the_same_pages() {
    let mut site = specimen::site();
    let on = build(&site, NOW, Showing::Preview);
    site.settings.minify = Minify::Off;
    let off = build(&site, NOW, Showing::Preview);
    let mut count = 0;
    for (path, bytes) in on.iter().filter(|(path, _)| path.ends_with(".html")) {
        let whole = std::str::from_utf8(&off[path]).unwrap();
        let on = std::str::from_utf8(bytes).unwrap();
        assert!(on.len() < whole.len(), "{path}");
        assert_eq!(shape(on), shape(whole), "{path}");
        assert_well_formed(on);
        count += 1;
    }
    assert_eq!(count, 31);
}

#[test]
fn the_same_bytes_with_any_number_of_threads() {
    let site = specimen::site();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| build(&site, NOW, Showing::Preview))
    };
    let one = with(1);
    assert!(one.len() > 10);
    assert_eq!(one, with(4));
    assert_eq!(one, with(3));
}

#[test]
fn every_link_leads_to_a_file_and_an_anchor() {
    let mut site = specimen::site();
    for root in [Root::Ours, Root::Theirs] {
        site.settings.root = root;
        for showing in [Showing::Public, Showing::Preview] {
            let files = build(&site, NOW, showing);
            assert!(links_of(&files) > 60);
        }
    }
}

#[test]
fn heading_levels_never_skip() {
    let files = build(&specimen::site(), NOW, Showing::Preview);
    for path in files.keys().filter(|path| path.ends_with(".html")) {
        let mut last = 0;
        for token in tokens(&page(&files, path)) {
            let Token::Open(name, _) = token else {
                continue;
            };
            let Some(level) = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok())
            else {
                continue;
            };
            assert!(level <= last + 1, "{path}: h{level} after h{last}");
            last = level;
        }
        assert!(last > 0, "{path} has no heading");
    }
}

/// Tables are laid out as blocks on narrow screens. Their roles are not said again: what is in a table must not have
/// any (ARIA in HTML), and the browser checks read that none is lost.
#[test]
fn tables_leave_their_roles_to_their_elements() {
    let files = build(&specimen::site(), NOW, Showing::Public);
    let mut cells = 0;
    for path in files.keys().filter(|path| path.ends_with(".html")) {
        for token in tokens(&page(&files, path)) {
            let Token::Open(name, attributes) = token else {
                continue;
            };
            if !["table", "thead", "tbody", "tr", "th", "td"].contains(&name.as_str()) {
                continue;
            }
            let has = |key: &str| attributes.iter().any(|(known, _)| known == key);
            assert!(!has("role"), "{name} in {path}: {attributes:?}");
            assert!(name != "th" || has("scope"), "th in {path}");
            cells += 1;
        }
    }
    assert!(cells > 20, "{cells}");
}
