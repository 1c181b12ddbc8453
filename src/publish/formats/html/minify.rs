//! Minifying HTML to the bytes that `minify_html` makes of it. What our templates write is read in one go,
//! without a tree; whatever is not plainly made, a template of somebody else for one, is left to the library.
//! Does not know pages.

use super::tag;
use crate::site::Minify;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// So many opening tags are kept, none longer than so many bytes: those that stand on every page.
const KEPT: usize = 1024;
const SHORT: usize = 256;

/// Minifies, or only trims.
pub(super) struct Minifier {
    setting: Minify,
    /// Opening tags that the library was asked for.
    tags: RwLock<HashMap<Box<str>, Arc<str>>>,
}

impl Minifier {
    /// A minifier for a site.
    pub(super) fn new(setting: Minify) -> Minifier {
        Minifier { setting, tags: RwLock::default() }
    }

    /// A piece of a page, or a page.
    pub(super) fn minify(&self, html: &str) -> String {
        match self.setting {
            Minify::Off => html.trim().to_owned(),
            Minify::On => Reader::read(html, self).unwrap_or_else(|| by_library(html)),
        }
    }

    /// An opening tag as the library writes it.
    fn tag(&self, source: &str, name: &str) -> Option<Arc<str>> {
        // What a thread that panicked left behind is whole: tags are only ever inserted.
        let known = self.tags.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(tag) = known.get(source) {
            return Some(tag.clone());
        }
        drop(known);
        let tag: Arc<str> = if tag::is_void(name) {
            by_library(source).into()
        } else {
            let end = format!("</{name}>");
            let whole = by_library(&format!("{source}{end}"));
            whole.strip_suffix(&end)?.into()
        };
        let mut known = self.tags.write().unwrap_or_else(PoisonError::into_inner);
        if source.len() <= SHORT && known.len() < KEPT {
            known.insert(source.into(), tag.clone());
        }
        Some(tag)
    }
}

/// The library with settings that keep a page valid and let pieces be put together: end tags stay.
fn by_library(html: &str) -> String {
    let cfg = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..minify_html::Cfg::default()
    };
    let bytes = minify_html::minify(html.as_bytes(), &cfg);
    String::from_utf8(bytes).expect("minified UTF-8 stays UTF-8: only ASCII is taken out")
}

/// An element that is not closed yet.
struct Open<'a> {
    name: &'a str,
    space: tag::Space,
    /// Nothing was in it so far.
    is_empty: bool,
}

/// Reads HTML from the front to the end.
struct Reader<'a> {
    minifier: &'a Minifier,
    rest: &'a str,
    out: String,
    open: Vec<Open<'a>>,
    /// Where in `out` the text begins that was read last, when no tag followed it.
    text: Option<usize>,
    /// What a page has once: html, head, body.
    once: Vec<&'a str>,
}

const DOCTYPE: &str = "<!doctype html>";

impl<'a> Reader<'a> {
    /// The whole, minified; `None` where only the library knows what that is.
    fn read(html: &'a str, minifier: &'a Minifier) -> Option<String> {
        // Two signs are shorter by name, both with this mark.
        if html.contains('\u{20d2}') {
            return None;
        }
        let mut reader = Reader {
            minifier,
            rest: html,
            out: String::with_capacity(html.len()),
            open: vec![Open { name: "", space: tag::Space::Layout, is_empty: true }],
            text: None,
            once: Vec::new(),
        };
        if let Some(rest) = html.strip_prefix(DOCTYPE) {
            reader.out.push_str(DOCTYPE);
            reader.rest = rest;
        }
        while !reader.rest.is_empty() {
            let words = reader.take(reader.rest.find('<').unwrap_or(reader.rest.len()));
            if !words.is_empty() {
                reader.words(words)?;
            }
            match reader.rest.as_bytes() {
                [] => {}
                [_, b'/', ..] => reader.end()?,
                _ => reader.begin()?,
            }
        }
        if reader.open.len() > 1 {
            return None;
        }
        reader.trim_end();
        Some(reader.out)
    }

    fn take(&mut self, len: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(len);
        self.rest = rest;
        taken
    }

    /// Words between tags.
    fn words(&mut self, source: &'a str) -> Option<()> {
        let around = self.open.last_mut()?;
        let words = if source.contains('&') {
            // Nothing is done to blanks in `code`.
            let code = by_library(&format!("<code>{source}</code>"));
            Cow::Owned(code.strip_prefix("<code>")?.strip_suffix("</code>")?.into())
        } else {
            Cow::Borrowed(source)
        };
        let mut words: &str = &words;
        if around.is_empty && around.space != tag::Space::Kept {
            words = words.trim_start_matches(tag::is_blank);
        }
        around.is_empty = false;
        let is_dropped = around.space == tag::Space::Layout && words.chars().all(tag::is_blank);
        self.text = Some(self.out.len());
        if !is_dropped {
            collapse(words, &mut self.out);
        }
        Some(())
    }

    /// Takes away the blank at the end of an element, where none counts there.
    fn trim_end(&mut self) {
        let trims = |open: &Open<'_>| open.space != tag::Space::Kept;
        if let Some(from) = self.text.take()
            && self.open.last().is_some_and(trims)
        {
            let kept = self.out[from..].trim_end_matches(tag::is_blank).len();
            self.out.truncate(from + kept);
        }
    }

