//! What callers see, by address.

mod access;
mod alerts;
mod areas;
mod codebook;
pub mod contacts;
pub mod debrief;
mod group_follow_ups;
mod hub;
mod ledger;
mod listenings;
mod live;
mod maps;
mod membership;
mod network;
mod paper;
mod plan;
mod returns;
mod review;
mod safeguarding;
mod shifts;
mod silence;
pub mod sync;
pub mod themes;
mod walk_lists;
