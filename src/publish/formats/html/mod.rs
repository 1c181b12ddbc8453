//! HTML: a theme, fragments rendered once, the pages of a site and the texts for pages of others put together from
//! them. Does not know where files go.

mod aid;
mod changes;
mod contents;
mod data;
mod finder;
mod forms;
mod fragment;
mod history;
mod minify;
mod runs;
mod sentence;
mod shape;
mod shell;
mod theme;

pub(super) use data::{Html, TemplateData, template_data};
pub use runs::broken;
pub use theme::Theme;
pub(super) use theme::sheet;

use crate::publish::Build;
use crate::publish::formats::Job;
use crate::publish::plan::{Embed, Page};
use changes::ShownComparisons;
use fragment::Fragments;
use shell::Shell;
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
