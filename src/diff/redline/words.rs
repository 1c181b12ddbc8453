//! Small pieces of Japanese that sentences are made of: quoting, cutting, clauses. Does not know trees.

/// Quoted words that are longer are cut.
const LONGEST: usize = 60;

/// 「words」; 『words』 where the words hold 「 or 」 themselves, so that they stay as they are.
pub(super) fn quoted(words: &str) -> String {
    let words = cut(words, LONGEST);
    if words.contains(['「', '」']) { format!("『{words}』") } else { format!("「{words}」") }
}

/// Words on one line, cut where they have more characters.
pub(super) fn cut(words: &str, longest: usize) -> String {
    let words = words.replace('\n', "");
    if words.chars().count() <= longest {
        words
    } else {
        words.chars().take(longest - 1).chain(['…']).collect()
    }
}

/// What is done, without its ending: 「「A」を」 and 「加え」.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// To what, from what, into what.
    pub about: String,
    /// The verb up to where ました follows.
    pub stem: &'static str,
}

impl Clause {
    /// A clause.
    pub(super) fn new(about: impl Into<String>, stem: &'static str) -> Clause {
        Clause { about: about.into(), stem }
    }

    /// The same of what was spoken of just before under a name: 「その文言中…」.
    pub(super) fn of_it(self, name: &str) -> Clause {
        let goes_on = |rest: &&str| {
            ["中", "に", "から", "を", "の"].iter().any(|word| rest.starts_with(word))
        };
        let rest = self.about.strip_prefix(name).filter(goes_on);
        let Some(rest) = rest.filter(|_| !name.is_empty()) else {
            return self;
        };
        let about = match rest.strip_prefix('の') {
            Some(part) => format!("その{part}"),
            None => format!("その文言{rest}"),
        };
        Clause { about, ..self }
    }
}

/// Clauses as one sentence up to where ました or ます follows; verbs that follow each other are said once.
pub(super) fn sentence(clauses: &[Clause]) -> String {
    let mut out = String::new();
    for (at, clause) in clauses.iter().enumerate() {
        if at > 0 {
            out.push('、');
        }
        out.push_str(&clause.about);
        let is_said_next = clauses
            .get(at + 1)
            .is_some_and(|next| next.stem == clause.stem && clause.about.ends_with('に'));
        if !is_said_next {
            out.push_str(clause.stem);
        }
    }
    out
}

/// 「A」, 「A」と「B」, 「A」、「B」と「C」.
pub(super) fn and(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{}と{last}", first.join("、")),
    }
}

/// A remark in brackets, where there is one.
pub(super) fn in_brackets(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("（{}）", words.replace('\n', "")) }
}
