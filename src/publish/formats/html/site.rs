//! A site as HTML: its pages, the texts to be put into pages of others, the files of its theme. Does not know where
//! the files go.

use super::changes::ShownComparisons;
use super::fragment::Fragments;
use super::shell::Shell;
use crate::publish::Build;
use crate::publish::formats::Job;
use crate::publish::plan::{Embed, Page};
use std::sync::Arc;

/// One for each page, for each text to be embedded, for each file of the theme.
pub fn jobs<'a>(build: &'a Build<'a>) -> Vec<Job<'a>> {
    let Build { plan, settings, theme, comparisons } = build;
    let shell = Arc::new(Shell {
        theme,
        fragments: Fragments::new(theme, settings.minify),
        settings,
        plan,
        shown: ShownComparisons::new(plan, comparisons),
    });
    let page = |page: &'a Page| {
        let shell = shell.clone();
        let make = move || shell.page(page).map(String::into_bytes);
        Job { path: page.address.as_str().to_owned(), make: Box::new(make) }
    };
    let embed = |own: &'a Embed| {
        let shell = shell.clone();
        let make = move || shell.embed(own).map(String::into_bytes);
        Job { path: own.address.as_str().to_owned(), make: Box::new(make) }
    };
    let assets = theme.assets().map(|(path, bytes)| Job::new(path, || bytes.to_vec()));
    plan.pages.iter().map(page).chain(plan.embeds.iter().map(embed)).chain(assets).collect()
}
