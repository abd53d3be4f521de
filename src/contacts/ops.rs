//! What `contact.consent` does. Given to `sync` in `app`.

use mobile_api::wire::{ops::OpData, problems::Reason};

use super::{
    model::Ending,
    store::{self, SealedContact},
    vault::Vault,
};
use crate::{
    base::ids::OpId,
    db::{Result, Tx},
    shifts::ops::{Found, shift_of},
    sync::{TakenOp, Taking, Verdict},
};

/// `contact.consent`: sealed details go to the vault's door, under an id made of chance.
///
/// # Errors
/// When the engine fails.
pub async fn consent(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<Verdict> {
    let OpData::ContactConsent(data) = &op.data else {
        return Ok(Verdict::Held(Reason::BadData));
    };
    if op.shift.is_some()
        && let Found::Held(reason) = shift_of(tx, taking, op.shift).await?
    {
        return Ok(Verdict::Held(reason));
    }
    let vault = Vault::open(tx, taking.scope, taking.seals.keyring()).await?;
    let id = taking.ids.unordered();
    let sealed = SealedContact {
        id,
        mark: vault.mark_of(id),
        origin: Some(vault.mark_of_op(op.id)),
        key_id: data.key_id.as_str().to_owned(),
        ciphertext: data.ciphertext.clone(),
        given_on: op.happened_at.day().min(taking.now.day()),
    };
    store::insert_sealed(tx, taking.scope, sealed).await?;
    Ok(Verdict::Accepted)
}

/// Takes details back, sealed still or in the vault: they are destroyed.
///
/// # Errors
/// When the engine fails.
pub async fn undo_consent(
    tx: &mut Tx,
    taking: &mut Taking,
    record: OpId,
    _reason: &str,
) -> Result<()> {
    take_back(tx, taking, record).await.map(drop)
}

/// Destroys the details that came by an op; false when there are none, or a week has gone by and
/// nobody can tell any more.
///
/// # Errors
/// When the engine fails.
pub async fn take_back(tx: &mut Tx, taking: &Taking, op: OpId) -> Result<bool> {
    let (scope, today) = (taking.scope, taking.now.day());
    let vault = Vault::open(tx, scope, taking.seals.keyring()).await?;
    let origin = vault.mark_of_op(op);
    if store::delete_sealed_of(tx, scope, &origin).await? {
        return Ok(true);
    }
    match store::by_origin(tx, scope, &origin).await? {
        Some(id) => store::end(tx, scope, id, (Ending::TakenBack, today)).await,
        None => Ok(false),
    }
}
