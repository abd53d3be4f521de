//! SQL of what was said: mentions of themes, counted by listening and never by statement. What is told
//! back is in [`playback`].

pub mod playback;

use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, PatchId, ProgrammeId, ThemeId},
        time::Day,
    },
    db::{Result, Stmt, Tx, sql},
};

/// Listenings of a hub in a programme, a campaign or all, a patch or all, between two days.
macro_rules! in_scope {
    () => {
        "FROM listenings h
         JOIN campaigns c ON c.hub_id = h.hub_id AND c.id = h.campaign_id"
    };
}
/// The same, as conditions.
macro_rules! where_in_scope {
    () => {
        "WHERE h.hub_id = $1 AND c.programme_id = $2 AND (h.campaign_id = $3 OR CAST($3 AS TEXT) IS NULL)
           AND (h.patch_id = $4 OR CAST($4 AS TEXT) IS NULL)
           AND h.first_day >= $5 AND h.last_day <= $6"
    };
}

crate::statements! {
    /// Listenings in the scope.
    LISTENINGS = concat!("SELECT COUNT(*) ", in_scope!(), " ", where_in_scope!());
    /// Listenings in which a national theme occurs, by stance: a group's own word counts under the
    /// national theme it is mapped to, and a word nobody knows under the one for all else.
    MENTIONS = concat!(
        "SELECT COALESCE(n.id, $7) AS theme_id, s.stance,
                COUNT(DISTINCT s.listening_id) AS mentions ",
        in_scope!(),
        " JOIN statements s ON s.hub_id = h.hub_id AND s.listening_id = h.id
          LEFT JOIN theme_maps l ON l.hub_id = s.hub_id AND l.theme_id = s.theme_id
               AND l.from_day <= h.last_day AND l.until_day >= h.last_day
          LEFT JOIN national_themes n ON n.id = COALESCE(l.national_id, s.theme_id) ",
        where_in_scope!(),
        " GROUP BY COALESCE(n.id, $7), s.stance");
    /// Listenings in which a group's own word occurs, by stance: a word that was merged into another
    /// counts there.
    LOCAL_MENTIONS = concat!(
        "SELECT COALESCE(l.merged_into, l.id) AS theme_id, s.stance,
                COUNT(DISTINCT s.listening_id) AS mentions ",
        in_scope!(),
        " JOIN statements s ON s.hub_id = h.hub_id AND s.listening_id = h.id
          JOIN local_themes l ON l.hub_id = s.hub_id AND l.id = s.theme_id ",
        where_in_scope!(),
        " GROUP BY COALESCE(l.merged_into, l.id), s.stance");
}

/// Which listenings.
#[derive(Clone, Copy, Debug)]
pub struct Listened {
    /// Of this programme.
    pub programme: ProgrammeId,
    /// Of this campaign, or of all.
    pub campaign: Option<CampaignId>,
    /// Of people in this patch, or anywhere.
    pub patch: Option<PatchId>,
    /// From this day to that.
    pub days: (Day, Day),
}

impl Listened {
    fn bind(&self, text: &'static str, scope: HubScope) -> Stmt {
        sql(text)
            .bind(scope.hub())
            .bind(self.programme)
            .bind(self.campaign)
            .bind(self.patch)
            .bind(self.days.0)
            .bind(self.days.1)
    }
}

/// How many listenings a theme occurs in with a stance.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Mention {
    /// The theme.
    pub theme_id: ThemeId,
    /// How it was meant.
    pub stance: String,
    /// In how many listenings, at least once each.
    pub mentions: i64,
}

/// How many listenings there are.
///
/// # Errors
/// When the engine fails.
pub async fn listenings(tx: &mut Tx, scope: HubScope, which: &Listened) -> Result<i64> {
    tx.value(which.bind(LISTENINGS, scope)).await
}

/// Mentions of national themes; `else_id` takes what belongs to none.
///
/// # Errors
/// When the engine fails.
pub async fn mentions(
    tx: &mut Tx,
    scope: HubScope,
    which: &Listened,
    else_id: ThemeId,
) -> Result<Vec<Mention>> {
    tx.all(which.bind(MENTIONS, scope).bind(else_id)).await
}

/// Mentions of the group's own words.
///
/// # Errors
/// When the engine fails.
pub async fn local_mentions(
    tx: &mut Tx,
    scope: HubScope,
    which: &Listened,
) -> Result<Vec<Mention>> {
    tx.all(which.bind(LOCAL_MENTIONS, scope)).await
}
