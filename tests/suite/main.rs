//! The one integration binary: behaviour at each folder's door, whole small sites, and the house rules.

mod bad_input;
mod compare;
mod crash;
mod disk;
mod html;
mod import;
mod regulation;
mod sections;
mod seeds;
mod site;
mod text;
mod tidy;
mod tree;
