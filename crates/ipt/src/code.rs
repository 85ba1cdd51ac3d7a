//! Closed lists of clinical codes: one enum, its stored spelling, its words' prefix.

/// A closed list as a form or a translator sees it.
#[derive(Debug, PartialEq, Eq)]
pub struct Codes {
    /// The prefix of the words that name each code, for example `area` in `area-grief`.
    pub name: &'static str,
    /// The stored spelling of each code, in the order they are offered.
    pub all: &'static [&'static str],
}

/// A value of a closed list.
pub trait Code: Copy + Sized + 'static {
    /// The whole list.
    const CODES: &'static Codes;
    /// Every value, in the order they are offered.
    const ALL: &'static [Self];
    /// The stored spelling.
    fn code(self) -> &'static str;
    /// The value with this stored spelling.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// Declares a closed list: the enum, its stored spelling and its place in the words.
macro_rules! codes {
    ($(#[$meta:meta])* pub enum $Name:ident : $words:literal {
        $( $(#[$vmeta:meta])* $Variant:ident = $code:literal ),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
                 serde::Serialize, serde::Deserialize)]
        pub enum $Name {
            $( $(#[$vmeta])* #[serde(rename = $code)] $Variant ),*
        }
        impl $crate::Code for $Name {
            const CODES: &'static $crate::Codes =
                &$crate::Codes { name: $words, all: &[$($code),*] };
            const ALL: &'static [Self] = &[$(Self::$Variant),*];
            fn code(self) -> &'static str {
                match self { $( Self::$Variant => $code ),* }
            }
        }
    };
}
