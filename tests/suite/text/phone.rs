//! Telephone numbers and postal codes in running text.

use kohyo::text::reading::{PhoneLine, find_phones, find_postal_codes, read_postal_code};
use proptest::prelude::*;

fn uris(words: &str) -> Vec<String> {
    find_phones(words).into_iter().map(|phone| phone.uri).collect()
}

#[test]
fn telephone_numbers_are_found() {
    for words in [
        "電話03-1234-5678",
        "電話：０３－１２３４－５６７８",
        "TEL 03(1234)5678",
        "TEL03-1234-5678",
        "（03）1234-5678",
        "03（1234）5678まで",
        "03−1234−5678",
        "03ー1234ー5678",
        "03 - 1234 - 5678",
        "(03-1234-5678)",
        "(電話 03-1234-5678、内線12)",
    ] {
        assert_eq!(uris(words), ["tel:0312345678"], "{words}");
    }
    assert_eq!(
        uris("0120-123-456、0120-123456、0570-000-111"),
        ["tel:0120123456", "tel:0120123456", "tel:0570000111"]
    );
    assert_eq!(uris("090-1234-5678と0800-123-4567"), ["tel:09012345678", "tel:08001234567"]);
    assert_eq!(uris("+81-3-1234-5678"), ["tel:+81312345678"]);
    assert_eq!(uris("0123-45-6789 04992-1-2345"), ["tel:0123456789", "tel:0499212345"]);
    let words = "TEL 03-1234-5678 FAX：03-1234-5679";
    let found = find_phones(words);
    assert_eq!((found[0].line, found[1].line), (PhoneLine::Voice, PhoneLine::Fax));
    assert_eq!(&words[found[1].range.clone()], "03-1234-5679");
}

#[test]
fn other_numbers_are_no_telephone_numbers() {
    for words in [
        "2025-04-01",
        "01-02-2025",
        "〒060-0001",
        "〒０６０－０００１ 札幌市",
        "柳町1-4-4",
        "0312345678",
        "03-1234-56789",
        "13-1234-5678",
        "03-1234-5678-9",
        "1-03-1234-5678",
        "https://example.jp/03-1234-5678",
        "保険者番号06-1234-56",
        "978-4-00-000000-0",
        "00-1234-5678",
        "(03 1234",
    ] {
        assert_eq!(uris(words), [""; 0], "{words}");
    }
}

#[test]
fn postal_codes_are_read() {
    let words = "〒100-0001 東京都、郵便番号：１００－０００２";
    let found = find_postal_codes(words);
    assert_eq!(found.iter().map(|(_, code)| &**code).collect::<Vec<_>>(), ["100-0001", "100-0002"]);
    assert_eq!(&words[found[0].0.clone()], "100-0001");
    assert_eq!(read_postal_code("〒100-0001").as_deref(), Some("100-0001"));
    for words in ["1000001", "100-00011", "100-000", "〒100-0001-2", "1-000001"] {
        assert_eq!(read_postal_code(words), None, "{words}");
    }
    assert_eq!(find_postal_codes("〒100-00012、〒100-0001-2、〒"), []);
}

proptest! {
    #[test]
    fn numbers_are_found_however_they_are_written(
        groups in ("0[1-9]", "[1-9][0-9]{3}", "[0-9]{4}"),
        joint in proptest::sample::select(vec!["-", "−", "－", "‐", "ー"]),
    ) {
        let (a, b, c) = groups;
        prop_assume!(a != "00");
        let words = format!("電話{a}{joint}{b}{joint}{c}（平日）");
        prop_assert_eq!(uris(&words), vec![format!("tel:{a}{b}{c}")]);
    }

    #[test]
    fn nothing_panics(words in "[0-9０-９()（）+〒郵便番号ー−\\- /.A]{0,24}") {
        for phone in find_phones(&words) {
            prop_assert!(words.get(phone.range).is_some());
        }
        for (range, code) in find_postal_codes(&words) {
            prop_assert_eq!(read_postal_code(&words[range]), Some(code));
        }
    }
}
