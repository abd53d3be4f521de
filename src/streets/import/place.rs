//! Which area and cell a place is in, and the same again when areas changed.

use maps::{cells::Cell, index::AreaIndex, shapes::LngLat};

use crate::{
    areas::{
        model::Vintage,
        store::{self as areas, import::Extent},
    },
    db::{Result, Tx},
    streets::store::{
        import::Spot,
        placing::{self as store, Placed},
    },
};

/// The areas of both vintages around some places.
pub(super) struct Areas {
    of_2011: AreaIndex<String>,
    of_2021: AreaIndex<String>,
}

impl Areas {
    /// Reads the areas that touch the box.
    pub(super) async fn around(tx: &mut Tx, extent: Option<Extent>) -> Result<Self> {
        Ok(Self {
            of_2011: index(tx, Vintage::Y2011, extent).await?,
            of_2021: index(tx, Vintage::Y2021, extent).await?,
        })
    }

    /// The place with its cell and its areas, by their exact outlines.
    pub(super) fn spot(&self, at: LngLat) -> Spot {
        Spot {
            at,
            cell: Cell::at(at).to_i64(),
            lsoa_2011: self.of_2011.locate(at),
            lsoa_2021: self.of_2021.locate(at),
        }
    }
}

async fn index(tx: &mut Tx, vintage: Vintage, extent: Option<Extent>) -> Result<AreaIndex<String>> {
    let shapes = match extent {
        Some(e) => areas::shapes_in_box(tx, vintage, (e.west, e.east, e.south, e.north)).await?,
        None => Vec::new(),
    };
    Ok(AreaIndex::build(shapes))
}

/// Puts everything in the box into the areas of a vintage again: areas were added or redrawn.
/// Returns how many stretches, doors and address points lie in another area than before.
///
/// # Errors
/// When the engine fails or a stored shape makes no sense.
pub async fn relocate(tx: &mut Tx, vintage: Vintage, extent: Extent) -> Result<u64> {
    let index = index(tx, vintage, Some(extent)).await?;
    let mut moved = 0_u64;
    for what in Placed::ALL {
        let mut rows = Vec::new();
        for row in store::placed(tx, what, vintage, extent).await? {
            let code = index.locate(row.at);
            if code != row.code {
                rows.push((row.key, code));
            }
        }
        moved += u64::try_from(rows.len()).unwrap_or(0);
        store::place(tx, what, vintage, rows).await?;
    }
    Ok(moved)
}
