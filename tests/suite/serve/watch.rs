//! Which changes of files are told, and how many in a row are one.

use kohyo::cli::serve::watch::{Ping, ping, wait};
use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, Flag, ModifyKind, RenameMode};
use notify::{Event, EventKind};
use std::path::Path;
use std::sync::mpsc;

#[test]
fn only_changes_of_the_folders_are_told() {
    let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::To));
    let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
    let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
    let made = EventKind::Create(CreateKind::Folder);
    for (kind, path, expected) in [
        (written, "/s/content/site.yaml", Some(Ping::Files)),
        (closed, "/s/content/site.yaml", Some(Ping::Files)),
        (renamed, "/s/content/a/b.yaml", Some(Ping::Files)),
        (read, "/s/content/site.yaml", None),
        (written, "/s/.kohyo/lock", None),
        (made, "/s/public", None),
        (made, "/s/contents", None),
        (made, "/s/themes", Some(Ping::Folders)),
        (renamed, "/s/content", Some(Ping::Folders)),
        (written, "/s/content", Some(Ping::Files)),
    ] {
        let event = Event::new(kind).add_path(path.into());
        assert_eq!(ping(Path::new("/s"), Ok(event)), expected, "{kind:?} {path}");
    }
    let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
    assert_eq!(ping(Path::new("/s"), Ok(lost)), Some(Ping::Folders));
}

#[test]
fn many_in_a_row_are_one() {
    let (send, receive) = mpsc::channel();
    for one in [Ping::Files, Ping::Folders, Ping::Files] {
        send.send(one).unwrap();
    }
    assert_eq!(wait(&receive), Ping::Folders);
    assert!(receive.try_recv().is_err());
    send.send(Ping::Files).unwrap();
    send.send(Ping::End).unwrap();
    assert_eq!(wait(&receive), Ping::End);
    drop(send);
    assert_eq!(wait(&receive), Ping::End);
}
