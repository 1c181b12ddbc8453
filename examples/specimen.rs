//! Writes the specimen site into a folder, to look at and to check in a browser, with the list of its pages beside
//! it. Knows no content of its own.

#[path = "../tests/specimen/mod.rs"]
mod specimen;

use kohyo::diff::Comparisons;
use kohyo::publish::formats::Theme;
use kohyo::publish::{self, BuildError, BuildRequest};
use kohyo::site::edition::Showing;
use kohyo::tree::Digest;
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).ok_or(io::ErrorKind::InvalidInput)?;
    let mut site = specimen::site();
    // A text of one's own in the customary form of regulations, instead of the specimen's.
    if let Some(file) = std::env::args().nth(2) {
        let text = std::fs::read_to_string(file)?;
        let rules = &mut site.documents[1].versions[0];
        rules.tree = kohyo::regulation::parse(&text, None).root;
        rules.entry.digest = rules.tree.digest();
    }
    for (name, showing) in [("public", Showing::Public), ("preview", Showing::Preview)] {
        if showing == Showing::Preview {
            site.settings.root = kohyo::site::Root::Theirs;
        }
        let as_of = "2026-11-23".parse().expect("a day");
        let theme = Theme::load("kohyo", [])
            .map_err(|findings| io::Error::other(format!("{findings:?}")))?;
        let root = Path::new(&folder).join(name);
        let comparisons = Comparisons::default();
        let request =
            BuildRequest { site: &site, as_of, showing, theme: &theme, comparisons: &comparisons };
        let plan = publish::build(&request, &|path, bytes| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("a file stands in a folder"))?;
            std::fs::write(path, &bytes)?;
            Ok(Digest::of(&bytes))
        })
        .map_err(|error: BuildError<io::Error>| io::Error::other(format!("{error:?}")))?;
        std::fs::write(root.with_extension("pages.jsonl"), publish::page_list(&plan))?;
    }
    Ok(())
}
