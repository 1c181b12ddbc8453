//! Builds whole sites with the release binary and measures what it costs: processor, memory, time.
//! Does not know how the binary works. Figures and their reading: `docs/performance.md`.
//!
//! `cargo bench --bench site` measures; `cargo bench --bench site -- FOLDER` keeps the sites there.

mod texts;

use kohyo::disk::Snapshot;
use kohyo::ledger::{Day, EventDetails};
use kohyo::seal::{self, LedgerWriter};
use kohyo::site::Private;
use kohyo::site::load::{self, Salt};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};
use texts::{Text, Texts};

/// Builds of each kind; the middle one counts.
const RUNS: usize = 9;

/// How the versions of a document go on from each other.
#[derive(Clone, Copy)]
enum Versions {
    /// One sentence is edited.
    Edited,
    /// No sentence stays.
    Unlike,
}

struct Case {
    name: &'static str,
    documents: usize,
    versions: usize,
    each: Versions,
}

const CASES: [Case; 4] = [
    Case {
        name: "a: 100 documents x 10 versions, each one edited sentence",
        documents: 100,
        versions: 10,
        each: Versions::Edited,
    },
    Case {
        name: "b: 100 documents x 10 versions, 1,000 unlike texts",
        documents: 100,
        versions: 10,
        each: Versions::Unlike,
    },
    Case {
        name: "b2: 1,000 documents x 1 version, 1,000 unlike texts and as many drafts",
        documents: 1000,
        versions: 1,
        each: Versions::Unlike,
    },
    Case {
        name: "c: 40 documents x 25 versions, each one edited sentence",
        documents: 40,
        versions: 25,
        each: Versions::Edited,
    },
];

type Files = BTreeMap<String, Vec<u8>>;
type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let given = env::args().skip(1).find(|arg| !arg.starts_with('-')).map(PathBuf::from);
    let spare = tempfile::tempdir()?;
    let folder = given.as_deref().unwrap_or(spare.path());
    for case in &CASES {
        let root = folder.join(case.name.split(':').next().unwrap_or_default());
        if !root.join("content").is_dir() {
            write(&root, &site(case)?)?;
        }
        report(case, &root)?;
    }
    Ok(())
}

/// The files of a site: every version sealed, the newest one as the draft.
fn site(case: &Case) -> Result<Files, Failure> {
    let mut texts = Texts::new();
    let mut all = Files::new();
    let mut settings = String::from("title: 見本健康保険組合 規程集\nroot: ours\ndocuments:\n");
    for document in 0..case.documents {
        let slug = format!("kitei-{:04}", document + 1);
        settings.push_str(&format!("  - {slug}\n"));
        let title = format!("個人情報保護規程その{}", document + 1);
        all.extend(self::document(case, &slug, &title, &mut texts)?);
    }
    all.insert("content/site.yaml".into(), settings.into_bytes());
    all.insert("content/organisation.yaml".into(), "name: 見本健康保険組合\n".into());
    Ok(all)
}

fn document(case: &Case, slug: &str, title: &str, texts: &mut Texts) -> Result<Files, Failure> {
    let at = |name: &str| format!("content/{slug}/{name}");
    let mut files = Files::new();
    files.insert(at("document.yaml"), "kind: regulation\n".into());
    let frame = [
        ("content/site.yaml".to_owned(), "title: 見本健康保険組合 規程集\nroot: ours\n".into()),
        ("content/organisation.yaml".to_owned(), "name: 見本健康保険組合\n".into()),
    ];
    let mut text: Option<Text> = None;
    for version in 0..case.versions {
        let next = match (&text, case.each) {
            (Some(text), Versions::Edited) => texts.edit(text, version * 17),
            _ => texts.text(title),
        };
        files.insert(at("main.law.txt"), next.written().into_bytes());
        text = Some(next);
        let snapshot = Snapshot::from_memory(frame.iter().cloned().chain(files.clone()));
        let loaded = load::load(&snapshot);
        let site = loaded.site.ok_or_else(|| format!("{:?}", loaded.findings))?;
        let day = format!("{}-{:02}-01", 1996 + version, 1 + version % 12).parse()?;
        let document = &site.documents[0];
        let plan = seal::plan(document, Day::Known(day), day)
            .map_err(|findings| format!("{findings:?}"))?;
        let mut pen = LedgerWriter::new(&snapshot, Salt::new([0; 32]));
        plan.write(&mut pen, document, &EventDetails::default(), &Private::default())
            .map_err(|finding| format!("{finding:?}"))?;
        files.extend(pen.files());
    }
    Ok(files)
}

fn write(root: &Path, files: &Files) -> Result<(), Failure> {
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().ok_or("a file stands in a folder")?)?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// What one run of the binary cost.
struct Cost {
    cpu: f64,
    wall: Duration,
    memory: u64,
}

fn build(root: &Path) -> Result<Cost, Failure> {
    let start = Instant::now();
    let output = Command::new("/usr/bin/time")
        .args(["-f", "%U %S %M", env!("CARGO_BIN_EXE_kohyo")])
        .args(["build", "--as-of", "2026-11-22", "--root"])
        .arg(root)
        .output()?;
    let wall = start.elapsed();
    let words = String::from_utf8(output.stderr)?;
    if !output.status.success() {
        return Err(words.into());
    }
    let figures: Vec<&str> = words.lines().last().unwrap_or_default().split(' ').collect();
    let [user, system, memory] = figures[..] else {
        return Err(words.into());
    };
    Ok(Cost { cpu: user.parse::<f64>()? + system.parse::<f64>()?, wall, memory: memory.parse()? })
}

fn report(case: &Case, root: &Path) -> Result<(), Failure> {
    let mut cold = Vec::new();
    for _ in 0..RUNS {
        for made in ["public", ".kohyo"] {
            if root.join(made).exists() {
                fs::remove_dir_all(root.join(made))?;
            }
        }
        cold.push(build(root)?);
    }
    let again = (0..RUNS).map(|_| build(root)).collect::<Result<Vec<_>, _>>()?;
    println!("{}", case.name);
    for (what, costs) in [("cold", cold), ("nothing changed", again)] {
        println!(
            "  {what}: CPU {:.2} s, wall {:.3} s, memory {} MB (of {} runs, the middle ones)",
            middle(costs.iter().map(|cost| cost.cpu)),
            middle(costs.iter().map(|cost| cost.wall.as_secs_f64())),
            middle(costs.iter().map(|cost| cost.memory as f64)) as u64 / 1024,
            costs.len()
        );
    }
    Ok(())
}

fn middle(figures: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = figures.collect();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
