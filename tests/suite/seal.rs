//! Sealing: slips, private records, changes carried into versions that are coming.

mod amendments;
mod any_day;
mod copies;
mod facts;
mod forward;
mod home;
mod many;
mod ledger_writer;
mod secret;
mod slip;
mod two;
mod undo;
