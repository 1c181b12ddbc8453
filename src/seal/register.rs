//! A text of the past as a version (後日収録), through the same log and exact check as every import. The text that
//! is being written stays as it is. Does not know how a text is understood.

use super::LedgerWriter;
use crate::diagnostic::{Finding, Hold, Message, Span};
use crate::disk::{DiskError, Edits, Snapshot};
use crate::fill;
use crate::import::{self, ImportSource, Imported, Overwrite, Request, WantedKind};
use crate::ledger::{Act, Day, Event, EventDetails, Provenance, VersionId};
use crate::rules::CheckedSite;
use crate::site::load::{Salt, Shelf};
use crate::site::{Document, Kind, Private, Slug, Version};
use crate::text::date::Date;
use crate::tree::{self, Digest, Provision};
use std::sync::Arc;

/// A text of the past.
#[derive(Clone, Debug)]
pub struct PastText<'a> {
    /// The text, as the document would say it.
    pub tree: &'a Arc<Provision>,
    /// From when it was in force.
    pub effective: Day,
    /// When kohyo learns of it.
    pub recorded: Date,
    /// What is told besides.
    pub told: &'a EventDetails,
    /// What only the organisation may know.
    pub private: &'a Private,
}

/// Registers a text of the past; its version.
///
/// # Errors
/// When its day is still to come, the very text is there already, or the ledger refuses.
pub fn register(
    writer: &mut LedgerWriter<'_>,
    document: &Document,
    past: &PastText<'_>,
) -> Result<VersionId, Box<Finding>> {
    let (slug, day) = (&document.slug, past.effective.counted());
    if day > past.recorded {
        let shown = Message::day(day);
        return Err(Box::new(Finding::error("register-to-come", fill! { slug, day, shown })));
    }
    if let Some(finding) = over_sealed(document, past) {
        return Err(Box::new(finding));
    }
    let same = document.versions.iter().find(|version| {
        version.effective.counted() == day && version.tree.whole() == past.tree.whole()
    });
    if let Some(version) = same {
        let version = version.id;
        return Err(Box::new(Finding::error("registered-already", fill! { slug, version })));
    }
    let version = writer.account(document).free_id(day);
    let bytes = tree::write(past.tree);
    let act = Act::Register { version, digest: Digest::of(&bytes), effective: past.effective };
    let event = Event::new(past.recorded, act).telling(past.told.clone());
    writer.append(document, event, past.private)?;
    writer.version(document, version, bytes);
    Ok(version)
}

/// A text of the past does not take the place of one that was sealed: one of which nobody knows since when it counted on
/// no day, any other not on the day on which it is registered.
fn over_sealed(document: &Document, past: &PastText<'_>) -> Option<Finding> {
    let slug = &document.slug;
    let (on, name) = match past.effective {
        Day::Unknown { seen } => (seen, "register-over-sealed"),
        Day::Known(_) => (past.recorded, "register-over-sealed.known"),
    };
    let sealed = document.in_force_on(on).filter(|version| is_sealed(document, version))?;
    let (id, from) = (sealed.id, past.effective.counted());
    let takes = sealed.effective.counted() <= from;
    let blanks = fill! { slug, id, from, day = Message::day(from) };
    takes.then(|| Finding::error(name, blanks))
}

/// Whether a version came from a draft, however often it was put right since.
fn is_sealed(document: &Document, version: &Version) -> bool {
    let mut first = version;
    while let Some(earlier) = document.put_right_in(first) {
        first = earlier;
    }
    first.came != Provenance::Registered
}

/// A text as one of the document: of its kind, with its key.
fn as_text_of(document: &Document, root: &Arc<Provision>) -> Arc<Provision> {
    let draft = &document.draft.periods()[0].1;
    let own = root.own().clone();
    own.role(draft.role().clone()).key(draft.key().cloned()).with(root.children().iter().cloned())
}

/// A file that is to become a version of the past.
#[derive(Clone, Debug)]
pub struct PastImport<'a> {
    /// The document.
    pub name: &'a str,
    /// The file.
    pub source: ImportSource<'a>,
    /// What it is to be read as.
    pub wanted: WantedKind,
    /// From when the text was in force.
    pub effective: Day,
    /// When kohyo learns of it.
    pub recorded: Date,
    /// What is told besides.
    pub told: EventDetails,
    /// What only the organisation may know.
    pub private: Private,
    /// Random, for the private records that are written.
    pub salt: Salt,
}

/// What stands around the documents of a site, without them.
fn frame(snapshot: &Snapshot) -> Snapshot {
    let frame = ["content/site.yaml", "content/organisation.yaml"].into_iter();
    let files = frame.filter_map(|path| Some((path, snapshot.file(path)?.bytes().to_vec())));
    Snapshot::from_memory(files.map(|(path, bytes)| (path.to_owned(), bytes)))
}

/// What is to be written.
#[derive(Debug)]
pub struct RegisteredImport {
    /// The files.
    pub edits: Edits,
    /// The text as it was understood.
    pub imported: Imported,
    /// The version that it became.
    pub version: VersionId,
    /// What sort of document it is of.
    pub kind: Kind,
    /// Where the report lies.
    pub report: String,
    /// What is found in it that would stand against sealing a draft. A past text says what it said: somebody must say
    /// that it did.
    pub held: Vec<Finding>,
    /// The document as it was; without a version where it is made now.
    pub before: Document,
    /// The document as it will be.
    pub after: Document,
}

