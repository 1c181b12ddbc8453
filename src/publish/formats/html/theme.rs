//! A theme: templates and files, embedded, and overridden one by one by a folder of the site.
//! Does not know what the pages say.

use super::data::{self, FormData, PageData, TemplateData};
use super::minify::minified;
use crate::diagnostic::{Finding, Message, Span};
use crate::fill;
use crate::publish::formats::comparison;
use crate::site::Minify;
use crate::text::chars::shown;
use crate::tree::Digest;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, OnceLock};
use tera::{Tera, escape_html};

/// The embedded theme.
const NAME: &str = "kohyo";

/// The files of the embedded theme by their path in its folder.
macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../../themes/kohyo/", $path)))),*]
    };
}

const EMBEDDED: &[(&str, &str)] = embedded![
    "assets/kohyo.css", "base.html", "components.html", "forms/annex.html", "forms/article.html",
    "forms/cell.html", "forms/changed.html", "forms/chapter.html", "forms/columns.html",
    "forms/contents.html", "forms/field.html", "forms/fields.html", "forms/figure.html",
    "forms/group.html", "forms/item.html", "forms/items.html", "forms/list.html",
    "forms/note.html", "forms/paragraph.html", "forms/paragraphs.html", "forms/prose.html",
    "forms/row.html", "forms/supplement.html", "forms/table.html", "pages/aid.html",
    "pages/changes.html", "pages/embed.html", "pages/finder.html", "pages/history.html",
    "pages/index.html", "pages/purpose.html", "pages/record.html", "pages/row.html",
    "pages/text.html", "pages/waiting.html", "parts/comparison.html", "parts/entry.html",
    "sheets/amendment.html", "sheets/comparison.html", "sheets/page.html",
];

/// The names that templates may use: of forms and parts, of pages, of sheets that stand alone.
const NAMES: [&[&str]; 3] = [FormData::NAMES, PageData::NAMES, comparison::SheetData::NAMES];

/// Templates that show what nobody would see as its number, as all words of pages are.
fn tera() -> Tera {
    let mut tera = Tera::new();
    tera.set_escape_fn(|words, out| escape_html(&shown(words), out));
    tera
}

/// The theme that comes with kohyo.
static OWN: LazyLock<Theme> =
    LazyLock::new(|| Theme::load(NAME, []).expect("a test loads the theme that is embedded"));

/// A sheet that stands alone, as the embedded theme makes it.
pub(in crate::publish::formats) fn sheet(template: &str, data: &impl TemplateData) -> String {
    OWN.tera.render(template, &data.context()).expect("a test renders every sheet")
}

/// Templates and files, ready to use.
pub struct Theme {
    /// Templates as their author wrote them: what is wrong is told with a place in these.
    tera: Tera,
    /// The same minified, once a site is written with them; none where that cannot be read any more.
    minified: OnceLock<Option<Tera>>,
    /// Path in the theme to the file's path in the site.
    origins: BTreeMap<String, Arc<str>>,
    sources: BTreeMap<String, String>,
    assets: BTreeMap<String, Vec<u8>>,
    style: String,
}

impl Theme {
    /// The theme of that name; `files` are those of the folder `themes/<name>/`, by their path in it.
    ///
    /// # Errors
    /// Findings `template` with file and place, when a template does not parse or names what is not there,
    /// and `unknown-theme` when there is no such theme.
    pub fn load<'a>(
        name: &str,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<Theme, Vec<Finding>> {
        let mut sources: BTreeMap<String, String> = BTreeMap::new();
        let mut assets: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut origins: BTreeMap<String, Arc<str>> = BTreeMap::new();
        for (path, text) in EMBEDDED {
            if path.starts_with("assets/") {
                assets.insert((*path).to_owned(), text.as_bytes().to_vec());
            } else {
                sources.insert((*path).to_owned(), (*text).to_owned());
            }
        }
        let mut findings = Vec::new();
        let mut is_empty = true;
        for (path, bytes) in files {
            is_empty = false;
            let file: Arc<str> = format!("themes/{name}/{path}").into();
            if path.starts_with("assets/") {
                assets.insert(path.to_owned(), bytes.to_vec());
            } else if path.ends_with(".html") {
                match std::str::from_utf8(bytes) {
                    Ok(text) => {
                        sources.insert(
                            path.to_owned(),
                            text.trim_start_matches('\u{FEFF}').to_owned(),
                        );
                        origins.insert(path.to_owned(), file);
                    }
                    Err(_) => findings
                        .push(Finding::error("template.not-utf8", fill! {}).at(Span::file(file))),
                }
            }
        }
        if is_empty && !name.is_empty() && name != NAME {
            findings.push(
                Finding::error("unknown-theme", fill! { name }).at(Span::file("content/site.yaml")),
            );
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let style = style_path(&assets);
        let mut theme =
            Theme { tera: Tera::new(), minified: OnceLock::new(), origins, sources, assets, style };
        theme.parse()?;
        Ok(theme)
    }

    /// The names that templates may use: of forms and parts, of pages, of sheets, of their members, of the members of
    /// these.
    pub fn names() -> Vec<&'static [&'static str]> {
        [data::MEMBERS, comparison::MEMBERS].concat()
    }

