//! Making a release: read, decide, round, store. Or finding the one that is there.

use std::{collections::BTreeMap, time::Instant};

use maps::cells::Cell;

use super::{
    model::{
        AreaKind, Audience, Counted, Figure, GateWork, Made, Making, Month, Period, Release,
        VERSION, Withheld, months_of,
    },
    network,
    rules::{
        offer::{Area, Tree, Why},
        plan::{self, Decision, Earlier, Gave, Ground, Reason},
        rounding,
        slices::{self, Slice, Themed},
    },
    store::{self, reading, themes},
};
use crate::{
    access::{
        self, HubScope, Keyring, Purpose,
        model::{Hub, Programme},
    },
    app::App,
    areas,
    base::{
        ids::{HubId, ProgrammeId},
        time::{EpochMs, Quarter},
    },
    db::{self, Tx},
    ledger::returns,
    problem::Problem,
    themes::codebook,
};

/// Tries again so often when somebody released something else meanwhile.
const TRIES: usize = 3;

/// Which release.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// For whom.
    pub audience: Audience,
    /// Of what.
    pub period: Period,
    /// Of which hub; all together where absent.
    pub hub: Option<HubId>,
    /// In which programme; the only one that ran in the period where absent.
    pub programme: Option<ProgrammeId>,
}

/// Whose figures, and in which quarter.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub asked: Asked,
    pub programme: Programme,
    pub quarter: Quarter,
    pub hub: Option<Hub>,
}

/// Makes a release, or gives the one that was made before, unchanged.
///
/// # Errors
/// 400 when the audience has no release of such a period or of that hub, 404 for a hub or programme
/// nobody knows, 409 while the period is not over, 503 without the server's key.
pub async fn release(app: &App, asked: Asked) -> Result<Made, Problem> {
    let frame = app.db.read(async move |tx| framed(tx, asked).await).await?;
    is_closed(&frame, app.clock.now())?;
    let Some(hub) = frame.hub.clone() else {
        return network::release(app, frame).await;
    };
    let scope = HubScope::for_administrator(hub.id);
    for _ in 0..TRIES {
        let reading = frame.clone();
        let read = app
            .db
            .read(async move |tx| Read::of(tx, scope, &reading).await)
            .await?;
        if let Some(made) = read.there {
            return Ok(made);
        }
        let began = Instant::now();
        let audience = asked.audience;
        let (read, decided) = tokio::task::spawn_blocking(move || {
            let decided = Decided::of(&read, audience);
            (read, decided)
        })
        .await
        .map_err(Problem::internal)?;
        let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (app, frame) = (app.clone(), frame.clone());
        let db = app.db.clone();
        let kept = db
            .write(async move |tx| keep(tx, &app, scope, &frame, (&read, &decided, ms)).await)
            .await?;
        if let Some(made) = kept {
            return Ok(made);
        }
    }
    Err(Problem::conflict(
        "Other releases of this quarter were made at the same moment. Try again.",
    ))
}

async fn framed(tx: &mut Tx, asked: Asked) -> Result<Frame, Problem> {
    let by_quarter = matches!(asked.period, Period::Quarter(_));
    let hub = match (asked.audience, asked.hub) {
        (Audience::Network, Some(_)) => {
            return Err(Problem::bad_request(
                "A release for the network is of all hubs together: leave out `hub`.",
            ));
        }
        (Audience::Network | Audience::Public, None) => None,
        (_, Some(id)) => {
            let hub = access::store::hub(tx, id).await?;
            Some(hub.ok_or_else(|| Problem::not_found("hub"))?)
        }
        (Audience::Group | Audience::Hub, None) => {
            let mut hubs = access::store::hubs(tx).await?;
            if hubs.len() != 1 {
                let known: Vec<String> = hubs
                    .iter()
                    .map(|hub| format!("{} for {}", hub.id, hub.name))
                    .collect();
                return Err(Problem::bad_request(format!(
                    "Say of which `hub`: {}.",
                    known.join(", ")
                )));
            }
            hubs.pop()
        }
    };
    if !by_quarter && matches!(asked.audience, Audience::Network | Audience::Public) {
        return Err(Problem::bad_request(format!(
            "The audience `{}` has releases of quarters, not of months: say one such as 2026-Q2.",
            asked.audience
        )));
    }
    let programme = programme(tx, asked).await?;
    Ok(Frame {
        asked,
        quarter: asked.period.quarter(programme.start_month()),
        programme,
        hub,
    })
}

