//! A statement and its arguments, typed for both engines at once.

use sqlx::{
    Arguments, AssertSqlSafe, Encode, FromRow, Postgres, SqlSafeStr, SqlStr, Sqlite, Type,
    error::BoxDynError,
    postgres::{PgArguments, PgRow},
    sqlite::{SqliteArguments, SqliteRow},
};

/// An argument that both engines can take.
pub trait Bind: Send {
    /// Adds the value to `SQLite` arguments.
    ///
    /// # Errors
    /// When the value has no form there.
    fn add_sqlite(self: Box<Self>, arguments: &mut SqliteArguments) -> Result<(), BoxDynError>;
    /// Adds the value to Postgres arguments.
    ///
    /// # Errors
    /// When the value has no form there.
    fn add_postgres(self: Box<Self>, arguments: &mut PgArguments) -> Result<(), BoxDynError>;
}

impl<T> Bind for T
where
    T: Send + 'static,
    T: for<'q> Encode<'q, Sqlite> + Type<Sqlite>,
    T: for<'q> Encode<'q, Postgres> + Type<Postgres>,
{
    fn add_sqlite(self: Box<Self>, arguments: &mut SqliteArguments) -> Result<(), BoxDynError> {
        Arguments::add(arguments, *self)
    }
    fn add_postgres(self: Box<Self>, arguments: &mut PgArguments) -> Result<(), BoxDynError> {
        Arguments::add(arguments, *self)
    }
}

/// A struct that both engines' rows can become: `#[derive(sqlx::FromRow)]` is enough.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

/// A statement ready to run.
pub struct Stmt {
    pub(super) text: SqlStr,
    pub(super) arguments: Vec<Box<dyn Bind>>,
    /// Whether the engine keeps it prepared: not for texts that will hardly come again.
    pub(super) kept: bool,
}

/// A statement from a text known when the program was built, with `$1`, `$2` … for arguments.
#[must_use]
pub fn sql(text: &'static str) -> Stmt {
    Stmt {
        text: text.into_sql_str(),
        arguments: Vec::new(),
        kept: true,
    }
}

/// A statement whose text was put together: only from constants and [`in_list`], never from data.
#[must_use]
pub fn sql_dynamic(text: String) -> Stmt {
    // Safe because callers join constants and generated placeholders only (see the doc above).
    Stmt {
        text: AssertSqlSafe(text).into_sql_str(),
        arguments: Vec::new(),
        kept: false,
    }
}

/// `$from, …` for `count` arguments: both engines lack a common way to bind a list.
#[must_use]
pub fn in_list(from: usize, count: usize) -> String {
    let marks: Vec<String> = (from..from + count).map(|n| format!("${n}")).collect();
    marks.join(", ")
}

impl Stmt {
    /// Adds the next argument.
    #[must_use]
    pub fn bind(mut self, value: impl Bind + 'static) -> Self {
        self.arguments.push(Box::new(value));
        self
    }

    /// Adds many arguments of one type, in order.
    #[must_use]
    pub fn bind_all<T: Bind + 'static>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        for value in values {
            self.arguments.push(Box::new(value));
        }
        self
    }

    pub(super) fn sqlite(self) -> Result<(SqlStr, SqliteArguments), sqlx::Error> {
        let mut arguments = SqliteArguments::default();
        for value in self.arguments {
            value
                .add_sqlite(&mut arguments)
                .map_err(sqlx::Error::Encode)?;
        }
        Ok((self.text, arguments))
    }

    pub(super) fn postgres(self) -> Result<(SqlStr, PgArguments), sqlx::Error> {
        let mut arguments = PgArguments::default();
        for value in self.arguments {
            value
                .add_postgres(&mut arguments)
                .map_err(sqlx::Error::Encode)?;
        }
        Ok((self.text, arguments))
    }
}
