//! Sealing: to a hub's public key, and a hub's private key under the server's own. Pure.
//!
//! To a hub: HPKE (RFC 9180), base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. What
//! travels is the encapsulated key (65 bytes) and then the sealed bytes; the additional data are
//! the hub's id as text, so that what was sealed for one hub opens in no other. `info` tells what
//! it is, so that contact details never open as anything else. `mobile-api/vectors/seal.json`
//! holds phone and server to the same bytes.
//!
//! Under the server's key, and under the keys that lie under it: AES-256-GCM with a random nonce in
//! front, and additional data that name hub, table, row and column, so that no stored value can be
//! put in another's place.

use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::AesGcm256, kdf::HkdfSha256,
    kem::DhP256HkdfSha256,
};
use mobile_api::{
    core::hmac_sha256,
    wire::{base64url_decode, base64url_encode},
};
use rand::{SeedableRng, rngs::StdRng};

use super::{
    ids::{HubId, KeyId},
    secret::Secret,
};

/// The suite's name on the wire.
pub const SUITE: &str = "p256";
/// What contact details are sealed as.
pub const CONTACT: &str = "doorstep/contact/1";
/// What unsent work is sealed as.
pub const OUTBOX: &str = "doorstep/outbox/1";
/// Bytes of an encapsulated key.
pub const ENCAPSULATED: usize = 65;
/// Bytes of the mark that shows whether anything was changed.
const TAG: usize = 16;
/// Bytes of a nonce under the server's key.
const NONCE: usize = 12;

/// It was changed on the way, was sealed to another key, or is something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this does not open: it is damaged, or was sealed to another key")]
pub struct Damaged;

/// A private key with its public half.
#[derive(Clone, Debug)]
pub struct KeyPair {
    /// The private half: 32 bytes.
    pub private: Secret<Vec<u8>>,
    /// The public half: 65 bytes, the uncompressed point.
    pub public: Vec<u8>,
}

impl KeyPair {
    /// The key pair of 256 bits of chance.
    #[must_use]
    pub fn of(chance: &[u8; 32]) -> Self {
        let (private, public) = DhP256HkdfSha256::derive_keypair(chance);
        Self {
            private: Secret::new(private.to_bytes().to_vec()),
            public: public.to_bytes().to_vec(),
        }
    }
}

/// Seals something to a public key.
///
/// # Errors
/// [`Damaged`] when the key is none.
pub fn seal(
    public: &[u8],
    (info, hub): (&str, HubId),
    plain: &[u8],
    chance: [u8; 32],
) -> Result<Vec<u8>, Damaged> {
    let key = <DhP256HkdfSha256 as Kem>::PublicKey::from_bytes(public).map_err(|_| Damaged)?;
    let (encapsulated, mut context) =
        hpke::setup_sender_with_rng::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
            &OpModeS::Base,
            &key,
            info.as_bytes(),
            &mut StdRng::from_seed(chance),
        )
        .map_err(|_| Damaged)?;
    let sealed = context.seal(plain, hub.to_string().as_bytes());
    let mut bytes = encapsulated.to_bytes().to_vec();
    bytes.extend(sealed.map_err(|_| Damaged)?);
    Ok(bytes)
}

/// Opens what was sealed to the public half of a private key.
///
/// # Errors
/// [`Damaged`].
pub fn open(
    private: &Secret<Vec<u8>>,
    (info, hub): (&str, HubId),
    bytes: &[u8],
) -> Result<Vec<u8>, Damaged> {
    let (encapsulated, sealed) = bytes.split_at_checked(ENCAPSULATED).ok_or(Damaged)?;
    let key = <DhP256HkdfSha256 as Kem>::PrivateKey::from_bytes(private.reveal());
    let encapsulated = <DhP256HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated);
    let mut context = hpke::setup_receiver::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
        &OpModeR::Base,
        &key.map_err(|_| Damaged)?,
        &encapsulated.map_err(|_| Damaged)?,
        info.as_bytes(),
    )
    .map_err(|_| Damaged)?;
    let opened = context.open(sealed, hub.to_string().as_bytes());
    opened.map_err(|_| Damaged)
}

/// Whether so many bytes can be something sealed at all.
#[must_use]
pub const fn can_be_sealed(bytes: usize) -> bool {
    bytes >= ENCAPSULATED + TAG
}

/// The server's own key: under it lie the private keys of all hubs. It is kept apart from the
/// database, so that a copy of the database alone opens nothing.
#[derive(Clone, Debug)]
pub struct ServerKey(Secret<[u8; 32]>);