/// The programme that is asked for, or the only one that ran in the period.
async fn programme(tx: &mut Tx, asked: Asked) -> Result<Programme, Problem> {
    if let Some(id) = asked.programme {
        let found = access::store::programme(tx, id).await?;
        return found.ok_or_else(|| Problem::not_found("programme"));
    }
    let mut ran: Vec<Programme> = access::store::programmes(tx).await?;
    ran.retain(|programme| {
        let (first, last) = asked.period.days(programme.start_month());
        programme.starts <= last && programme.ends.is_none_or(|ends| ends >= first)
    });
    if ran.len() != 1 {
        let known: Vec<String> = ran
            .iter()
            .map(|programme| format!("{} for {}", programme.id, programme.name))
            .collect();
        return Err(Problem::bad_request(if known.is_empty() {
            format!("No programme ran in {}.", asked.period)
        } else {
            format!("Say which `programme`: {}.", known.join(", "))
        }));
    }
    Ok(ran.remove(0))
}

fn is_closed(frame: &Frame, now: EpochMs) -> Result<(), Problem> {
    let (_, last) = frame.asked.period.days(frame.programme.start_month());
    if now.day() > last {
        return Ok(());
    }
    Err(Problem::conflict(format!(
        "{} ends on {last}. It can be released from the day after, so that no figure ever changes.",
        frame.asked.period
    )))
}

/// Everything a hub's release is decided from.
struct Read {
    there: Option<Made>,
    ground: Ground,
    /// The months of the period, by their number in the quarter.
    months: Vec<usize>,
    before: Vec<Made>,
    themes: themes::Counted,
    /// Not kept yet.
    themes_are_new: bool,
    codebooks: Vec<i64>,
    names: BTreeMap<Area, String>,
    /// What is known of the hubs' totals outside this hub.
    totals: network::Totals,
    programme: Programme,
    period: Period,
}

impl Read {
    async fn of(tx: &mut Tx, scope: HubScope, frame: &Frame) -> Result<Self, Problem> {
        let programme = &frame.programme;
        let (start, period) = (programme.start_month(), frame.asked.period);
        let key = (frame.asked.audience, period);
        let window = months_of(frame.quarter, start);
        let months = numbered(&window, &period.months(start));
        let vintage = returns::edition(programme)?.vintage();
        let of_period = (months.as_slice(), period.days(start));
        let ground = reading::ground(tx, scope, programme.id, vintage, &window, of_period).await?;
        let counted = themes::counted(tx, scope, programme.id, frame.quarter).await?;
        let themes_are_new = counted.is_none();
        let days = Period::Quarter(frame.quarter).days(start);
        let (themes, codebooks) = match counted {
            Some(counted) => (counted, Vec::new()),
            None => themes::count(tx, scope, programme.id, days, codebook::SOMETHING_ELSE).await?,
        };
        let names = names(tx, scope, vintage, &ground).await?;
        let before = store::of_quarter(tx, scope, programme.id, frame.quarter).await?;
        Ok(Self {
            there: store::one(tx, scope, programme.id, key).await?,
            ground,
            months,
            before,
            themes,
            themes_are_new,
            codebooks,
            names,
            totals: network::totals(tx, programme, frame.quarter, scope.hub()).await?,
            programme: programme.clone(),
            period,
        })
    }

    fn earlier(&self) -> Vec<Earlier> {
        earlier(&self.before, &self.programme)
    }

    fn is_by_quarter(&self) -> bool {
        matches!(self.period, Period::Quarter(_))
    }
}

fn numbered(window: &[Month], months: &[Month]) -> Vec<usize> {
    let place = |month: &Month| window.iter().position(|one| one == month);
    months.iter().filter_map(place).collect()
}

