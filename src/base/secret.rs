//! Secrets that cannot be printed, and the one way they are stored: hashed.

use sha2::{Digest, Sha256};

/// A value without `Debug`, `Display` or `Serialize` that would show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, at the one place that has to hand it on.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> std::fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

/// A random token as its holder carries it: 64 hex digits.
#[must_use]
pub fn token(bytes: [u8; 32]) -> Secret<String> {
    Secret(hex::encode(bytes))
}

/// What is stored of a token: SHA-256 in hex. A token has 256 bits of chance, so that a plain
/// hash is enough; passwords would need a slow one.
#[must_use]
pub fn stored(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
