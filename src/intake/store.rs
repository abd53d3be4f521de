//! SQL of imported files.

use super::model::{FileRead, FileReport};
use crate::{
    base::{ids::ImportId, time::EpochMs},
    db::{Result, Tx, sql},
};

crate::statements! {
    /// Was this file imported as this kind before?
    SEEN = "SELECT COUNT(*) FROM imports WHERE kind = $1 AND sha256 = $2";
    /// Keeps where rows came from.
    INSERT = "\
        INSERT INTO imports
          (id, kind, name, sha256, source, licence, dated, imported_at, summary)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Whom to name beside streets and doors, and under which licence they gave them.
    CREDITS = "\
        SELECT DISTINCT source, licence FROM imports WHERE kind IN ('streets', 'doors')
        ORDER BY source, licence";
}

/// The lines to print beside streets and doors: whose they are and under which licence, as their
/// files said.
///
/// # Errors
/// When the engine fails.
pub async fn credits(tx: &mut Tx) -> Result<Vec<String>> {
    let rows: Vec<(String, String)> = tx.all(sql(CREDITS)).await?;
    let line = |(source, licence)| format!("Streets and doors: {source}, {licence}");
    Ok(rows.into_iter().map(line).collect())
}

/// Keeps that a file was imported. The same file again, when it changed nothing, leaves no trace.
///
/// # Errors
/// When the engine fails.
pub async fn record(
    tx: &mut Tx,
    id: ImportId,
    read: &FileRead,
    report: &FileReport,
    now: EpochMs,
) -> Result<()> {
    let kind = read.kind.word().to_owned();
    if report.changed == 0 {
        let seen = sql(SEEN).bind(kind.clone()).bind(read.sha256.clone());
        if tx.value::<i64>(seen).await? > 0 {
            return Ok(());
        }
    }
    let mut summary = report.clone();
    read.base_name().clone_into(&mut summary.file);
    let summary = serde_json::to_string(&summary).expect("a report turns into JSON");
    let stmt = sql(INSERT)
        .bind(id)
        .bind(kind)
        .bind(read.base_name().to_owned())
        .bind(read.sha256.clone())
        .bind(read.source.clone())
        .bind(read.licence.clone())
        .bind(read.dated)
        .bind(now)
        .bind(summary);
    tx.run_expecting(1, stmt).await
}
