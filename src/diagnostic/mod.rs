//! What kohyo has to say about an input: findings with place, remedy and stable code; as text and JSON.
//! Knows no rules: a finding is a value, others print, sort and count it.

mod finding;
mod render;

pub use finding::{Finding, Lang, Message, Severity, Span};
pub use render::{Renderer, to_json};
