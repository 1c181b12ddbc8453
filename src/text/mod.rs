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
pub mod sentence;
pub mod wording;

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

/// Declares an enum together with what its variants are called: all of them with their names, the name of each, the
/// variant of a name; and, where there is one, a second word for each.
macro_rules! named {
    (
        $(#[$about:meta])* pub enum $type:ident {
            $($(#[$own:meta])* $variant:ident = $name:literal $($word:literal)?,)+
        }
        $(#[$about_name:meta])* name;
        $($second:tt)*
    ) => {
        $(#[$about])*
        pub enum $type { $($(#[$own])* $variant,)+ }

        impl $type {
            /// Each with its name.
            pub const ALL: [($type, &'static str); [$($name),+].len()] =
                [$(($type::$variant, $name)),+];

            $(#[$about_name])*
            pub const fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }

            /// The one of that name.
            pub fn from_name(name: &str) -> Option<$type> {
                $type::ALL.into_iter().find(|(_, known)| *known == name).map(|(one, _)| one)
            }
        }

        $crate::text::named!(@ $type { $($variant $($word)?)+ } $($second)*);
    };
    (@ $type:ident { $($variant:ident)+ }) => {};
    (@ $type:ident { $($variant:ident $word:literal)+ } $(#[$about:meta])* $second:ident;) => {
        impl $type {
            $(#[$about])*
            pub const fn $second(self) -> &'static str {
                match self { $($type::$variant => $word),+ }
            }
        }
    };
}

pub(crate) use named;
