//! Edit logs: two are one, and one that does not fit says so.

use kohyo::text::edits::{EditLog, Reason};
use proptest::prelude::*;

const ANY: Reason = Reason::layout("any");

fn log_for(text: &str, cuts: &[(usize, usize, String)]) -> EditLog {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut log = EditLog::new();
    let mut at = 0;
    for (skip, len, with) in cuts {
        let start = at + skip;
        if start >= ends.len() {
            break;
        }
        let end = (start + len).min(ends.len() - 1);
        log.push(ends[start]..ends[end], with.as_str(), ANY);
        at = end;
    }
    log
}

fn cuts() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    proptest::collection::vec((0usize..4, 0usize..4, "[あx①]{0,3}"), 0..8)
}

proptest! {
    #[test]
    fn two_logs_are_one_log(source in "[かき\\na]{0,20}", first in cuts(), second in cuts()) {
        let a = log_for(&source, &first);
        let middle = a.replay(&source).unwrap();
        let b = log_for(&middle, &second);
        prop_assert_eq!(a.then(&b).replay(&source).unwrap(), b.replay(&middle).unwrap());
    }
}

#[test]
fn a_log_that_does_not_fit_is_an_error() {
    let mut log = EditLog::new();
    log.push(1..2, "", ANY);
    assert!(log.replay("あ").is_err());
}
