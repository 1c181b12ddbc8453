//! Names for what has no heading: a field by what it is in law, a paragraph, a section or a list by its first
//! words or its numbers. Does not know where they stand.

use crate::tree::{Form, Provision, Role};

/// First words are cut behind so many characters, unless a mark stands before.
const FIRST: usize = 20;

/// What a field without a heading is, where its role says it.
pub(in crate::diff::redline) fn of_role(role: &Role) -> Option<&'static str> {
    let (_, own) = role.as_str().rsplit_once('.')?;
    Some(match own {
        "postal" => "郵便番号",
        "address" => "所在地",
        "name" => "名称",
        "name-kana" => "名称の読み",
        "role" => "役割",
        "phone" => "電話番号",
        "fax" => "FAX番号",
        "email" => "メールアドレス",
        "url" => "ウェブサイト",
        "form" => "フォーム",
        "hours" => "受付時間",
        "closed" => "休業日",
        "representative" => "代表者",
        _ => return None,
    })
}

/// 『次のいずれかに当たるときは…』の段落: running text that nothing around it names. Empty for all else.
pub(in crate::diff::redline) fn of_words(own: &Provision) -> String {
    let words = own.text().words();
    match own.form() {
        Form::Paragraph | Form::Prose if !words.is_empty() => {
            format!("『{}』の段落", first(&words))
        }
        _ => String::new(),
    }
}

/// 『次のいずれかに…』で始まる節, ①から③までの一覧: what only holds others, without a heading.
pub(in crate::diff::redline) fn of_content(own: &Provision, noun: &str) -> Option<String> {
    if !matches!(own.form(), Form::Group | Form::List | Form::Table) || !own.heading().is_empty() {
        return None;
    }
    if let Some(numbers) = numbers(own) {
        return Some(format!("{numbers}の{noun}"));
    }
    let words = first(&own.words());
    (!words.is_empty()).then(|| format!("『{words}』で始まる{noun}"))
}

/// The numbers of a list: ①から③まで.
fn numbers(own: &Provision) -> Option<String> {
    let labels: Option<Vec<&str>> =
        own.children().iter().map(|child| Some(child.label()?.as_str())).collect();
    let labels = labels.filter(|_| own.form() == Form::List)?;
    match labels.as_slice() {
        [] => None,
        [only] => Some((*only).to_owned()),
        [first, second] => Some(format!("{first}及び{second}")),
        [first, .., last] => Some(format!("{first}から{last}まで")),
    }
}

/// The first words up to a mark.
fn first(words: &str) -> String {
    let words = words.replace('\n', "");
    let mut out = String::new();
    for (count, c) in words.chars().enumerate() {
        let is_mark = matches!(c, '、' | '。' | '（' | '「' | '『' | '』') && count >= 4;
        if is_mark || count == FIRST {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out.trim_end_matches("。").to_owned()
}
