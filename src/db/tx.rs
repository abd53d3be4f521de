//! One transaction on either engine.

use sqlx::{AssertSqlSafe, Executor, Postgres, SqlSafeStr, Sqlite, Transaction};

use super::{Error, Result, Row, Stmt};

/// An open transaction. Dropped without a commit, it is rolled back.
pub enum Tx {
    /// On the embedded database.
    Sqlite(Transaction<'static, Sqlite>),
    /// On Postgres.
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Every row the statement finds.
    ///
    /// # Errors
    /// When the engine fails or a row does not fit `T`.
    pub async fn all<T: Row>(&mut self, stmt: Stmt) -> Result<Vec<T>> {
        Ok(match self {
            Self::Sqlite(tx) => {
                let kept = stmt.kept;
                let (text, arguments) = stmt.sqlite()?;
                sqlx::query_as_with(text, arguments)
                    .persistent(kept)
                    .fetch_all(&mut **tx)
                    .await?
            }
            Self::Postgres(tx) => {
                let kept = stmt.kept;
                let (text, arguments) = stmt.postgres()?;
                sqlx::query_as_with(text, arguments)
                    .persistent(kept)
                    .fetch_all(&mut **tx)
                    .await?
            }
        })
    }

    /// The row the statement finds, or `None`.
    ///
    /// # Errors
    /// When the engine fails or the row does not fit `T`.
    pub async fn maybe<T: Row>(&mut self, stmt: Stmt) -> Result<Option<T>> {
        Ok(match self {
            Self::Sqlite(tx) => {
                let kept = stmt.kept;
                let (text, arguments) = stmt.sqlite()?;
                sqlx::query_as_with(text, arguments)
                    .persistent(kept)
                    .fetch_optional(&mut **tx)
                    .await?
            }
            Self::Postgres(tx) => {
                let kept = stmt.kept;
                let (text, arguments) = stmt.postgres()?;
                sqlx::query_as_with(text, arguments)
                    .persistent(kept)
                    .fetch_optional(&mut **tx)
                    .await?
            }
        })
    }

    /// The one row that must be there (an aggregate, an upsert with `RETURNING`).
    ///
    /// # Errors
    /// When it is not there, the engine fails, or the row does not fit `T`.
    pub async fn one<T: Row>(&mut self, stmt: Stmt) -> Result<T> {
        self.maybe(stmt)
            .await?
            .ok_or(Error::Engine(sqlx::Error::RowNotFound))
    }

    /// The single value of a one-column row.
    ///
    /// # Errors
    /// As [`Tx::one`].
    pub async fn value<T>(&mut self, stmt: Stmt) -> Result<T>
    where
        (T,): Row,
    {
        Ok(self.one::<(T,)>(stmt).await?.0)
    }

    /// Carries out a statement and tells how many rows it touched.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn run(&mut self, stmt: Stmt) -> Result<u64> {
        Ok(match self {
            Self::Sqlite(tx) => {
                let kept = stmt.kept;
                let (text, arguments) = stmt.sqlite()?;
                sqlx::query_with(text, arguments)
                    .persistent(kept)
                    .execute(&mut **tx)
                    .await?
                    .rows_affected()
            }
            Self::Postgres(tx) => {
                let kept = stmt.kept;
                let (text, arguments) = stmt.postgres()?;
                sqlx::query_with(text, arguments)
                    .persistent(kept)
                    .execute(&mut **tx)
                    .await?
                    .rows_affected()
            }
        })
    }

    /// Carries out a statement that must touch exactly `expected` rows.
    ///
    /// # Errors
    /// [`Error::RowsAffected`] when it touched another number; or when the engine fails.
    pub async fn run_expecting(&mut self, expected: u64, stmt: Stmt) -> Result<()> {
        let actual = self.run(stmt).await?;
        if actual == expected {
            Ok(())
        } else {
            Err(Error::RowsAffected { expected, actual })
        }
    }

    /// Asks the engine whether it understands a statement, without running it.
    ///
    /// # Errors
    /// When it does not: an unknown table, column or word.
    pub async fn prepare(&mut self, text: &str) -> Result<()> {
        // Safe: used by tests and checks on the stores' own constants.
        let text = AssertSqlSafe(text.to_owned()).into_sql_str();
        match self {
            Self::Sqlite(tx) => drop((&mut **tx).prepare(text).await?),
            Self::Postgres(tx) => drop((&mut **tx).prepare(text).await?),
        }
        Ok(())
    }

    pub(super) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
