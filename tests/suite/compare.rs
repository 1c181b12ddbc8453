//! Comparison at its door: the equation both ways, few changes for few edits, cases as data files.

mod amendment;
mod by_ear;
mod carried;
mod carry;
mod cases;
mod few;
mod listing;
mod notation;
mod properties;
mod seed;
mod sheet;
mod strays;
mod told;
