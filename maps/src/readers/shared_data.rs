//! The real files beside the project, for tests only; where they are absent a test passes over.

use std::path::PathBuf;

/// The bytes of a real file, or `None` (said on standard error) where the folder is absent.
pub(crate) fn bytes(path: &str) -> Option<Vec<u8>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
    let found = std::fs::read(PathBuf::from(root).join(path)).ok();
    if found.is_none() {
        eprintln!("passed over: {path} is not beside the project");
    }
    found
}
