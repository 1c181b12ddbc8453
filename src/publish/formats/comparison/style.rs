//! How a 新旧対照表 looks, as a file says: sides, headings, remarks, folding. Does not know what changed.

use super::DecisionState;
use crate::diagnostic::Finding;
use crate::diff::redline::Folding;
use crate::disk::Snapshot;
use crate::fill;
use crate::site::Kind;
use serde::Deserialize;

/// The styles that come with kohyo, by name.
pub const SHIPPED: [(&str, &str); 4] = [
    ("standard", include_str!("../../../../themes/comparison/standard.yaml")),
    ("notice", include_str!("../../../../themes/comparison/notice.yaml")),
    ("remarks", include_str!("../../../../themes/comparison/remarks.yaml")),
    ("before-first", include_str!("../../../../themes/comparison/before-first.yaml")),
];

/// The side that stands on the left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum First {
    /// The new text.
    #[default]
    New,
    /// The old text.
    Old,
}

/// The headings of the two columns.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headings {
    /// Above the new text.
    pub new: String,
    /// Above the old text.
    pub old: String,
}

/// A style file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    label: String,
    named: Option<String>,
    new: String,
    old: String,
    proposed: Option<Headings>,
    #[serde(default)]
    first: First,
    remarks: Option<String>,
    note: Option<String>,
    preamble: Option<String>,
    fold: Option<bool>,
    #[serde(default)]
    context: u32,
}

/// How a table looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// What people call it.
    pub label: String,
    /// The heading of the column that names what stands in a row.
    pub named: String,
    /// The side that stands on the left.
    pub first: First,
    /// The heading of the column of remarks; none: there is no such column.
    pub remarks: Option<String>,
    /// What the underlines mean.
    pub note: Option<String>,
    /// Words above the table.
    pub preamble: Option<String>,
    decided: Headings,
    proposed: Headings,
    folding: Folding,
}

/// The words are no style; what is the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleError(pub String);

impl Style {
    /// Reads a style file.
    ///
    /// # Errors
    /// When it is not YAML, lacks a heading, or has entries that nobody knows.
    pub fn read(words: &str) -> Result<Style, StyleError> {
        let wire: Wire =
            serde_saphyr::from_str(words).map_err(|error| StyleError(error.to_string()))?;
        let decided = Headings { new: wire.new, old: wire.old };
        let folding = match wire.fold {
            Some(false) => Folding::Nothing,
            Some(true) | None => Folding::Unchanged { context: wire.context },
        };
        Ok(Style {
            label: wire.label,
            named: wire.named.unwrap_or_else(|| "規定".to_owned()),
            first: wire.first,
            remarks: wire.remarks,
            note: wire.note,
            preamble: wire.preamble,
            proposed: wire.proposed.unwrap_or_else(|| decided.clone()),
            decided,
            folding,
        })
    }

    /// A style that comes with kohyo.
    pub fn shipped(name: &str) -> Option<Style> {
        let (_, words) = SHIPPED.iter().find(|(known, _)| *known == name)?;
        Some(Style::read(words).expect("the styles that are embedded are read in a test"))
    }

    /// The style of that name, of the site's own theme or shipped; without a name the one that the kind of document is
    /// used to.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn find(
        snapshot: &Snapshot,
        name: Option<&str>,
        kind: Kind,
    ) -> Result<Style, Box<Finding>> {
        let name = name.unwrap_or(match kind {
            Kind::Regulation => "standard",
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
                "notice"
            }
        });
        let path = format!("themes/comparison/{name}.yaml");
        if let Some(file) = snapshot.file(&path) {
            let words = String::from_utf8_lossy(file.bytes());
            return Style::read(&words).map_err(|StyleError(why)| {
                Box::new(Finding::error("comparison-style", fill! { path, why }))
            });
        }
        Style::shipped(name).ok_or_else(|| {
            let known: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
            let known = known.join(", ");
            Box::new(Finding::error("no-such-style", fill! { name, known, path }))
        })
    }

    /// The headings for what is decided, or not yet.
    pub fn headings(&self, state: DecisionState) -> &Headings {
        match state {
            DecisionState::Decided | DecisionState::Coming => &self.decided,
            DecisionState::Proposed => &self.proposed,
        }
    }

    /// What is left out.
    pub fn folding(&self) -> Folding {
        self.folding
    }
}
