//! What documents of one organisation say about the same thing, read so that it can be laid side by side: lines, lists
//! of purposes, contacts, posts, fees. Does not judge what is right, only what is not the same.

mod cited;
mod contacts;
mod former;
mod kinds;
mod likeness;
mod lines;
mod lists;
mod posts;
mod purposes;
mod stated;

pub(super) use cited::of_citations;
pub(super) use former::of_former;
pub(super) use lines::{StandingText, days_of};
pub(super) use lists::of_purposes;
pub(super) use stated::of_statements;
