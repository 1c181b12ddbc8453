//! What tests of whole sites share: a folder that goes away, the command line in this process, folders
//! as maps of bytes.

use kohyo::cli::{Buffer, Screen, run_on};
use kohyo::disk::Snapshot;
use kohyo::ledger::{Day, EventDetails};
use kohyo::seal;
use kohyo::site::Private;
use kohyo::site::load;
use kohyo::text::date::Date;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// `purposes.yaml` with two rows, of one purpose each.
pub const TWO_PURPOSES: &str = "heading: 利用目的
rows:
  - category: 健診の結果
    key: checkup
    purposes:
      - 保健指導のため
  - category: 資格に関する情報
    key: eligibility
    purposes:
      - 給付の審査のため
";

/// How a command ended.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code.
    pub code: u8,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

/// Runs a command line in this process.
pub fn kohyo<I: Into<OsString>>(args: impl IntoIterator<Item = I>) -> Ran {
    let (out, err) = (Buffer::default(), Buffer::default());
    let args = ["kohyo".into()].into_iter().chain(args.into_iter().map(Into::into));
    let code = run_on(args, &Screen::of_buffers(out.clone(), err.clone()));
    Ran { code, out: out.words(), err: err.words() }
}

/// What stands for the marks of the sample that `init` writes, where words are no number.
const FILLED: [(&str, &str); 3] =
    [("03-○○○○-○○○○", "03-0000-0000"), ("○○時から○○時", "9時から17時"), ("○○", "見本")];

/// The words of a file of the sample with its marks filled in.
pub fn filled(words: &str) -> String {
    FILLED.iter().fold(words.to_owned(), |words, (mark, right)| words.replace(mark, right))
}

/// A site made by `init`, its marks filled in, its document sealed on 1 April 2026; at the root of its domain.
pub fn founded(root: &Path) {
    let on = |command: &str| {
        let args = command.split(' ').map(OsString::from);
        kohyo(args.chain(["--today".into(), "2026-04-01".into(), "--root".into(), root.into()]))
            .ok();
    };
    let name = ["--name", "見本健康保険組合", "--today", "2026-04-01"].map(OsString::from);
    kohyo([OsString::from("init"), root.into()].into_iter().chain(name)).ok();
    let content = root.join("content");
    for (path, bytes) in files(&content) {
        let words = String::from_utf8(bytes).unwrap().replace("root: theirs", "root: ours");
        write(&content.join(path), filled(&words));
    }
    on("seal privacy --effective 2026-04-01");
}

impl Ran {
    /// The same, if it ended well.
    #[track_caller]
    pub fn ok(self) -> Ran {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self
    }
}

/// Every file below a folder by its relative path, dotfiles included; empty when there is no folder.
pub fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    if root.exists() {
        take(root, root, &mut found);
    }
    found
}

fn take(root: &Path, dir: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            take(root, &path, found);
        } else {
            found.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
}

/// Makes a folder hold exactly these files.
pub fn put(root: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) {
    if root.exists() {
        fs::remove_dir_all(root).unwrap();
    }
    for (path, bytes) in files {
        write(&root.join(path), bytes);
    }
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// True where `KOHYO_WITHOUT` names what this machine lacks (`KOHYO_WITHOUT=w3m,shared cargo test`): only then a
/// test is left out; anywhere else it fails, so that nothing passes because it was not looked at.
pub fn without(what: &str) -> bool {
    let named = std::env::var("KOHYO_WITHOUT").unwrap_or_default();
    let is_left_out = named.split(',').any(|one| one == what);
    if is_left_out {
        eprintln!("left out: {what}, as KOHYO_WITHOUT says");
    }
    is_left_out
}

/// A file of the folder beside the repository that only the people who plan have; `None` leaves the test out.
#[track_caller]
pub fn shared(what: &str) -> Option<PathBuf> {
    if without("shared") {
        return None;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(what);
    assert!(path.exists(), "{} is not there; KOHYO_WITHOUT=shared does without", path.display());
    Some(path)
}

/// The words of such a file.
#[track_caller]
pub fn shared_words(what: &str) -> Option<String> {
    Some(fs::read_to_string(shared(what)?).unwrap())
}

/// What sealing a document of a site in memory writes, path and bytes.
pub fn sealed(snapshot: &Snapshot, slug: &str, day: Date) -> Vec<(String, Vec<u8>)> {
    let site = load::load(snapshot).site.expect("the site is well formed");
    let document = site.document(slug).unwrap();
    let plan = seal::plan(document, Day::Known(day), day).unwrap();
    let mut pen = seal::LedgerWriter::new(snapshot, load::Salt::new([0; 32]));
    plan.write(&mut pen, document, &EventDetails::default(), &Private::default()).unwrap();
    pen.files().collect()
}
