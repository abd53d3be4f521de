//! Where a phone's pull stands, in a form that only the server can make.
//!
//! A cursor is base64url of a payload and the first 16 bytes of its authentication code. It is
//! opaque to the phone and grants nothing: the scope is checked on every request. A damaged one
//! is an error, never another place in the stream.
//!
//! Payload, numbers big-endian: version (1 byte), scope (8), length of the epoch (1), the epoch,
//! then `0` and the delta's `seq` (8), or `1` and the snapshot's `at_seq` (8) followed by `0`, or
//! by `1`, the kind (1) and the id (16) of the last row sent.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::wire::{RowKind, RowRef, base64url_decode, base64url_encode};

/// The version of the payload that is written here.
const VERSION: u8 = 1;
/// How many bytes of the authentication code a cursor carries.
const TAG: usize = 16;

/// Where a phone's pull stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// The server's epoch when it was made; at most 255 bytes.
    pub epoch: String,
    /// The hash of the lists in scope when it was made ([`super::scope_hash`]).
    pub scope: u64,
    /// The place.
    pub position: Position,
}

/// A place in a pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// Within a snapshot.
    Snapshot {
        /// The hub's last number when the snapshot began; the delta goes on from there.
        at_seq: u64,
        /// The last row sent, by kind and id; `None` before the first.
        after: Option<RowRef>,
    },
    /// Within the deltas.
    Delta {
        /// Everything up to here was sent.
        seq: u64,
    },
}

/// Why a text is no cursor of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CursorProblem {
    /// Not base64url, or too short.
    #[error("not a cursor")]
    Malformed,
    /// The authentication code does not fit: damaged, forged, or made under another key.
    #[error("a cursor that was not made here, or was damaged")]
    NotOurs,
    /// Made by a version of the server that is not this one.
    #[error("a cursor of version {0}")]
    OtherVersion(u8),
}

impl Cursor {
    /// The cursor as text, authenticated by `mac` (such as [`hmac_sha256`] under a key of the
    /// server).
    #[must_use]
    pub fn encode(&self, mac: impl Fn(&[u8]) -> [u8; 32]) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend(self.scope.to_be_bytes());
        let epoch: Vec<u8> = self.epoch.bytes().take(255).collect();
        bytes.push(u8::try_from(epoch.len()).unwrap_or(u8::MAX));
        bytes.extend(epoch);
        match self.position {
            Position::Delta { seq } => {
                bytes.push(0);
                bytes.extend(seq.to_be_bytes());
            }
            Position::Snapshot { at_seq, after } => {
                bytes.push(1);
                bytes.extend(at_seq.to_be_bytes());
                match after {
                    None => bytes.push(0),
                    Some(row) => {
                        bytes.extend([1, kind_number(row.kind)]);
                        bytes.extend(row.id.as_bytes());
                    }
                }
            }
        }
        let tag = mac(&bytes);
        bytes.extend(tag.iter().take(TAG));
        base64url_encode(&bytes)
    }

    /// Reads a cursor that [`Cursor::encode`] made with the same `mac`.
    ///
    /// # Errors
    ///
    /// A [`CursorProblem`] for every other text; no flipped bit passes.
    pub fn decode(text: &str, mac: impl Fn(&[u8]) -> [u8; 32]) -> Result<Self, CursorProblem> {
        let bytes = base64url_decode(text).ok_or(CursorProblem::Malformed)?;
        let length = bytes
            .len()
            .checked_sub(TAG)
            .ok_or(CursorProblem::Malformed)?;
        let (payload, tag) = bytes.split_at(length);
        let wanted = mac(payload);
        // Every byte is looked at, so that the time taken tells nothing about the first wrong one.
        let differences = tag.iter().zip(wanted).fold(0, |all, (a, b)| all | (a ^ b));
        if differences != 0 {
            return Err(CursorProblem::NotOurs);
        }
        match payload.split_first() {
            None => Err(CursorProblem::Malformed),
            Some((&VERSION, rest)) => read(rest).ok_or(CursorProblem::Malformed),
            Some((version, _)) => Err(CursorProblem::OtherVersion(*version)),
        }
    }
}

fn read(mut rest: &[u8]) -> Option<Cursor> {
    let scope = number(&mut rest)?;
    let length = usize::from(byte(&mut rest)?);
    let (epoch, left) = rest.split_at_checked(length)?;
    rest = left;
    let epoch = String::from_utf8(epoch.to_vec()).ok()?;
    let position = match byte(&mut rest)? {
        0 => Position::Delta {
            seq: number(&mut rest)?,
        },
        1 => Position::Snapshot {
            at_seq: number(&mut rest)?,
            after: match byte(&mut rest)? {
                0 => None,
                1 => {
                    let kind = byte(&mut rest)?;
                    let kind = RowKind::ALL.into_iter().find(|k| kind_number(*k) == kind)?;
                    let (id, left) = rest.split_first_chunk::<16>()?;
                    rest = left;
                    Some(RowRef {
                        kind,
                        id: Uuid::from_bytes(*id),
                    })
                }
                _ => return None,
            },
        },
        _ => return None,
    };
    rest.is_empty().then_some(Cursor {
        epoch,
        scope,
        position,
    })
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (first, left) = rest.split_first()?;
    *rest = left;
    Some(*first)
}

