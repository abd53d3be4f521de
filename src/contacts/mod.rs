//! The contact vault: how residents want to be reached, apart from everything else.
//!
//! Comes in: details that a phone sealed to the hub's key at the door, or that somebody brings to the
//! desk. Goes out: one value for one channel and one purpose, with the sentence that tells the person
//! how to stop it. What it will not do: name a listening, a visit, a door, a shift, an op or an
//! organiser. Who took the details down is the hub; the day stands without its hour.
//!
//! - **Arrival** ([`ops`]): sealed details lie under an id made of chance. A phone's own record is
//!   known by a keyed mark alone, for a week, so that it can be taken back.
//! - **Taking in** ([`vault::Vault::take_in`]): whoever opens the vault next takes in what waits, in
//!   the order of chance rather than of arrival: so no order of rows tells which visit it was. Not on
//!   arrival, where a row would stand beside its op.
//! - **Keeping**: each value is sealed by itself under the hub's key for contacts, bound to its
//!   place; keyed marks find a number again without keeping it. Consent stands beside it: the promise
//!   by its id, language, purposes, channels, and the rule of law each stands on
//!   ([`rules::legal_rule`]).
//! - **Stopping** takes effect in one transaction: values go, and what stays is a keyed mark that
//!   refuses the number until somebody agrees anew on a later day. A resident needs no account for
//!   it: the code in every message, a word at the desk, or a call to the hub.
//! - **Expiring** ([`store::expire`]): six months without a word, then nobody may use it, and within
//!   30 days it is gone. What stays is a tally by day.
//!
//! Every look into it stands in the audit log: who, what, what for (a closed list of words), how many.
//! The role `vault_keeper` sees nothing else in the house. Two things are not here: a second factor
//! when signing in as vault keeper, and sending messages.

pub mod http;
pub mod model;
pub mod ops;
pub mod rules;
pub mod sealed;
pub mod store;
pub mod vault;