    /// The end of the innermost element; anything else is not plainly made.
    fn end(&mut self) -> Option<()> {
        self.trim_end();
        let name = self.open.pop()?.name;
        let rest = self.rest.strip_prefix("</")?.strip_prefix(name)?;
        let rest = rest.strip_prefix('>').filter(|_| !name.is_empty())?;
        self.out.push_str(&self.rest[..self.rest.len() - rest.len()]);
        self.rest = rest;
        Some(())
    }

    /// The beginning of an element.
    fn begin(&mut self) -> Option<()> {
        self.text = None;
        let (name, len) = tag::span(self.rest)?;
        let kind = tag::kind(name)?;
        let around = self.open.last_mut()?;
        if !tag::may_hold(around.name, name, kind) {
            return None;
        }
        if matches!(name, "html" | "head" | "body") {
            if self.once.contains(&name) {
                return None;
            }
            self.once.push(name);
        }
        around.is_empty = false;
        let source = self.take(len);
        if !tag::plain(source, name, &mut self.out) {
            let tag = self.minifier.tag(source, name)?;
            self.out.push_str(&tag);
        }
        match kind {
            tag::Kind::Void => {}
            tag::Kind::Title => {
                let inner = self.take(self.rest.find('<')?);
                if !self.rest.starts_with("</title>") || inner.contains('&') {
                    return None;
                }
                self.out.push_str(inner);
                let end = self.take("</title>".len());
                self.out.push_str(end);
            }
            tag::Kind::Holds(space) => self.open.push(Open { name, space, is_empty: true }),
        }
        Some(())
    }
}

/// Writes words with one blank for each run of blanks.
fn collapse(words: &str, out: &mut String) {
    let mut from = 0;
    let mut in_blank = false;
    for (at, byte) in words.bytes().enumerate() {
        let is_blank = tag::is_blank(char::from(byte));
        if is_blank && !in_blank {
            out.push_str(&words[from..at]);
            out.push(' ');
        } else if !is_blank && in_blank {
            from = at;
        }
        in_blank = is_blank;
    }
    if !in_blank {
        out.push_str(&words[from..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(html: &str) {
        let minifier = Minifier::new(Minify::On);
        // Twice: the second time tags are known.
        for _ in 0..2 {
            assert_eq!(minifier.minify(html), by_library(html), "{html}");
        }
    }

    #[test]
    fn what_is_plainly_made_is_read_without_the_library() {
        let minifier = Minifier::new(Minify::On);
        for html in [
            "<!doctype html>\n<html lang=\"ja\">\n<head>\n<title>a  b</title>\n<meta charset=\"utf-8\">\n</head>\n<body> <p>a</p> </body></html>\n",
            "<p class=\"a b\" id=\"x\"> a  <b>b </b> c </p>\n<ul>\n<li> x\n</li>\n</ul>",
            "<section data-put=body></section>",
            "a &amp; b &lt; &quot;c&quot; &ampx &#10; d",
        ] {
            let own = Reader::read(html, &minifier);
            assert_eq!(own.as_deref(), Some(&*by_library(html)));
        }
    }

    #[test]
    fn what_is_not_is_left_to_the_library() {
        let minifier = Minifier::new(Minify::On);
        for html in [
            "<p>a<div>b</div>",
            "<ul><li>a<li>b</ul>",
            "<!-- a --><p>b</p>",
            "<pre> a </pre>",
            "<script>a</script>",
            "<svg><path d=\"x\"/></svg>",
            "<p>a</b></p>",
            "<P>a</P>",
            "<p title='a'>b</p>",
            "a < b",
            "\u{226b}\u{20d2}",
            "<p>a",
            "a</p>",
            "<body>a</body><body>b</body>",
        ] {
            assert_eq!(Reader::read(html, &minifier), None, "{html}");
            check(html);
        }
    }

    fn pieces() -> impl Strategy<Value = String> {
        let name = proptest::sample::select(vec![
            "p", "div", "span", "li", "ul", "td", "tr", "a", "b", "dt", "dd", "h2", "rt", "ruby",
            "section", "html", "head", "body", "code", "tbody", "tfoot", "title",
        ]);
        let attr = proptest::sample::select(vec![
            "",
            "",
            " id=\"a\"",
            " class=\" a  b\"",
            " class=\"a b\"",
            " class=\"\"",
            " href=\"a=b\"",
            " data-k=\"c d\" id=\"x\"",
            " lang",
            " title=\"a &amp; 'b'\"",
            " id=\"a\" id=\"b\"",
            " aria-label=\"氏名\"",
            " data-a=x",
            " href=\"a`b\"",
            " hidden=\"hidden\"",
            " datetime=\"2025-01-01\" ",
        ]);
        let leaf = proptest::sample::select(vec![
            "",
            " ",
            "\n",
            "a",
            " a ",
            "氏名 \n 住所",
            "<br>",
            " <wbr> ",
            "<hr>",
            "&amp;",
            "&lt;a&gt; ",
            "&nbsp;",
            "&amp;lt;",
            "<img src=\"a.png\" alt=\"\">",
            "\u{3000}",
            "\u{b}",
        ])
        .prop_map(str::to_owned);
        leaf.prop_recursive(5, 40, 5, move |inner| {
            (name.clone(), attr.clone(), proptest::collection::vec(inner, 0..5)).prop_map(
                |(name, attr, inner)| format!("<{name}{attr}>{}</{name}>", inner.concat()),
            )
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn both_make_the_same_bytes(parts in proptest::collection::vec(pieces(), 0..4)) {
            check(&parts.concat());
        }
    }
}
