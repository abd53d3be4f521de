//! Room 10: what may be shown to whom.
//!
//! Comes in: the ledger's lines, by the day they were *posted*, and the themes of listenings. Goes
//! out: **releases**: figures of a closed period for one audience, stored once and never changed.
//! Whoever may not see exact counts reads releases and nothing else.
//!
//! # Audiences, and the union over roles
//!
//! `group` is the organising group at its own table, `hub` the roles that may see exact counts of
//! people, `network` those who look across hubs, `public` everybody else. Somebody may hold several
//! grants, so what they may have read is the union. No pair is forbidden; the gate runs over the
//! unions instead ([`rules::plan::unions`]), because people of a group *do* become organisers,
//! leads and trustees, and forbidding that would only teach them to use two accounts. Exact counts
//! that a role may see by right are given to the gate as known; whatever follows from them alone is
//! not a release's doing.
//!
//! # Decisions
//!
//! - A release counts lines **posted** in its period. What comes late, and what is taken back,
//!   lies in a later period, netted there; that net figure must pass like any other.
//! - `public` and `network` are released by quarter, `group` and `hub` by month or quarter.
//! - Themes are released by quarter only, for all audiences from one stored count: the first
//!   release of a quarter takes it, later ones read it ([`store::themes`]). A period in which
//!   listenings of two codebook versions lie shows no theme, so two versions never mix.
//! - Pairs of themes heard in one listening are in no release. Each pair is a table of four cells, and
//!   pairs of three themes together fix cells of eight: the gate's smallest pieces know one theme at a
//!   time, so it could not tell which pairs give a small cell away, and a threshold alone does not.
//! - At the hub, children that do not pass are one child, *elsewhere*, which must pass itself. In
//!   the cells below, a family is shown whole or not at all.
//! - Public figures are rounded to 5 up or down, by chance fixed for each figure by the hub's own
//!   key, after the gate has passed the exact ones.
//! - Streets are in no release: after the split no count knows its street. The gate knows the kind,
//!   so that they can come back.
//!
//! `rules` decide without I/O, `gate` finds what would be given away, `make` reads, decides and
//! stores, `nightly` looks again at everything that stands.

pub mod export;
pub mod gate;
pub mod http;
pub mod make;
pub mod model;
pub mod network;
pub mod nightly;
pub mod quotes;
pub mod rules;
pub mod store;

pub use make::{Asked, release};
pub use model::{Audience, Period, Release};
