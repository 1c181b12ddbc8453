//! Files of the user's own that a server may run, read as its settings, or show as if they were pages of the site. Does
//! not know what is in them.

use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity, Span};
use crate::fill;

/// What servers run by its ending, wherever it lies.
const RUN: [&str; 26] = [
    "php", "php3", "php4", "php5", "php7", "php8", "phps", "pht", "phtml", "phar", "shtml", "shtm",
    "stm", "cgi", "fcgi", "pl", "py", "rb", "asp", "aspx", "ashx", "cer", "jsp", "jspx", "exe",
    "bat",
];
/// What browsers show as a page, or run in one.
const SHOWN: [&str; 10] =
    ["html", "htm", "xhtml", "xht", "mhtml", "js", "mjs", "svgz", "xml", "wasm"];

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.site.own_files.iter().filter_map(|file| of_path(&file.path)).collect()
}

fn of_path(path: &str) -> Option<Finding> {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    // `a.php.txt` is run by servers that look at every part of a name.
    let mut endings = name.split('.').skip(1);
    let last = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let said = if name.starts_with(".ht") || matches!(&*name, ".user.ini" | "web.config") {
        "served-file.settings"
    } else if endings.any(|ending| RUN.contains(&ending)) {
        "served-file.run"
    } else if SHOWN.contains(&last) {
        "served-file.page"
    } else {
        return None;
    };
    let told = finding(Severity::Warning, said, fill! { name = path });
    Some(told.at(Span::file(format!("content/static/{path}"))))
}
