//! Makes the new tree out of what was laid out for it, and plays what changes a provision itself. Does not know
//! where provisions come from.

use super::{ApplyError, ApplyPlan, Laid, NodeSource, NodeTouch, fault, whole_fault};
use crate::diff::delta::{NodeTag, Splice, TextField, splice_text};
use crate::tree::{Bare, Provision};
use std::collections::BTreeMap;
use std::sync::Arc;

impl ApplyPlan<'_> {
    /// Makes the provisions bottom-up; what did not change is shared with the old tree.
    pub(super) fn make(&self, laid: Vec<Laid>) -> Result<Arc<Provision>, ApplyError> {
        let mut children: Vec<Vec<Arc<Provision>>> = Vec::new();
        children.resize_with(laid.len(), Vec::new);
        let mut touched = 0;
        for (place, Laid { source, parent, at }) in laid.iter().enumerate().rev() {
            let mut below = std::mem::take(&mut children[place]);
            below.reverse();
            let made = match source {
                NodeSource::Whole { at: old } => self.order.get(*old).expect("laid out").clone(),
                NodeSource::New { own, .. } => Provision::new((*own).clone(), below),
                NodeSource::Kept { at: old } | NodeSource::Moved { at: old, .. } => {
                    let own = match self.touches.get(old) {
                        Some(touches) => {
                            touched += 1;
                            self.touched(*old, *at, touches)?
                        }
                        None => None,
                    };
                    self.remade(*old, own, below)
                }
            };
            if place == 0 {
                if touched != self.touches.len() {
                    return Err(whole_fault("an op changes a provision that is not there"));
                }
                return Ok(made);
            }
            children[*parent].push(made);
        }
        Err(whole_fault("no provision"))
    }

    fn remade(&self, old: u32, own: Option<Bare>, below: Vec<Arc<Provision>>) -> Arc<Provision> {
        let before = self.order.get(old).expect("laid out from the old tree");
        let same = before.children().len() == below.len()
            && before.children().iter().zip(&below).all(|(a, b)| Arc::ptr_eq(a, b));
        match own {
            None if same => before.clone(),
            None => Provision::new(before.own().clone(), below),
            Some(own) => Provision::new(own, below),
        }
    }

    /// What a provision becomes; `None` when nothing of its own changes.
    fn touched(
        &self,
        old: u32,
        new: u32,
        touches: &[(usize, NodeTouch)],
    ) -> Result<Option<Bare>, ApplyError> {
        let before = self.order.node(old).own();
        let mut own = before.clone();
        let mut edits: BTreeMap<TextField, Vec<(usize, &Splice)>> = BTreeMap::new();
        let mut labelled = None;
        for (op, touch) in touches {
            if touch.node().new != new {
                return Err(fault(*op, "the provision ends up elsewhere than the op says"));
            }
            match touch {
                NodeTouch::Edit(_, field, splices) => {
                    let of_field = edits.entry(*field).or_default();
                    of_field.extend(splices.iter().map(|splice| (*op, splice)));
                }
                NodeTouch::Renumber(_, part, by) => {
                    let label = before.label.as_ref();
                    let label = label.and_then(|label| label.shifted(*part, *by));
                    own.label = Some(label.ok_or(fault(*op, "there is no number to shift"))?);
                }
                NodeTouch::Retag(_, from, to) => {
                    if NodeTag::of(before) != **from {
                        return Err(fault(*op, "what it retags is not there"));
                    }
                    (own.key, own.form) = (to.key.clone(), to.form);
                    (own.role, own.label) = (to.role.clone(), to.label.clone());
                }
            }
            if !matches!(touch, NodeTouch::Edit(..)) && labelled.replace(*op).is_some() {
                return Err(fault(*op, "the provision is labelled twice"));
            }
        }
        for (field, mut splices) in edits {
            splices.sort_by_key(|(_, splice)| splice.span());
            let (ops, splices): (Vec<usize>, Vec<&Splice>) = splices.into_iter().unzip();
            let text = splice_text(field.text_of(self.order.node(old)), &splices);
            let text = text.map_err(|index| ApplyError {
                op: ops.get(index).copied(),
                what: "the words to be replaced do not stand there",
            })?;
            match field {
                TextField::Heading => own.heading = text,
                TextField::Text => own.text = text,
            }
        }
        Ok((own != *before).then_some(own))
    }
}