/// Registers a file as a version: of the document that is there, or of one that is made for it.
///
/// # Errors
/// A path that cannot be a file of a site; inside, what stands against the import or the version.
pub fn register_import(
    checked: &CheckedSite,
    past: &PastImport<'_>,
) -> Result<Result<RegisteredImport, Vec<Finding>>, DiskError> {
    match checked.if_sound().and_then(|site| site.document(past.name)) {
        Some(document) => past.beside(document, &checked.snapshot),
        None => past.founded(&checked.snapshot),
    }
}

impl PastImport<'_> {
    /// A version of a document that is there. Only its ledger, the version and the report are written.
    fn beside(
        &self,
        document: &Document,
        snapshot: &Snapshot,
    ) -> Result<Result<RegisteredImport, Vec<Finding>>, DiskError> {
        let own = match document.kind {
            Kind::Regulation => WantedKind::Regulation,
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
                WantedKind::Notice
            }
        };
        let slug = &document.slug;
        if self.wanted != WantedKind::Auto && self.wanted != own {
            return Ok(Err(vec![Finding::error("other-kind", fill! { slug })]));
        }
        let nothing = Snapshot::default();
        let mut writer = LedgerWriter::new(snapshot, self.salt);
        let version = writer.account(document).free_id(self.effective.counted());
        let request = Request {
            wanted: own,
            slug: Some(slug.clone()),
            existing: &nothing,
            overwrite: Overwrite::Never,
            version: Some(Shelf::Content(slug.as_str()).version(version)),
        };
        let made = import::import(self.source, &request).and_then(|imported| {
            let tree = as_text_of(document, &imported.root);
            let version = register(&mut writer, document, &self.text(&tree));
            Ok((imported, version.map_err(|finding| vec![*finding])?))
        });
        let (imported, version) = match made {
            Ok(made) => made,
            Err(findings) => return Ok(Err(findings)),
        };
        let report = format!("records/imports/{slug}/{version}.md");
        writer.keep(&report, imported.report.clone().into_bytes());
        let (before, after) = (document.clone(), writer.outcome(document));
        let (edits, kind) = (writer.edits()?, document.kind);
        let held =
            self.held(&CheckedSite::of(frame(snapshot).with(&imported.edits), self.recorded));
        Ok(Ok(RegisteredImport { edits, imported, version, kind, report, held, before, after }))
    }

    /// The first version of a document that is made for it: its text is the draft too.
    fn founded(
        &self,
        snapshot: &Snapshot,
    ) -> Result<Result<RegisteredImport, Vec<Finding>>, DiskError> {
        let slug = Slug::asked(self.name).map_err(|finding| vec![finding]);
        let imported = slug.and_then(|slug| {
            let (slug, overwrite) = (Some(slug), Overwrite::Never);
            let wanted = self.wanted;
            let request = Request { wanted, slug, existing: snapshot, overwrite, version: None };
            import::import(self.source, &request)
        });
        let imported = match imported {
            Ok(imported) => imported,
            Err(findings) => return Ok(Err(findings)),
        };
        let after = CheckedSite::of(snapshot.with(&imported.edits), self.recorded);
        let Some(document) = after.if_sound().and_then(|site| site.document(self.name)) else {
            return Ok(Err(after.findings));
        };
        let mut writer = LedgerWriter::new(&after.snapshot, self.salt);
        let tree = document.draft.on(self.recorded);
        let version = match register(&mut writer, document, &self.text(tree)) {
            Ok(version) => version,
            Err(finding) => return Ok(Err(vec![*finding])),
        };
        let (before, outcome) = (document.clone(), writer.outcome(document));
        Ok(Ok(RegisteredImport {
            before,
            after: outcome,
            edits: imported.edits.clone().then(&writer.edits()?)?,
            version,
            kind: document.kind,
            held: self.held(&after),
            report: format!("content/{}/{}", document.slug, import::REPORT),
            imported,
        }))
    }

    /// What stands against it in the site that the text alone would make, told of the file that was read.
    fn held(&self, checked: &CheckedSite) -> Vec<Finding> {
        let document = checked.site.as_ref().and_then(|site| site.document(self.name));
        let held = document.into_iter().flat_map(|one| checked.holding(one, self.recorded));
        let told = held.map(|finding| Finding {
            help: Some(Message::of("seal/register-held", fill! {})),
            hold: Some(Hold::UnlessSure),
            span: Some(Span::file(self.source.name)),
            ..finding.clone()
        });
        told.collect()
    }

    /// What is recorded of it, but for the identity and the text that are not known yet.
    pub fn event(&self) -> Event {
        let version = VersionId::first(self.effective.counted());
        let (digest, effective) = (Digest::of(&[]), self.effective);
        let act = Act::Register { version, digest, effective };
        Event::new(self.recorded, act).telling(self.told.clone())
    }

    fn text<'a>(&'a self, tree: &'a Arc<Provision>) -> PastText<'a> {
        let PastImport { effective, recorded, told, private, .. } = self;
        PastText { tree, effective: *effective, recorded: *recorded, told, private }
    }
}
