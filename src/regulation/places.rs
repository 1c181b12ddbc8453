//! Where the articles of a regulation are, by scope and number, for those who resolve citations. Does not read
//! citations.

use super::label;
use crate::tree::{Form, Label, Provision};
use std::collections::HashMap;

/// The part of a document in which article numbers are unique.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// 本則
    Body,
    /// The nth 附則, from 0.
    Supplement(usize),
    /// The nth 別表 or 別紙, from 0.
    Annex(usize),
}

/// The way from the root to a provision: the index of the child to take at each step.
pub type Place = Vec<usize>;

/// The articles, 附則 and annexes of a document.
#[derive(Clone, Debug, Default)]
pub struct Places {
    articles: HashMap<(Scope, Vec<u32>), Place>,
    supplements: Vec<Place>,
    annexes: Vec<(Option<Label>, Place)>,
}

impl Places {
    /// Finds them; of two articles with one number in one scope the first counts.
    pub fn of(root: &Provision) -> Places {
        let mut places = Places::default();
        places.walk(root, &Scope::Body, &mut Vec::new());
        places
    }

    /// The place of an article by its numbers: 第３条の２ is `[3, 2]`. An article of a range
    /// (第３条から第５条まで　削除) is found by each of its numbers.
    pub fn article(&self, scope: &Scope, number: &[u32]) -> Option<&Place> {
        self.articles.get(&(scope.clone(), number.to_vec()))
    }

    /// The numbers of the articles of a scope, ascending.
    pub fn articles(&self, scope: &Scope) -> Vec<&[u32]> {
        let mut numbers: Vec<&[u32]> = self
            .articles
            .keys()
            .filter(|(of, _)| of == scope)
            .map(|(_, number)| number.as_slice())
            .collect();
        numbers.sort();
        numbers
    }

    /// The 附則 in order.
    pub fn supplements(&self) -> &[Place] {
        &self.supplements
    }

    /// The annexes in order, with their printed numbers.
    pub fn annexes(&self) -> &[(Option<Label>, Place)] {
        &self.annexes
    }

    /// The provision at a place.
    pub fn at<'a>(root: &'a Provision, place: &[usize]) -> Option<&'a Provision> {
        place.iter().try_fold(root, |own, index| own.children().get(*index).map(|child| &**child))
    }

    /// The 項 of an article by number, from 1.
    pub fn paragraph(article: &Provision, number: u32) -> Option<&Provision> {
        article
            .children()
            .iter()
            .map(|child| &**child)
            .filter(|child| child.form() == Form::Paragraph)
            .find(|child| match child.label() {
                None => number == 1,
                Some(label) => {
                    counts(label).is_some_and(|(first, last)| (first..=last).contains(&number))
                }
            })
    }

    /// The 号 of a 項 or the entries below a 号 by number, from 1.
    pub fn item(parent: &Provision, number: u32) -> Option<&Provision> {
        parent
            .children()
            .iter()
            .map(|child| &**child)
            .filter(|child| child.form() == Form::Item)
            .find(|child| {
                let counts = child.label().and_then(counts);
                counts.is_some_and(|(first, last)| (first..=last).contains(&number))
            })
    }

    fn walk(&mut self, parent: &Provision, scope: &Scope, path: &mut Place) {
        for (index, child) in parent.children().iter().enumerate() {
            path.push(index);
            match child.form() {
                Form::Article => self.add(child, scope, path),
                Form::Supplement => {
                    let scope = Scope::Supplement(self.supplements.len());
                    self.supplements.push(path.clone());
                    self.walk(child, &scope, path);
                }
                Form::Annex => {
                    let scope = Scope::Annex(self.annexes.len());
                    self.annexes.push((child.label().cloned(), path.clone()));
                    self.walk(child, &scope, path);
                }
                form if form.is_division() => {
                    self.walk(child, scope, path);
                }
                _ => {}
            }
            path.pop();
        }
    }

    fn add(&mut self, article: &Provision, scope: &Scope, path: &Place) {
        for number in article.label().map(numbers).unwrap_or_default() {
            self.articles.entry((scope.clone(), number)).or_insert_with(|| path.clone());
        }
    }
}

/// The first and the last number of a 項 or 号.
fn counts(label: &Label) -> Option<(u32, u32)> {
    let found = label::find(&format!("{}　", label.as_str()))?;
    Some((found.first, found.last))
}

/// Each number an article stands for.
fn numbers(label: &Label) -> Vec<Vec<u32>> {
    let Some((first, last)) = super::check::article_numbers(label) else {
        return Vec::new();
    };
    match (first.as_slice(), last.as_slice()) {
        ([from], [to]) if from < to && to - from < 1000 => (*from..=*to).map(|n| vec![n]).collect(),
        _ if first == last => vec![first],
        _ => vec![first, last],
    }
}
