//! What kohyo has to say about an input: findings with place, remedy and stable code; as text and JSON.
//! Knows no rules: a finding is a value, others print, sort and count it.

pub mod catalogue;

mod excerpt;
mod finding;
mod ground;
mod render;
mod words;

pub use catalogue::{Blank, Blanks};
pub use excerpt::{Excerpt, LineIndex, LinePlace, excerpt, safe};
pub use finding::{Finding, Hold, Lang, Message, Severity, Span, nearest};
pub use ground::{Basis, Confidence, LegalGround};
pub use render::{Renderer, SourceText, advice_word, basis_json, to_json};
