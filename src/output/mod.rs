//! Pages in the formats that readers use, and the list of what to upload. Makes no decision about what is said.

pub mod comparison;
pub mod html;
pub mod upload;
