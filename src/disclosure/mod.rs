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
//! not a release's doing. Two such counts reach beyond their own release:
//!
//! - **A hub's total of a quarter** becomes known to whoever looks across hubs, and mostly to
//!   everybody, when the quarter is over. It counts as known from the first month on. Who looks at
//!   the end of each month knows that month's total as well: the gate asks for both readers.
//! - **A hub's own total** is known to everybody who works there. So figures of several hubs pass the
//!   gate as each hub's people read them too ([`network`]).
//!
//! # Months before their quarter is over
//!
//! A group's month is released before anybody knows what the rest of the quarter will hold, and what
//! was shown cannot be taken back. With months shown in full, the quarter's total less these months
//! is what was heard in the last one, and when that is little or nothing, so is every place in it.
//! So the first month that shows anything keeps a **reserve**: a place with at least `k` people that
//! lies in none of its figures, and the month's total with it. These people could as well have been
//! heard anywhere in the months to come, whatever those hold ([`rules::reserve`] has the proof), so
//! the months after it are shown in full. The quarter's release tells the reserve.
//!
//! A month is decided as if nothing came after it even when it is released late: a figure withheld
//! because the next month was quiet would tell that the next month was quiet.
//!
//! The proof takes for granted that later months take nothing away. Corrections do: what is taken
//! back is netted in the month it is taken back in, and may bring the months to come below nothing
//! together. The gate takes a reader for one who does not reckon with that as long as the figures
//! allow it (such a reader believes to know the most), and from then on shows nothing that would
//! tell more; but it cannot call in what earlier months have shown.
//!
//! # Decisions
//!
//! - A release counts lines **posted** in its period. What comes late, and what is taken back,
//!   lies in a later period, netted there; that net figure must pass like any other.
//! - `public` and `network` are released by quarter, `group` and `hub` by month or quarter.
//! - Themes are released by quarter only, for all audiences from one stored count: the first
//!   release of a quarter takes it, later ones read it ([`store::themes`]). A period in which
//!   listenings of two codebook versions lie shows no theme, so two versions never mix.
//! - Themes are shown only to an audience that is shown the hub's people as well: a theme with its
//!   complement tells twice `k` at least, and beside other hubs' totals that is a figure of people.
//! - Pairs of themes heard in one listening are in no release. Each pair is a table of four cells, and
//!   pairs of three themes together fix cells of eight: the gate's smallest pieces know one theme at a
//!   time, so it could not tell which pairs give a small cell away, and a threshold alone does not.
//! - At the hub, children that do not pass are one child, *elsewhere*, which must pass itself. In
//!   the cells below, a family is shown whole or not at all, but for what lies across a reserve.
//! - Public figures are rounded to 5 up or down, by chance fixed for each figure by the hub's own
//!   key, after the gate has passed the exact ones.
//! - Streets are in no release: after the split no count knows its street. The gate knows the kind,
//!   so that they can come back.
//! - A quote is read beyond its group only while its area is large enough, and falls with the note it
//!   was taken from ([`quotes`]).
//!
//! `rules` decide without I/O, `gate` finds what would be given away, `make` reads, decides and
//! stores, `due` has made what a group and a hub wait for, `nightly` looks again at everything that
//! stands.

pub mod due;
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
