//! The customary text form of Japanese regulations and laws, in and out: 題名, 目次, 章・節・款, 条・項・号,
//! 附則, 別表. Knows no YAML, no law and no versions.
//!
//! [`print`] writes the **house form**, which says every tree exactly once; [`parse`] reads it back to the
//! same tree, and reads much else besides, as a list of edits that turn the text into the house form:
//! `parsed.log.replay(text) == print(&parsed.root)`, always.
//!
//! ```text
//! 見本健康保険組合個人情報保護管理規程          the title, then lines of the preamble
//! （平成十七年規程第三号）
//!
//! 第１章　総則                                  編・章・節・款・目, a blank line before each
//! （目的）                                      the caption stands before its article
//! 第１条　この規程は、…とする。 {#purpose}      {#key} at the end of a line; `{#} {#p}`: of the first 項
//! ２　前項の…とする。                           項 at the margin
//! 　(1)　氏名                                   号 and all below it: one full-width space a level
//! 　　・住所                                    a list without numbers
//! 　この場合において、…とする。                 後段: words without a number
//!
//! 附　則（令和八年規程第一号）
//! この規程は、令和八年四月一日から施行する。
//!
//! 別表第１（第５条関係）                        別表・別紙・様式; 【…】 when it has no number
//! 　| 区分 | 期間 |                              a table; `|---|---|` after its heading row
//! ```
//!
//! Words that would be read as something else are kept apart by a backslash: `\第３条　…` at the start,
//! `\{#x}` at the end, `\　` inside an item with columns, `\|` inside a cell.

mod article;
mod builder;
mod check;
mod content;
mod excerpt;
mod guess;
mod head;
mod house_form;
mod log;
mod parse;
mod print;
mod reference;
mod source_line;
mod structure;
mod titled;
mod writer;

pub use excerpt::is_in_part;
pub use log::leave_words;
pub use parse::{Parsed, parse, parse_said};
pub use print::print;
pub use reference::{Guide, Reference, Referent, references, references_in};
pub use source_line::{SaidLine, SaidLines};

use crate::tree::Role;

/// A line of the preamble with the number of the law or regulation: 「（平成十五年法律第五十七号）」.
pub const NUMBER: Role = Role::of("regulation.number");
/// A line of the preamble that tells when it was made or amended: 「制定　平成17年4月1日」.
pub const HISTORY: Role = Role::of("regulation.history");
/// 「以上」 at the end of a document.
pub const CLOSING: Role = Role::of("regulation.closing");
