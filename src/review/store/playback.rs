//! SQL of what is told back, in the words of each language.

use crate::{
    access::HubScope,
    base::{
        ids::{PatchId, ProgrammeId},
        time::{EpochMs, Quarter},
    },
    db::{Result, Stmt, Tx, sql},
};

crate::statements! {
    /// The words for a patch, in every language they were written in.
    OF_PATCH = "\
        SELECT language, words, version, changed_at FROM playback_texts
        WHERE hub_id = $1 AND programme_id = $2 AND quarter = $3 AND patch_id = $4
        ORDER BY language";
    /// Keeps the words of a language over those of a version; 0 stands for none yet.
    KEEP = "\
        INSERT INTO playback_texts
          (hub_id, programme_id, quarter, patch_id, language, words, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (hub_id, programme_id, quarter, patch_id, language) DO UPDATE
        SET words = excluded.words, version = excluded.version, changed_at = excluded.changed_at
        WHERE playback_texts.version = $9";
    /// Lets go of words that nobody has touched since before an instant.
    LET_GO = "DELETE FROM playback_texts WHERE hub_id = $1 AND changed_at < $2";
}

/// What is told back: to whom, and about when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// In this programme.
    pub programme: ProgrammeId,
    /// Of this quarter.
    pub quarter: Quarter,
    /// To this patch; all zeros for the whole hub.
    pub patch: PatchId,
}

impl Told {
    fn bind(self, text: &'static str, scope: HubScope) -> Stmt {
        sql(text)
            .bind(scope.hub())
            .bind(self.programme)
            .bind(self.quarter)
            .bind(self.patch)
    }
}

/// The words of one language as they lie here.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StoredWords {
    /// The language.
    pub language: String,
    /// The words, JSON.
    pub words: String,
    /// From 1, one more with each change.
    pub version: i64,
    /// When they were changed last.
    pub changed_at: EpochMs,
}

/// The words for a patch, in every language they were written in.
///
/// # Errors
/// When the engine fails.
pub async fn of_patch(tx: &mut Tx, scope: HubScope, told: Told) -> Result<Vec<StoredWords>> {
    tx.all(told.bind(OF_PATCH, scope)).await
}

/// Keeps the words of a language over those of the version before; false where somebody else was
/// quicker.
///
/// # Errors
/// When the engine fails.
pub async fn keep(tx: &mut Tx, scope: HubScope, told: Told, new: StoredWords) -> Result<bool> {
    let stmt = told
        .bind(KEEP, scope)
        .bind(new.language)
        .bind(new.words)
        .bind(new.version)
        .bind(new.changed_at)
        .bind(new.version - 1);
    Ok(tx.run(stmt).await? == 1)
}

/// Lets go of words that nobody has touched since before an instant; how many.
///
/// # Errors
/// When the engine fails.
pub async fn let_go(tx: &mut Tx, scope: HubScope, before: EpochMs) -> Result<u64> {
    tx.run(sql(LET_GO).bind(scope.hub()).bind(before)).await
}
