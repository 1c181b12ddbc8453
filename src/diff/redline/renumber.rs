//! Sentences about numbers: which shift and by how much, which come, which are printed in another way. Does not know
//! what else changed.

use super::naming::called::noun_of;
use super::words::{Clause, quoted};
use super::{Redline, TextSide};
use crate::diff::{NodePair, Op};
use crate::tree::LabelUnit;

impl Redline<'_> {
    /// A number that comes, or is printed in another way.
    fn reprinted(&self, node: NodePair, run: &str) -> Vec<Clause> {
        let print = |side: TextSide, at: u32| {
            let label = self.side(side).order.node(at).label();
            label.map_or_else(String::new, |label| label.as_str().to_owned())
        };
        let (before, after) = (print(TextSide::Old, node.old), print(TextSide::New, node.new));
        if before.is_empty() {
            let name = self.side(TextSide::New).names.of_node(node.new);
            let about = format!("{name}に番号{}を", quoted(&after));
            return vec![Clause::new(about, "付け")];
        }
        let about = format!("{run}の番号の書き方を、{}から{}に", quoted(&before), quoted(&after));
        vec![Clause::new(about, "改め")]
    }

    /// 「第8条から第27条までを1条ずつ」 繰り下げ.
    pub(super) fn renumbered(&self, node: NodePair, ops: &[Op]) -> Vec<Clause> {
        let nodes = relabelled(ops);
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else {
            return vec![Clause::new("番号を", "改め")];
        };
        let run = self.side(TextSide::Old).names.run(first.old, last.old, nodes.len());
        let (part, by) = shift(ops);
        if by == 0 {
            return self.reprinted(node, &run);
        }
        let stem = if by > 0 { "繰り下げ" } else { "繰り上げ" };
        if nodes.len() == 1 && self.is_called_alike(*first) {
            let printed = |side, at| self.printed(side, at).unwrap_or_default();
            let (before, after) = (
                quoted(&printed(TextSide::Old, first.old)),
                quoted(&printed(TextSide::New, first.new)),
            );
            return vec![Clause::new(format!("{run}の番号を{before}から{after}に"), stem)];
        }
        if nodes.len() == 1 || part > 0 {
            let to = self.side(TextSide::New).names.run(first.new, last.new, nodes.len());
            return vec![Clause::new(format!("{run}を{to}に"), stem)];
        }
        let label = self.old.order.node(first.old).label();
        let unit = label.and_then(|label| label.number()).map(|number| number.unit);
        let counter = match unit {
            Some(LabelUnit::Bare) | None => match noun_of(self, TextSide::Old, first.old) {
                noun @ ("項" | "号") => noun,
                _ => "つ",
            },
            Some(_) => noun_of(self, TextSide::Old, first.old),
        };
        let by = by.unsigned_abs();
        // What is called by its heading does not move: its number does.
        let number = if self.is_called_alike(*first) { "の番号" } else { "" };
        vec![Clause::new(format!("{run}{number}を{by}{counter}ずつ"), stem)]
    }

    /// Whether a provision bears the same name on both sides, as what is called by its heading does.
    fn is_called_alike(&self, node: NodePair) -> bool {
        self.side(TextSide::Old).names.of_node(node.old)
            == self.side(TextSide::New).names.of_node(node.new)
    }

    /// A number as printed, without the mark behind it.
    fn printed(&self, side: TextSide, at: u32) -> Option<String> {
        let label = self.side(side).order.node(at).label()?;
        let marks = ['.', '．', '、', '　', ' '];
        Some(label.as_str().trim_end_matches(marks).to_owned())
    }

    /// The new numbers of a run: 第7条から第13条まで, or as printed where its provisions are called by headings.
    pub(super) fn numbers(&self, first: NodePair, last: NodePair, count: usize) -> String {
        let ends = (self.printed(TextSide::New, first.new), self.printed(TextSide::New, last.new));
        match (self.is_called_alike(first), ends) {
            (true, (Some(first), Some(last))) if count == 2 => format!("「{first}」及び「{last}」"),
            (true, (Some(first), Some(last))) => format!("「{first}」から「{last}」まで"),
            _ => self.side(TextSide::New).names.run(first.new, last.new, count),
        }
    }
}

/// The provisions that get other numbers, in order.
pub(super) fn relabelled(ops: &[Op]) -> Vec<NodePair> {
    let mut nodes: Vec<NodePair> = Vec::new();
    for op in ops {
        match op {
            Op::Renumber { nodes: run, .. } => nodes.extend(run),
            Op::Retag { node, .. } => nodes.push(*node),
            _ => {}
        }
    }
    nodes.sort_unstable();
    nodes
}

/// Which part of the number shifts and by how much; 0 where it is only printed in another way.
pub(super) fn shift(ops: &[Op]) -> (u32, i32) {
    let shifts = ops.iter().filter_map(|op| match op {
        Op::Renumber { part, by, .. } => Some((*part, *by)),
        _ => None,
    });
    shifts.into_iter().next().unwrap_or_default()
}
