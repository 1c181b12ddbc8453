//! HTML: a theme, fragments rendered once, pages put together from them. Does not know where files go.

mod aid;
mod changes;
mod contents;
mod finder;
mod forms;
mod fragment;
mod minify;
mod ruby;
mod runs;
mod sentence;
mod shape;
mod shell;
mod site;
mod theme;
mod time;

pub use runs::broken;
pub use site::jobs;
pub use theme::Theme;
pub(super) use theme::sheet;
