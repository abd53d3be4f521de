//! Lets a type that has a text form live in a `TEXT` column of both databases.

/// Writes the `sqlx` traits for a type that has `Display` and `FromStr`.
///
/// A stored text that no longer parses is an error of that row, never a guess.
#[macro_export]
macro_rules! text_column {
    ($type:ty) => {
        impl<DB: ::sqlx::Database> ::sqlx::Type<DB> for $type
        where
            String: ::sqlx::Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <String as ::sqlx::Type<DB>>::type_info()
            }
            fn compatible(ty: &DB::TypeInfo) -> bool {
                <String as ::sqlx::Type<DB>>::compatible(ty)
            }
        }
        impl<'q, DB: ::sqlx::Database> ::sqlx::Encode<'q, DB> for $type
        where
            String: ::sqlx::Encode<'q, DB>,
        {
            fn encode_by_ref(
                &self,
                buf: &mut <DB as ::sqlx::Database>::ArgumentBuffer,
            ) -> Result<::sqlx::encode::IsNull, ::sqlx::error::BoxDynError> {
                ::sqlx::Encode::<'q, DB>::encode(self.to_string(), buf)
            }
        }
        impl<'r, DB: ::sqlx::Database> ::sqlx::Decode<'r, DB> for $type
        where
            String: ::sqlx::Decode<'r, DB>,
        {
            fn decode(
                value: <DB as ::sqlx::Database>::ValueRef<'r>,
            ) -> Result<Self, ::sqlx::error::BoxDynError> {
                let text = <String as ::sqlx::Decode<'r, DB>>::decode(value)?;
                text.parse()
                    .map_err(|_| format!("`{text}` is not a {}", stringify!($type)).into())
            }
        }
    };
}

/// A closed list of words: an enum with one stable text for each arm, used in columns, on the
/// wire and in messages alike.
///
/// ```
/// doorstep::words! {
///     /// How a hub counts.
///     pub enum Way { /** By hand. */ Hand => "hand", /** By eye. */ Eye => "eye" }
/// }
/// assert_eq!("eye".parse::<Way>().unwrap().to_string(), "eye");
/// ```
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$arm_meta:meta])* $arm:ident => $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
                 ::serde::Serialize, ::serde::Deserialize)]
        $vis enum $name {
            $($(#[$arm_meta])* #[serde(rename = $word)] $arm),+
        }
        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$arm),+];
            /// The stable text.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$arm => $word),+ }
            }
        }
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.word())
            }
        }
        impl ::std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$arm),)+
                    other => Err(format!("`{other}` is none of: {}", [$($word),+].join(", "))),
                }
            }
        }
        // By hand, because the derive does not see words that come through a macro.
        impl ::utoipa::PartialSchema for $name {
            fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::schema::Schema> {
                ::utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(::utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($word),+]))
                    .into()
            }
        }
        impl ::utoipa::ToSchema for $name {}
        $crate::text_column!($name);
    };
}
