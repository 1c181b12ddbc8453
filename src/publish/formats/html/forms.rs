//! A row of provisions as HTML: each form through its template, neighbours that belong together in one
//! list or table. Does not know which page it is for.

use super::data::{ChangedData, FormData, Html};
use super::fragment::ShownChange;
use super::runs;
use super::shape::{Together, breaks_at_phrases, classes, is_row_header, together};
use super::theme::Templates;
use crate::diagnostic::Finding;
use crate::publish::plan::{FigureFile, FigureUse, Mentions, TextPart};
use crate::site::Readings;
use crate::text::phrase::Phrases;
use crate::tree::{Form, Provision};
use std::borrow::Cow;
use std::sync::Arc;

/// Headings go down to this level; deeper ones share it.
const LEVELS: u8 = 6;

/// Renders one row.
pub(super) struct Forms<'a> {
    pub theme: Templates<'a>,
    pub mentions: &'a Mentions,
    pub links: runs::TextLinks<'a>,
    pub phrases: &'a Phrases,
    /// Citations before each provision of the row.
    pub before: &'a [usize],
    /// Anchors of the provisions of the row.
    pub anchors: &'a [Option<Arc<str>>],
    /// Readings over the words of the provisions of the row; empty on pages that show none.
    pub readings: &'a [Arc<Readings>],
    /// When provisions of the row last became others, by their ordinals in it, ascending.
    pub changed: &'a [(usize, ShownChange)],
}

/// Where a provision stands: what its look depends on besides itself.
#[derive(Clone, Copy)]
pub(super) struct RenderContext<'a> {
    /// Level of the next heading.
    level: u8,
    /// Id of the heading above, for what needs a name.
    named_by: &'a str,
    /// The form above.
    above: Form,
    /// Column names of the table around.
    columns: &'a [String],
}

impl RenderContext<'_> {
    /// Right under the title of the text, whose heading is one level up.
    pub(super) fn top(level: u8) -> RenderContext<'static> {
        RenderContext { level, named_by: "kohyo-title", above: Form::Document, columns: &[] }
    }
}

type Rendered = Result<String, Vec<Finding>>;

