//! Comparison at its door: the equation both ways, few changes for few edits, cases as data files.

mod amendment;
mod by_ear;
mod merged;
mod three_way;
mod cases;
mod few;
mod listing;
mod notation;
mod once;
mod properties;
mod seed;
mod sheet;
mod strays;
mod subsequence;
mod tokens;
mod redline;
