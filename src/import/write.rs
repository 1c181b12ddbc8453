//! A notice as the files of its folder: for every section the best way that its file can hold. Does not read them
//! back as a document and does not know the disk.

use super::notice::{Notice, Part};
use super::sketch::Sketch;
use crate::diagnostic::Finding;
use crate::sections::yaml::{Out, emit};
use crate::sections::{self, File, Numbered, Numbering};
use crate::tree::Form;
use std::ops::Range;

/// How much structure is tried: each step gives up some, none gives up words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Floor {
    /// Known section kinds where they fit.
    Sections,
    /// Prose with headings, lists and tables.
    Prose,
    /// Plain paragraphs.
    Plain,
}

/// The files of a notice and the sketch of what they say.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) files: Vec<File>,
    pub(super) root: Sketch,
    /// A title that the text does not have.
    pub(super) added: Option<&'static str>,
    /// Sections that became prose, with their places in the text.
    pub(super) unplaced: Vec<(Range<usize>, Finding)>,
}

/// Writes a notice; `None` when a section fits no file at all.
pub(super) fn write(text: &str, notice: &Notice, floor: Floor) -> Option<Written> {
    let numbering = numbering(text, notice);
    let added = notice
        .title
        .is_empty()
        .then_some("個人情報の取扱いに関する公表事項");
    let mut written = Written {
        files: vec![],
        root: Sketch::new(Form::Document, notice.role.clone()).heading(notice.title.clone()),
        added,
        unplaced: vec![],
    };
    for part in &notice.sections {
        let (at, files) = fitting(text, part, floor, &numbering)?;
        if at >= part.prose_from {
            written
                .unplaced
                .push((part.place.clone(), part.unplaced.clone()));
        }
        for file in files {
            let file = named(file, &written.files);
            written.files.push(file);
        }
        written.root.children.extend(part.ways[at].iter().cloned());
    }
    let document = document(text, &written, &numbering);
    written.files.insert(0, document);
    Some(written)
}

/// The numbers of the sections: a sample of the first when the rest follow from it.
enum Numbers {
    None,
    Sample(String),
    Each,
}

fn numbering(text: &str, notice: &Notice) -> Numbers {
    let headed: Vec<&Sketch> = notice
        .sections
        .iter()
        .filter_map(|part| part.ways.first()?.first())
        .filter(|sketch| !sketch.heading.is_empty())
        .collect();
    let label = |sketch: &Sketch| sketch.label.read(text);
    if headed.iter().all(|sketch| sketch.label.is_empty()) {
        return Numbers::None;
    }
    let sample = Numbering::of(&label(headed[0]));
    match sample {
        Some(sample)
            if headed
                .iter()
                .zip(1..)
                .all(|(sketch, n)| label(sketch) == sample.nth(n)) =>
        {
            Numbers::Sample(label(headed[0]))
        }
        Some(_) | None => Numbers::Each,
    }
}

/// The first way from the floor on whose sections all fit their files.
fn fitting(text: &str, part: &Part, floor: Floor, numbers: &Numbers) -> Option<(usize, Vec<File>)> {
    let from = match floor {
        Floor::Sections => 0,
        Floor::Prose => part.prose_from,
        Floor::Plain => part.ways.len() - 1,
    };
    let numbered = match numbers {
        Numbers::None | Numbers::Sample(_) => Numbered::ByPlace,
        Numbers::Each => Numbered::ByItself,
    };
    (from..part.ways.len()).find_map(|at| {
        let files: Result<Vec<File>, _> = part.ways[at]
            .iter()
            .map(|sketch| sections::write(&sketch.provision(text), numbered))
            .collect();
        Some((at, files.ok()?))
    })
}

/// A second file of a kind gets a number: `prose-2.md`.
fn named(file: File, others: &[File]) -> File {
    let Some((stem, extension)) = file.name.split_once('.') else {
        return file;
    };
    let name = (2..)
        .map(|number| format!("{stem}-{number}.{extension}"))
        .find(|name| others.iter().all(|other| other.name != *name))
        .filter(|_| others.iter().any(|other| other.name == file.name));
    match name {
        Some(name) => File { name, ..file },
        None => file,
    }
}

fn document(text: &str, written: &Written, numbers: &Numbers) -> File {
    let title = written
        .added
        .map_or_else(|| written.root.heading.read(text), str::to_owned);
    let sections = written
        .files
        .iter()
        .filter_map(|file| file.name.split_once('.'))
        .map(|(stem, _)| Out::words(stem))
        .collect();
    let mut map = vec![
        ("kind", Out::words(written.root.role.as_str())),
        ("title", Out::Words(title)),
    ];
    if let Numbers::Sample(sample) = numbers {
        map.push(("numbering", Out::words(sample.as_str())));
    }
    map.push(("sections", Out::List(sections)));
    File {
        name: "document.yaml".to_owned(),
        text: emit("", &map),
    }
}
