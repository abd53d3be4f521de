//! The contract with phones.
