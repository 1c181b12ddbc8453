//! What readers see of a commit: all of it or nothing, and exactly what the edits promised.
//! Does not know how a commit is made.

use super::{NOW, put, room};
use kohyo::disk::{Before, DiskError, Edits, Limits, Lock, Snapshot};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What a set of edits promises in memory is what a commit makes on the disk.
    #[test]
    fn edits_in_memory_are_edits_on_the_disk(
        first in proptest::collection::btree_map("(content|themes|records)/[ab]/[あc]{1,2}", "[xy]{0,2}", 0..6),
        second in proptest::collection::btree_map(
            "(content|themes|records)/[ab]/[あc]{1,2}", proptest::option::of("[xy]{0,2}"), 0..6
        ),
    ) {
        let room = room();
        let lock = Lock::take(&room.root, NOW).unwrap();
        let mut edits = Edits::new();
        for (path, text) in &first {
            edits.write(path, text.as_bytes(), Before::Absent).unwrap();
        }
        lock.commit(&edits).unwrap();
        let before = Snapshot::read(&room.root, &Limits::default()).unwrap();
        let mut edits = Edits::new();
        for (path, text) in &second {
            match text {
                Some(text) => edits.write(path, text.as_bytes(), Before::Anything).unwrap(),
                None => edits.remove(path, Before::Anything).unwrap(),
            }
        }
        lock.commit(&edits).unwrap();
        let after = Snapshot::read(&room.root, &Limits::default()).unwrap();
        prop_assert!(before.with(&edits).files().eq(after.files()));
    }
}

#[test]
fn readers_never_see_half_a_commit() {
    let room = room();
    let root = room.root.clone();
    put(&root, &[("content/a", "0"), ("content/b", "0"), ("content/c/d", "0")]);
    let writer = std::thread::spawn(move || {
        let lock = Lock::take(&root, NOW).unwrap();
        for round in 1..60 {
            let mut edits = Edits::new();
            for path in ["content/a", "content/b", "content/c/d"] {
                edits.write(path, round.to_string().into_bytes(), Before::Anything).unwrap();
            }
            lock.commit(&edits).unwrap();
        }
    });
    let mut rounds = std::collections::BTreeSet::new();
    while !writer.is_finished() {
        match Snapshot::read(&room.root, &Limits::default()) {
            Ok(snapshot) => {
                let texts: Vec<_> = snapshot.files().map(|(_, file)| file.digest()).collect();
                assert_eq!(texts.len(), 3);
                assert!(texts.iter().all(|text| *text == texts[0]), "half a commit");
                rounds.insert(texts[0]);
            }
            Err(error) => assert!(matches!(error, DiskError::Busy { .. }), "{error}"),
        }
    }
    writer.join().unwrap();
    assert!(!rounds.is_empty());
}
