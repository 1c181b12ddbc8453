//! kohyo turns YAML and plain text that state what an organisation does with personal information
//! into a checked, versioned, accessible site of statutory public notices.
//!
//! The modules stand in the order of the pipeline: a module may use those above it, never those
//! below (`tests/suite/tidy.rs` reads the `use` paths and says so). `docs/architecture.md` is the plan.

pub mod text;
pub mod diagnostic;
pub mod disk;
pub mod tree;
pub mod law;
pub mod regulation;
pub mod sections;
pub mod ledger;
pub mod site;
pub mod diff;
pub mod duties;
pub mod rules;
pub mod import;
pub mod seal;
pub mod publish;
pub mod cli;
