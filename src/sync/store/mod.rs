//! SQL of ops, held records, numbers, phones' announcements, incidents and leases.

pub mod held;
pub mod installs;
pub mod marks;
pub mod ops;
pub mod sealed;
pub mod seals;

/// The bits of an `IN` list grow in powers of two, so that the engines keep few statements; the
/// last id stands in for what is missing.
fn padded<T: Copy>(values: &[T]) -> Vec<T> {
    let mut padded = values.to_vec();
    if let Some(last) = values.last() {
        padded.resize(values.len().next_power_of_two(), *last);
    }
    padded
}
