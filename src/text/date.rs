//! Dates. Replaced when the date readings come in.

pub use jiff::civil::Date;
