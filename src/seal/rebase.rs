//! Two ledgers of one document that both went on: the lines of ours that nobody published yet, linked behind those of
//! the other. Does not know where the ledgers and the texts lie.

use crate::diagnostic::{Finding, Span};
use crate::ledger::{Act, Chain, Day, Event, LedgerFault, LedgerState, VersionId};
use crate::site::load::{Shelf, line};
use crate::text::date::{Date, both};
use std::collections::{BTreeMap, BTreeSet};

/// Our ledger behind the other.
#[derive(Clone, Debug)]
pub struct Rebased {
    /// The ledger.
    pub chain: Chain,
    /// Its lines taken together.
    pub account: LedgerState,
    /// How many lines of the other were taken over.
    pub taken: usize,
    /// How many of our lines were linked behind them.
    pub linked: usize,
    /// Our versions whose identity the other had given already, and what they are called now.
    pub renamed: Vec<(VersionId, VersionId)>,
    /// Our versions that the other has just so; their lines are not needed twice.
    pub same: Vec<VersionId>,
    /// Our lines that are recorded today, since the other went on after the day on which they were written.
    pub recorded_anew: usize,
    /// Pairs of versions, ours or theirs, of which the later was sealed without the changes of the earlier.
    pub apart: Vec<(VersionId, VersionId)>,
}

/// The ledgers of a document.
#[derive(Clone, Copy, Debug)]
pub struct Ledgers<'a> {
    /// The document.
    pub slug: &'a str,
    /// Ours.
    pub ours: &'a Chain,
    /// The other.
    pub theirs: &'a Chain,
    /// As far as we published ours.
    pub published: Option<&'a Chain>,
}

/// Links our lines behind those of the other; `None` when ours goes on from the other already.
///
/// # Errors
/// When a published line would change, or a line of ours cannot stand behind the other's.
pub fn rebase(all: Ledgers<'_>, today: Date) -> Result<Option<Rebased>, Box<Finding>> {
    let shared = shared(all.ours, all.theirs);
    if shared == all.theirs.lines().len() {
        return Ok(None);
    }
    let account = LedgerState::of(all.theirs.lines()).map_err(|illegal| {
        let fault = illegal.fault;
        Box::new(not_legal(fault))
    })?;
    let mut work = Work {
        all,
        names: BTreeMap::new(),
        rebased: Rebased {
            chain: all.theirs.clone(),
            account,
            taken: all.theirs.lines().len() - shared,
            linked: 0,
            renamed: Vec::new(),
            same: Vec::new(),
            recorded_anew: 0,
            apart: Vec::new(),
        },
        shared,
        today,
    };
    for at in shared..all.ours.lines().len() {
        work.link(at)?;
    }
    let apart = work.apart();
    work.rebased.apart.extend(apart);
    if let Some(published) = all.published {
        let kept = self::shared(published, &work.rebased.chain);
        if kept < published.lines().len() {
            return Err(Box::new(work.published(kept)));
        }
    }
    Ok(Some(work.rebased))
}

/// How many lines two ledgers begin with that are the same.
fn shared(one: &Chain, other: &Chain) -> usize {
    let pairs = one.lines().iter().zip(other.lines());
    pairs.take_while(|(one, other)| one.digest == other.digest).count()
}

struct Work<'a> {
    all: Ledgers<'a>,
    /// What versions of ours are called in the other.
    names: BTreeMap<VersionId, VersionId>,
    rebased: Rebased,
    shared: usize,
    today: Date,
}