    /// Parses every template and looks for names that no template is given.
    fn parse(&mut self) -> Result<(), Vec<Finding>> {
        let mut tera = tera();
        // One at a time first, so that every file that does not parse is told, not the first only.
        let lone: Vec<Finding> = self
            .sources
            .iter()
            .filter_map(|(name, text)| {
                let error = Tera::new().add_raw_template(name, text).err()?;
                matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
                    .then(|| self.findings(&error))
            })
            .flatten()
            .collect();
        if !lone.is_empty() {
            return Err(lone);
        }
        if let Err(error) = tera.add_raw_templates(self.sources.iter()) {
            return Err(self.findings(&error));
        }
        self.tera = tera;
        let unknown = self.unknown_names();
        if unknown.is_empty() { Ok(()) } else { Err(unknown) }
    }

    fn unknown_names(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (template, text) in &self.sources {
            let known: &[&str] = match template.split_once('/').map_or("", |(folder, _)| folder) {
                "forms" | "roles" | "parts" => NAMES[0],
                "sheets" => NAMES[2],
                _ => NAMES[1],
            };
            let Ok(names) = self.tera.get_template_variables(template) else {
                continue;
            };
            let names: BTreeSet<&str> = names.into_iter().collect();
            for name in names.into_iter().filter(|name| !known.contains(name)) {
                let at = word_at(text, name);
                let known = Message { ja: known.join("、"), en: known.join(", ") };
                findings.push(
                    Finding::error("template.unknown-name", fill! { name, known })
                        .at(self.span(template, at..at + name.len())),
                );
            }
        }
        findings
    }

    /// The templates as a site is written with them.
    pub(super) fn templates(&self, minify: Minify) -> Templates<'_> {
        let tera = match minify {
            Minify::Off => None,
            Minify::On => self.minified.get_or_init(|| self.minify()).as_ref(),
        };
        Templates { theme: self, tera: tera.unwrap_or(&self.tera) }
    }

    fn minify(&self) -> Option<Tera> {
        let mut tera = tera();
        let all = self.sources.iter().map(|(name, text)| {
            (name, minified(text).map_or(Cow::Borrowed(text.as_str()), Cow::Owned))
        });
        tera.add_raw_templates(all).ok()?;
        Some(tera)
    }

    /// The address of the stylesheet: its name holds its digest, so that no browser shows an old one.
    pub(super) fn style(&self) -> &str {
        &self.style
    }

    /// The files of the theme by their address in the site.
    pub(super) fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(path, bytes)| {
            let address = if path == STYLE { self.style.as_str() } else { path };
            (address, bytes.as_slice())
        })
    }

    /// Findings of what the template engine says: `error: …` then `--> file:line:column`.
    fn findings(&self, error: &tera::Error) -> Vec<Finding> {
        let report = error.to_string();
        let mut findings = Vec::new();
        for part in report.split("\n\nerror: ") {
            let part = part.strip_prefix("error: ").unwrap_or(part);
            let what = part.lines().next().unwrap_or_default();
            let place = part.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
            let span = place.and_then(|place| self.place(place));
            findings.push(Finding::error("template", fill! { what }).at(span));
        }
        findings
    }

    /// `forms/article.html:3:7` as bytes; the column counts characters.
    fn place(&self, place: &str) -> Option<Span> {
        let mut parts = place.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line: usize = parts.next()?.parse().ok()?;
        let name = parts.next()?;
        let text = self.sources.get(name)?;
        let start: usize =
            text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let within = text[start..].split('\n').next()?;
        let inside =
            within.char_indices().nth(column.checked_sub(1)?).map_or(within.len(), |(at, _)| at);
        let at = start + inside;
        Some(self.span(name, at..at))
    }

    fn span(&self, template: &str, range: std::ops::Range<usize>) -> Span {
        match self.origins.get(template) {
            Some(file) => Span::new(file.clone(), range),
            None => Span::new(format!("themes/{NAME}/{template}"), range),
        }
    }
}

const STYLE: &str = "assets/kohyo.css";

fn style_path(assets: &BTreeMap<String, Vec<u8>>) -> String {
    let bytes = assets.get(STYLE).map_or(&[][..], Vec::as_slice);
    let digest = Digest::of(bytes).to_string();
    format!("assets/kohyo-{}.css", &digest[..12])
}

/// The templates of a theme, minified or as they are written.
#[derive(Clone, Copy)]
pub(super) struct Templates<'a> {
    theme: &'a Theme,
    tera: &'a Tera,
}

impl<'a> Templates<'a> {
    /// Renders a template.
    ///
    /// # Errors
    /// Findings `template`, with file and place.
    pub(super) fn render(
        self,
        template: &str,
        data: &impl TemplateData,
    ) -> Result<String, Vec<Finding>> {
        let context = data.context();
        self.tera.render(template, &context).map_err(|error| {
            // The place is one in the file, not in what was made of it.
            let written = self.theme.tera.render(template, &context);
            self.theme.findings(&written.err().unwrap_or(error))
        })
    }

    /// The template for a role, where the theme has one: `roles/contact.phone.html`.
    pub(super) fn of_role(self, role: &str) -> Option<&'a str> {
        let known = self.theme.sources.get_key_value(&format!("roles/{role}.html"));
        known.map(|(name, _)| name.as_str())
    }
}

/// Where a word stands in a template; its beginning when it is not found as it is.
fn word_at(text: &str, word: &str) -> usize {
    let is_inside = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    text.match_indices(word)
        .map(|(at, _)| at)
        .find(|at| {
            let before = text[..*at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            let opened = text[..*at].rfind("{%").max(text[..*at].rfind("{{"));
            let closed = text[..*at].rfind("%}").max(text[..*at].rfind("}}"));
            !before.is_some_and(is_inside)
                && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
                && opened.is_some()
                && opened > closed
        })
        .unwrap_or(0)
}
