//! What was said in a quarter, counted once for all audiences.

use std::collections::BTreeMap;

use crate::{
    access::HubScope,
    base::{
        ids::{PatchId, ProgrammeId},
        time::{Day, Quarter},
    },
    db::{Result, Tx, bulk_insert, row, sql},
};

crate::statements! {
    /// Listenings by patch, up to a day.
    LISTENINGS = "\
        SELECT h.patch_id, COUNT(*) AS listenings
        FROM listenings h
        JOIN campaigns c ON c.hub_id = h.hub_id AND c.id = h.campaign_id
        WHERE h.hub_id = $1 AND c.programme_id = $2 AND h.last_day <= $3
        GROUP BY h.patch_id";
    /// Listenings by patch, national theme and stance, up to a day; what nobody knows counts as
    /// the theme for all else.
    MENTIONS = "\
        SELECT h.patch_id, COALESCE(n.slug, $4) AS theme, s.stance,
               COUNT(DISTINCT s.listening_id) AS listenings
        FROM listenings h
        JOIN campaigns c ON c.hub_id = h.hub_id AND c.id = h.campaign_id
        JOIN statements s ON s.hub_id = h.hub_id AND s.listening_id = h.id
        LEFT JOIN theme_maps l ON l.hub_id = s.hub_id AND l.theme_id = s.theme_id
             AND l.from_day <= h.last_day AND l.until_day >= h.last_day
        LEFT JOIN national_themes n ON n.id = COALESCE(l.national_id, s.theme_id)
        WHERE h.hub_id = $1 AND c.programme_id = $2 AND h.last_day <= $3
        GROUP BY h.patch_id, COALESCE(n.slug, $4), s.stance";
    /// Versions of the codebook that listenings of a quarter were coded with: their campaigns' own,
    /// and those of the themes that occur.
    CODEBOOKS = "\
        SELECT c.codebook
        FROM listenings h
        JOIN campaigns c ON c.hub_id = h.hub_id AND c.id = h.campaign_id
        WHERE h.hub_id = $1 AND c.programme_id = $2 AND h.first_day >= $3 AND h.last_day <= $4
        UNION
        SELECT n.codebook
        FROM listenings h
        JOIN campaigns c ON c.hub_id = h.hub_id AND c.id = h.campaign_id
        JOIN statements s ON s.hub_id = h.hub_id AND s.listening_id = h.id
        LEFT JOIN theme_maps l ON l.hub_id = s.hub_id AND l.theme_id = s.theme_id
             AND l.from_day <= h.last_day AND l.until_day >= h.last_day
        JOIN national_themes n ON n.id = COALESCE(l.national_id, s.theme_id)
        WHERE h.hub_id = $1 AND c.programme_id = $2 AND h.first_day >= $3 AND h.last_day <= $4
        ORDER BY 1";
    /// What was counted of a quarter.
    COUNTED = "\
        SELECT codebook, patch_id, theme, stance, listenings FROM theme_counts
        WHERE hub_id = $1 AND programme_id = $2 AND quarter = $3 ORDER BY n";
    /// What was counted of all quarters so far.
    COUNTED_SO_FAR = "\
        SELECT patch_id, theme, stance, CAST(SUM(listenings) AS BIGINT) AS listenings
        FROM theme_counts
        WHERE hub_id = $1 AND programme_id = $2
        GROUP BY patch_id, theme, stance";
}

/// In place of a version: there are several. 0 stands for none.
const SEVERAL: i64 = -1;

/// Listenings by patch (absent = not placed) and theme with stance (absent = all).
pub type ByTheme = BTreeMap<(Option<PatchId>, Option<(String, String)>), i64>;

#[derive(sqlx::FromRow)]
struct Row {
    patch_id: Option<PatchId>,
    theme: Option<String>,
    stance: Option<String>,
    listenings: i64,
}

impl Row {
    #[expect(clippy::type_complexity, reason = "a key and its count, used once")]
    fn entry(self) -> ((Option<PatchId>, Option<(String, String)>), i64) {
        (
            (self.patch_id, self.theme.zip(self.stance)),
            self.listenings,
        )
    }
}

#[derive(sqlx::FromRow)]
struct Kept {
    codebook: i64,
    #[sqlx(flatten)]
    row: Row,
}

/// What a quarter's themes were counted as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The version of the codebook; absent where there are several, or nothing was heard.
    pub codebook: Option<i64>,
    /// Whether there are several.
    pub several: bool,
    /// The counts.
    pub by_theme: ByTheme,
}

/// What was counted of a quarter when it was first released; absent before.
///
/// # Errors
/// When the engine fails.
pub async fn counted(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    quarter: Quarter,
) -> Result<Option<Counted>> {
    let stmt = sql(COUNTED).bind(scope.hub()).bind(programme).bind(quarter);
    let rows: Vec<Kept> = tx.all(stmt).await?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    Ok(Some(Counted {
        codebook: (first.codebook > 0).then_some(first.codebook),
        several: first.codebook == SEVERAL,
        by_theme: rows.into_iter().map(|kept| kept.row.entry()).collect(),
    }))
}

/// Counts a quarter: all that was heard up to its last day, less what earlier quarters counted. So
/// what came late is in this one, and what was erased since is taken off it.
///
/// # Errors
/// When the engine fails.
pub async fn count(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    (first, last): (Day, Day),
    all_else: &str,
) -> Result<Counted> {
    let bound = |text| sql(text).bind(scope.hub()).bind(programme);
    let mut by_theme = ByTheme::new();
    let all: Vec<(Option<PatchId>, i64)> = tx.all(bound(LISTENINGS).bind(last)).await?;
    by_theme.extend(all.into_iter().map(|(patch, count)| ((patch, None), count)));
    let stmt = bound(MENTIONS).bind(last).bind(all_else.to_owned());
    by_theme.extend(tx.all::<Row>(stmt).await?.into_iter().map(Row::entry));
    for row in tx.all::<Row>(bound(COUNTED_SO_FAR)).await? {
        let (key, before) = row.entry();
        *by_theme.entry(key).or_default() -= before;
    }
    let versions: Vec<(i64,)> = tx.all(bound(CODEBOOKS).bind(first).bind(last)).await?;
    let versions: Vec<i64> = versions.into_iter().map(|(version,)| version).collect();
    let codebook = match versions.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    Ok(Counted {
        codebook,
        several: versions.len() > 1,
        by_theme,
    })
}

/// Keeps what was counted of a quarter.
///
/// # Errors
/// When it was counted already, or the engine fails.
pub async fn keep(
    tx: &mut Tx,
    scope: HubScope,
    programme: ProgrammeId,
    quarter: Quarter,
    counted: &Counted,
) -> Result<()> {
    let mut by_theme = counted.by_theme.clone();
    // A row for the whole hub's rest, so that a quarter in which nothing was heard is counted too.
    by_theme.entry((None, None)).or_default();
    let codebook = if counted.several {
        SEVERAL
    } else {
        counted.codebook.unwrap_or_default()
    };
    let rows = (0_i64..)
        .zip(by_theme)
        .map(|(n, ((patch, theme), listenings))| {
            let (theme, stance) = theme.unzip();
            row![
                scope.hub(),
                programme,
                quarter,
                n,
                codebook,
                patch,
                theme,
                stance,
                listenings,
            ]
        });
    bulk_insert(
        tx,
        "INSERT INTO theme_counts
           (hub_id, programme_id, quarter, n, codebook, patch_id, theme, stance, listenings)",
        9,
        rows.collect(),
        "",
    )
    .await
    .map(drop)
}
