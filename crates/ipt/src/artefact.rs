//! How a document of the course is declared: once, for record, form, print and export.

use serde::{Serialize, de::DeserializeOwned};

use crate::form::{self, Field, FieldProblem, Form};

/// A document of a course: a flat list of fields that a person fills.
pub trait Artefact: Serialize + DeserializeOwned + Default + Clone + PartialEq {
    /// Its name: in the record, the address of its screen, and its words.
    const NAME: &'static str;
    /// Its fields in order.
    const FIELDS: &'static [Field];

    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field that cannot be read.
    fn read(form: &Form) -> Result<Self, Vec<FieldProblem>> {
        let object = form::read(Self::FIELDS, form)?;
        Ok(serde_json::from_value(object.into()).expect("BUG: a field's kind and type differ"))
    }

    /// Writes it as it would have been typed.
    fn to_form(&self) -> Form {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(object)) => form::write(Self::FIELDS, &object),
            Ok(_) | Err(_) => Form::new(),
        }
    }
}

/// Nothing was given. Blank fields are not stored.
pub trait Blank {
    /// Whether there is nothing here.
    fn is_blank(&self) -> bool;
}
impl Blank for String {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}
impl<T> Blank for Vec<T> {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}
impl<T> Blank for Option<T> {
    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

/// Declares a document. Each field's words stand in the Fluent files as `<name>-<field>`.
macro_rules! artefact {
    ($(#[$meta:meta])* pub struct $Name:ident : $name:literal {
        $( $group:literal { $( $field:ident : $type:ty = $kind:expr $(, $needed:ident)? ; )* } )*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        // The meaning of each field is said once, in its words on the screen.
        #[allow(missing_docs)]
        pub struct $Name {
            $( $(
                #[serde(default, skip_serializing_if = "crate::artefact::Blank::is_blank")]
                pub $field: $type,
            )* )*
        }
        impl $crate::artefact::Artefact for $Name {
            const NAME: &'static str = $name;
            const FIELDS: &'static [$crate::Field] = &[ $( $( $crate::Field {
                name: stringify!($field),
                group: $group,
                kind: $kind,
                needed: artefact!(@needed $($needed)?),
            }, )* )* ];
        }
    };
    (@needed needed) => { true };
    (@needed) => { false };
}
