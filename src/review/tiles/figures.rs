//! What a release shows of each area, as properties of its shape.

use std::collections::{BTreeSet, HashMap};

use maps::{cells::Cell, tiles::Value};

use super::layers::MapLayer;
use crate::{
    access::{self, Caller, Permission},
    areas::model::Vintage,
    base::ids::ReleaseId,
    db::Tx,
    disclosure::{
        self, Release,
        model::{AreaKind, Figure},
    },
    ledger::returns,
    problem::Problem,
};

/// Name and value of properties.
pub type Properties = Vec<(String, Value)>;

/// A release by its areas.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The release without its figures: whom it is for.
    pub release: Release,
    /// The vintage of its small areas.
    pub vintage: Vintage,
    of: HashMap<(AreaKind, String), Properties>,
}

impl Shown {
    /// What it shows of an area of a layer.
    #[must_use]
    pub fn of(&self, layer: MapLayer, key: &str) -> &[(String, Value)] {
        let kind = match layer {
            MapLayer::Areas => AreaKind::SmallArea,
            MapLayer::Cells => AreaKind::Cell,
            MapLayer::Patches => AreaKind::Patch,
            MapLayer::Streets => return &[],
        };
        // A tuple of owned text is what the map is asked by.
        self.of
            .get(&(kind, key.to_owned()))
            .map_or(&[], Vec::as_slice)
    }

    /// The finest cells it shows that are not finer than `resolution`: where the children of one
    /// are not shown, it stands itself.
    #[must_use]
    pub fn cells(&self, resolution: u8) -> BTreeSet<Cell> {
        let shown: BTreeSet<Cell> = self
            .of
            .keys()
            .filter(|(kind, _)| *kind == AreaKind::Cell)
            .filter_map(|(_, key)| key.parse().ok())
            .filter(|cell: &Cell| cell.resolution() <= resolution)
            .collect();
        let divided: BTreeSet<Cell> = shown
            .iter()
            .flat_map(|cell| (0..cell.resolution()).filter_map(|coarser| cell.parent(coarser)))
            .collect();
        shown.difference(&divided).copied().collect()
    }

    /// About how many bytes it takes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.of.values().map(|all| 100 + all.len() * 90).sum()
    }
}

/// Sorts a release's figures by area.
#[must_use]
pub fn by_area(mut release: Release, vintage: Vintage) -> Shown {
    let mut of: HashMap<(AreaKind, String), Properties> = HashMap::new();
    for figure in std::mem::take(&mut release.figures) {
        let (count, share) = names(&figure);
        let properties = of.entry((figure.kind, figure.key)).or_default();
        properties.push((count, Value::Whole(figure.value)));
        let percent = figure.share_percent.and_then(|text| text.parse().ok());
        if let Some(percent) = percent {
            properties.push((share, Value::Real(percent)));
        }
    }
    Shown {
        release,
        vintage,
        of,
    }
}

/// What a figure and its share are called among a shape's properties.
fn names(figure: &Figure) -> (String, String) {
    let measure = figure.measure.word();
    let about = match (&figure.theme, &figure.stance) {
        (None, _) => return (measure.to_owned(), format!("share:{measure}")),
        (Some(theme), None) => theme.clone(),
        (Some(theme), Some(stance)) => format!("{theme}:{stance}"),
    };
    (format!("theme:{about}"), format!("share:{about}"))
}

/// A release of this id that the caller may read, or one that was read before and still stands.
///
/// # Errors
/// 404 when there is none, or not for this caller, which looks the same.
pub async fn readable(
    tx: &mut Tx,
    caller: &Caller,
    id: ReleaseId,
    kept: Option<std::sync::Arc<Shown>>,
) -> Result<std::sync::Arc<Shown>, Problem> {
    caller.may(Permission::ReadReleases)?;
    let none = || Problem::not_found("release");
    if let Some(kept) = kept {
        let stands = disclosure::store::by_id::stands(tx, &kept.release).await?;
        let for_them = disclosure::http::may_read(caller, &kept.release);
        return if stands && for_them {
            Ok(kept)
        } else {
            Err(none())
        };
    }
    let scope = disclosure::http::scope(caller)?;
    let release = disclosure::store::by_id::find(tx, scope, id).await?;
    let release = release
        .filter(|release| disclosure::http::may_read(caller, release))
        .ok_or_else(none)?;
    let programme = access::store::programme(tx, release.programme).await?;
    let programme = programme.ok_or_else(none)?;
    let vintage = returns::edition(&programme)?.vintage();
    Ok(std::sync::Arc::new(by_area(release, vintage)))
}
