//! A return as a file: a workbook, a table, a page to print.

use axum::{
    extract::Path,
    http::{HeaderName, header},
};

use super::{programme, returns::OfProgramme};
use crate::{
    access::{
        Caller, HubScope, Permission,
        audit::{self, Action},
    },
    base::time::{EpochMs, Quarter},
    db::Tx,
    ledger::{
        files::{self, Standing},
        report::Report,
        returns, store,
    },
    problem::{Params, Problem},
};

/// The head of a file's answer.
type Head = [(HeaderName, String); 2];

/// The return of a quarter: as frozen once it is, else as known now. That it left the house stands in
/// the audit log.
async fn handed_out(
    caller: Caller,
    quarter: Quarter,
    of: OfProgramme,
    form: &str,
) -> Result<(Report, Standing), Problem> {
    let scope = caller.may_in_hub(Permission::ReadExactCounts)?;
    let now = caller.app.clock.now();
    let (db, form) = (caller.app.db.clone(), form.to_owned());
    let found = db
        .read(async move |tx| standing(tx, scope, quarter, of, now).await)
        .await?;
    db.write(async move |tx| {
        let made = (Action::ExportMade, form.as_str(), 1);
        Ok::<_, Problem>(audit::record_for(tx, scope, &caller, made).await?)
    })
    .await?;
    Ok(found)
}

async fn standing(
    tx: &mut Tx,
    scope: HubScope,
    quarter: Quarter,
    of: OfProgramme,
    now: EpochMs,
) -> Result<(Report, Standing), Problem> {
    let programme = programme(tx, of.programme()).await?;
    if let Some(kept) = store::return_of(tx, scope, programme.id, quarter).await? {
        return Ok((returns::report_of(&kept)?, Standing::from(&kept)));
    }
    let report = returns::fill(tx, scope, &programme, quarter, now).await?;
    Ok((report, Standing::open()))
}

fn head(report: &Report, kind: &str, ending: &str) -> Head {
    [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!(
                "attachment; filename=\"return-{}.{ending}\"",
                report.quarter
            ),
        ),
    ]
}

/// Fetch a return as a workbook: figures by area, adjustments, deprived areas, definitions and
/// sources, a sheet each. A draft says so.
#[utoipa::path(get, path = "/api/v1/returns/{quarter}/figures.xlsx",
    operation_id = "read_return_xlsx", tag = "ledger",
    params(("quarter" = Quarter, Path), OfProgramme),
    responses((status = 200, body = Vec<u8>, content_type =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub async fn read_return_xlsx(
    caller: Caller,
    Path(quarter): Path<Quarter>,
    Params(of): Params<OfProgramme>,
) -> Result<(Head, Vec<u8>), Problem> {
    let (report, standing) = handed_out(caller, quarter, of, "return as xlsx").await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let paper = files::paper(&report, &standing);
    Ok((head(&report, kind, "xlsx"), files::xlsx::workbook(&paper)?))
}

/// Fetch a return as csv: a line for each area, each adjustment, each sum and each decile. UTF-8 with
/// a byte order mark.
#[utoipa::path(get, path = "/api/v1/returns/{quarter}/figures.csv",
    operation_id = "read_return_csv", tag = "ledger",
    params(("quarter" = Quarter, Path), OfProgramme),
    responses((status = 200, body = String, content_type = "text/csv")))]
pub async fn read_return_csv(
    caller: Caller,
    Path(quarter): Path<Quarter>,
    Params(of): Params<OfProgramme>,
) -> Result<(Head, Vec<u8>), Problem> {
    let (report, standing) = handed_out(caller, quarter, of, "return as csv").await?;
    Ok((
        head(&report, "text/csv; charset=utf-8", "csv"),
        files::csv::of_return(&report, &standing)?,
    ))
}

/// Fetch a return to print: A4, tagged for screen readers (PDF/UA-1), its fonts inside. A draft says
/// so.
#[utoipa::path(get, path = "/api/v1/returns/{quarter}/figures.pdf",
    operation_id = "read_return_pdf", tag = "ledger",
    params(("quarter" = Quarter, Path), OfProgramme),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf")))]
pub async fn read_return_pdf(
    caller: Caller,
    Path(quarter): Path<Quarter>,
    Params(of): Params<OfProgramme>,
) -> Result<(Head, Vec<u8>), Problem> {
    let (report, standing) = handed_out(caller, quarter, of, "return as pdf").await?;
    let head = head(&report, "application/pdf", "pdf");
    let pages = tokio::task::spawn_blocking(move || {
        files::pdf::document(&files::paper(&report, &standing))
    })
    .await
    .map_err(Problem::internal)??;
    Ok((head, pages))
}
