//! A drawing (SVG) is read element by element against lists of what only draws. What is not on the lists is refused, as is
//! everything that two readers could read in two ways. Does not mend: the author's program can write it anew.

use super::names::{ELEMENTS, LINK_NOTES, NOTES, PLAIN, STYLED, SVG, XLINK, XML};
use super::style;
use super::uses::PartUses;
use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::text::chars::{Unseen, find_unseen};
use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;
use quick_xml::{XmlVersion, escape};
use std::ops::Range;

/// What stands against the file at `path` being a drawing and nothing else.
pub(super) fn check(path: &str, bytes: &[u8]) -> Result<(), Finding> {
    let valid = std::str::from_utf8(bytes);
    let text = valid.unwrap_or_default();
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let bom = text.len() - body.len();
    let mut walk = SvgWalk {
        path,
        body,
        bom,
        depth: 0,
        has_root: false,
        style: None,
        uses: PartUses::default(),
    };
    if let Err(error) = valid {
        return Err(walk.at("svg-part.encoding", "", error.valid_up_to()));
    }
    let is_odd =
        |c: char| c.is_control() && !"\t\n\r".contains(c) || "\u{FFFE}\u{FFFF}".contains(c);
    if let Some((at, c)) = body.char_indices().find(|(_, c)| is_odd(*c)) {
        return Err(walk.at("svg-part.form", &c.to_string(), at));
    }
    let mut reader = NsReader::from_str(body);
    let config = reader.config_mut();
    (config.check_comments, config.check_end_names) = (true, true);
    loop {
        let at = position(reader.buffer_position());
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(_) => return Err(walk.at("svg-part.form", "", position(reader.error_position()))),
        };
        if event == Event::Eof {
            break;
        }
        let end = position(reader.buffer_position());
        walk.event(&event, at..end, reader.resolver())?;
    }
    if walk.depth > 0 || !walk.has_root {
        return Err(walk.at("svg-part.root", "", 0));
    }
    match walk.uses.excess() {
        Some(at) => Err(walk.at("svg-part.uses", "", at)),
        None => Ok(()),
    }
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(0)
}

struct SvgWalk<'a> {
    path: &'a str,
    body: &'a str,
    /// How many bytes stand before the body.
    bom: usize,
    depth: usize,
    has_root: bool,
    /// The words of the style sheet that is open, from its place and depth on.
    style: Option<(usize, String)>,
    uses: PartUses,
}

impl<'a> SvgWalk<'a> {
    /// What is said of a part that stands at a place.
    fn at(&self, name: &'static str, part: &str, at: usize) -> Finding {
        let start = self.bom + at;
        let shown: String = part.chars().take(60).collect();
        let finding = Finding::error(name, fill! { shown = shown.escape_debug() });
        finding.at(Span::new(self.path, start..start + part.len()))
    }

