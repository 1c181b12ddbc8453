//! A notice as the files of its folder: for every section the best way that its file can hold. Does not prove
//! anything and does not know the disk.

use super::notice::{Notice, NoticePart};
use super::outline_tree::OutlineNode;
use crate::diagnostic::Finding;
use crate::sections::{self, LabelSource, SectionFile};
use crate::site::load::{Unwritable, write_document};
use crate::tree::{Form, Provision, Text};
use std::ops::Range;
use std::sync::Arc;

/// Whole documents are written again so often, each time with one section put more plainly.
const MAX_RETRIES: usize = 12;

/// How much structure is tried: known section kinds where they fit; prose with headings, lists and tables; plain
/// paragraphs. Each gives up some, none gives up words.
pub(super) const FLOORS: [fn(&NoticePart) -> usize; 3] =
    [|_| 0, |part| part.prose_from, |part| part.ways.len() - 1];

/// The files of a notice and the sketch of what they say.
#[derive(Debug)]
pub(super) struct WrittenNotice {
    pub(super) files: Vec<SectionFile>,
    pub(super) root: OutlineNode,
    /// A title that the text does not have.
    pub(super) added: Option<&'static str>,
    /// Sections that became prose, with their places in the text.
    pub(super) unplaced: Vec<(Range<usize>, Finding)>,
}

/// Writes a notice; `None` when a section fits no file at all.
pub(super) fn write(
    text: &str,
    notice: &Notice,
    floor: fn(&NoticePart) -> usize,
) -> Option<WrittenNotice> {
    let added = notice.title.is_empty().then_some("個人情報の取扱いに関する公表事項");
    let mut chosen: Vec<usize> =
        notice.sections.iter().map(|part| fitting(text, part, floor(part))).collect();
    for _ in 0..MAX_RETRIES {
        let root = root(notice, &chosen);
        match write_document(&titled(&root.provision(text), added)) {
            Ok(files) => {
                return Some(WrittenNotice {
                    files,
                    root,
                    added,
                    unplaced: unplaced(notice, &chosen),
                });
            }
            Err(Unwritable::Section(at, _)) => {
                let part = owner(notice, &chosen, at)?;
                chosen[part] += 1;
                if chosen[part] == notice.sections[part].ways.len() {
                    return None;
                }
            }
            Err(Unwritable::Kind(_) | Unwritable::Text | Unwritable::Whole) => return None,
        }
    }
    None
}

/// The first way from the floor on whose sections each fit a file of their kind.
fn fitting(text: &str, part: &NoticePart, from: usize) -> usize {
    let fits = |way: &usize| {
        part.ways[*way]
            .iter()
            .all(|sketch| sections::write(&sketch.provision(text), LabelSource::ByPlace).is_ok())
    };
    (from..part.ways.len()).find(fits).unwrap_or(part.ways.len() - 1)
}

fn root(notice: &Notice, chosen: &[usize]) -> OutlineNode {
    let parts = notice.sections.iter().zip(chosen);
    OutlineNode::new(Form::Document, notice.role.clone())
        .heading(notice.title.clone())
        .with(parts.flat_map(|(part, way)| part.ways[*way].iter().cloned()))
}

/// The tree with the title that the text does not have.
fn titled(root: &Provision, added: Option<&str>) -> Arc<Provision> {
    let mut own = root.own().clone();
    if let Some(title) = added {
        own.heading = Text::plain(title);
    }
    own.with(root.children().to_vec())
}

/// The part of the text that gave the section at that place.
fn owner(notice: &Notice, chosen: &[usize], section: usize) -> Option<usize> {
    let mut end = 0;
    notice.sections.iter().zip(chosen).position(|(part, way)| {
        end += part.ways[*way].len();
        section < end
    })
}

fn unplaced(notice: &Notice, chosen: &[usize]) -> Vec<(Range<usize>, Finding)> {
    notice
        .sections
        .iter()
        .zip(chosen)
        .filter(|(part, way)| **way >= part.prose_from)
        .filter_map(|(part, _)| Some((part.place.clone(), part.unplaced.clone()?)))
        .collect()
}
