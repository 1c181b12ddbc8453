//! Sealing: slips, private records, changes carried into versions that are coming.

mod pen;
