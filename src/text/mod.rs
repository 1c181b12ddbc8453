//! Japanese text: dates and 和暦, numerals and labels, citations, width, phrases, readings, edit logs.
//! Knows nothing of law, trees or files.

pub mod chars;
pub mod citation;
pub mod date;
pub mod edits;
pub mod inline;
pub mod label;
pub mod phrase;
pub mod reading;

/// Serialises a type as the words that it is written as, and reads it back from them, where they are such.
macro_rules! json_words {
    ($type:ty, $write:expr, $read:expr) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.serialize_str($write(self).as_ref())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
                let words = std::borrow::Cow::<str>::deserialize(from)?;
                $read(words.as_ref()).ok_or_else(|| {
                    let what = concat!("not a ", stringify!($type));
                    serde::de::Error::custom(what)
                })
            }
        }
    };
}

pub(crate) use json_words;