impl Work<'_> {
    /// Links one of our lines.
    fn link(&mut self, at: usize) -> Result<(), Box<Finding>> {
        let event = &self.all.ours.lines()[at].event;
        if let Some(version) = event.act.makes()
            && self.has_the_same(version, &event.act)
        {
            self.rebased.same.push(version);
            return Ok(());
        }
        if let Act::Withhold { version, .. } = &event.act
            && self.withheld_there(*version)
        {
            return Err(Box::new(self.twice_withheld(at, *version)));
        }
        let mut event = Event { act: self.renamed(&event.act), ..event.clone() };
        let last = self.rebased.account.last_recorded();
        if last.is_some_and(|last| event.recorded < last) {
            event.recorded = self.today;
            self.rebased.recorded_anew += 1;
        }
        let added = self.rebased.account.add(&event);
        added.map_err(|fault| Box::new(self.refused(at, fault)))?;
        self.rebased.chain.append(event);
        self.rebased.linked += 1;
        Ok(())
    }

    /// Whether the other made a version of that name with that very text.
    fn has_the_same(&self, version: VersionId, act: &Act) -> bool {
        let lines = self.all.theirs.lines()[self.shared..].iter();
        let mut made = lines.filter(|line| line.event.act.makes() == Some(version));
        made.any(|line| line.event.act == *act)
    }

    fn withheld_there(&self, version: VersionId) -> bool {
        let mut lines = self.all.theirs.lines()[self.shared..].iter();
        lines.any(|line| match &line.event.act {
            Act::Withhold { version: other, .. } => *other == version,
            Act::Seal { .. }
            | Act::Register { .. }
            | Act::Correct { .. }
            | Act::Postpone { .. }
            | Act::Withdraw { .. }
            | Act::Record { .. }
            | Act::Repeal { .. }
            | Act::Retitle { .. } => false,
        })
    }

    /// What a version of ours is called now.
    fn name(&self, version: VersionId) -> VersionId {
        self.names.get(&version).copied().unwrap_or(version)
    }

    /// A new version of ours takes the next identity that is free.
    fn rename(&mut self, version: VersionId, day: Date) -> VersionId {
        let free = self.rebased.account.free_id(day);
        if free != version {
            self.names.insert(version, free);
            self.rebased.renamed.push((version, free));
        }
        free
    }

    /// A version of the other that counts from the same day and is not in force yet: of two that are coming on one
    /// day, readers could not tell which will count.
    fn coming(&self, effective: Day) -> Option<VersionId> {
        let entries = self.rebased.account.entries().iter();
        let mut same = entries.filter(|entry| entry.is_live() && entry.effective == effective);
        let is_coming = effective.counted() > self.today;
        same.next_back().filter(|_| is_coming).map(|entry| entry.id)
    }

    fn renamed(&mut self, act: &Act) -> Act {
        let mut act = act.clone();
        match &mut act {
            Act::Seal { version, effective, reissues, .. } => {
                let coming = match reissues {
                    Some(before) => {
                        *before = self.name(*before);
                        None
                    }
                    None => self.coming(*effective),
                };
                let day = coming.unwrap_or(*version).day();
                *reissues = reissues.or(coming);
                *version = self.rename(*version, day);
                let apart = coming.map(|before| (before, *version));
                self.rebased.apart.extend(apart);
            }
            Act::Register { version, .. } => *version = self.rename(*version, version.day()),
            Act::Correct { version, corrected, .. } => {
                *version = self.name(*version);
                *corrected = self.rename(*corrected, version.day());
            }
            Act::Postpone { version, .. }
            | Act::Withdraw { version }
            | Act::Record { version, .. }
            | Act::Withhold { version, .. } => *version = self.name(*version),
            Act::Repeal { .. } | Act::Retitle { .. } => {}
        }
        act
    }

    /// Versions of one side that count with or after one of the other side, and do not have its changes.
    fn apart(&self) -> Vec<(VersionId, VersionId)> {
        let made = |lines: &[crate::ledger::LedgerLine]| -> BTreeSet<VersionId> {
            lines.iter().filter_map(|line| line.event.act.makes()).collect()
        };
        let theirs = made(&self.all.theirs.lines()[self.shared..]);
        let linked = &self.rebased.chain.lines()[self.all.theirs.lines().len()..];
        let ours = made(linked);
        let mut live: Vec<(Date, VersionId)> = Vec::new();
        for entry in self.rebased.account.entries() {
            if entry.is_live() && (theirs.contains(&entry.id) || ours.contains(&entry.id)) {
                live.push((entry.effective.counted(), entry.id));
            }
        }
        live.sort_by_key(|(day, _)| *day);
        let mut apart = Vec::new();
        for pair in live.windows(2) {
            let (earlier, later) = (pair[0].1, pair[1].1);
            if ours.contains(&earlier) != ours.contains(&later) {
                apart.push((earlier, later));
            }
        }
        apart
    }

    /// One of our lines, for findings.
    fn span(&self, at: usize) -> Span {
        let path = Shelf::Content(self.all.slug).ledger();
        Span::new(path, line(self.all.ours.bytes(), at + 1))
    }

    fn refused(&self, at: usize, fault: LedgerFault) -> Finding {
        let number = at + 1;
        Finding::spelt_error(
            "rebase-refused",
            format!(
                "台帳の {number} 行目は、取り込む台帳の後には記録できません。{}",
                fault.ja()
            ),
            format!(
                "Line {number} of the ledger cannot stand behind the other ledger: {}.",
                fault.en()
            ),
        )
        .at(self.span(at))
        .help(
            "取り込む側の台帳をそのまま使い（控えを取ってから置き換えます）、この行の内容をもう一度コマンドで記録してください。",
            "Take the other ledger as it is (keep a copy of yours) and record this again with its command.",
        )
    }

    fn twice_withheld(&self, at: usize, version: VersionId) -> Finding {
        Finding::spelt_error(
            "rebase-withheld",
            format!("版 {version} の言葉が、両方の台帳で非公開にされています。つなぐと、相手の側で消した言葉がまた公表されます。"),
            format!("Words of the version {version} were withheld in both ledgers; linked, those that the other withheld would be public again."),
        )
        .at(self.span(at))
        .help(
            "取り込む側の台帳と版のファイルをそのまま使い、「kohyo withhold」をもう一度実行してください。",
            "Take the other ledger and its version files as they are, and run `kohyo withhold` again.",
        )
    }

    fn published(&self, kept: usize) -> Finding {
        let number = kept + 1;
        Finding::spelt_error(
            "rebase-published",
            format!("台帳の {number} 行目は公開済みです。つなぎ替えると、公開した記録が変わってしまいます。"),
            format!("Line {number} of the ledger is published; linking it anew would change what was published."),
        )
        .at(self.span(kept))
        .help(
            "公開した台帳のほうを元にします。もう一方のサイトで、このサイトの公開フォルダーを --onto に指定して実行してください。",
            "What is published comes first: run it in the other site, with --onto naming the public folder of this one.",
        )
    }
}

