//! What every command is given and how it ends. Does not know any command.

use super::screen::Screen;
use crate::diagnostic::{Blanks, Finding, Lang, Message};
use crate::disk::{DiskError, Snapshot};
use crate::text::date::Date;
use std::path::PathBuf;

/// What every command is given.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The site's root folder.
    pub root: PathBuf,
    /// The language that the user reads.
    pub lang: Lang,
    /// Today in Japan, where the dates of these documents count.
    pub today: Date,
    /// Where the command speaks.
    pub screen: &'a Screen,
}

impl Context<'_> {
    /// What the catalogue says under a name, in the language of the user.
    pub(crate) fn words(&self, name: &str, blanks: Blanks<'_>) -> String {
        Message::of(name, blanks).get(self.lang).to_owned()
    }

    /// What a command that is to be typed next says of the site's folder.
    pub(crate) fn root_option(&self) -> String {
        match &self.root {
            root if root.as_os_str() == "." => String::new(),
            root => format!(" --root {}", root.display()),
        }
    }

    /// The same, to standard output.
    pub(crate) fn out(&self, name: &str, blanks: Blanks<'_>) {
        self.screen.out(&self.words(name, blanks));
    }

    /// Findings to standard error, with excerpts from these files.
    pub(crate) fn findings(&self, findings: &[Finding], shown: &Snapshot) {
        self.screen.findings(findings, shown, self.lang);
    }
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It did what was asked (0).
    Done,
    /// The author's input has errors; nothing was written (1).
    Findings,
    /// The world, or the command line, was at fault (2).
    World,
}

/// Why a command stopped before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The author's input has errors.
    Findings(Box<Refusal>),
    /// The world was at fault: what is the matter, what to do.
    World(Box<Finding>),
}

/// Findings that stand against going on.
#[derive(Debug)]
pub(crate) struct Refusal {
    findings: Vec<Finding>,
    /// For excerpts.
    shown: Snapshot,
    /// What is said behind the findings.
    closing: String,
}

impl Stop {
    /// A fault of the world, as the catalogue words it.
    pub(crate) fn world(name: &'static str, blanks: Blanks<'_>) -> Stop {
        Stop::World(Box::new(Finding::error(name, blanks)))
    }

    /// Findings, and the files that they are about.
    pub(crate) fn findings(findings: Vec<Finding>, shown: &Snapshot) -> Stop {
        Stop::Findings(Box::new(Refusal { findings, shown: shown.clone(), closing: String::new() }))
    }

    /// The same, with words behind the findings.
    pub(crate) fn closing(mut self, words: String) -> Stop {
        if let Stop::Findings(refusal) = &mut self {
            refusal.closing = words;
        }
        self
    }

    /// Says why, and how the command ended therefore.
    pub(super) fn tell(self, screen: &Screen, lang: Lang) -> Exit {
        match self {
            Stop::Findings(refusal) => {
                screen.findings(&refusal.findings, &refusal.shown, lang);
                screen.err(&refusal.closing);
                Exit::Findings
            }
            Stop::World(fault) => {
                screen.fault(&fault, lang);
                Exit::World
            }
        }
    }
}

impl From<DiskError> for Stop {
    fn from(error: DiskError) -> Stop {
        let (message, help) = (error.message(), error.help());
        Stop::World(Box::new(Finding::told("disk", message, help)))
    }
}

/// One finding without a file is enough to stop.
impl From<Finding> for Stop {
    fn from(finding: Finding) -> Stop {
        Stop::findings(vec![finding], &Snapshot::default())
    }
}

impl From<Box<Finding>> for Stop {
    fn from(finding: Box<Finding>) -> Stop {
        Stop::from(*finding)
    }
}

/// What went wrong is shown with excerpts of these files.
pub(crate) trait OrStop<T> {
    /// The value, or the findings as the reason to stop.
    fn or_stop(self, shown: &Snapshot) -> Result<T, Stop>;
}

impl<T> OrStop<T> for Result<T, Vec<Finding>> {
    fn or_stop(self, shown: &Snapshot) -> Result<T, Stop> {
        self.map_err(|findings| Stop::findings(findings, shown))
    }
}

impl<T> OrStop<T> for Result<T, Box<Finding>> {
    fn or_stop(self, shown: &Snapshot) -> Result<T, Stop> {
        self.map_err(|finding| Stop::findings(vec![*finding], shown))
    }
}
