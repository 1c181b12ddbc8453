//! Version files read back: equal provisions shared, errors with their line.

use kohyo::tree::{CanonicalReader, read, write};
use std::sync::Arc;

fn lines(lines: &[&str]) -> Vec<u8> {
    let mut out = String::from("{\"format\":1,\"type\":\"kohyo-version\"}\n");
    for line in lines {
        out.push_str(line);
        out.push('\n');
    }
    out.into_bytes()
}

const ROOT: &str = r#"{"depth":0,"form":"document"}"#;
const ONE: &str = r#"{"depth":1,"form":"item","text":["一"]}"#;
const TWO: &str = r#"{"depth":1,"form":"item","text":["二"]}"#;
const BELOW: &str = r#"{"depth":2,"form":"item","text":["下"]}"#;

#[test]
fn equal_provisions_of_several_versions_are_one() {
    let first = lines(&[ROOT, ONE, TWO, BELOW]);
    let grown = lines(&[ROOT, TWO, BELOW, ONE]);
    // The same lines as the second provision of `first`, and one more below it.
    let deeper = lines(&[ROOT, ONE, TWO, BELOW, BELOW]);
    let mut reader = CanonicalReader::default();
    let first_tree = reader.read(&first).unwrap();
    let grown_tree = reader.read(&grown).unwrap();
    assert!(Arc::ptr_eq(&first_tree.children()[0], &grown_tree.children()[1]));
    assert_eq!(write(&grown_tree), grown);
    let first_again = reader.read(&first).unwrap();
    assert_eq!(first_again.whole(), first_tree.whole());
    let deeper_tree = reader.read(&deeper).unwrap();
    assert_eq!(write(&deeper_tree), deeper);
}

#[test]
fn an_error_names_its_line() {
    let check = |content: &[&str], line: usize| {
        let bytes = lines(content);
        let error = read(&bytes).unwrap_err();
        assert_eq!(error.line, line, "{content:?}: {error}");
    };
    check(&[], 2);
    check(&[ONE], 2);
    check(&[ROOT, BELOW], 3);
    check(&[ROOT, ONE, ROOT], 4);
    check(&[ROOT, ONE, TWO, BELOW, "{}"], 6);
    check(&[ROOT, ONE, &ONE.replace('一', "\\u4e00")], 4);
    check(&[ROOT, ONE, &ONE.replace("[\"一\"]", "[\"一\",\"二\"]")], 4);
    check(&[ROOT, ONE, &ONE.replace("[\"一\"]", "[]")], 4);
    check(&[ROOT, ONE, &ONE.replace(':', ": ")], 4);
    check(&[ROOT, ONE, &format!("{TWO}\r")], 4);
    let mut cut = lines(&[ROOT, ONE]);
    cut.pop();
    assert_eq!(read(&cut).unwrap_err().line, 3);
}