/// What earlier releases of the quarter showed of people; exact counts of the hub's roles are
/// theirs by right and not among them.
pub(super) fn earlier(before: &[Made], programme: &Programme) -> Vec<Earlier> {
    let start = programme.start_month();
    let mut earlier = Vec::new();
    for made in before
        .iter()
        .filter(|made| made.release.audience != Audience::Hub)
    {
        let release = &made.release;
        let window = months_of(release.period.quarter(start), start);
        let months = numbered(&window, &release.period.months(start));
        for figure in release
            .figures
            .iter()
            .filter(|figure| figure.theme.is_none())
        {
            if let Some(area) = area_of(figure) {
                earlier.push(Earlier {
                    audience: release.audience,
                    months: months.clone(),
                    area,
                    measure: figure.measure,
                });
            }
        }
    }
    earlier
}

/// The area of a figure that was shown; none for what is only left of others.
fn area_of(figure: &Figure) -> Option<Area> {
    Some(match figure.kind {
        AreaKind::Hub => Area::Hub,
        AreaKind::Patch => Area::Patch(figure.key.clone()),
        AreaKind::SmallArea => Area::SmallArea(figure.key.clone()),
        AreaKind::Cell => {
            let cell: Cell = figure.key.parse().ok()?;
            Area::Cell(cell.resolution(), cell.to_i64())
        }
        AreaKind::Network | AreaKind::Elsewhere => return None,
    })
}

async fn names(
    tx: &mut Tx,
    scope: HubScope,
    vintage: areas::model::Vintage,
    ground: &Ground,
) -> db::Result<BTreeMap<Area, String>> {
    let mut names = BTreeMap::new();
    for patch in areas::store::patches(tx, scope).await? {
        names.insert(Area::Patch(patch.id.to_string()), patch.name);
    }
    let mut codes: Vec<String> = ground
        .leaves
        .iter()
        .filter_map(|leaf| leaf.small_area.clone())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    for (code, name) in areas::store::names(tx, vintage, &codes).await? {
        names.insert(Area::SmallArea(code), name);
    }
    Ok(names)
}

/// One figure before it is named and rounded.
#[derive(Clone, Debug)]
struct Raw {
    area: Area,
    measure: Counted,
    theme: Option<(String, String)>,
    value: i64,
}

/// What is shown of a hub, and what not.
#[derive(Debug, Default)]
struct Decided {
    figures: Vec<Raw>,
    withheld: Vec<(String, String)>,
    work: plan::Work,
    notes: Vec<String>,
}

impl Decided {
    fn of(read: &Read, audience: Audience) -> Self {
        let mut decided = Self::default();
        if audience == Audience::Hub {
            decided.exactly(read);
        } else {
            decided.people(read, audience);
        }
        if read.is_by_quarter() {
            decided.themes(read, audience);
        }
        decided
    }

    /// The hub's own roles see people exactly, by patch.
    fn exactly(&mut self, read: &Read) {
        let mut areas: BTreeMap<Area, Vec<usize>> = BTreeMap::new();
        for area in read
            .names
            .keys()
            .filter(|area| matches!(area, Area::Patch(_)))
        {
            areas.insert(area.clone(), Vec::new());
        }
        for (n, leaf) in read.ground.leaves.iter().enumerate() {
            areas.entry(Area::Hub).or_default().push(n);
            let patch = leaf.patch.clone().map(Area::Patch);
            areas
                .entry(patch.unwrap_or(Area::Elsewhere(Tree::Patches)))
                .or_default()
                .push(n);
        }
        areas.entry(Area::Hub).or_default();
        self.show(read, areas.into_iter().collect());
    }

    fn people(&mut self, read: &Read, audience: Audience) {
        let decision = plan::people(&read.ground, audience, &read.months, &read.earlier());
        let decision = if audience == Audience::Public {
            self.unless_it_tells_another_hub(read, decision)
        } else {
            decision
        };
        self.note(&decision, "", audience.k());
        if decision.shown.is_empty() {
            self.notes.push(format!(
                "Under {} conversations, people or doors in this period, none included: nothing \
                 more is shown.",
                audience.k()
            ));
        }
        self.show(read, decision.shown);
    }