fn not_legal(fault: LedgerFault) -> Finding {
    Finding::spelt_error(
        "rebase-onto",
        format!("取り込む台帳の記録が合いません。{}", fault.ja()),
        format!("The other ledger does not fit together: {}.", fault.en()),
    )
    .help(
        "相手のサイトで「kohyo verify」を実行して、確かめてください。",
        "Run `kohyo verify` in the other site.",
    )
}

/// What should be looked at when two sides were put together.
pub fn to_look_at(slug: &str, rebased: &Rebased) -> Vec<Finding> {
    let apart = rebased.apart.iter();
    apart
        .map(|(earlier, later)| {
            Finding::spelt_warning(
                "rebase-apart",
                format!("版 {later} は、別々に確定した版 {earlier} の変更を含んでいません。"),
                format!("The version {later} was sealed without the changes of {earlier}."),
            )
            .help(
                format!("「kohyo diff {slug} {earlier} {later}」で違いを確かめ、両方の変更を入れた本文をもう一度確定してください。"),
                format!("Look with `kohyo diff {slug} {earlier} {later}`, and seal a text that has both."),
            )
        })
        .collect()
}

/// What was done, in Japanese and English, a line each.
pub fn told(rebased: &Rebased, today: Date) -> Vec<(String, String)> {
    let (taken, linked) = (rebased.taken, rebased.linked);
    let mut lines = vec![(
        format!("取り込んだ行 {taken}、その後につないだこちらの行 {linked}"),
        format!("{taken} lines taken over, {linked} of ours linked behind them"),
    )];
    for version in &rebased.same {
        lines.push((
            format!("版 {version} は、相手も同じ内容で確定していました"),
            format!("the other had sealed the very same version {version}"),
        ));
    }
    for (before, after) in &rebased.renamed {
        lines.push((
            format!("こちらの版 {before} は、版 {after} になりました"),
            format!("our version {before} is {after} now"),
        ));
    }
    if rebased.recorded_anew > 0 {
        let count = rebased.recorded_anew;
        lines.push((
            format!("記録日が相手の記録より前になる {count} 行は、記録日を{}にしました（決めた日などは変わりません）", both(today)),
            format!("{count} lines that would stand before the other's are recorded on {today} (days of decisions stay)"),
        ));
    }
    lines
}
