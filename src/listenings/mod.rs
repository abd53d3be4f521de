//! Room 7: visits, listenings, the sealed envelope between them, and the debrief.
//!
//! Comes in: what phones hand in from doors and streets. Goes out: visits that know a door and no
//! words; listenings that know words and no door; tallies for the ledger, which counts from them
//! and never by reading listenings later.
//!
//! What joins a record to its words and its door lies in the envelope alone, the words sealed under
//! the envelope's own key: for the debrief, for duplicates, for corrections. When the debrief is
//! closed, [`split`] parts the two for good and destroys the key. From then on a correction still
//! reverses what was counted, by the record's mark; what was said can no longer be found from it and
//! stays as it was.
//!
//! [`paper`] makes of a printed list what a phone would have handed in; [`silence`] tells where nobody
//! was listened to yet.

pub mod http;
pub mod model;
pub mod ops;
pub mod paper;
pub mod rules;
pub mod silence;
pub mod split;
pub mod store;
