//! Map tiles: small areas, streets, cells and patches as Mapbox Vector Tiles.
//!
//! Comes in: a layer, a tile's address, perhaps an edition or a release. Goes out: the tile, packed
//! once and kept; an unchanged one costs a look at what was imported and a 304. Figures of people
//! come from a stored release the caller may read, never from live rows.
//!
//! | file | what |
//! |---|---|
//! | [`layers`] | which layers there are, what they say, to whom |
//! | [`mod@block`] | shapes read by square of the map |
//! | [`memory`] | what is kept between requests |
//! | [`figures`] | what a release shows of each shape |
//! | [`credits`] | whom a layer has to thank |
//! | [`http`] | the addresses, [`tilejson`] what they tell map libraries |

pub mod block;
pub mod credits;
pub mod figures;
pub mod http;
pub mod layers;
pub mod memory;
pub mod store;
pub mod tilejson;

use std::{io::Write, sync::Arc};

use axum::body::Bytes;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use self::{
    block::{Block, Reading, Source},
    figures::Shown,
    memory::{Facts, Mark, TileKey},
};
use crate::{
    access::{Caller, HubScope},
    areas::model::Vintage,
    base::ids::ReleaseId,
    db::Tx,
    problem::Problem,
};

/// Changes when tiles of the same data come out otherwise than before.
const DRAWN_BY: &str = concat!("1/", env!("CARGO_PKG_VERSION"));

/// How the data stand for one request.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Which imports there were.
    pub mark: Mark,
    /// The release that was asked for.
    pub shown: Option<Arc<Shown>>,
    /// The hub and which of its patches there are, where they were asked for.
    pub patches: Option<(HubScope, [u8; 16])>,
}

/// Looks how the data stand: the imports, a release the caller may read, a hub's patches.
///
/// # Errors
/// 404 for a release that is not there or not for this caller; or when the engine fails.
pub async fn standing(
    caller: &Caller,
    release: Option<ReleaseId>,
    hub: Option<HubScope>,
) -> Result<Standing, Problem> {
    let memory = Arc::clone(&caller.app.maps);
    let whose = caller.clone();
    caller
        .app
        .db
        .read(async move |tx| {
            let mark = mark(tx).await?;
            let shown = match release {
                Some(id) => {
                    let kept = memory.shown(id);
                    let is_new = kept.is_none();
                    let shown = figures::readable(tx, &whose, id, kept).await?;
                    if is_new {
                        memory.keep_shown(mark, Arc::clone(&shown));
                    }
                    Some(shown)
                }
                None => None,
            };
            let patches = match hub {
                Some(scope) => {
                    let versions = store::patch_versions(tx, scope).await?;
                    let of = versions
                        .iter()
                        .map(|(id, version)| format!("{id}/{version}"));
                    Some((scope, hashed(of)))
                }
                None => None,
            };
            Ok::<_, Problem>(Standing {
                mark,
                shown,
                patches,
            })
        })
        .await
}

async fn mark(tx: &mut Tx) -> crate::db::Result<Mark> {
    let imports = store::imports(tx).await?;
    Ok(hashed(imports.iter().map(ToString::to_string)))
}

fn hashed(words: impl Iterator<Item = String>) -> [u8; 16] {
    let mut hash = Sha256::new();
    for word in words {
        hash.update(word);
        hash.update([0]);
    }
    let hash = hash.finalize();
    hash.first_chunk().copied().unwrap_or_default()
}

/// What a tile's bytes hang on, as one word: the same word, the same bytes.
#[must_use]
pub fn tag(mark: Mark, key: &TileKey) -> String {
    let words = [DRAWN_BY.to_owned(), hex::encode(mark), format!("{key:?}")];
    hex::encode(hashed(words.into_iter()))
}

