//! Names of files that every system can hold.

use kohyo::disk::{NameFault, check_path};

#[test]
fn names_for_every_system() {
    for good in [
        "content/privacy/purposes.yaml",
        "content/個人情報の保護/利用 目的.yaml",
        ".well-known/security.txt",
        "common/compose.txt",
    ] {
        assert_eq!(check_path(good), Ok(()), "{good}");
    }
    for (bad, fault) in [
        ("", NameFault::Climbs),
        ("/etc/passwd", NameFault::Climbs),
        ("a//b", NameFault::Climbs),
        ("a/../b", NameFault::Climbs),
        ("a/", NameFault::Climbs),
        ("a\nb", NameFault::Control),
        ("a\u{202e}b", NameFault::Control),
        ("c:x", NameFault::Windows),
        ("a\\..\\b", NameFault::Windows),
        ("a./b", NameFault::Windows),
        ("nul", NameFault::Device),
        ("a/Com1.txt", NameFault::Device),
        ("lpt².log", NameFault::Device),
    ] {
        assert_eq!(check_path(bad), Err(fault), "{bad:?}");
    }
    assert_eq!(check_path(&"あ".repeat(86)), Err(NameFault::Long));
}