    /// A hub's total beside the network's total and other hubs' could tell that of a small hub.
    fn unless_it_tells_another_hub(&mut self, read: &Read, decision: Decision) -> Decision {
        let own = |measure| -> i64 { read.ground.over(measure, &read.months).iter().sum() };
        let totals = (own(Counted::Listenings), own(Counted::Engaged));
        if decision.shown.is_empty() || read.totals.may_show(totals) {
            return decision;
        }
        self.withheld.push((
            "the hub".to_owned(),
            "with the totals of other hubs it would tell that of a smaller one".to_owned(),
        ));
        Decision::default()
    }

    fn show(&mut self, read: &Read, shown: Vec<(Area, Vec<usize>)>) {
        for (area, leaves) in shown {
            for measure in [Counted::Listenings, Counted::Engaged] {
                let counts = read.ground.over(measure, &read.months);
                self.figures.push(Raw {
                    area: area.clone(),
                    measure,
                    theme: None,
                    value: leaves.iter().map(|leaf| counts[*leaf]).sum(),
                });
            }
        }
    }

    fn note(&mut self, decision: &Decision, of: &str, k: i64) {
        let said = decision
            .withheld
            .iter()
            .map(|(area, reason)| (format!("{}{of}", in_words(area, *reason)), why(*reason, k)));
        self.withheld.extend(said);
        self.work.pieces = self.work.pieces.max(decision.work.pieces);
        self.work.equations = self.work.equations.max(decision.work.equations);
        self.work.rounds += decision.work.rounds;
    }

    fn themes(&mut self, read: &Read, audience: Audience) {
        if read.codebooks.len() > 1 || (!read.themes_are_new && read.themes.codebook.is_none()) {
            self.notes.push(
                "The codebook was cut anew within this quarter. Themes of two versions are never \
                 put together, so none is shown."
                    .to_owned(),
            );
            self.withheld.push((
                "every theme".to_owned(),
                "conversations of this quarter were coded with more than one version of the \
                 codebook"
                    .to_owned(),
            ));
            return;
        }
        let own = self.figures.iter().filter(|raw| raw.theme.is_none());
        let mut shown: slices::ShownPeople = own.map(|raw| (audience, raw.area.clone())).collect();
        let others = read
            .earlier()
            .into_iter()
            .filter(|known| known.months.len() == 3);
        shown.extend(others.map(|known| (known.audience, known.area)));
        let themed = themed(&read.themes);
        for (theme, with) in by_theme(&read.themes) {
            let slice = Slice {
                with: with.clone(),
                sensitive: codebook::is_sensitive(&theme.0),
                earlier: shown_of_theme(&read.before, &theme),
            };
            let k = if slice.sensitive {
                slices::SENSITIVE_K
            } else {
                audience.k()
            };
            let decision = slices::theme(&themed, &slice, audience, &shown);
            let of = format!(", {} as {}", theme.0, theme.1);
            self.note(&decision, &of, k);
            for (area, leaves) in decision.shown {
                self.figures.push(Raw {
                    area,
                    measure: Counted::Listenings,
                    theme: Some(theme.clone()),
                    value: leaves.iter().map(|leaf| with[*leaf]).sum(),
                });
            }
        }
    }
}

fn themed(counted: &themes::Counted) -> Themed {
    let leaf = |patch: &Option<crate::base::ids::PatchId>| super::rules::offer::Leaf {
        patch: patch.map(|id| id.to_string()),
        ..super::rules::offer::Leaf::default()
    };
    let all = counted
        .by_theme
        .iter()
        .filter(|((_, theme), _)| theme.is_none());
    let (leaves, all) = all.map(|((patch, _), count)| (leaf(patch), *count)).unzip();
    Themed { leaves, all }
}

/// By theme and stance, the conversations of each patch, in the order of [`themed`].
fn by_theme(counted: &themes::Counted) -> BTreeMap<(String, String), Vec<i64>> {
    let all = || {
        counted
            .by_theme
            .iter()
            .filter(|((_, theme), _)| theme.is_none())
    };
    let mut found: BTreeMap<(String, String), Vec<i64>> = BTreeMap::new();
    for theme in counted
        .by_theme
        .keys()
        .filter_map(|(_, theme)| theme.clone())
    {
        found.entry(theme.clone()).or_insert_with(|| {
            let of = |patch: &Option<_>| counted.by_theme.get(&(*patch, Some(theme.clone())));
            all()
                .map(|((patch, _), _)| of(patch).copied().unwrap_or_default())
                .collect()
        });
    }
    found
}

