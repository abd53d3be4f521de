//! Who may do what.
//!
//! Comes in: a bearer token or a cookie. Goes out: a [`Caller`], and from it the [`HubScope`]
//! without which no store of hub data can be asked anything. The hub comes from the session only,
//! never from a request. Also here: programmes, hubs, groups and people, because grants name them; a hub's
//! key pair, and the card with the numbers its people ring.

pub mod audit;
pub mod caller;
pub mod enrolment;
pub mod erasures;
pub mod http;
pub mod keys;
pub mod membership;
pub mod model;
pub mod policy;
pub mod store;

pub use caller::{Caller, HubScope};
pub use keys::{Keyring, Purpose};
pub use model::Role;
pub use policy::Permission;
