//! The tree at its door: one byte form, digests that miss nothing, text that is never touched.

#[path = "tree/read.rs"]
mod read_back;

use kohyo::tree::{self, Bare, Form, Key, Mark, Provision, Role, Text, TextBuilder};
use proptest::prelude::*;
use std::sync::Arc;

fn texts() -> impl Strategy<Value = Text> {
    let run = ("[あ漢神\u{FA19}が\u{3099}aＡ１1\" \\\\\u{1}𠮷\n]{0,4}", 0..3u8);
    proptest::collection::vec(run, 0..3).prop_map(|runs| {
        let mut builder = TextBuilder::new();
        for (words, mark) in runs {
            let mark = match mark {
                0 => Mark::Plain,
                1 => Mark::Strong,
                _ => Mark::Link("https://example.jp/".into()),
            };
            builder.push(&words, mark);
        }
        builder.finish()
    })
}

fn bares() -> impl Strategy<Value = Bare> {
    let forms: Vec<Form> = Form::all().collect();
    let key = proptest::option::of("[a-z]{1,3}");
    let label = prop_oneof![Just(""), Just("第1条"), Just("２"), Just("(1)")];
    let role = prop_oneof![Just(""), Just("purpose"), Just("contact.phone")];
    (proptest::sample::select(forms), key, label, role, texts(), texts()).prop_map(
        |(form, key, label, role, heading, text)| {
            let key = key.map(|key| Key::new(&key).unwrap());
            Bare::new(form).key(key).label(label).role(Role::read(role)).heading(heading).text(text)
        },
    )
}

fn trees() -> impl Strategy<Value = Arc<Provision>> {
    bares().prop_map(Bare::leaf).prop_recursive(5, 40, 5, |inner| {
        (bares(), proptest::collection::vec(inner, 0..5))
            .prop_map(|(own, children)| own.with(children))
    })
}

/// The nth provision in reading order replaced by what `change` makes of it.
fn changed(
    root: &Provision,
    nth: &mut usize,
    change: &dyn Fn(&Provision) -> Arc<Provision>,
) -> Arc<Provision> {
    if *nth == 0 {
        *nth = usize::MAX;
        return change(root);
    }
    *nth = nth.saturating_sub(1);
    let mut children = Vec::new();
    for child in root.children() {
        children.push(if *nth == usize::MAX { child.clone() } else { changed(child, nth, change) });
    }
    root.own().clone().with(children)
}

fn same(provision: &Provision) -> Bare {
    provision.own().clone()
}

proptest! {
    #[test]
    fn equal_trees_have_equal_bytes_and_bytes_read_back(root in trees()) {
        let bytes = tree::write(&root);
        let (read, digest) = tree::read(&bytes).unwrap();
        prop_assert_eq!(&*read, &*root);
        prop_assert_eq!(tree::write(&read), bytes);
        prop_assert_eq!(digest, root.digest());
        prop_assert_eq!(tree::transcript(&read), tree::transcript(&root));
    }

    #[test]
    fn any_change_changes_the_digest(root in trees(), at in 0usize..40, what in 0..7u8) {
        let change = |old: &Provision| {
            let mut own = same(old);
            let mut children = old.children().to_vec();
            match what {
                0 => own.text = Text::plain(&(own.text.words() + "。")),
                1 => own.heading = Text::plain(&(own.heading.words() + "。")),
                2 => own = own.clone().label(&(own.label.as_ref().map_or("", |label| label.as_str()).to_owned() + "の2")),
                3 => own.key = Some(Key::new(&(own.key.as_ref().map_or("k", Key::as_str).to_owned() + "x")).unwrap()),
                4 => own.role = Role::read(&(own.role.as_str().to_owned() + ".x")),
                5 => own.form = if own.form == Form::Note { Form::Prose } else { Form::Note },
                _ => children.insert(0, Bare::new(Form::Item).text(Text::plain("新")).leaf()),
            }
            own.with(children)
        };
        let mut nth = at % root.size();
        let new = changed(&root, &mut nth, &change);
        prop_assert_ne!(new.digest(), root.digest());
        prop_assert_ne!(new.whole(), root.whole());
    }

    #[test]
    fn order_changes_the_digest(a in trees(), b in trees()) {
        prop_assume!(a != b);
        let root = |children: [&Arc<Provision>; 2]| Bare::new(Form::Document).with(children.map(Arc::clone));
        prop_assert_ne!(root([&a, &b]).digest(), root([&b, &a]).digest());
    }

    #[test]
    fn no_other_bytes_are_accepted(root in trees(), at in 0usize..100_000, byte in any::<u8>()) {
        let bytes = tree::write(&root);
        let mut broken = bytes.clone();
        let at = at % broken.len();
        prop_assume!(broken[at] != byte);
        broken[at] = byte;
        if let Ok((read, _)) = tree::read(&broken) {
            prop_assert_ne!(read.digest(), root.digest());
            prop_assert_eq!(tree::write(&read), broken);
        }
    }
}

#[test]
fn text_is_never_normalised() {
    // 神 (U+FA19) would become 神 (U+795E) under NFC; the two are different names.
    let name = |words| Bare::new(Form::Field).text(Text::plain(words)).leaf();
    assert_ne!(name("\u{FA19}").digest(), name("\u{795E}").digest());
    assert_ne!(name("か\u{3099}").digest(), name("が").digest());
    assert_ne!(name("１").digest(), name("1").digest());
}

#[test]
fn neighbouring_runs_of_one_mark_are_one_run() {
    let mut builder = TextBuilder::new();
    builder.push("個人", Mark::Plain);
    builder.push("", Mark::Strong);
    builder.push("情報", Mark::Plain);
    assert_eq!(builder.finish(), Text::plain("個人情報"));
}
