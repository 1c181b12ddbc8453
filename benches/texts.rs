//! Texts for measuring: regulations of 27 articles and about 8,000 characters, put together from phrases.
//! Does not know what is measured.

use std::collections::HashSet;
use std::fmt::Write as _;

/// Articles of a text.
const ARTICLES: usize = 27;

/// One sentence out of so many phrases; 24 million of them, so that unlike texts share none.
const WHO: [&str; 12] = [
    "個人情報保護管理者は",
    "事務取扱責任者は",
    "組合の役職員は",
    "各課の長は",
    "常務理事は",
    "監査責任者は",
    "情報システム担当者は",
    "健診の担当者は",
    "給付の担当者は",
    "委託先との連絡にあたる者は",
    "理事長の指名を受けた者は",
    "窓口で応対する者は",
];
const WHEN: [&str; 12] = [
    "新たに帳票を作るときは",
    "加入者から申出を受けたときは",
    "外部の媒体に記録するときは",
    "施設の外に持ち出すときは",
    "保存の期間が満了したときは",
    "事故のおそれを知ったときは",
    "委託の契約を結ぶときは",
    "異動又は退職があったときは",
    "利用の目的を変えようとするときは",
    "記録の誤りに気付いたときは",
    "第三者から照会を受けたときは",
    "年度の初めには",
];
const WHAT: [&str; 14] = [
    "資格の記録",
    "健診の結果",
    "保健指導の経過",
    "給付の申請書",
    "診療報酬明細書の写し",
    "被扶養者の届書",
    "口座の番号の一覧",
    "相談の記録",
    "電子計算機の利用の履歴",
    "入退室の記録",
    "委託先からの報告書",
    "開示の請求書",
    "照会への回答の控え",
    "研修の受講の記録",
];
const HOW: [&str; 14] = [
    "施錠できる書庫に納め",
    "番号を付けて台帳に記載し",
    "複数の者で照合し",
    "暗号を施した上で",
    "必要な部分だけを抜き出し",
    "その日のうちに点検し",
    "あらかじめ書面で承認を受け",
    "本人であることを確かめ",
    "写しの枚数を控え",
    "読み取れない方法で消去し",
    "受け渡しの日時を記録し",
    "利用する者の範囲を定め",
    "理由と経過を書き留め",
    "別に定める様式により",
];
const THEN: [&str; 12] = [
    "その結果を理事長に報告しなければならない",
    "次の点検の日まで保管するものとする",
    "関係する者に速やかに知らせるものとする",
    "目的の達成に必要な範囲を超えて取り扱ってはならない",
    "定められた場所以外に置いてはならない",
    "監査責任者の確認を受けるものとする",
    "漏えいを防ぐための措置を講じなければならない",
    "加入者の求めに応じて説明できるようにするものとする",
    "不要となった部分を廃棄するものとする",
    "委託先にも同じ取扱いを求めるものとする",
    "前年度の記録と突き合わせるものとする",
    "改善の計画を立てて実施するものとする",
];
const WHY: [&str; 10] = [
    "、加入者の権利と利益を守るため",
    "、保険給付を適正に行うため",
    "、保健事業を効果的に進めるため",
    "、組合の事業を健全に運営するため",
    "、正確で最新の内容に保つため",
    "、権限のない者の利用を防ぐため",
    "、後から経過を確かめられるようにするため",
    "、法第23条に定める安全管理のために",
    "、法第25条に定める委託先の監督として",
    "、法第27条第1項の規定に従い",
];
const CAPTIONS: [&str; ARTICLES] = [
    "目的",
    "定義",
    "適用の範囲",
    "管理者",
    "管理者の責務",
    "事務取扱責任者",
    "役職員の責務",
    "利用目的の公表",
    "取扱いの制限",
    "媒体の管理",
    "適正な取得",
    "秘密の保持",
    "違反への措置",
    "記録の作成",
    "保存の期間",
    "亡くなった方の情報",
    "紙への出力",
    "仕様書の管理",
    "廃棄の方法",
    "研修",
    "委託の条件",
    "委託先の監督",
    "開示の請求",
    "訂正の請求",
    "相談の窓口",
    "監査",
    "細則",
];

/// Makes texts; the same ones on every machine.
pub struct Texts {
    state: u64,
    used: HashSet<[usize; 6]>,
}

/// Where the sentences of a text stand, so that one of them can be edited.
pub struct Text {
    title: String,
    sentences: Vec<String>,
}

impl Texts {
    pub fn new() -> Texts {
        Texts { state: 0x6b6f_6879_6f00_0001, used: HashSet::new() }
    }

    /// A text that shares no sentence with any other.
    pub fn text(&mut self, title: &str) -> Text {
        Text {
            title: title.to_owned(),
            sentences: (0..SENTENCES).map(|_| self.sentence()).collect(),
        }
    }

    /// The text with its `nth` sentence written anew.
    pub fn edit(&mut self, text: &Text, nth: usize) -> Text {
        let mut sentences = text.sentences.clone();
        let at = nth % sentences.len();
        sentences[at] = self.sentence();
        Text { title: text.title.clone(), sentences }
    }

    fn sentence(&mut self) -> String {
        loop {
            let pick = [
                self.below(WHO.len()),
                self.below(WHEN.len()),
                self.below(WHAT.len()),
                self.below(HOW.len()),
                self.below(THEN.len()),
                self.below(WHY.len()),
            ];
            if self.used.insert(pick) {
                return format!(
                    "{}、{}{}、{}について{}、{}。",
                    WHO[pick[0]],
                    WHEN[pick[1]],
                    WHY[pick[5]],
                    WHAT[pick[2]],
                    HOW[pick[3]],
                    THEN[pick[4]]
                );
            }
        }
    }

    /// splitmix64.
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % limit
    }
}

/// Sentences of a text: paragraphs, items, lines of the annex.
const SENTENCES: usize = 88;

impl Text {
    /// The text in the customary form.
    pub fn written(&self) -> String {
        let mut out = format!("{}\n", self.title);
        let mut sentences = self.sentences.iter();
        let mut next = || sentences.next().expect("counted below").as_str();
        for (at, caption) in CAPTIONS.iter().enumerate() {
            let number = at + 1;
            let lead = match at {
                0 => {
                    "この規程は、個人情報の保護に関する法律（平成15年法律第57号。以下「法」という。）に基づき、見本健康保険組合（以下「組合」という。）における個人情報の取扱いについて定める。"
                }
                _ => "",
            };
            let _ = writeln!(out, "（{caption}）\n第{number}条 {lead}{}", next());
            for item in 1..=[0, 3, 0, 1, 2][at % 5] {
                let words = next();
                let _ = writeln!(out, "({item}) {}", words.trim_end_matches('。'));
            }
            for paragraph in 2..=[1, 3, 2][at % 3] {
                let cited = number.saturating_sub(2).max(1);
                let _ = writeln!(out, "{paragraph} 第{cited}条の規定にかかわらず、{}", next());
            }
        }
        out.push_str("附 則\nこの規程は、平成30年4月1日から施行する。\n別表（第8条関係）\n");
        for (at, words) in sentences.enumerate() {
            let _ = writeln!(out, "{} {}", at + 1, words.trim_end_matches('。'));
        }
        out
    }
}
