//! A row of provisions as HTML: each form through its template, neighbours that belong together in one
//! list or table. Does not know which page it is for.

use super::runs;
use super::shape::{Together, breaks_at_phrases, classes, empty, is_row_header, safe, together};
use super::theme::Theme;
use crate::diagnostic::Finding;
use crate::publish::plan::{FigureFile, FigureUse, Mentions, TextPart};
use crate::site::Readings;
use crate::text::phrase::Phrases;
use crate::tree::{Form, Provision};
use std::sync::Arc;
use tera::{Context, Value};

/// Headings go down to this level; deeper ones share it.
const LEVELS: u8 = 6;

/// Renders one row.
pub(super) struct Forms<'a> {
    pub theme: &'a Theme,
    pub mentions: &'a Mentions,
    pub ways: &'a runs::Ways<'a>,
    pub phrases: &'a Phrases,
    /// Citations before each provision of the row.
    pub before: &'a [usize],
    /// Anchors of the provisions of the row.
    pub anchors: &'a [Option<Arc<str>>],
    /// Readings over the words of the provisions of the row; empty on pages that show none.
    pub readings: &'a [Arc<Readings>],
}

/// Where a provision stands: what its look depends on besides itself.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// Level of the next heading.
    level: u8,
    /// Id of the heading above, for what needs a name.
    named_by: &'a str,
    /// The form above.
    above: Form,
    /// Column names of the table around.
    columns: &'a [String],
}

impl Spot<'_> {
    /// Right under the title of the page.
    pub(super) fn top() -> Spot<'static> {
        Spot { level: 2, named_by: "kohyo-title", above: Form::Document, columns: &[] }
    }
}

type Html = Result<String, Vec<Finding>>;

