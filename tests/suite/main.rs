//! The one integration binary: behaviour at each folder's door, whole small sites, and the house rules.

mod aids;
mod address;
mod bad_input;
mod catalogue;
mod cli;
mod compare;
mod crash;
mod diagnostic;
mod disk;
mod doubts;
mod drawings;
mod events;
mod founding;
mod held;
mod history;
mod html;
mod import;
mod kenpo;
mod ledger;
mod look;
mod page;
mod published;
mod readme;
mod refusals;
mod regulation;
mod renumber;
mod restore;
mod rules;
mod scenarios;
mod seal;
mod sections;
mod seeds;
#[cfg(feature = "serve")]
mod serve;
mod site;
#[path = "../specimen/mod.rs"]
mod specimen;
mod states;
mod text;
mod tidy;
mod tree;
mod unseen;
mod upload;
mod uses;
mod verify;
mod world;