    fn event(
        &mut self,
        event: &Event<'a>,
        range: Range<usize>,
        known: &NamespaceResolver,
    ) -> Result<(), Finding> {
        let raw = &self.body[range.clone()];
        match event {
            Event::Start(tag) => {
                self.element(tag, range.start, known)?;
                self.depth += 1;
                if self.style.is_none() && is_style(tag, known) {
                    self.style = Some((range.start, String::new()));
                }
            }
            Event::Empty(tag) => self.element(tag, range.start, known)?,
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                // Words of a style sheet are one, whatever comments part them.
                if let Some((at, css)) = self.style.take() {
                    if let Some(part) = style::harm(&css) {
                        return Err(self.at("svg-part.style", part, at));
                    }
                    self.uses.sheet(&css);
                }
            }
            Event::Text(words) => self.words(&words.xml10_content(), raw, range.start)?,
            Event::CData(words) => self.words(&words.xml10_content(), raw, range.start)?,
            Event::GeneralRef(_) => match escape::unescape(raw) {
                Ok(words) => self.words(&words, raw, range.start)?,
                Err(_) => return Err(self.at("svg-part.entity", raw, range.start)),
            },
            // Where the drawing is part of a page, such a comment ends at its beginning.
            Event::Comment(words) if words.starts_with('>') || words.starts_with("->") => {
                return Err(self.at("svg-part.form", first_line(raw), range.start));
            }
            Event::Comment(_) | Event::Eof => {}
            Event::Decl(_) => self.declaration(raw, range.start)?,
            // The frame of notes that programs of Adobe write.
            Event::PI(words) if words.target() == "xpacket" => {}
            Event::PI(_) => return Err(self.at("svg-part.entity", first_line(raw), range.start)),
            Event::DocType(_) if is_plain(raw) && !self.has_root => {}
            Event::DocType(_) => {
                return Err(self.at("svg-part.entity", first_line(raw), range.start));
            }
        }
        Ok(())
    }

    fn words(&mut self, words: &str, raw: &str, at: usize) -> Result<(), Finding> {
        if let Some((_, css)) = &mut self.style {
            css.push_str(words);
        }
        // What is drawn is seen; what turns words around or stands among them without a look is not.
        let unseen = find_unseen(words).into_iter().map(|(_, why)| why);
        if self.style.is_none()
            && unseen.into_iter().any(|why| matches!(why, Unseen::Direction | Unseen::Invisible))
        {
            return Err(self.at("svg-part.unseen", raw.trim(), at));
        }
        let is_outside = self.depth == 0 && !raw.bytes().all(|b| b.is_ascii_whitespace());
        if is_outside { Err(self.at("svg-part.form", first_line(raw), at)) } else { Ok(()) }
    }

    /// `<?xml version="1.0" encoding="UTF-8" standalone="no"?>`, at the very beginning.
    fn declaration(&self, raw: &str, at: usize) -> Result<(), Finding> {
        let inner = raw.trim_start_matches("<?xml").trim_end_matches("?>");
        for attribute in Attributes::new(inner, 0) {
            let known =
                attribute.is_ok_and(|one| match (one.key.0, &*one.value.to_ascii_lowercase()) {
                    ("version", version) => version == "1.0",
                    ("encoding", encoding) => ["utf-8", "utf8", "us-ascii"].contains(&encoding),
                    (key, _) => key == "standalone",
                });
            if !known {
                return Err(self.at("svg-part.encoding", raw, at));
            }
        }
        if at == 0 { Ok(()) } else { Err(self.at("svg-part.form", raw, at)) }
    }

    fn element(
        &mut self,
        tag: &BytesStart<'a>,
        at: usize,
        known: &NamespaceResolver,
    ) -> Result<(), Finding> {
        let whole = tag.name();
        let (space, local) = known.resolve_element(whole);
        let local = local.into_inner();
        let is_drawn = matches!(space, ResolveResult::Bound(Namespace(SVG)));
        let is_known = if is_drawn { ELEMENTS.contains(local) } else { is_note(&space) };
        let is_root = self.depth == 0;
        if is_root && (self.has_root || !is_drawn || local != "svg") {
            return Err(self.at("svg-part.root", whole.0, at + 1));
        }
        if !is_known || self.style.is_some() {
            return Err(self.at("svg-part.element", whole.0, at + 1));
        }
        self.has_root = true;
        self.uses.element(local, at, self.depth);
        for attribute in tag.attributes() {
            let Ok(attribute) = attribute else {
                return Err(self.at("svg-part.form", whole.0, at + 1));
            };
            let key = attribute.key.0;
            let key_at = (key.as_ptr() as usize).checked_sub(self.body.as_ptr() as usize);
            let key_at =
                key_at.filter(|at| self.body.get(*at..).is_some_and(|rest| rest.starts_with(key)));
            self.attribute(&attribute, if is_drawn { Some(local) } else { None }, known)
                .map_err(|name| self.at(name, key, key_at.unwrap_or(at)))?;
        }
        Ok(())
    }

    /// An attribute of an element of a drawing, or of a note.
    fn attribute(
        &mut self,
        own: &Attribute<'_>,
        element: Option<&str>,
        known: &NamespaceResolver,
    ) -> Result<(), &'static str> {
        if own.key.as_namespace_binding().is_some() {
            return Ok(());
        }
        let value = own.normalized_value(XmlVersion::Implicit1_0).map_err(|_| "svg-part.entity")?;
        let (space, local) = known.resolve_attribute(own.key);
        let local = local.into_inner();
        self.uses.attribute(local, &value);
        let is_known = match space {
            ResolveResult::Unbound => match (local, element) {
                ("href", element) => return link(&value, element),
                (_, None) => !local.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("on")),
                ("style", Some(_)) => return styled(&value),
                ("type", Some("style")) => value == "text/css",
                (_, Some(_)) if STYLED.contains(local) => return styled(&value),
                (_, Some(_)) => {
                    PLAIN.contains(local)
                        || local.starts_with("data-")
                        || local.starts_with("aria-")
                }
            },
            ResolveResult::Bound(Namespace(XLINK)) if local == "href" => {
                return link(&value, element);
            }
            ResolveResult::Bound(Namespace(XLINK)) => LINK_NOTES.contains(local),
            ResolveResult::Bound(Namespace(XML)) => ["space", "lang"].contains(&local),
            space => is_note(&space),
        };
        if is_known { Ok(()) } else { Err("svg-part.attribute") }
    }
}

fn is_style(tag: &BytesStart<'_>, known: &NamespaceResolver) -> bool {
    let (space, local) = known.resolve_element(tag.name());
    local.into_inner() == "style" && matches!(space, ResolveResult::Bound(Namespace(SVG)))
}

fn is_note(space: &ResolveResult<'_>) -> bool {
    matches!(space, ResolveResult::Bound(Namespace(name)) if NOTES.iter().any(|known| name.starts_with(known)))
}

/// A link leads to a part of the drawing; a picture may bring its pixels along.
fn link(value: &str, element: Option<&str>) -> Result<(), &'static str> {
    let pixels = || {
        let rest = value.strip_prefix("data:image/")?;
        let (kind, rest) = rest.split_once(";base64,")?;
        let is_word = |b: u8| b.is_ascii_alphanumeric() || b"+/= \t\r\n".contains(&b);
        let is_raster = ["png", "jpeg", "jpg", "gif", "webp"].contains(&kind);
        (is_raster && rest.bytes().all(is_word)).then_some(())
    };
    let is_picture = matches!(element, Some("image" | "feImage"));
    if value.starts_with('#') || is_picture && pixels().is_some() {
        Ok(())
    } else {
        Err("svg-part.link")
    }
}

fn styled(value: &str) -> Result<(), &'static str> {
    if style::harm(value).is_some() { Err("svg-part.value") } else { Ok(()) }
}

/// The document type of the W3C, which no browser fetches, without anything of a file's own.
fn is_plain(raw: &str) -> bool {
    let parts: Vec<&str> =
        raw.trim_start_matches("<!DOCTYPE").trim_end_matches('>').split('"').collect();
    match parts[..] {
        [name] => name.trim() == "svg",
        [name, public, between, system, end] => {
            name.split_ascii_whitespace().eq(["svg", "PUBLIC"])
                && public.starts_with("-//W3C//DTD SVG ")
                && system.starts_with("http://www.w3.org/")
                && between.trim().is_empty()
                && end.trim().is_empty()
        }
        _ => false,
    }
}

fn first_line(raw: &str) -> &str {
    raw.lines().next().unwrap_or("")
}
