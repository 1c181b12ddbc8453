//! Foreign text to `content/`, as a log of edits on the source. Does not know versions.

mod decode;
mod lines;
mod marker;
mod notice;
mod repair;
mod sketch;
