//! Numbers as Japanese documents write them: kanji, ASCII, full-width, circled, イロハ, アイウ, letters,
//! Roman. Reads and writes one number; does not know what it counts.

/// A way of writing numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Script {
    /// 1 2 3
    Ascii,
    /// １ ２ ３
    FullWidth,
    /// 一 二 … 十 十一 … 百三十五
    Kanji,
    /// ① ② … ㊿
    Circled,
    /// イ ロ ハ
    Iroha,
    /// ア イ ウ
    Aiueo,
    /// a b c
    Lower,
    /// ａ ｂ ｃ
    FullLower,
    /// A B C
    Upper,
    /// i ii iii
    Roman,
}

const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
const AIUEO: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const KANJI: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const CIRCLED: &str =
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿";

impl Script {
    /// Writes a number from 1 on; `None` where the script has no such number.
    pub fn write(self, number: u32) -> Option<String> {
        let nth = |list: &str| {
            let index = number.checked_sub(1)? as usize;
            list.chars().nth(index).map(String::from)
        };
        match self {
            Script::Ascii => Some(number.to_string()),
            Script::FullWidth => Some(number.to_string().chars().map(widen).collect()),
            Script::Kanji => kanji(number),
            Script::Circled => nth(CIRCLED),
            Script::Iroha => nth(IROHA),
            Script::Aiueo => nth(AIUEO),
            Script::Lower => nth("abcdefghijklmnopqrstuvwxyz"),
            Script::FullLower => nth("ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"),
            Script::Upper => nth("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            Script::Roman => roman(number),
        }
    }

    /// Reads a number written in this script alone, whole and in its one usual form.
    pub fn read(self, words: &str) -> Option<u32> {
        let of_list = |list: &str| {
            let mut chars = words.chars();
            let (one, rest) = (chars.next()?, chars.next());
            let index = list.chars().position(|c| c == one)?;
            if rest.is_none() { Some(index as u32 + 1) } else { None }
        };
        match self {
            Script::Ascii => digits(words, |c| c.to_digit(10)),
            Script::FullWidth => {
                digits(words, |c| (c as u32).checked_sub('０' as u32).filter(|d| *d < 10))
            }
            Script::Kanji => read_kanji(words),
            Script::Circled => of_list(CIRCLED),
            Script::Iroha => of_list(IROHA),
            Script::Aiueo => of_list(AIUEO),
            Script::Lower => of_list("abcdefghijklmnopqrstuvwxyz"),
            Script::FullLower => of_list("ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"),
            Script::Upper => of_list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            Script::Roman => (1..=39).find(|number| roman(*number).as_deref() == Some(words)),
        }
    }
}

/// Reads a plain count: ASCII, full-width or kanji digits (元 counts as 1 nowhere here).
pub fn read_count(words: &str) -> Option<(u32, Script)> {
    [Script::Ascii, Script::FullWidth, Script::Kanji]
        .into_iter()
        .find_map(|script| script.read(words).map(|number| (number, script)))
}

/// True for characters that can be part of a count: ASCII, full-width and kanji digits.
pub fn is_count_char(c: char) -> bool {
    c.is_ascii_digit()
        || ('０'..='９').contains(&c)
        || KANJI.contains(&c)
        || matches!(c, '十' | '百' | '千' | '零')
}

fn digits(words: &str, value: impl Fn(char) -> Option<u32>) -> Option<u32> {
    if words.is_empty() || words.chars().count() > 9 {
        return None;
    }
    words.chars().try_fold(0u32, |sum, c| Some(sum * 10 + value(c)?))
}

fn widen(c: char) -> char {
    char::from_u32(c as u32 - '0' as u32 + '０' as u32).expect("digits have full-width forms")
}

fn kanji(number: u32) -> Option<String> {
    if number == 0 || number > 9999 {
        return None;
    }
    let mut out = String::new();
    for (value, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / value % 10;
        if digit > 1 || (digit == 1 && value == 1) {
            out.push(KANJI[digit as usize]);
        }
        if digit > 0 {
            out.push_str(unit);
        }
    }
    Some(out)
}

fn read_kanji(words: &str) -> Option<u32> {
    let digit = |c: char| {
        if c == '零' { Some(0) } else { KANJI.iter().position(|k| *k == c).map(|d| d as u32) }
    };
    if words.is_empty() || words.chars().count() > 9 {
        return None;
    }
    if words.chars().all(|c| digit(c).is_some()) {
        return digits(words, digit);
    }
    let (mut sum, mut pending, mut last_unit) = (0, None, u32::MAX);
    for c in words.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ if pending.is_some() => return None,
            _ => {
                pending = Some(digit(c).filter(|d| *d > 0)?);
                continue;
            }
        };
        if unit >= last_unit {
            return None;
        }
        sum += pending.take().unwrap_or(1) * unit;
        last_unit = unit;
    }
    Some(sum + pending.unwrap_or(0))
}

fn roman(number: u32) -> Option<String> {
    if !(1..=39).contains(&number) {
        return None;
    }
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][(number % 10) as usize];
    Some("x".repeat((number / 10) as usize) + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_reads_what_it_writes() {
        use Script::*;
        for script in
            [Ascii, FullWidth, Kanji, Circled, Iroha, Aiueo, Lower, FullLower, Upper, Roman]
        {
            for number in 1..=300 {
                if let Some(words) = script.write(number) {
                    assert_eq!(script.read(&words), Some(number), "{script:?} {words}");
                }
            }
        }
    }

    #[test]
    fn kanji_numbers_have_two_usual_forms() {
        assert_eq!(Script::Kanji.read("二十七"), Some(27));
        assert_eq!(Script::Kanji.read("二七"), Some(27));
        assert_eq!(Script::Kanji.read("百十"), Some(110));
        assert_eq!(Script::Kanji.read("十百"), None);
        assert_eq!(Script::Kanji.write(1111).as_deref(), Some("千百十一"));
    }
}
