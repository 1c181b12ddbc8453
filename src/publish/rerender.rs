//! Published pages made again from the sealed versions and compared byte for byte. Does not know where the versions were
//! found.

use super::verify::Published;
use super::{Build, BuildRequest, manifest};
use crate::diagnostic::{Finding, Message, Severity, Span};
use crate::diff::Comparisons;
use crate::disk::Snapshot;
use crate::fill;
use crate::publish::formats::Theme;
use crate::site::Site;
use crate::site::edition::Showing;
use crate::site::load;
use crate::text::date::Date;
use crate::tree::Digest;
use std::collections::BTreeMap;

/// Whether pages were made again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Rendering {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// So many files were compared.
    Compared(usize),
    /// They could not be, and why.
    Impossible(Message),
}

/// Makes the pages of a site again as of a day and says which published files are other.
pub fn compare(
    (site, theme, as_of): (&Site, &Theme, Date),
    copy: &Published,
    findings: &mut Vec<Finding>,
) -> Rendering {
    let comparisons = Comparisons::default();
    let showing = Showing::Public;
    let build = Build::of(&BuildRequest { site, as_of, showing, theme, comparisons: &comparisons });
    let Ok(made) = build.digests() else {
        return Rendering::Impossible(Message::of("rerender/theme", fill! {}));
    };
    let count = made.len();
    findings.extend(differences(&made, copy));
    Rendering::Compared(count)
}

/// Each file that is other, that is not there, or that is not made again.
fn differences(made: &BTreeMap<String, Digest>, copy: &Published) -> Vec<Finding> {
    let there = copy.seen.digests.iter();
    let there: BTreeMap<&str, Digest> = there.map(|(path, digest)| (&**path, *digest)).collect();
    let listed = manifest::files_of(copy.seen.kept.file(manifest::NAME));
    let mut findings = Vec::new();
    for (path, digest) in made.iter().filter(|(path, _)| *path != manifest::NAME) {
        match there.get(&**path) {
            Some(own) if own == digest => {}
            Some(_) => findings
                .push(Finding::error("page-not-as-sealed", fill! {}).at(Span::file(&**path))),
            // That it is missing is told where the manifest names it.
            None if listed.contains_key(path) => {}
            None => findings
                .push(Finding::error("page-gone", fill! { path }).at(Span::file(manifest::NAME))),
        }
    }
    for path in listed.keys().filter(|path| !made.contains_key(*path)) {
        findings.push(Finding::error("page-not-made", fill! {}).at(Span::file(&**path)));
    }
    // Another release, another day: that is one fault, not one for each page.
    let pages = made.keys().filter(|path| path.ends_with(".html")).count();
    let is_page =
        |finding: &&Finding| finding.span.as_ref().is_some_and(|span| span.file.ends_with(".html"));
    if pages > 4 && findings.iter().filter(is_page).count() * 10 >= pages * 9 {
        let count = findings.len();
        findings = vec![Finding::error("pages-made-otherwise", fill! { count })];
    }
    findings
}

/// The site that a published folder says it was made of.
///
/// # Errors
/// Why there is none.
pub fn site_of(content: &Snapshot) -> Result<Site, Message> {
    let loaded = load::load(content);
    let is_sound = !loaded.findings.iter().any(|finding| finding.severity == Severity::Error);
    let site = loaded.site.filter(|_| is_sound);
    site.ok_or_else(|| Message::of("rerender/content", fill! {}))
}

/// The day that the pages of a folder say they were made for.
pub fn day_of(home: &[u8]) -> Option<Date> {
    let words = String::from_utf8_lossy(home);
    let before = &words[..words.find("時点の内容")?];
    let at = before.rfind("datetime=")? + "datetime=".len();
    let day = before[at..].trim_start_matches(['"', '\'']).get(.."2026-01-01".len())?;
    day.parse().ok()
}
