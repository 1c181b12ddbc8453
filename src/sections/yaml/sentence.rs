//! The parser's kinds of fault in our own words. Does not know where they are.

use serde_saphyr::granit_parser::ErrorKind;

/// What to say about one kind of fault.
pub(super) struct Sentence {
    pub code: &'static str,
    pub ja: &'static str,
    pub en: &'static str,
    pub help_ja: &'static str,
    pub help_en: &'static str,
}

const fn say(
    code: &'static str,
    ja: &'static str,
    en: &'static str,
    help_ja: &'static str,
    help_en: &'static str,
) -> Sentence {
    Sentence { code, ja, en, help_ja, help_en }
}

/// The parser knows more than a hundred kinds of fault; its users know these.
// tidy: table
pub(super) fn sentence(kind: &ErrorKind) -> Sentence {
    use ErrorKind as K;
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => say(
            "tab-indent",
            "ここにタブ文字は使えません。",
            "A tab cannot stand here.",
            "タブを半角の空白に置き換えてください。",
            "Use spaces instead of the tab.",
        ),
        K::RecursionLimitExceeded => say(
            "yaml-depth",
            "入れ子が深すぎます。",
            "Lists and maps are nested too deeply.",
            "行の初めの空白と、「[」「{」の数を確かめてください。",
            "Check the indentation and the number of brackets.",
        ),
        K::UnclosedQuotedScalar
        | K::DocumentIndicatorInQuotedScalar
        | K::InvalidTrailingSingleQuotedScalar
        | K::InvalidTrailingDoubleQuotedScalar
        | K::InvalidQuotedScalarIndent => say(
            "yaml-quote",
            "引用符（\" または '）が正しく閉じていません。",
            "A quoted text does not end as it should.",
            "引用符を両端に付けてください。文の途中の引用符は「」に替えるか、全体を別の引用符で囲んでください。",
            "Close the quotes at the end of the text; inside it use other quotes.",
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => say(
            "yaml-escape",
            "\" で囲んだ中の「\\」（円記号）の後が正しくありません。",
            "What follows the backslash inside the quotes is not an escape.",
            "文字としての「\\」を書くときは、全体を ' で囲んでください。",
            "Use single quotes for text with a backslash.",
        ),
        K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::MisplacedFlowCollectionEnd
        | K::MismatchedFlowCollectionEnd { .. }
        | K::UnclosedFlowCollection { .. }
        | K::BlockEntryInFlowCollection
        | K::PlainScalarStartsWithDashFlowIndicator
        | K::InvalidFlowScalarIndent
        | K::FlowMappingValueAdjacentCollection => say(
            "yaml-bracket",
            "半角の角かっこ［ ］または波かっこ｛ ｝の組が正しくありません。",
            "Brackets do not pair, or a comma is missing between them.",
            "かっこの数と、間の半角コンマ「, 」を確かめてください。文字としてのかっこで始めるときは、全体を \" で囲んでください。",
            "Check the brackets and the commas; put words that begin with a bracket into quotes.",
        ),
        K::InvalidIndentation
        | K::ExpectedBlockMappingKey
        | K::ExpectedBlockSequenceEntry
        | K::BlockSequenceEntryNotAllowed
        | K::InvalidBlockScalarIndent
        | K::ExpectedDocumentStart
        | K::MappingKeyNotAllowed => say(
            "yaml-indent",
            "行の初めの空白（字下げ）がそろっていません。",
            "The indentation of this line fits none of those above.",
            "同じ段の項目は、行の初めの半角空白の数をそろえてください。",
            "Give entries of one level the same number of spaces.",
        ),
        K::MappingValueNotAllowed | K::InvalidColonPlacement | K::InvalidMappingValueWhitespace => {
            say(
                "yaml-colon",
                "この位置に「: 」は書けません。",
                "A colon and a space cannot stand here.",
                "文の中に「: 」があるときは、全体を \" で囲んでください。前の行の書き方も確かめてください。",
                "Put a text with a colon and a space into quotes; look at the line before, too.",
            )
        }
        K::SimpleKeyExpected | K::InvalidSimpleKey => say(
            "yaml-colon",
            "項目の名前の後に「: 」がありません。",
            "There is no colon and space after the name.",
            "「名前: 値」の形に直してください。",
            "Write `name: value`.",
        ),
        K::UnexpectedCharacter { .. } | K::UnexpectedEndOfPlainScalar => say(
            "yaml-character",
            "この文字で文を始めることはできません。",
            "A text cannot begin with this character.",
            "全体を \" で囲んでください。",
            "Put the text into quotes.",
        ),
        K::UnknownAnchor
        | K::AnchorCountOverflow
        | K::MissingAnchorOrAliasName
        | K::UndeclaredTagHandle
        | K::ExpectedTagBang
        | K::InvalidGlobalTagCharacter
        | K::InvalidTagTerminator
        | K::MissingTagUri
        | K::UnclosedVerbatimTag
        | K::InvalidTagEscape => say(
            "yaml-alias",
            "YAML の「&」「*」「!」を使う書き方（アンカー・エイリアス・タグ）は使えません。",
            "Anchors (`&`), aliases (`*`) and tags (`!`) cannot be used.",
            "文字としての「&」「*」「!」で始めるときは、全体を \" で囲んでください。",
            "Put words that begin with `&`, `*` or `!` into quotes.",
        ),
        _ => say(
            "yaml-syntax",
            "ここで YAML として読めなくなりました。",
            "From here on the file cannot be read as YAML.",
            "この行と前の行の、字下げ・コロン・引用符を確かめてください。",
            "Check indentation, colons and quotes of this line and the one before.",
        ),
    }
}
