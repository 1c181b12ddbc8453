//! Japanese text: dates and 和暦, numerals and labels, citations, width, phrases, readings, edit logs.
//! Knows nothing of law, trees or files.

pub mod chars;
pub mod citation;
pub mod date;
pub mod edits;
pub mod inline;
pub(crate) mod json_words;
pub mod label;
pub mod phrase;
pub mod reading;
pub mod width;