impl Forms<'_> {
    /// The row as it stands under `spot`; the first provision has the ordinal `first`.
    pub(super) fn row(&self, row: &[Arc<Provision>], first: usize, spot: Spot<'_>) -> Html {
        let mut out = String::new();
        let mut ordinal = first;
        let mut at = 0;
        while at < row.len() {
            let together_of = |own: &Provision| together(own, spot.above);
            let together = together_of(&row[at]);
            let end = match together {
                Together::Alone => at + 1,
                _ => row[at..]
                    .iter()
                    .position(|next| together_of(next) != together)
                    .map_or(row.len(), |count| at + count),
            };
            let run = &row[at..end];
            out.push_str(&match together {
                Together::Alone => self.provision(&row[at], ordinal, spot, "div")?,
                Together::Items => self.items(run, ordinal, spot)?,
                Together::Paragraphs => self.paragraphs(run, ordinal, spot)?,
                Together::Fields => {
                    let inside = self.each(run, ordinal, spot, "dl")?;
                    self.wrap("forms/fields.html", "dl", inside)?
                }
                Together::Rows => self.table(run, ordinal, spot, None)?,
                Together::Cells => {
                    // 号 in columns (欄) are one sentence side by side, no table.
                    let inside = self.each(run, ordinal, spot, "div")?;
                    self.wrap("forms/columns.html", "div", inside)?
                }
            });
            ordinal += run.iter().map(|own| own.size()).sum::<usize>();
            at = end;
        }
        Ok(out)
    }

    fn each(&self, run: &[Arc<Provision>], first: usize, spot: Spot<'_>, tag: &str) -> Html {
        let mut out = String::new();
        let mut ordinal = first;
        for own in run {
            out.push_str(&self.provision(own, ordinal, spot, tag)?);
            ordinal += own.size();
        }
        Ok(out)
    }

    fn items(&self, run: &[Arc<Provision>], first: usize, spot: Spot<'_>) -> Html {
        let inside = self.each(run, first, spot, "li")?;
        let is_numbered = run.iter().any(|own| own.label().is_some());
        self.wrap("forms/items.html", if is_numbered { "ol" } else { "ul" }, inside)
    }

    /// 項: one alone is a paragraph, several are a list.
    fn paragraphs(&self, run: &[Arc<Provision>], first: usize, spot: Spot<'_>) -> Html {
        if let [only] = run {
            return self.provision(only, first, spot, "div");
        }
        let inside = self.each(run, first, spot, "li")?;
        self.wrap("forms/paragraphs.html", "ol", inside)
    }

    /// A table of rows; `own` gives it its caption.
    fn table(
        &self,
        run: &[Arc<Provision>],
        first: usize,
        spot: Spot<'_>,
        own: Option<(&Provision, usize)>,
    ) -> Html {
        let heads = run.iter().take_while(|row| row.form() == Form::Header).count();
        let columns: Vec<String> = run[..heads]
            .last()
            .map(|head| head.children().iter().map(|cell| cell.words()).collect())
            .unwrap_or_default();
        let spot = Spot { columns: &columns, above: Form::Table, ..spot };
        let head = self.each(&run[..heads], first, spot, "tr")?;
        let first_row = first + run[..heads].iter().map(|row| row.size()).sum::<usize>();
        let rows = self.each(&run[heads..], first_row, spot, "tr")?;
        let mut context = match own {
            Some((own, ordinal)) => self.context(own, ordinal, spot, "table"),
            None => {
                let mut context = empty("table");
                context.insert("labelled_by", spot.named_by);
                context
            }
        };
        // Browsers take a table without headers for mere layout, unless its columns are declared.
        let width = run.iter().map(|row| width(row)).max();
        context.insert("count", &width);
        context.insert_value("head", safe(&head));
        context.insert_value("children", safe(&rows));
        self.theme.render("forms/table.html", &context)
    }

    fn wrap(&self, template: &str, tag: &str, inside: String) -> Html {
        let mut context = empty(tag);
        context.insert_value("children", safe(&inside));
        self.theme.render(template, &context)
    }

    /// One provision with all below it.
    fn provision(&self, own: &Provision, ordinal: usize, spot: Spot<'_>, tag: &str) -> Html {
        if own.form() == Form::Table {
            return self.whole_table(own, ordinal, spot);
        }
        let mut context = self.context(own, ordinal, spot, tag);
        let has_heading = own.is_headed();
        let anchor = self.anchors[ordinal].as_deref();
        let below = Spot {
            level: if has_heading { (spot.level + 1).min(LEVELS) } else { spot.level },
            named_by: match anchor {
                Some(anchor) if has_heading => anchor,
                Some(_) | None => spot.named_by,
            },
            above: own.form(),
            columns: if matches!(own.form(), Form::Header | Form::Row) {
                spot.columns
            } else {
                &[]
            },
        };
        let children = match own.form() {
            Form::Header | Form::Row => self.cells(own, ordinal, below)?,
            Form::Figure if let Some(file) = FigureFile::of(own) => {
                self.file(own, &file, &mut context);
                let before = &own.children()[..FigureFile::before(own)];
                self.row(before, ordinal + 1, below)?
            }
            _ => self.row(own.children(), ordinal + 1, below)?,
        };
        context.insert_value("children", safe(&children));
        self.theme.render(self.template(own), &context)
    }

    /// What a template may use of a figure's file.
    fn file(&self, own: &Provision, file: &FigureFile, context: &mut Context) {
        let src = format!("{}{}", self.ways.to_root, file.address.as_str());
        context.insert("src", &src);
        context.insert("file", &file.name);
        context.insert("size", &file.size);
        if file.look == FigureUse::Picture {
            context.insert("alt", &own.text().words());
        }
    }

    /// A table's rows; what is no row stands after the rows before it, in order.
    fn whole_table(&self, own: &Provision, ordinal: usize, spot: Spot<'_>) -> Html {
        let rows = own
            .children()
            .iter()
            .take_while(|child| matches!(child.form(), Form::Header | Form::Row))
            .count();
        let (rows, rest) = own.children().split_at(rows);
        let after = ordinal + 1 + rows.iter().map(|row| row.size()).sum::<usize>();
        let spot_below = Spot { above: Form::Group, ..spot };
        if rows.is_empty() {
            let mut context = self.context(own, ordinal, spot, "div");
            let children = self.row(rest, after, spot_below)?;
            context.insert_value("children", safe(&children));
            return self.theme.render("forms/list.html", &context);
        }
        let mut out = self.table(rows, ordinal + 1, spot, Some((own, ordinal)))?;
        out.push_str(&self.row(rest, after, spot_below)?);
        Ok(out)
    }

    /// The cells of a row; what is no cell is put into one.
    fn cells(&self, row: &Provision, ordinal: usize, spot: Spot<'_>) -> Html {
        let mut out = String::new();
        let mut at = ordinal + 1;
        for (nth, child) in row.children().iter().enumerate() {
            let column = spot.columns.get(nth).map_or("", String::as_str);
            let tag = match (row.form(), child.form()) {
                // A heading cell without words names nothing.
                (Form::Header, _) if !child.words().is_empty() => "th-column",
                (_, Form::Cell) if is_row_header(child) => "th-row",
                _ => "td",
            };
            let mut context = if child.form() == Form::Cell {
                self.context(child, at, spot, tag)
            } else {
                empty(tag)
            };
            context.insert("column", if row.form() == Form::Row { column } else { "" });
            let below = Spot { above: Form::Cell, columns: &[], ..spot };
            let children = if child.form() == Form::Cell {
                self.row(child.children(), at + 1, below)?
            } else {
                self.row(std::slice::from_ref(child), at, below)?
            };
            context.insert_value("children", safe(&children));
            out.push_str(&self.theme.render("forms/cell.html", &context)?);
            at += child.size();
        }
        Ok(out)
    }

    /// What a template may use of a provision.
    fn context(&self, own: &Provision, ordinal: usize, spot: Spot<'_>, tag: &str) -> Context {
        let mut context = empty(tag);
        let mut citation = self.before[ordinal];
        let heading = self.text(own, ordinal, (TextPart::Heading, tag), &mut citation);
        let text = self.text(own, ordinal, (TextPart::Text, tag), &mut citation);
        context.insert("anchor", self.anchors[ordinal].as_deref().unwrap_or_default());
        context.insert("level", &spot.level);
        context.insert("label", own.label().map_or("", |label| label.as_str()));
        context.insert_value("heading", Value::safe_string(&heading));
        context.insert_value("text", Value::safe_string(&text));
        context.insert("form", own.form().name());
        context.insert("role", own.role().as_str());
        context.insert("classes", &classes(own));
        context.insert("labelled_by", spot.named_by);
        context
    }

    fn text(
        &self,
        own: &Provision,
        ordinal: usize,
        (part, tag): (TextPart, &str),
        citation: &mut usize,
    ) -> String {
        let text = match part {
            TextPart::Heading => own.heading(),
            TextPart::Text => own.text(),
        };
        let mut out = String::new();
        let mentions = self.mentions.at(ordinal, part);
        let ways =
            runs::Ways { readings: self.readings.get(ordinal).map(|own| &**own), ..*self.ways };
        let starts = if breaks_at_phrases(part, tag) {
            self.phrases.starts(&text.words())
        } else {
            Arc::default()
        };
        runs::text(text, mentions, &ways, citation, &starts, &mut out);
        out
    }

    /// The template of a provision's role where the theme has one, else of its form.
    fn template(&self, own: &Provision) -> &str {
        let role = own.role().as_str();
        if !role.is_empty()
            && let Some(template) = self.theme.of_role(role)
        {
            return template;
        }
        match own.form() {
            Form::Part | Form::Chapter | Form::Section | Form::Subsection | Form::Division => {
                "forms/chapter.html"
            }
            Form::Document | Form::Group => "forms/group.html",
            Form::Article => "forms/article.html",
            Form::Paragraph => "forms/paragraph.html",
            Form::Item => "forms/item.html",
            Form::Supplement => "forms/supplement.html",
            Form::Annex => "forms/annex.html",
            Form::Contents => "forms/contents.html",
            Form::Field => "forms/field.html",
            Form::List => "forms/list.html",
            Form::Table => "forms/table.html",
            Form::Header | Form::Row => "forms/row.html",
            Form::Cell => "forms/cell.html",
            Form::Prose => "forms/prose.html",
            Form::Note => "forms/note.html",
            Form::Figure => "forms/figure.html",
        }
    }
}

/// How many cells a row shows.
fn width(row: &Provision) -> usize {
    let has_own = row.label().is_some() || !row.heading().is_empty() || !row.text().is_empty();
    row.children().len() + usize::from(has_own)
}
