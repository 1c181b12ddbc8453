//! Which drafts are sealed, and what is said about each: what was asked for comes first, then the slip (改定票). Does not
//! know who asks, nor touch the disk.

use super::answers::{AnsweredDuties, answered};
use super::ledger_writer::LedgerWriter;
use super::plan::{SealPlan, plan};
use crate::diagnostic::{Finding, Message, Span};
use crate::disk::Snapshot;
use crate::fill;
use crate::law::OrganisationProfile;
use crate::ledger::{Day, EventDetails};
use crate::site::load::slip_path;
use crate::site::{Document, Private, SinceDay, Site, Slip};
use crate::text::date::Date;

/// What is asked for when drafts are sealed.
#[derive(Clone, Debug)]
pub struct SealRequest {
    /// From when they are to be in force.
    pub effective: Option<SinceDay>,
    /// When a text was seen in force of which nobody knows since when it is.
    pub seen: Option<Date>,
    /// What is told besides.
    pub details: EventDetails,
    /// What only the organisation may know.
    pub private: Private,
    /// The slip for all documents, where one was named.
    pub slip: Option<Slip>,
    /// For whom the site speaks.
    pub profile: Option<OrganisationProfile>,
    /// The day of the seal.
    pub today: Date,
}

/// A document that is to be sealed.
#[derive(Clone, Debug)]
pub struct Sealing<'a> {
    /// The document.
    pub document: &'a Document,
    /// The versions that are made.
    pub plan: SealPlan,
    /// The duties that it brings, and what was answered.
    pub duties: AnsweredDuties,
    details: EventDetails,
    private: Private,
}

impl SealRequest {
    /// Every document that was sealed before and says something else by the day that is asked for. One that never was
    /// is not sealed by the way.
    ///
    /// # Errors
    /// When there is none.
    pub fn differing<'s>(&self, site: &'s Site) -> Result<Vec<&'s Document>, Box<Finding>> {
        let all = site.documents.iter();
        let found: Vec<&Document> = all.filter(|document| self.differs(document)).collect();
        if found.is_empty() {
            return Err(Box::new(Finding::error("nothing-to-seal.anywhere", fill! {})));
        }
        Ok(found)
    }

    fn differs(&self, document: &Document) -> bool {
        let Some(newest) = document.newest().filter(|_| document.repeal.is_none()) else {
            return false;
        };
        let day = self.effective(self.slip_of(document));
        let day = day.map_or(newest.effective.counted(), Day::counted);
        document.draft_on(day).whole() != newest.tree.whole()
    }

    /// What is made of the documents; of several either all are sealed, or none.
    ///
    /// # Errors
    /// Everything that stands against it.
    pub fn plan<'s>(&self, documents: &[&'s Document]) -> Result<Vec<Sealing<'s>>, Vec<Finding>> {
        let (mut sealings, mut findings) = (Vec::new(), Vec::new());
        for document in documents {
            match self.sealing(document) {
                Ok(sealing) => sealings.push(sealing),
                Err(found) => findings.extend(found),
            }
        }
        if findings.is_empty() { Ok(sealings) } else { Err(findings) }
    }

    fn sealing<'s>(&self, document: &'s Document) -> Result<Sealing<'s>, Vec<Finding>> {
        let slug = &document.slug;
        if self.slip.is_some() && document.slip.is_some() {
            let finding = Finding::error("two-slips", fill! { slug });
            return Err(vec![finding.at(Span::file(slip_path(slug)))]);
        }
        let slip = self.slip_of(document);
        let Some(effective) = self.effective(slip) else {
            let word = Message::new(document.kind.effective_word(), "in force");
            let name = if slip.is_some() { "no-effective-day.slip" } else { "no-effective-day" };
            return Err(vec![Finding::error(name, fill! { slug, word })]);
        };
        let plan = plan(document, effective, self.today)?;
        let slip = slip.cloned().unwrap_or_default();
        let (details, private) = (self.details.clone(), self.private.clone());
        let or =
            |given: Vec<String>, slip: Vec<String>| if given.is_empty() { slip } else { given };
        let private = Private {
            reason: private.reason.or(slip.private.reason),
            names: or(private.names, slip.private.names),
            evidence: or(private.evidence, slip.private.evidence),
            duties: slip.private.duties,
            unanswered: private.unanswered,
        };
        let published = details.published.or(slip.told.published);
        let duties = answered(document, &plan, (&private, published), self.profile);
        // Only where something is open was it left so.
        let unanswered = private.unanswered.clone().filter(|_| !duties.open.is_empty());
        Ok(Sealing {
            document,
            plan,
            details: EventDetails {
                decided: details.decided.or(slip.told.decided),
                approved: details.approved.or(slip.told.approved),
                published,
                summary: details.summary.or(slip.told.summary),
                record: None,
                duties: duties.met.clone(),
            },
            duties,
            private: Private { unanswered, ..private },
        })
    }

    /// Writes all versions, ledgers and private records; the slips in the folders of documents are used up.
    ///
    /// # Errors
    /// When a ledger cannot take a line.
    pub fn write(
        &self,
        sealings: &[Sealing<'_>],
        snapshot: &Snapshot,
        writer: &mut LedgerWriter<'_>,
    ) -> Result<(), Box<Finding>> {
        for Sealing { document, plan, details, private, .. } in sealings {
            plan.write(writer, document, details, private)?;
            let slip = slip_path(&document.slug);
            if self.slip.is_none() && snapshot.file(&slip).is_some() {
                writer.remove(&slip);
            }
        }
        Ok(())
    }

    fn slip_of<'s>(&'s self, document: &'s Document) -> Option<&'s Slip> {
        self.slip.as_ref().or(document.slip.as_ref())
    }

    /// From when it counts; `None` where neither what was asked for nor the slip say.
    fn effective(&self, slip: Option<&Slip>) -> Option<Day> {
        let of_slip = slip.and_then(|slip| slip.effective);
        let seen_of_slip = match of_slip {
            Some(SinceDay::Unknown { seen }) => seen,
            Some(SinceDay::Day(_)) | None => None,
        };
        Some(match self.effective.or(of_slip)? {
            SinceDay::Day(day) => Day::Known(day),
            SinceDay::Unknown { .. } => {
                Day::Unknown { seen: self.seen.or(seen_of_slip).unwrap_or(self.today) }
            }
        })
    }
}
