//! The starter codebook, and how phones come to hold it.

use mobile_api::wire::rows::ThemeRow;
use sha2::{Digest, Sha256};

use super::{
    model::{LocalTheme, NationalTheme, ThemeState},
    store,
};
use crate::{
    access::{self, HubScope},
    base::ids::ThemeId,
    db::{Result, Tx},
    feed::{self, Feed},
};

/// The version of the starter codebook.
pub const VERSION: i64 = 1;
/// Where a local theme counts that nobody mapped.
pub const SOMETHING_ELSE: &str = "something_else";

/// Slug and name, in the order of the screen.
const STARTER: [(&str, &str); 20] = [
    ("homes_and_rents", "Homes and rents"),
    ("street_safety", "Street safety"),
    ("litter_and_cleaning", "Litter and cleaning"),
    ("green_space_and_play", "Green space and play"),
    ("roads_and_transport", "Roads and transport"),
    ("health_and_gp", "Health and GP"),
    ("social_care", "Social care"),
    ("loneliness", "Loneliness"),
    ("young_people", "Young people"),
    ("older_people", "Older people"),
    ("food", "Food"),
    (
        "money_benefits_and_job_centre",
        "Money, benefits and job centre",
    ),
    ("work_and_enterprise", "Work and enterprise"),
    ("learning_and_english", "Learning and English"),
    ("neighbours_and_getting_on", "Neighbours and getting on"),
    ("community_places", "Community places"),
    (
        "arts_events_and_local_history",
        "Arts, events and local history",
    ),
    ("environment_and_climate", "Environment and climate"),
    ("having_a_voice", "Having a voice"),
    (SOMETHING_ELSE, "Something else"),
];

/// Themes under which people speak of violence, immigration status, mental health or hate crime.
/// They are shown from a higher number on, and outside the group by patch alone. Whole themes, since
/// a theme is all that is kept: what was said under them need not be any of that.
const SENSITIVE: [&str; 4] = [
    "street_safety",
    "health_and_gp",
    "loneliness",
    "neighbours_and_getting_on",
];

/// Whether a theme is a sensitive one, by its short name.
#[must_use]
pub fn is_sensitive(slug: &str) -> bool {
    SENSITIVE.contains(&slug)
}

/// The id of a national theme: the first 16 bytes of SHA-256 over `doorstep/codebook/1/<slug>`,
/// as a UUID of version 8. So it is the same in every database, and in every test.
#[must_use]
pub fn national_id(slug: &str) -> ThemeId {
    let hash = Sha256::digest(format!("doorstep/codebook/{VERSION}/{slug}"));
    let mut first = [0_u8; 16];
    first.copy_from_slice(&hash[..16]);
    ThemeId(uuid::Builder::from_custom_bytes(first).into_uuid())
}

/// The national themes of version 1.
#[must_use]
pub fn starter() -> Vec<NationalTheme> {
    (1_i64..)
        .zip(STARTER)
        .map(|(position, (slug, label))| NationalTheme {
            id: national_id(slug),
            codebook: VERSION,
            slug: slug.to_owned(),
            label: label.to_owned(),
            position,
        })
        .collect()
}

/// Keeps the starter codebook and puts it on the phones of every hub that lacks it. Doing it
/// again changes nothing.
///
/// # Errors
/// When the engine fails.
pub async fn keep_starter_codebook(tx: &mut Tx) -> Result<()> {
    store::keep_national(tx, &starter()).await?;
    for hub in access::store::hubs(tx).await? {
        publish_codebook(tx, HubScope::for_administrator(hub.id)).await?;
    }
    Ok(())
}

/// Puts the national themes on the phones of a hub that does not have them: one that is new. Takes
/// the hub's last lock, so it comes last in its transaction.
///
/// # Errors
/// When the engine fails.
pub async fn publish_codebook(tx: &mut Tx, scope: HubScope) -> Result<()> {
    // They go out together, so one of them tells of all.
    let told = national_id(SOMETHING_ELSE);
    let shown = feed::store::scopes_showing(tx, scope, "theme", told.0).await?;
    if !shown.is_empty() {
        return Ok(());
    }
    let mut feed = Feed::default();
    for theme in starter() {
        feed.put(scope.hub().0, "theme", theme.id.0, &national_row(&theme));
    }
    feed.publish(tx, scope).await.map(drop)
}

fn national_row(theme: &NationalTheme) -> ThemeRow {
    ThemeRow {
        id: theme.id.0,
        code: Some(theme.slug.clone()),
        name: theme.label.clone(),
        parent: None,
        n: u32::try_from(theme.position).unwrap_or(u32::MAX),
    }
}

/// Local themes stand after all national ones, in their parents' order.
const AFTER_NATIONAL: u32 = 100;

/// A local theme as phones hold it; one that is not offered any more is gone.
pub fn show_local(feed: &mut Feed, scope: HubScope, theme: &LocalTheme, parent: &NationalTheme) {
    let hub = scope.hub().0;
    match theme.state {
        ThemeState::Retired | ThemeState::Merged | ThemeState::Split => {
            feed.gone(hub, "theme", theme.id.0);
        }
        ThemeState::Mapped => {
            let row = ThemeRow {
                id: theme.id.0,
                code: None,
                name: theme.label.clone(),
                parent: Some(parent.id.0),
                n: AFTER_NATIONAL + national_row(parent).n,
            };
            feed.put(hub, "theme", theme.id.0, &row);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_starter_codebook_has_twenty_themes_with_ids_of_their_own() {
        let ids: BTreeSet<ThemeId> = starter().iter().map(|theme| theme.id).collect();

        assert_eq!(ids.len(), 20);
    }

    #[test]
    fn every_sensitive_theme_is_in_the_codebook() {
        let slugs: BTreeSet<String> = starter().into_iter().map(|theme| theme.slug).collect();

        assert!(SENSITIVE.iter().all(|slug| slugs.contains(*slug)));
    }

    #[test]
    fn a_national_themes_id_never_changes() {
        let id = national_id("homes_and_rents").to_string();

        assert_eq!(id, "48d75669-dd38-8f4b-9338-673861254f5e");
    }
}
