//! What to do where a ledger refuses an event. Does not know which command was run.

use crate::ledger::LedgerFault;
use crate::site::Document;
use crate::text::date::both;

/// What to do, in Japanese and English.
pub(super) fn advice(document: &Document, fault: LedgerFault) -> (String, String) {
    let slug = &document.slug;
    match fault {
        LedgerFault::InForce { .. } => (
            format!(
                "その日より前に決まっていたときは、決めた日を --decided で指定すると、後からの記録として残せます。これから内容を変えるときは、新しい版を確定してください: kohyo seal {slug} --effective 日付"
            ),
            format!(
                "If it was decided before that day, give the day of the decision with --decided: it is recorded as late. To change the text from now on, seal a version: kohyo seal {slug} --effective DATE"
            ),
        ),
        LedgerFault::LaterVersion(id) => (
            format!(
                "その版を先に取りやめてください: kohyo withdraw {slug} {id}。すでに施行・適用されているときは、その後の日を廃止日にします。"
            ),
            format!(
                "Call it off first: kohyo withdraw {slug} {id}. If it is in force, repeal from a later day."
            ),
        ),
        LedgerFault::NotYetDone(_) => (
            "行ってから記録してください。".to_owned(),
            "Record it when it is done.".to_owned(),
        ),
        LedgerFault::RecordedBefore(day) => (
            format!("--today を付けずに実行するか、{}以後の日にしてください。", both(day)),
            format!("Leave --today out, or give {day} or later."),
        ),
        LedgerFault::Replaced { by, .. } => (
            format!("差し替え後の版（{by}）を指定してください。"),
            format!("Name the version that took its place: {by}."),
        ),
        LedgerFault::NotLater(_) => (
            "今の日より後の日を指定してください。早めるときは、その日からの版として確定し直します。"
                .to_owned(),
            "Give a later day. To bring it forward, seal it again for that day.".to_owned(),
        ),
        LedgerFault::Repealed(_) => (
            "廃止した文書には、廃止の日以後の版を記録できません。続けるときは、新しい文書として作ってください。".to_owned(),
            "A repealed document takes no version from that day on; make a new document.".to_owned(),
        ),
        LedgerFault::NoSuchVersion(_) => known(document),
        LedgerFault::VersionTwice(_)
        | LedgerFault::WrongIdentity { .. }
        | LedgerFault::Withdrawn(_)
        | LedgerFault::OtherDay(_)
        | LedgerFault::UnknownDay(_)
        | LedgerFault::BadPeriod
        | LedgerFault::NothingWithheld(_)
        | LedgerFault::NothingInForce => (
            "「kohyo status」で、今の版とその日付を確かめてください。".to_owned(),
            "See the versions and their days with `kohyo status`.".to_owned(),
        ),
    }
}

/// Which versions there are.
fn known(document: &Document) -> (String, String) {
    let all = document.versions.iter();
    let all: Vec<String> = all.map(|version| version.id.to_string()).collect();
    (format!("この文書の版: {}", all.join("、")), format!("Its versions: {}", all.join(", ")))
}