fn shown_of_theme(before: &[Made], theme: &(String, String)) -> Vec<(Audience, Area)> {
    let same = |figure: &&Figure| {
        figure.theme.as_deref() == Some(&theme.0) && figure.stance.as_deref() == Some(&theme.1)
    };
    let shown = before.iter().flat_map(|made| {
        let figures = made.release.figures.iter().filter(same);
        figures.filter_map(|figure| Some((made.release.audience, area_of(figure)?)))
    });
    shown.collect()
}

fn in_words(area: &Area, reason: Reason) -> String {
    let name = match area {
        Area::Hub => "the hub".to_owned(),
        Area::Patch(id) => format!("patch {id}"),
        Area::SmallArea(code) => format!("small area {code}"),
        Area::Cell(_, number) => {
            let cell = Cell::try_from(*number).map(|cell| cell.to_string());
            format!("cell {}", cell.unwrap_or_default())
        }
        Area::Elsewhere(_) => "elsewhere".to_owned(),
    };
    match reason {
        Reason::Local(Why::Family) => format!("the cells within {name}"),
        Reason::Local(_) | Reason::Gate(_) => name,
    }
}

fn why(reason: Reason, k: i64) -> String {
    match reason {
        Reason::Local(Why::HubUnderK | Why::UnderK) => {
            format!("under {k} conversations, people or doors (or under 10 homes), none included")
        }
        Reason::Local(Why::Complement) => {
            format!("counted elsewhere, because what is left without it would be under {k}")
        }
        Reason::Local(Why::Family) => format!("one of them is under {k}, so none is shown"),
        Reason::Gate(Gave::Combination) => {
            format!("with other figures it would tell a number under {k}")
        }
        Reason::Gate(Gave::Bounds) => {
            format!("with other figures it would show that a place is under {k}")
        }
    }
}

/// Stores what was decided. Nothing when another release of the quarter was made meanwhile, since
/// the gate has not seen it.
async fn keep(
    tx: &mut Tx,
    app: &App,
    scope: HubScope,
    frame: &Frame,
    (read, decided, ms): (&Read, &Decided, u64),
) -> Result<Option<Made>, Problem> {
    let before = store::of_quarter(tx, scope, frame.programme.id, frame.quarter).await?;
    let counted = themes::counted(tx, scope, frame.programme.id, frame.quarter).await?;
    if before.len() != read.before.len() || counted.is_some() == read.themes_are_new {
        return Ok(None);
    }
    let hub = frame
        .hub
        .as_ref()
        .ok_or_else(|| Problem::not_found("hub"))?;
    let mut figures = Vec::with_capacity(decided.figures.len());
    for raw in &decided.figures {
        figures.push(named(raw, hub, &read.names));
    }
    if frame.asked.audience == Audience::Public {
        round(tx, app, scope, frame, &mut figures).await?;
    }
    shares(&mut figures);
    let mut release = bare(app, frame, hub.name.clone());
    release.hub = Some(hub.id);
    release.codebook = read.themes.codebook;
    release.notes.extend(decided.notes.iter().cloned());
    release.figures = figures;
    let mut withheld: Vec<Withheld> = decided
        .withheld
        .iter()
        .map(|(figure, reason)| Withheld {
            figure: figure.clone(),
            reason: reason.clone(),
        })
        .collect();
    withheld.sort();
    let made = Made {
        release,
        making: Making {
            withheld,
            gate: GateWork {
                pieces: decided.work.pieces,
                equations: decided.work.equations,
                rounds: decided.work.rounds,
                ms,
            },
        },
    };
    if read.themes_are_new && read.is_by_quarter() {
        themes::keep(tx, scope, frame.programme.id, frame.quarter, &read.themes).await?;
    }
    store::insert(tx, scope, frame.quarter, &made).await?;
    Ok(Some(made))
}

