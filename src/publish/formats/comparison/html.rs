//! A comparison as one HTML file that needs nothing else: for e-mail, for printing. Does not know themes.

use super::{Sheet, Side, grade, said};
use crate::diff::redline::{RedlineLine, Row, Sign};
use crate::publish::formats::escaped;
use crate::tree::Mark;
use std::collections::HashMap;

/// The whole look; 320 px: one column under the other, paper: side by side.
const CSS: &str = "body{font-family:sans-serif;line-height:1.7;max-width:72rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}\
table{border-collapse:collapse;width:100%}caption{text-align:left}\
th,td{border:1px solid #595959;padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
td{width:42%}p{margin:0 0 .2em}ins,del,mark{text-decoration:underline;text-underline-offset:.2em;color:inherit;background:none}\
ins{background:#e6f4e6}del{background:#fbe9e7}mark,.moved{text-decoration-style:double}.i1{padding-left:1em}.i2{padding-left:2em}.i3{padding-left:3em}\
.q{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\
.steps{display:block;font-size:.8rem;font-weight:400}.steps a{padding:.3rem .2rem}@media print{.steps{display:none}}\
@media screen and (max-width:40rem){.stacks :is(table,tbody,tr,th,td){display:block;width:auto}.stacks thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
.stacks [data-column]::before{content:attr(data-column);content:attr(data-column) / \"\";display:block;font-size:.8rem}}";

/// Writes it.
pub fn html(sheet: &Sheet<'_>) -> String {
    let title = format!("{}　新旧対照表", sheet.title);
    let mut body = format!(
        "<h1>{}</h1>\n<p>{} → {}</p>\n<h2>変更の内容</h2>\n<p>{}</p>\n",
        escaped(&title),
        escaped(&sheet.from),
        escaped(&sheet.to),
        sheet.count()
    );
    let rows = sheet.rows();
    body.push_str(&sentences(sheet, &rows));
    body.push_str(&table(sheet, &rows));
    body.push_str(&format!("<p>新旧照合済（{}）</p>\n", sheet.digest()));
    page(&title, &body)
}

/// A page around a body.
pub(super) fn page(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escaped(title)
    )
}

/// The sentences, each leading to the first row that shows it.
pub(in crate::publish::formats) fn sentences(sheet: &Sheet<'_>, rows: &[Row]) -> String {
    let mut body = String::new();
    let all = sheet.sentences();
    if all.is_empty() {
        return body;
    }
    let mut first: HashMap<usize, usize> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        for change in &row.changes {
            first.entry(*change).or_insert(at);
        }
    }
    body.push_str("<ol>\n");
    for (at, (sentence, change)) in all.iter().zip(sheet.printed()).enumerate() {
        body.push_str(&format!(
            "<li id=\"c{}\"><strong>{}</strong>　{}{}</li>\n",
            at + 1,
            grade(sentence.grade),
            escaped(&said(sentence)),
            first.get(&change).map_or_else(String::new, |row| to_row(*row, at + 1))
        ));
    }
    body.push_str("</ol>\n");
    body
}

/// A link to the row that shows a change.
fn to_row(row: usize, number: usize) -> String {
    let words = format!("変更{number}を表で見る");
    format!(" <a href=\"#r{}\">{words}</a>", row + 1)
}

/// Links from a row to the ones before and after it.
fn steps(at: usize, count: usize) -> String {
    let mut links = Vec::new();
    if at > 0 {
        links.push(format!("<a href=\"#r{at}\">前の変更</a>"));
    }
    if at + 1 < count {
        links.push(format!("<a href=\"#r{}\">次の変更</a>", at + 2));
    }
    if links.is_empty() {
        return String::new();
    }
    format!(" <span class=\"steps\">{}</span>", links.join(" "))
}

/// The table with what stands above it; nothing where nothing changed.
pub(in crate::publish::formats) fn table(sheet: &Sheet<'_>, rows: &[Row]) -> String {
    let Some(first) = rows.first() else {
        return String::new();
    };
    let mut out = String::from("<h2>新旧対照表</h2>\n");
    if let Some(preamble) = &sheet.style.preamble {
        out.push_str(&format!("<p>{}</p>\n", escaped(preamble)));
    }
    out.push_str("<div class=\"stacks\">\n<table class=\"compared\">\n");
    if let Some(note) = &sheet.style.note {
        out.push_str(&format!("<caption>{}</caption>\n", escaped(note)));
    }
    out.push_str(&format!("<thead><tr><th scope=\"col\">{}</th>", escaped(&sheet.style.named)));
    for side in sheet.sides(first) {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(side.heading)));
    }
    if let Some(remarks) = &sheet.style.remarks {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(remarks)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (at, row) in rows.iter().enumerate() {
        out.push_str(&row_of(sheet, row, &steps(at, rows.len()), at + 1));
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    out
}

fn row_of(sheet: &Sheet<'_>, row: &Row, steps: &str, number: usize) -> String {
    let mut out = format!(
        "<tr id=\"r{number}\"><th scope=\"row\">{}{steps}</th>",
        escaped(&row.name).replace("の『", "の<wbr>『").replace("（旧", "<wbr>（旧")
    );
    for side in sheet.sides(row) {
        out.push_str(&format!(
            "<td data-column=\"{}\">{}</td>",
            escaped(side.heading),
            cell(&side)
        ));
    }
    if let Some(remarks) = &sheet.style.remarks {
        out.push_str(&format!(
            "<td data-column=\"{}\">{}</td>",
            escaped(remarks),
            sheet.remark(row)
        ));
    }
    out + "</tr>\n"
}

fn cell(side: &Side<'_>) -> String {
    match side.column {
        None => format!("<p>{}</p>", side.absent),
        Some(column) => column.said().map(line_of).collect(),
    }
}

fn line_of(line: &RedlineLine) -> String {
    let class = match line.indent {
        0 => String::new(),
        deep => format!(" class=\"i{}\"", deep.min(3)),
    };
    let mut out = format!("<p{class}>");
    let mut pieces = line.pieces.as_slice();
    while let Some(first) = pieces.first() {
        let count = pieces.iter().take_while(|piece| piece.sign == first.sign).count();
        let (run, rest) = pieces.split_at(count);
        let words = run.iter().map(|piece| match &piece.mark {
            Mark::Plain | Mark::Link(_) => escaped(&piece.words),
            Mark::Strong => format!("<strong>{}</strong>", escaped(&piece.words)),
        });
        let words: String = words.collect();
        // Underlines are not read aloud: words say where a change begins and ends.
        let (tag, name) = match first.sign {
            Sign::Same => ("", ""),
            Sign::Added => ("ins", "追加"),
            Sign::Removed => ("del", "削除"),
            Sign::Moved => ("mark", "移動"),
        };
        if tag.is_empty() {
            out.push_str(&words);
        } else {
            out.push_str(&format!(
                "<{tag}><span class=\"q\">［{name}］</span>{words}<span class=\"q\">［{name}終わり］</span></{tag}>"
            ));
        }
        pieces = rest;
    }
    out + "</p>"
}