fn number(rest: &mut &[u8]) -> Option<u64> {
    let (first, left) = rest.split_first_chunk::<8>()?;
    *rest = left;
    Some(u64::from_be_bytes(*first))
}

/// The kind's number in a cursor; never reused.
fn kind_number(kind: RowKind) -> u8 {
    match kind {
        RowKind::Campaign => 1,
        RowKind::Door => 2,
        RowKind::Shift => 3,
        RowKind::Street => 4,
        RowKind::Theme => 5,
        RowKind::WalkList => 6,
    }
}

/// HMAC-SHA-256 (RFC 2104) of `message` under `key`.
#[must_use]
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = [0_u8; 64];
    if key.len() > block.len() {
        let short: [u8; 32] = Sha256::digest(key).into();
        block
            .iter_mut()
            .zip(short)
            .for_each(|(place, byte)| *place = byte);
    } else {
        block
            .iter_mut()
            .zip(key)
            .for_each(|(place, byte)| *place = *byte);
    }
    let inner = Sha256::new()
        .chain_update(block.map(|b| b ^ 0x36))
        .chain_update(message)
        .finalize();
    Sha256::new()
        .chain_update(block.map(|b| b ^ 0x5c))
        .chain_update(inner)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cursor, CursorProblem, Position, VERSION, hmac_sha256};
    use crate::wire::{RowKind, RowRef, base64url_encode};
    use uuid::Uuid;

    fn mac(payload: &[u8]) -> [u8; 32] {
        hmac_sha256(b"a key of the server", payload)
    }

    fn cursors() -> impl Strategy<Value = Cursor> {
        let row = (0..6_usize, any::<u128>()).prop_map(|(kind, id)| RowRef {
            kind: RowKind::ALL[kind],
            id: Uuid::from_u128(id),
        });
        let position = prop_oneof![
            any::<u64>().prop_map(|seq| Position::Delta { seq }),
            (any::<u64>(), proptest::option::of(row))
                .prop_map(|(at_seq, after)| Position::Snapshot { at_seq, after }),
        ];
        ("[a-z0-9]{1,12}", any::<u64>(), position).prop_map(|(epoch, scope, position)| Cursor {
            epoch,
            scope,
            position,
        })
    }

    proptest! {
        #[test]
        fn every_cursor_comes_back(cursor in cursors()) {
            prop_assert_eq!(Cursor::decode(&cursor.encode(mac), mac), Ok(cursor));
        }

        #[test]
        fn any_flipped_bit_is_an_error(cursor in cursors(), place: prop::sample::Index, bit in 0..8_u32) {
            let mut text = cursor.encode(mac).into_bytes();
            let place = place.index(text.len());
            text[place] ^= 1 << bit;
            if let Ok(text) = String::from_utf8(text) {
                prop_assert!(Cursor::decode(&text, mac).is_err());
            }
        }

        #[test]
        fn a_cut_or_longer_cursor_is_an_error(cursor in cursors(), cut: prop::sample::Index) {
            let text = cursor.encode(mac);
            let cut = cut.index(text.len());
            let (start, _) = text.split_at(cut);
            prop_assert!(Cursor::decode(start, mac).is_err());
            let longer = [&text, start, "A"].concat();
            prop_assert!(Cursor::decode(&longer, mac).is_err());
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,80}") {
            prop_assert!(Cursor::decode(&text, mac).is_err());
        }

        #[test]
        fn a_cursor_of_another_key_is_not_ours(cursor in cursors()) {
            let other = |payload: &[u8]| hmac_sha256(b"another key", payload);
            prop_assert_eq!(
                Cursor::decode(&cursor.encode(other), mac),
                Err(CursorProblem::NotOurs)
            );
        }
    }

    #[test]
    fn a_later_version_is_named() {
        let payload = [VERSION + 1, 9, 9];
        let mut bytes = payload.to_vec();
        bytes.extend(&mac(&payload)[..16]);

        assert_eq!(
            Cursor::decode(&base64url_encode(&bytes), mac),
            Err(CursorProblem::OtherVersion(2))
        );
    }

    #[test]
    fn the_authentication_code_is_the_published_one() {
        let hex = |code: [u8; 32]| {
            let pairs: Vec<String> = code.iter().map(|b| format!("{b:02x}")).collect();
            pairs.concat()
        };

        // RFC 4231, test cases 2 and 6.
        assert_eq!(
            hex(hmac_sha256(b"Jefe", b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(
            hex(hmac_sha256(
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First"
            )),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }
}