/// A release without figures.
pub(super) fn bare(app: &App, frame: &Frame, of: String) -> Release {
    let asked = frame.asked;
    let (first_day, last_day) = asked.period.days(frame.programme.start_month());
    let k = asked.audience.k();
    Release {
        id: app.ids.new_id(),
        audience: asked.audience,
        period: asked.period,
        first_day,
        last_day,
        programme: frame.programme.id,
        hub: None,
        of,
        made_at: app.clock.now(),
        k,
        rounding: asked.audience.rounding().to_owned(),
        version: VERSION,
        codebook: None,
        notes: vec![
            format!(
                "Counts what was posted from {first_day} to {last_day}. What came later, and what \
                 was taken back later, is in later periods; this one never changes."
            ),
            format!(
                "What is not listed is under {k}, none included, or is kept back so that nothing \
                 under {k} can be worked out."
            ),
        ],
        figures: Vec::new(),
    }
}

fn named(raw: &Raw, hub: &Hub, names: &BTreeMap<Area, String>) -> Figure {
    let (theme, stance) = raw.theme.clone().unzip();
    let (kind, key, label) = match &raw.area {
        Area::Hub => (AreaKind::Hub, hub.id.to_string(), hub.name.clone()),
        Area::Patch(id) => (AreaKind::Patch, id.clone(), String::new()),
        Area::SmallArea(code) => (AreaKind::SmallArea, code.clone(), String::new()),
        Area::Cell(_, number) => {
            let cell = Cell::try_from(*number)
                .map(|cell| cell.to_string())
                .unwrap_or_default();
            (AreaKind::Cell, cell.clone(), cell)
        }
        Area::Elsewhere(tree) => {
            let (key, label) = match tree {
                Tree::Patches => ("patch", "other patches, and not placed"),
                Tree::SmallAreas => ("small_area", "other small areas, and none known"),
                Tree::Cells => ("cell", "other cells, and none known"),
            };
            (AreaKind::Elsewhere, key.to_owned(), label.to_owned())
        }
    };
    let resolution = match raw.area {
        Area::Cell(resolution, _) => Some(resolution),
        Area::Hub | Area::Patch(_) | Area::SmallArea(_) | Area::Elsewhere(_) => None,
    };
    let label = match names.get(&raw.area) {
        Some(name) => name.clone(),
        None if label.is_empty() => key.clone(),
        None => label,
    };
    Figure {
        kind,
        key,
        label,
        resolution,
        measure: raw.measure,
        theme,
        stance,
        value: raw.value,
        share_percent: None,
    }
}

/// Rounds public figures, each by its own mark.
pub(super) async fn round(
    tx: &mut Tx,
    app: &App,
    scope: HubScope,
    frame: &Frame,
    figures: &mut [Figure],
) -> Result<(), Problem> {
    let key = Keyring::of(app)?
        .data_key(tx, scope, Purpose::Marks)
        .await?;
    for figure in figures {
        let about = format!(
            "release|{}|{}|{}|{}|{}|{}|{}",
            frame.programme.id,
            frame.asked.period,
            figure.kind,
            figure.key,
            figure.measure,
            figure.theme.as_deref().unwrap_or_default(),
            figure.stance.as_deref().unwrap_or_default(),
        );
        figure.value = rounding::rounded(figure.value, &key.mark(about.as_bytes()));
    }
    Ok(())
}

/// Shares of themes, from shown figures alone.
fn shares(figures: &mut [Figure]) {
    let all: BTreeMap<(AreaKind, String), i64> = figures
        .iter()
        .filter(|figure| figure.theme.is_none() && figure.measure == Counted::Listenings)
        .map(|figure| ((figure.kind, figure.key.clone()), figure.value))
        .collect();
    for figure in figures.iter_mut().filter(|figure| figure.theme.is_some()) {
        let whole = all.get(&(figure.kind, figure.key.clone())).copied();
        figure.share_percent = whole.filter(|whole| *whole > 0).map(|whole| {
            let tenths = (2 * 1_000 * figure.value.min(whole) + whole) / (2 * whole);
            format!("{}.{}", tenths / 10, tenths % 10)
        });
    }
}
