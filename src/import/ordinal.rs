//! Numbers as browsers and Word print them before entries. Does not know lists.

use crate::text::numeral::Script;

/// A number of a list in a page, by its `type`.
pub fn list_number(style: &str, number: i64) -> String {
    let script = match style {
        "a" => Script::Lower,
        "A" => Script::Upper,
        "i" => Script::Roman,
        "I" => return written(Script::Roman, number).to_ascii_uppercase(),
        _ => Script::Ascii,
    };
    written(script, number)
}

/// A number in one of Word's formats; `None` for a format that is not known.
// tidy: table
pub fn word_number(format: &str, number: i64) -> Option<String> {
    let from = |first: char, count: u32| {
        let at = u32::try_from(number).ok().filter(|at| (1..=count).contains(at));
        let sign = at.and_then(|at| char::from_u32(first as u32 + at - 1));
        sign.map_or_else(|| number.to_string(), String::from)
    };
    let script = match format {
        "decimal" | "decimalHalfWidth" => Script::Ascii,
        "decimalFullWidth" | "decimalFullWidth2" => Script::FullWidth,
        "japaneseCounting"
        | "chineseCounting"
        | "chineseCountingThousand"
        | "ideographTraditional"
        | "taiwaneseCounting"
        | "japaneseDigitalTenThousand" => Script::Kanji,
        "aiueo" | "aiueoFullWidth" => Script::Aiueo,
        "iroha" | "irohaFullWidth" => Script::Iroha,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Script::Circled,
        "lowerLetter" => Script::Lower,
        "upperLetter" => Script::Upper,
        "lowerRoman" => Script::Roman,
        "upperRoman" => return Some(written(Script::Roman, number).to_ascii_uppercase()),
        "decimalZero" => return Some(format!("{number:02}")),
        "decimalEnclosedParen" => return Some(from('⑴', 20)),
        "decimalEnclosedFullstop" => return Some(from('⒈', 20)),
        "ideographEnclosedCircle" => return Some(from('㊀', 10)),
        "none" => return Some(String::new()),
        _ => return None,
    };
    Some(written(script, number))
}

fn written(script: Script, number: i64) -> String {
    u32::try_from(number)
        .ok()
        .and_then(|number| script.write(number))
        .unwrap_or_else(|| number.to_string())
}
