//! Where headings break between phrases.

use kohyo::text::phrase::Phrases;
use proptest::prelude::*;

fn cut(words: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for at in Phrases::default().starts(words).iter() {
        out.push_str(&words[from..*at]);
        out.push('|');
        from = *at;
    }
    out + &words[from..]
}

#[test]
fn headings_break_between_phrases() {
    let all = [
        "個人情報の取扱いに関する公表事項",
        "開示等の請求の手続",
        "加入者の資格に関する情報（氏名、生年月日、住所など）",
        "診療報酬明細書及び調剤報酬明細書（レセプト）に記載された情報",
        "ＡＢＣ／PDF 3.14 のとおり",
        "見本健康保険組合個人情報保護管理規程",
        "見本健康保険組合特定個人情報取扱規程の一部改正",
        "安全管理措置、診療報酬明細書（レセプト※1）の情報",
    ];
    let said: String = all.iter().map(|words| cut(words) + "\n").collect();
    expect_test::expect![[r#"
        個人情報の|取扱いに|関する|公表事項
        開示等の|請求の|手続
        加入者の|資格に|関する|情報|（氏名、|生年月日、|住所など）
        診療報酬明細書及び|調剤報酬明細書|（レセプト）に|記載された|情報
        ＡＢＣ／PDF 3.14 のとおり
        見本|健康保険組合|個人情報|保護管理規程
        見本|健康保険組合|特定個人情報|取扱規程の|一部改正
        安全管理措置、|診療報酬明細書|（レセプト※1）の|情報
    "#]]
    .assert_eq(&said);
}

proptest! {
    #[test]
    fn phrases_begin_inside_the_words_and_ascend(words in "[あ漢ア（）、。・a1 　\n]{0,40}") {
        let phrases = Phrases::default();
        let starts = phrases.starts(&words);
        prop_assert!(starts.iter().all(|at| *at > 0 && *at < words.len() && words.is_char_boundary(*at)));
        prop_assert!(starts.is_sorted_by(|a, b| a < b));
        prop_assert_eq!(&phrases.starts(&words), &starts);
    }
}