impl Forms<'_> {
    /// The row as it stands under `around`; the first provision has the ordinal `first`.
    pub(super) fn row(
        &self,
        row: &[Arc<Provision>],
        first: usize,
        around: RenderContext<'_>,
    ) -> Rendered {
        let mut out = String::new();
        let mut ordinal = first;
        let mut at = 0;
        while at < row.len() {
            let together_of = |own: &Provision| together(own, around.above);
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
                Together::Alone => self.provision(&row[at], ordinal, around, "div")?,
                Together::Items => self.items(run, ordinal, around)?,
                Together::Paragraphs => self.paragraphs(run, ordinal, around)?,
                Together::Fields => {
                    let inside = self.each(run, ordinal, around, "dl")?;
                    self.wrap("forms/fields.html", "dl", inside)?
                }
                Together::Rows => self.table(run, ordinal, around, None)?,
                Together::Cells => {
                    // 号 in columns (欄) are one sentence side by side, no table.
                    let inside = self.each(run, ordinal, around, "div")?;
                    self.wrap("forms/columns.html", "div", inside)?
                }
            });
            ordinal += run.iter().map(|own| own.size()).sum::<usize>();
            at = end;
        }
        Ok(out)
    }

    fn each(
        &self,
        run: &[Arc<Provision>],
        first: usize,
        around: RenderContext<'_>,
        tag: &str,
    ) -> Rendered {
        let mut out = String::new();
        let mut ordinal = first;
        for own in run {
            out.push_str(&self.provision(own, ordinal, around, tag)?);
            ordinal += own.size();
        }
        Ok(out)
    }

    fn items(&self, run: &[Arc<Provision>], first: usize, around: RenderContext<'_>) -> Rendered {
        let inside = self.each(run, first, around, "li")?;
        let is_numbered = run.iter().any(|own| own.label().is_some());
        self.wrap("forms/items.html", if is_numbered { "ol" } else { "ul" }, inside)
    }

    /// 項: one alone is a paragraph, several are a list.
    fn paragraphs(
        &self,
        run: &[Arc<Provision>],
        first: usize,
        around: RenderContext<'_>,
    ) -> Rendered {
        if let [only] = run {
            return self.provision(only, first, around, "div");
        }
        let inside = self.each(run, first, around, "li")?;
        self.wrap("forms/paragraphs.html", "ol", inside)
    }

    /// A table of rows; `own` gives it its caption.
    fn table(
        &self,
        run: &[Arc<Provision>],
        first: usize,
        around: RenderContext<'_>,
        own: Option<(&Provision, usize)>,
    ) -> Rendered {
        let heads = run.iter().take_while(|row| row.form() == Form::Header).count();
        let columns: Vec<String> = run[..heads]
            .last()
            .map(|head| head.children().iter().map(|cell| cell.words()).collect())
            .unwrap_or_default();
        let around = RenderContext { columns: &columns, above: Form::Table, ..around };
        let head = self.each(&run[..heads], first, around, "tr")?;
        let first_row = first + run[..heads].iter().map(|row| row.size()).sum::<usize>();
        let rows = self.each(&run[heads..], first_row, around, "tr")?;
        let data = match own {
            Some((own, ordinal)) => self.data(own, ordinal, around, "table"),
            None => FormData {
                tag: "table",
                labelled_by: self.id(Some(around.named_by)),
                ..FormData::default()
            },
        };
        // Browsers take a table without headers for mere layout, unless its columns are declared.
        let count = run.iter().map(|row| width(row)).max().unwrap_or_default();
        let data = FormData { count, head: Html(head), children: Html(rows), ..data };
        self.theme.render("forms/table.html", &data)
    }

    fn wrap(&self, template: &str, tag: &str, inside: String) -> Rendered {
        let data = FormData { tag, children: Html(inside), ..FormData::default() };
        self.theme.render(template, &data)
    }

    /// One provision with all below it, and when it last became another. A row says that in its last cell.
    fn provision(
        &self,
        own: &Provision,
        ordinal: usize,
        around: RenderContext<'_>,
        tag: &str,
    ) -> Rendered {
        let mut html = self.element(own, ordinal, around, tag)?;
        let changed = self.changed(ordinal).filter(|_| own.form() != Form::Row);
        if changed.is_some() {
            let data = FormData { changed, ..FormData::default() };
            html.push_str(&self.theme.render("forms/changed.html", &data)?);
        }
        Ok(html)
    }

    /// One provision with all below it.
    fn element(
        &self,
        own: &Provision,
        ordinal: usize,
        around: RenderContext<'_>,
        tag: &str,
    ) -> Rendered {
        if own.form() == Form::Table {
            return self.whole_table(own, ordinal, around);
        }
        let mut data = self.data(own, ordinal, around, tag);
        let has_heading = own.is_headed();
        let anchor = self.anchors[ordinal].as_deref();
        let below = RenderContext {
            level: if has_heading { (around.level + 1).min(LEVELS) } else { around.level },
            named_by: match anchor {
                Some(anchor) if has_heading => anchor,
                Some(_) | None => around.named_by,
            },
            above: own.form(),
            columns: if matches!(own.form(), Form::Header | Form::Row) {
                around.columns
            } else {
                &[]
            },
        };
        let file = if own.form() == Form::Figure { FigureFile::of(own) } else { None };
        let children = match own.form() {
            Form::Header | Form::Row => self.cells(own, ordinal, below)?,
            Form::Figure if let Some(file) = &file => {
                self.file(own, file, &mut data);
                let before = &own.children()[..FigureFile::before(own)];
                self.row(before, ordinal + 1, below)?
            }
            _ => self.row(own.children(), ordinal + 1, below)?,
        };
        data.children = Html(children);
        self.theme.render(self.template(own), &data)
    }

    /// What a template may use of a figure's file.
    fn file<'d>(&self, own: &Provision, file: &'d FigureFile, data: &mut FormData<'d>) {
        data.src = format!("{}{}", self.links.to_root, file.address.as_str());
        data.file = &file.name;
        data.size = &file.size;
        if file.look == FigureUse::Picture {
            data.alt = own.text().words();
        }
    }

    /// A table's rows; what is no row stands after the rows before it, in order.
    fn whole_table(&self, own: &Provision, ordinal: usize, around: RenderContext<'_>) -> Rendered {
        let rows = own
            .children()
            .iter()
            .take_while(|child| matches!(child.form(), Form::Header | Form::Row))
            .count();
        let (rows, rest) = own.children().split_at(rows);
        let after = ordinal + 1 + rows.iter().map(|row| row.size()).sum::<usize>();
        let below = RenderContext { above: Form::Group, ..around };
        if rows.is_empty() {
            let children = Html(self.row(rest, after, below)?);
            let data = FormData { children, ..self.data(own, ordinal, around, "div") };
            return self.theme.render("forms/list.html", &data);
        }
        let mut out = self.table(rows, ordinal + 1, around, Some((own, ordinal)))?;
        out.push_str(&self.row(rest, after, below)?);
        Ok(out)
    }

    /// The cells of a row; what is no cell is put into one.
    fn cells(&self, row: &Provision, ordinal: usize, around: RenderContext<'_>) -> Rendered {
        let mut out = String::new();
        let mut at = ordinal + 1;
        for (nth, child) in row.children().iter().enumerate() {
            let column = around.columns.get(nth).map_or("", String::as_str);
            let tag = match (row.form(), child.form()) {
                // A heading cell without words names nothing.
                (Form::Header, _) if !child.words().is_empty() => "th-column",
                (_, Form::Cell) if is_row_header(child) => "th-row",
                _ => "td",
            };
            let data = if child.form() == Form::Cell {
                self.data(child, at, around, tag)
            } else {
                FormData { tag, ..FormData::default() }
            };
            let column = if row.form() == Form::Row { column } else { "" };
            let below = RenderContext { above: Form::Cell, columns: &[], ..around };
            let children = if child.form() == Form::Cell {
                self.row(child.children(), at + 1, below)?
            } else {
                self.row(std::slice::from_ref(child), at, below)?
            };
            // Behind the words of the row: its first cell is said again with each of the others.
            let is_last = nth + 1 == row.children().len();
            let changed = self.changed(ordinal).filter(|_| is_last);
            let data = FormData { column, children: Html(children), changed, ..data };
            out.push_str(&self.theme.render("forms/cell.html", &data)?);
            at += child.size();
        }
        Ok(out)
    }

    /// What a template may use of a provision.
    fn data<'d>(
        &'d self,
        own: &'d Provision,
        ordinal: usize,
        around: RenderContext<'d>,
        tag: &'d str,
    ) -> FormData<'d> {
        let mut citation = self.before[ordinal];
        let heading = self.text(own, ordinal, (TextPart::Heading, tag), &mut citation);
        let text = self.text(own, ordinal, (TextPart::Text, tag), &mut citation);
        FormData {
            anchor: self.id(self.anchors[ordinal].as_deref()),
            level: around.level,
            label: own.label().map_or("", |label| label.as_str()),
            heading: Html(heading),
            text: Html(text),
            form: own.form().name(),
            role: own.role().as_str(),
            classes: classes(own),
            tag,
            labelled_by: self.id(Some(around.named_by)),
            ..FormData::default()
        }
    }

    /// When a provision last became another, where that is told.
    fn changed(&self, ordinal: usize) -> Option<ChangedData<'_>> {
        let at = self.changed.binary_search_by_key(&ordinal, |(at, _)| *at).ok()?;
        let ShownChange { words, href, before, before_href } = &self.changed[at].1;
        Some(ChangedData { words, href, before, before_href })
    }

    /// An anchor as the id that this page gives it.
    fn id<'d>(&self, anchor: Option<&'d str>) -> Cow<'d, str> {
        match (anchor, self.links.id_prefix) {
            (None, _) => Cow::default(),
            (Some(anchor), "") => Cow::Borrowed(anchor),
            (Some(anchor), prefix) => Cow::Owned(format!("{prefix}{anchor}")),
        }
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
        let readings = self.readings.get(ordinal).map(|own| &**own);
        let links = runs::TextLinks { readings, ..self.links };
        let starts = if breaks_at_phrases(part, tag) {
            self.phrases.starts(&text.words())
        } else {
            Arc::default()
        };
        runs::text(text, mentions, &links, citation, &starts, &mut out);
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