impl ServerKey {
    /// The key of these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    /// The key as its file holds it: 64 hex digits, spaces and line ends around them allowed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = hex::decode(text.trim()).ok()?;
        Some(Self::new(bytes.try_into().ok()?))
    }

    /// The text of its file.
    #[must_use]
    pub fn text(&self) -> Secret<String> {
        Secret::new(format!("{}\n", hex::encode(self.0.reveal())))
    }

    /// Wraps a hub's private key.
    #[must_use]
    pub fn wrap(
        &self,
        hub: HubId,
        key: KeyId,
        private: &Secret<Vec<u8>>,
        chance: [u8; 32],
    ) -> String {
        self.wrap_at(&place(hub, key), private.reveal(), chance)
    }

    /// Unwraps a hub's private key.
    ///
    /// # Errors
    /// [`Damaged`] under another server key, or when the stored value was changed or moved.
    pub fn unwrap(
        &self,
        hub: HubId,
        key: KeyId,
        wrapped: &str,
    ) -> Result<Secret<Vec<u8>>, Damaged> {
        self.unwrap_at(&place(hub, key), wrapped)
    }

    /// Wraps a key that stands at a place of the database: `hub|table|row|column`.
    #[must_use]
    pub fn wrap_at(&self, place: &str, key: &[u8], chance: [u8; 32]) -> String {
        encrypt(self.0.reveal(), place, key, chance)
    }

    /// Unwraps a key that stands at a place of the database.
    ///
    /// # Errors
    /// [`Damaged`] under another server key, or when the stored value was changed or moved.
    pub fn unwrap_at(&self, place: &str, wrapped: &str) -> Result<Secret<Vec<u8>>, Damaged> {
        decrypt(self.0.reveal(), place, wrapped)
    }
}

/// The key of one hub for one purpose, or of one shift's envelope: it seals stored values, and
/// makes marks by which a value is found again without being kept.
#[derive(Clone, Debug)]
pub struct DataKey {
    hub: HubId,
    sealing: Secret<[u8; 32]>,
    marking: Secret<[u8; 32]>,
}

impl DataKey {
    /// The key that 256 bits of chance make.
    #[must_use]
    pub fn of(hub: HubId, chance: &[u8; 32]) -> Self {
        Self {
            hub,
            sealing: Secret::new(hmac_sha256(chance, b"doorstep/data/1 seal")),
            marking: Secret::new(hmac_sha256(chance, b"doorstep/data/1 mark")),
        }
    }

    /// Seals a value for its place: `table|row|column`. Gives base64url.
    #[must_use]
    pub fn seal(&self, place: &str, plain: &[u8], chance: [u8; 32]) -> String {
        encrypt(self.sealing.reveal(), &self.at(place), plain, chance)
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// [`Damaged`] under another key, or when the stored value was changed or moved.
    pub fn open(&self, place: &str, stored: &str) -> Result<Secret<Vec<u8>>, Damaged> {
        decrypt(self.sealing.reveal(), &self.at(place), stored)
    }

    /// The mark of a value: the same for the same value, and nothing to whoever lacks the key.
    #[must_use]
    pub fn mark(&self, value: &[u8]) -> [u8; 32] {
        hmac_sha256(self.marking.reveal(), value)
    }

    fn at(&self, place: &str) -> String {
        format!("doorstep/data/1|{}|{place}", self.hub)
    }
}

/// Encrypts for a place: a nonce and what follows it, in base64url.
fn encrypt(key: &[u8; 32], place: &str, plain: &[u8], chance: [u8; 32]) -> String {
    let (nonce, _) = chance
        .split_first_chunk::<NONCE>()
        .expect("a nonce is shorter than 32 bytes");
    let payload = Payload {
        msg: plain,
        aad: place.as_bytes(),
    };
    let sealed = Aes256Gcm::new(key.into())
        .encrypt(&Nonce::from(*nonce), payload)
        .expect("what is stored is shorter than what AES-GCM takes");
    let mut bytes = nonce.to_vec();
    bytes.extend(sealed);
    base64url_encode(&bytes)
}

/// Decrypts what [`encrypt`] gave for the same place.
fn decrypt(key: &[u8; 32], place: &str, stored: &str) -> Result<Secret<Vec<u8>>, Damaged> {
    let bytes = base64url_decode(stored).ok_or(Damaged)?;
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(Damaged)?;
    let payload = Payload {
        msg: sealed,
        aad: place.as_bytes(),
    };
    let plain = Aes256Gcm::new(key.into()).decrypt(&Nonce::from(*nonce), payload);
    Ok(Secret::new(plain.map_err(|_| Damaged)?))
}

/// Where a wrapped key stands.
fn place(hub: HubId, key: KeyId) -> String {
    format!("doorstep/wrap/1|{hub}|hub_keys|{key}|wrapped_key")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const HUB: HubId = HubId(Uuid::from_u128(1));
    const OTHER: HubId = HubId(Uuid::from_u128(2));
    const KEY: KeyId = KeyId(Uuid::from_u128(3));

    #[test]
    fn what_is_sealed_for_a_hub_opens_there_as_what_it_is_and_nowhere_else() {
        let (ours, theirs) = (KeyPair::of(&[1; 32]), KeyPair::of(&[2; 32]));
        let sealed = seal(&ours.public, (CONTACT, HUB), b"07700 900001", [3; 32]).unwrap();

        assert_eq!(ours.public.len(), ENCAPSULATED);
        let opened = open(&ours.private, (CONTACT, HUB), &sealed);
        assert_eq!(opened.unwrap(), b"07700 900001");
        assert_eq!(open(&ours.private, (OUTBOX, HUB), &sealed), Err(Damaged));
        assert_eq!(open(&ours.private, (CONTACT, OTHER), &sealed), Err(Damaged));
        assert_eq!(open(&theirs.private, (CONTACT, HUB), &sealed), Err(Damaged));
    }

    #[test]
    fn no_changed_or_missing_byte_goes_unseen() {
        let pair = KeyPair::of(&[1; 32]);
        let sealed = seal(&pair.public, (OUTBOX, HUB), b"{}", [3; 32]).unwrap();

        for n in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[n] ^= 1;
            assert_eq!(open(&pair.private, (OUTBOX, HUB), &changed), Err(Damaged));
            assert_eq!(
                open(&pair.private, (OUTBOX, HUB), &sealed[..n]),
                Err(Damaged)
            );
        }
    }

