//! Pages in the formats that readers use. Makes no decision about what is said.

pub mod html;
