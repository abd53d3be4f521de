//! Room 11: what people read: counts, maps, rankings.
//!
//! Comes in: questions by address. Goes out: the hub's ledger by any dimension as JSON and csv, and
//! themes in the order in which they were heard, patches, tiles and tables as
//! [`crate::disclosure`] released them. The map itself is drawn in [`tiles`]; [`ogc`] hands the same
//! layers to programs such as QGIS; [`playback`] is what a patch is told back through its doors.
//!
//! # What is read live, and why nothing else
//!
//! A view of people or of themes reads a stored release, whoever looks: map, table, list, tile, file.
//! `tests/it/live.rs` names every file that reads rows of people, and fails when another one does.
//! What is left:
//!
//! | what | for whom | why |
//! |---|---|---|
//! | a release in the making ([`crate::disclosure::store`]) | nobody yet | it is what decides; quotes are looked at anew at each reading, so that one falls with its note |
//! | figures of the ledger ([`counts`], the return, its files, its parts, targets) | [`ReadExactCounts`](crate::access::Permission::ReadExactCounts): hub manager and lead | a return must be exact to the unit and tie with every shift. These roles know people exactly by right, and the gate takes that for known before it lets any figure pass (`disclosure::rules::plan`). Of themes they read releases like everybody |
//! | hubs' totals, accepted returns, the year's pack | who looks across hubs | never below the hub, and known to the gate by right as well |
//! | notes and what was said, one by one | the group that heard it | they are its own notes, read at its own table; none is a count of a place |
//! | doors knocked at and left, streets still silent | who plans and walks | doors, not people |
//! | who took part in an action | the group that held it | what it wrote down itself of its own meeting |
//!
//! # What the review cannot show
//!
//! *How people were met* (at a door, on the street, by phone) is in no release, so the map and the
//! lists are not split by it. A mode would be a family of slices of its own at the hub, beside the
//! patches: together with what releases show of places it bounds how many in a place were met on the
//! street, often by a handful, and below the hub theme by mode is never shown. The hub's exact figures
//! by mode stand in its return.

pub mod counts;
pub mod heard;
pub mod http;
pub mod ogc;
pub mod playback;
pub mod rankings;
pub mod rules;
pub mod store;
pub mod tiles;