/// The tile, packed with gzip; empty when nothing shows in it. `None` when an import came between
/// looking how the data stand and reading them: then one looks again.
///
/// # Errors
/// When the engine fails or something stored makes no sense.
pub async fn tile(
    caller: &Caller,
    standing: &Standing,
    key: TileKey,
) -> Result<Option<Bytes>, Problem> {
    let memory = &caller.app.maps;
    if key.tile.zoom() < key.source.least_zoom() {
        return Ok(Some(Bytes::new()));
    }
    if let Some(kept) = memory.tile(standing.mark, &key) {
        return Ok(Some(kept));
    }
    let _turn = memory.drawing.of((standing.mark, key)).await;
    if let Some(kept) = memory.tile(standing.mark, &key) {
        return Ok(Some(kept));
    }
    let Some(block) = block(caller, standing, &key).await? else {
        return Ok(None);
    };
    let shown = standing.shown.clone();
    let _pen = memory.pens.acquire().await.map_err(Problem::internal)?;
    let drawn = tokio::task::spawn_blocking(move || {
        let layer = key.source.layer();
        packed(&block.draw(layer, key.tile, key.edition, shown.as_deref()))
    });
    let drawn = drawn.await.map_err(Problem::internal)?;
    let drawn = Bytes::from(drawn.map_err(Problem::internal)?);
    memory.keep_tile(standing.mark, key, drawn.clone());
    Ok(Some(drawn))
}

async fn block(
    caller: &Caller,
    standing: &Standing,
    key: &TileKey,
) -> Result<Option<Arc<Block>>, Problem> {
    let memory = &caller.app.maps;
    let (square, to) = key.source.square(key.tile);
    let which = (key.source, square);
    if let Some(kept) = memory.block(standing.mark, &which) {
        return Ok(Some(kept));
    }
    let _turn = memory.reading.of((standing.mark, which)).await;
    if let Some(kept) = memory.block(standing.mark, &which) {
        return Ok(Some(kept));
    }
    let _place = memory.readers.acquire().await.map_err(Problem::internal)?;
    let reading = Reading {
        source: key.source,
        square,
        to,
        scope: standing.patches.map(|(scope, _)| scope),
        shown: standing.shown.as_deref(),
    };
    let expected = standing.mark;
    let read = caller.app.db.read(async move |tx| {
        if mark(tx).await? != expected {
            return Ok(None);
        }
        Ok::<_, Problem>(Some(Arc::new(block::read(tx, reading).await?)))
    });
    let block = read.await?;
    if let Some(block) = &block {
        memory.keep_block(expected, which, Arc::clone(block));
    }
    Ok(block)
}

fn packed(tile: &[u8]) -> std::io::Result<Vec<u8>> {
    if tile.is_empty() {
        return Ok(Vec::new());
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(tile.len() / 2), Compression::fast());
    encoder.write_all(tile)?;
    encoder.finish()
}

/// The facts that are asked of everything at once.
///
/// # Errors
/// When the engine fails.
pub async fn facts(caller: &Caller) -> Result<Arc<Facts>, Problem> {
    let memory = Arc::clone(&caller.app.maps);
    caller
        .app
        .db
        .read(async move |tx| {
            let mark = mark(tx).await?;
            if let Some(kept) = memory.facts(mark) {
                return Ok(kept);
            }
            let facts = Arc::new(Facts {
                boxes: store::boxes(tx, [Vintage::Y2011, Vintage::Y2021]).await?,
                origins: store::origins(tx).await?,
            });
            memory.keep_facts(mark, Arc::clone(&facts));
            Ok::<_, Problem>(facts)
        })
        .await
}

/// What is drawn of an area layer, of which years.
#[must_use]
pub fn areas_source(vintage: Option<Vintage>, standing: &Standing) -> Source {
    let of_release = standing.shown.as_ref().map(|shown| shown.vintage);
    Source::Areas(vintage.or(of_release).unwrap_or(Vintage::Y2021))
}

/// Refuses to show figures of one vintage's areas on those of the other: their codes are alike.
///
/// # Errors
/// 400 with the release's vintage.
pub fn same_vintage(asked: Option<Vintage>, standing: &Standing) -> Result<(), Problem> {
    let of_release = standing.shown.as_ref().map(|shown| shown.vintage);
    match (asked, of_release) {
        (Some(asked), Some(of_release)) if asked != of_release => Err(Problem::bad_request(
            format!("This release counts small areas of {of_release}, not of {asked}."),
        )),
        _ => Ok(()),
    }
}
