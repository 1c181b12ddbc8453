//! JSON strings for types that are written as words: how each is written and read, for serde. Does not know which
//! types there are.

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
