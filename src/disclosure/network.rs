//! Releases of all hubs together: the network's total and its hubs', never below them.
//!
//! Who works at a hub knows its total by right, and takes it off what everybody is shown. So these
//! figures pass the gate as every hub's own people read them too.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use super::{
    gate::{self, Kind, Sharpness},
    make::{Frame, bare, round},
    model::{
        AreaKind, Audience, Counted, Figure, GateWork, Made, Making, Month, Withheld, months_of,
    },
    rules::{
        offer::{Area, Candidate, HOMES, Leaf, Tree, Why},
        plan::{self, Earlier, Ground, Reason},
    },
    store::{self, reading},
};
use crate::{
    access::{self, HubScope, model::Programme},
    app::App,
    base::{ids::HubId, time::Quarter},
    db::{self, Tx},
    problem::Problem,
};

/// What is known of hubs' totals in a quarter.
#[expect(
    clippy::struct_field_names,
    reason = "the totals of the hubs are its heart"
)]
#[derive(Clone, Debug, Default)]
pub(super) struct Totals {
    hubs: Vec<HubId>,
    /// Listenings and engaged people, in the order of the hubs.
    totals: Vec<(i64, i64)>,
    /// Which hub asks.
    own: Option<usize>,
    /// What everybody was shown of them.
    shown: Vec<Earlier>,
}

impl Totals {
    /// One leaf a hub.
    fn ground(&self) -> Ground {
        let leaf = |(id, (listenings, _)): (&HubId, &(i64, i64))| Leaf {
            patch: Some(id.to_string()),
            homes: HOMES,
            sources: *listenings,
            ..Leaf::default()
        };
        Ground {
            leaves: self.hubs.iter().zip(&self.totals).map(leaf).collect(),
            listenings: vec![
                self.totals
                    .iter()
                    .map(|(listenings, _)| *listenings)
                    .collect(),
            ],
            engaged: vec![self.totals.iter().map(|(_, engaged)| *engaged).collect()],
        }
    }

    /// Whether everybody may be shown the total of the hub that asks, which is (listenings,
    /// engaged).
    pub fn may_show(&self, total: (i64, i64)) -> bool {
        let Some(own) = self.own else {
            return true;
        };
        // Only beside a total of the network is there anything to subtract from.
        if !self.shown.iter().any(|known| known.area == Area::Hub) {
            return true;
        }
        let mut ground = self.ground();
        ground.listenings[0][own] = total.0;
        ground.engaged[0][own] = total.1;
        let figure = Candidate {
            area: Area::Patch(self.hubs[own].to_string()),
            leaves: vec![own],
            bundle: 0,
        };
        let bundle = gate::Bundle {
            kind: Kind::Patch,
            above: None,
        };
        [Counted::Listenings, Counted::Engaged]
            .into_iter()
            .all(|measure| {
                let known: Vec<&Earlier> = self
                    .shown
                    .iter()
                    .filter(|known| known.measure == measure)
                    .collect();
                let offered = (&[figure.clone()][..], &[bundle][..], &[0][..]);
                let question = gate::Question {
                    floor: Audience::Public.k(),
                    ..plan::question(&ground, measure, &known, offered)
                };
                let others = (0..self.hubs.len()).filter(|hub| *hub != own);
                let others = others.map(|hub| plan::known_at(&ground, &question, hub));
                others.chain([question.clone()]).all(|question| {
                    gate::settle(&question, Sharpness::Programme)
                        .withdrawn
                        .is_empty()
                })
            })
    }
}

/// What hubs posted in a quarter, and what everybody was shown of it.
pub(super) async fn totals(
    tx: &mut Tx,
    programme: &Programme,
    quarter: Quarter,
    own: HubId,
) -> db::Result<Totals> {
    let start = programme.start_month();
    let months = months_of(quarter, start);
    let span = |month: Option<&Month>| month.copied().map(Month::span).unwrap_or_default();
    let span = (span(months.first()).0, span(months.last()).1);
    let counted = reading::by_hub(tx, programme.id, span).await?;
    let hubs: Vec<HubId> = access::store::hubs(tx)
        .await?
        .into_iter()
        .map(|hub| hub.id)
        .collect();
    let mut shown = Vec::new();
    let whole = |area: Area, measure: Counted| Earlier {
        audience: Audience::Public,
        months: vec![0],
        area,
        measure,
    };
    let network = store::network_of(tx, programme.id, quarter).await?;
    for made in network
        .iter()
        .filter(|made| made.release.audience == Audience::Public)
    {
        for figure in &made.release.figures {
            match figure.kind {
                AreaKind::Network => shown.push(whole(Area::Hub, figure.measure)),
                AreaKind::Hub => shown.push(whole(Area::Patch(figure.key.clone()), figure.measure)),
                AreaKind::Patch | AreaKind::SmallArea | AreaKind::Cell | AreaKind::Elsewhere => {}
            }
        }
    }
    for made in store::public_of_quarter(tx, programme.id, quarter).await? {
        let of_hub = |figure: &&Figure| figure.kind == AreaKind::Hub && figure.theme.is_none();
        for figure in made.release.figures.iter().filter(of_hub) {
            shown.push(whole(Area::Patch(figure.key.clone()), figure.measure));
        }
    }
    Ok(Totals {
        totals: hubs
            .iter()
            .map(|hub| counted.get(hub).copied().unwrap_or_default())
            .collect(),
        own: hubs.iter().position(|hub| *hub == own),
        hubs,
        shown,
    })
}

