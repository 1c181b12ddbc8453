//! Templates are minified when a theme is loaded: what shows stays, what is odd stays as it is written.
//! Knows nothing of the embedded theme's words.

use super::{NOW, page, try_build};
use crate::specimen;
use kohyo::publish::formats::Theme;
use kohyo::site::edition::Showing;
use std::collections::BTreeSet;

/// The first page of the specimen, made by this template alone.
fn made(template: &str) -> String {
    let theme = Theme::load("mine", [("pages/index.html", template.as_bytes())]).unwrap();
    let files = try_build(&specimen::site(), NOW, Showing::Public, &theme).unwrap();
    page(&files, "index.html")
}

#[test]
fn only_blanks_that_never_show_go() {
    for (template, html) in [
        ("<div>\n  <p class=\"a\">\n b  c\n</p>\n</div>\n", "<div><p class=a>b c</p></div>"),
        // Words may come of both: the blank between them shows.
        ("<div>\n{{ 1 }}  {{ 2 }}\n</div>", "<div>1 2</div>"),
        ("<div>{% if true %}x{% endif %} {% if true %}y{% endif %}</div>", "<div>x y</div>"),
        (
            "<ul>\n{% for n in [1, 2] %}\n<li>{{ n }}</li>\n{% endfor %}\n</ul>",
            "<ul><li>1</li><li>2</li></ul>",
        ),
        (
            "<h{{ 2 }} id=\"{{ 1 }}\"{% if 2 > 1 %} lang=\"ja\"{% endif %}>a</h{{ 2 }}>",
            "<h2 id=\"1\" lang=\"ja\">a</h2>",
        ),
        ("<p>{{ \"}}\" }} <b>a</b> <!-- b --></p>", "<p>}} <b>a</b></p>"),
        ("<tr> <td>a </td> </tr>", "<tr><td>a</td></tr>"),
    ] {
        assert_eq!(made(template), html, "{template}");
    }
}

#[test]
fn what_is_odd_stays_as_it_is_written() {
    for template in [
        "<div>  <p>a<div>b</div>  </div>",
        "<ul>  <li>a<li>b  </ul>",
        "<p> a </p><!-- {{ 1 }} -->",
        "<script>  a  </script>",
        "<svg>  <path d=\"x\"/>  </svg>",
        "<p> a </b></p>",
        "<p> \u{FDD0} </p>",
    ] {
        assert_eq!(made(template), template.replace("{{ 1 }}", "1"), "{template}");
    }
}

/// A word in backticks in a table of the README, where it can be a name: no file, no component.
fn names_told(readme: &str) -> BTreeSet<&str> {
    let rows = readme.lines().filter(|line| line.starts_with('|'));
    let told = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    told.filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect()
}

#[test]
fn the_readme_names_what_templates_get_and_nothing_else() {
    let readme = std::fs::read_to_string("themes/README.md").unwrap();
    let told = names_told(&readme);
    let given: BTreeSet<&str> = Theme::names().into_iter().flatten().copied().collect();
    for name in ["anchor", "page", "noindex", "is_feed", "sign", "table"] {
        assert!(given.contains(name), "{name}");
    }
    let missing: Vec<_> = given.difference(&told).collect();
    let too_many: Vec<_> = told.difference(&given).collect();
    assert!(missing.is_empty(), "not in themes/README.md: {missing:?}");
    assert!(too_many.is_empty(), "in themes/README.md, but no template gets them: {too_many:?}");
}
