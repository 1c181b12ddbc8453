//! 漏えい等の公表: the items of 規則10条 and what else such notices tell. Does not know when one is due.

use super::shape::{EntrySpec, field, others, told};

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 13] = [
    told("apology", "breach-notice.apology", "おわびの文。"),
    field("summary", "breach-notice.summary", "事案の概要", "概要（規則8条1項1号・10条）。"),
    field("discovered", "breach-notice.discovered", "発覚の日", "いつ分かったか。"),
    field(
        "items",
        "breach-notice.items",
        "漏えい等が発生し、または発生したおそれがある個人データの項目",
        "項目（規則8条1項2号・10条）。",
    ),
    field("count", "breach-notice.count", "本人の数", "人数。"),
    field("cause", "breach-notice.cause", "原因", "原因（規則8条1項4号・10条）。"),
    field(
        "secondary",
        "breach-notice.secondary",
        "二次被害またはそのおそれの有無およびその内容",
        "有無と内容（規則8条1項5号・10条）。",
    ),
    field("response", "breach-notice.response", "本人への対応", "連絡の方法など。"),
    field("prevention", "breach-notice.prevention", "再発防止のための措置", "措置。"),
    field("report", "breach-notice.report", "関係機関への報告", "個人情報保護委員会などへの報告。"),
    field(
        "reference",
        "breach-notice.reference",
        "その他参考となる事項",
        "事項（規則8条1項9号・10条）。",
    ),
    field("contact", "breach-notice.contact", "お問い合わせ先", "窓口。"),
    others("breach-notice.other"),
];
