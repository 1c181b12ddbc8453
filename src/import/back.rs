//! What the files of a folder say when they are read again. Does not know where they came from.

use crate::diagnostic::Finding;
use crate::regulation;
use crate::sections::{Facts, File, Numbering, Section, Source};
use crate::tree::{Bare, Form, Provision, Role};
use std::sync::Arc;

/// TEMPORARY until load is there.
pub(super) fn read(files: &[File]) -> Result<Arc<Provision>, Vec<Finding>> {
    use crate::sections::yaml::{self, Value};
    let by = |name: &str| files.iter().find(|file| file.name == name);
    if let Some(law) = by("main.law.txt") {
        return Ok(regulation::parse(&law.text, None).root);
    }
    let document = by("document.yaml").unwrap();
    let source = Source::of("document.yaml".into(), document.text.as_bytes()).unwrap();
    let mut findings = vec![];
    let node = yaml::parse(&source, &mut findings).unwrap();
    let Value::Map(entries) = &node.value else {
        panic!()
    };
    let get = |name: &str| {
        entries
            .iter()
            .find(|(n, _)| n.words == name)
            .map(|(_, node)| node)
    };
    let word = |node: &yaml::Node| match &node.value {
        Value::Scalar(s) => s.words.clone(),
        _ => panic!(),
    };
    let numbering = get("numbering").and_then(|node| Numbering::of(&word(node)));
    let Value::List(list) = &get("sections").unwrap().value else {
        panic!()
    };
    let mut children = vec![];
    let mut n = 0;
    for node in list {
        let stem = word(node);
        let kind = Section::of_file(&stem);
        let file = by(&format!("{stem}.{}", kind.extension())).unwrap();
        let source = Source::of(file.name.as_str().into(), file.text.as_bytes()).unwrap();
        let reading = kind.read(&source, &Facts::default());
        findings.extend(reading.notes.findings);
        let section = reading.section.unwrap();
        let mut own = section.own().clone();
        if !own.heading.is_empty() {
            n += 1;
            let label = reading
                .label
                .or_else(|| numbering.as_ref().map(|x| x.nth(n)))
                .unwrap_or_default();
            own = own.label(&label);
        }
        children.push(own.with(section.children().to_vec()));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let title = crate::tree::Text::plain(&word(get("title").unwrap()));
    Ok(Bare::new(Form::Document)
        .role(Role::read(&word(get("kind").unwrap())))
        .heading(title)
        .with(children))
}
