//! Texts that are printed in part: 抜粋, 抄, and lines that stand for what was left out. Does not know what that was.

use crate::text::chars::fold;
use crate::tree::{Form, Provision};

/// What the title of a text says that is printed in part.
const SIGNS: [&str; 7] = ["抜粋", "抜すい", "抜萃", "抄録", "(抄)", "〔抄〕", "[抄]"];
/// Words of a line that stands for what was left out.
const LEFT_OUT: [&str; 8] =
    ["略", "中略", "前略", "後略", "以下略", "省略", "以下省略", "一部省略"];

/// Whether a text says in its title that it is printed in part.
pub fn is_excerpt(root: &Provision) -> bool {
    let title = fold(&root.heading().words());
    SIGNS.iter().any(|sign| title.contains(sign)) || title.trim_end().ends_with(" 抄")
}

/// Whether articles of a text are left out: its title says so, or a line among them does. （略） in an annex is no such.
pub fn is_in_part(root: &Provision) -> bool {
    let mut annex = usize::MAX;
    is_excerpt(root)
        || root.visit().any(|(depth, one)| {
            if depth <= annex {
                let ends = matches!(one.form(), Form::Annex | Form::Supplement);
                annex = if ends { depth } else { usize::MAX };
            }
            let is_line = !matches!(one.form(), Form::Item | Form::Cell);
            annex == usize::MAX && is_line && is_left_out(one)
        })
}

/// The places in reading order of what stands for something left out: （略）, …, 第3条から第7条まで　略.
pub fn left_out(root: &Provision) -> Vec<usize> {
    let places = root.visit().enumerate();
    places.filter(|(_, (_, one))| is_left_out(one)).map(|(at, _)| at).collect()
}

fn is_left_out(one: &Provision) -> bool {
    [one.heading(), one.text()].iter().any(|text| stands_for(&text.words()))
}

fn stands_for(words: &str) -> bool {
    let is_frame = |c: char| c.is_whitespace() || "()（）〔〕[]［］<>＜＞".contains(c);
    let bare = words.trim_matches(is_frame);
    let is_dots = bare.chars().count() > 0 && bare.chars().all(|c| "…‥・⋮︙.．～〜:：".contains(c));
    is_dots && bare.chars().count() < 20 || LEFT_OUT.contains(&bare)
}