/// Makes the release of all hubs, or gives the one that is there.
pub(super) async fn release(app: &App, frame: Frame) -> Result<Made, Problem> {
    let app = app.clone();
    let db = app.db.clone();
    db.write(async move |tx| {
        let quarter = frame.quarter;
        let there = store::network_of(tx, frame.programme.id, quarter).await?;
        let audience = frame.asked.audience;
        if let Some(made) = there
            .into_iter()
            .find(|made| made.release.audience == audience)
        {
            return Ok(made);
        }
        let nobody = HubId(uuid::Uuid::nil());
        let totals = totals(tx, &frame.programme, quarter, nobody).await?;
        let began = Instant::now();
        let ground = totals.ground();
        // Who looks across hubs knows each by right, and only they read what is for the network.
        let own = match audience {
            Audience::Public => (0..totals.hubs.len()).collect(),
            Audience::Group | Audience::Hub | Audience::Network => Vec::new(),
        };
        let decision = plan::people_beside(&ground, audience, (&[0], &totals.shown), &own);
        let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let names: BTreeMap<String, String> = access::store::hubs(tx)
            .await?
            .into_iter()
            .map(|hub| (hub.id.to_string(), hub.name))
            .collect();
        let mut figures = Vec::new();
        for (area, leaves) in &decision.shown {
            for measure in [Counted::Listenings, Counted::Engaged] {
                let counts = &ground.of(measure)[0];
                figures.push(figure(
                    area,
                    measure,
                    &names,
                    leaves.iter().map(|n| counts[*n]).sum(),
                ));
            }
        }
        if audience == Audience::Public {
            rounded(tx, &app, &frame, &mut figures).await?;
        }
        let mut release = bare(&app, &frame, "all hubs".to_owned());
        let k = audience.k();
        if figures.is_empty() {
            release.notes.push(format!(
                "Under {k} conversations or people in all hubs together, none included: nothing \
                 is shown."
            ));
        }
        release.figures = figures;
        let withheld: BTreeSet<Withheld> = decision
            .withheld
            .iter()
            .map(|(area, why)| withheld(area, *why, &names, k))
            .collect();
        let made = Made {
            release,
            making: Making {
                withheld: withheld.into_iter().collect(),
                gate: GateWork {
                    pieces: decision.work.pieces,
                    equations: decision.work.equations,
                    rounds: decision.work.rounds,
                    ms,
                },
            },
        };
        store::insert_network(tx, &made).await?;
        Ok::<_, Problem>(made)
    })
    .await
}

fn figure(area: &Area, measure: Counted, names: &BTreeMap<String, String>, value: i64) -> Figure {
    let (kind, key, label) = match area {
        Area::Patch(hub) => (
            AreaKind::Hub,
            hub.clone(),
            names.get(hub).cloned().unwrap_or_default(),
        ),
        Area::Elsewhere(_) => (
            AreaKind::Elsewhere,
            "hub".to_owned(),
            "other hubs".to_owned(),
        ),
        Area::Hub | Area::SmallArea(_) | Area::Cell(..) => (
            AreaKind::Network,
            "network".to_owned(),
            "all hubs".to_owned(),
        ),
    };
    Figure {
        kind,
        key,
        label,
        resolution: None,
        measure,
        theme: None,
        stance: None,
        value,
        share_percent: None,
    }
}

/// A hub's figure is rounded by the hub's own key, as in its own release; the rest by the key of
/// the hub that comes first.
async fn rounded(
    tx: &mut Tx,
    app: &App,
    frame: &Frame,
    figures: &mut [Figure],
) -> Result<(), Problem> {
    let first = access::store::hubs(tx)
        .await?
        .iter()
        .map(|hub| hub.id)
        .min();
    for figure in figures {
        let own = (figure.kind == AreaKind::Hub)
            .then(|| figure.key.parse().ok())
            .flatten();
        if let Some(hub) = own.or(first) {
            let scope = HubScope::for_administrator(hub);
            round(tx, app, scope, frame, std::slice::from_mut(figure)).await?;
        }
    }
    Ok(())
}

fn withheld(area: &Area, reason: Reason, names: &BTreeMap<String, String>, k: i64) -> Withheld {
    let figure = match area {
        Area::Patch(hub) => names.get(hub).cloned().unwrap_or_else(|| hub.clone()),
        Area::Elsewhere(Tree::Patches | Tree::SmallAreas | Tree::Cells) => "other hubs".to_owned(),
        Area::Hub | Area::SmallArea(_) | Area::Cell(..) => "all hubs".to_owned(),
    };
    let reason = match reason {
        Reason::Local(Why::HubUnderK | Why::UnderK | Why::Family) => {
            format!("under {k} conversations or people, none included")
        }
        Reason::Local(Why::Complement | Why::Reserve) => {
            format!("counted elsewhere, because what is left without it would be under {k}")
        }
        Reason::Gate(_) => format!("with other figures it would tell a number under {k}"),
    };
    Withheld { figure, reason }
}
