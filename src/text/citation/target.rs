//! What a reference points at, as a value. Does not know how it is written.

/// What a step of a reference points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A number with its branches: 第16条の2 is `[16, 2]`.
    Number(Vec<u32>),
    /// The so many before the one it is written in: 前条 is 1, 前二項 is 2.
    Previous(u32),
    /// The one after: 次条.
    Next,
}

/// The part of a document that a reference points into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Division {
    /// The body; or, for words in a 附則, that 附則 itself.
    #[default]
    Body,
    /// 附則
    Supplement,
    /// 別表, 別紙, 別記様式, 様式, 別添, 別図, 別記; with the number if there is one.
    Annex(AnnexKind, Vec<u32>),
}

/// What an annex is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnnexKind {
    /// 別表
    Table,
    /// 別紙
    Sheet,
    /// 様式, 別記様式
    Form,
    /// 別添
    Attachment,
    /// 別図
    Figure,
    /// 別記
    Note,
}

/// The place a reference points at. A step that is not written is `None`: for 「第2項」 the article is
/// the one it is written in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// Body, 附則 or an annex.
    pub division: Division,
    /// 条
    pub article: Option<Step>,
    /// 項
    pub paragraph: Option<Step>,
    /// 号
    pub item: Option<Step>,
}

impl Place {
    pub(super) fn step(&mut self, level: Level) -> &mut Option<Step> {
        match level {
            Level::Article => &mut self.article,
            Level::Paragraph => &mut self.paragraph,
            Level::Item => &mut self.item,
        }
    }
}

/// 条, 項 or 号.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Article,
    Paragraph,
    Item,
}