    #[test]
    fn a_wrapped_key_opens_under_the_servers_key_and_in_its_own_place_only() {
        let pair = KeyPair::of(&[1; 32]);
        let key = ServerKey::new([9; 32]);
        let wrapped = key.wrap(HUB, KEY, &pair.private, [5; 32]);

        let back = key.unwrap(HUB, KEY, &wrapped).unwrap();
        assert_eq!(back.reveal(), pair.private.reveal());
        let of = |key: &ServerKey, hub, id| key.unwrap(hub, id, &wrapped).err();
        assert_eq!(of(&key, OTHER, KEY), Some(Damaged));
        assert_eq!(of(&key, HUB, KeyId(Uuid::from_u128(4))), Some(Damaged));
        assert_eq!(of(&ServerKey::new([8; 32]), HUB, KEY), Some(Damaged));
    }

    #[test]
    fn a_stored_value_opens_in_its_own_place_of_its_own_hub_only() {
        let (ours, theirs) = (DataKey::of(HUB, &[1; 32]), DataKey::of(OTHER, &[1; 32]));
        let sealed = ours.seal("contacts|1|phone", b"07700 900001", [4; 32]);

        let opened = ours.open("contacts|1|phone", &sealed).unwrap();
        assert_eq!(opened.reveal(), b"07700 900001");
        assert_eq!(ours.open("contacts|2|phone", &sealed).err(), Some(Damaged));
        assert_eq!(
            theirs.open("contacts|1|phone", &sealed).err(),
            Some(Damaged)
        );
        let other = DataKey::of(HUB, &[2; 32]);
        assert_eq!(other.open("contacts|1|phone", &sealed).err(), Some(Damaged));
    }

    #[test]
    fn a_mark_is_the_same_for_the_same_value_and_tells_nothing_under_another_key() {
        let (ours, other) = (DataKey::of(HUB, &[1; 32]), DataKey::of(HUB, &[2; 32]));

        assert_eq!(ours.mark(b"a"), ours.mark(b"a"));
        assert_ne!(ours.mark(b"a"), ours.mark(b"b"));
        assert_ne!(ours.mark(b"a"), other.mark(b"a"));
    }

    #[test]
    fn a_key_file_holds_64_hex_digits() {
        let key = ServerKey::new([0xab; 32]);

        let text = key.text();
        let read = ServerKey::parse(text.reveal()).unwrap();
        assert_eq!(read.text().reveal(), text.reveal());
        assert!(ServerKey::parse("abc").is_none());
        assert!(!format!("{key:?}").contains("ab"));
    }
}
