//! Lists on paper: printed in `print`, found again by their code in `find`, keyed back in `key`. What
//! stands on them and what comes of it is decided in [`crate::listenings::paper`].

mod find;
mod key;
mod print;

use utoipa_axum::router::OpenApiRouter;

use crate::{
    access::HubScope,
    app::App,
    db::Tx,
    problem::Problem,
    shifts::{self, model::Shift},
    walk_lists::{
        self,
        model::{Campaign, WalkList},
        sheet_code::SheetCode,
        store::paper::{Sheet, of_code},
    },
};

/// The addresses.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(print::routes())
        .merge(find::routes())
        .merge(key::routes())
}

/// The shift and the campaign of a list that was handed out.
async fn belongs(
    tx: &mut Tx,
    scope: HubScope,
    list: &WalkList,
) -> Result<(Shift, Campaign), Problem> {
    let shift = match list.shift_id {
        Some(shift) => shifts::store::shift(tx, scope, shift).await?,
        None => None,
    };
    let shift = shift.ok_or_else(|| Problem::not_found("shift"))?;
    let campaign = walk_lists::store::campaign(tx, scope, list.campaign_id).await?;
    let campaign = campaign.ok_or_else(|| Problem::not_found("campaign"))?;
    Ok((shift, campaign))
}

fn read_code(keyed: &str) -> Result<SheetCode, Problem> {
    SheetCode::read(keyed).map_err(|why| Problem::unprocessable("paper_code_wrong", why))
}

/// A sheet with its list and the list's shift.
async fn sheet_of(
    tx: &mut Tx,
    scope: HubScope,
    code: &SheetCode,
) -> Result<(Sheet, WalkList, Shift), Problem> {
    let sheet = of_code(tx, scope, code.as_str()).await?;
    let sheet = sheet.ok_or_else(|| Problem::not_found("sheet"))?;
    let list = walk_lists::store::list(tx, scope, sheet.list).await?;
    let list = list.ok_or_else(|| Problem::not_found("sheet"))?;
    let (shift, _) = belongs(tx, scope, &list).await?;
    Ok((sheet, list, shift))
}
