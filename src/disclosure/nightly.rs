//! The night's look at everything that stands: all figures of each hub's quarter together, by a
//! linear programme, as somebody who has read every release could.

use std::collections::BTreeSet;

use super::{
    make,
    model::{Audience, Counted, months_of},
    rules::plan::{self, Earlier},
    store::{self, reading},
};
use crate::{
    access::{self, HubScope, model::Programme},
    app::App,
    base::time::Quarter,
    db::Tx,
    disclosure::gate::{self, Sharpness},
    ledger::returns,
    problem::Problem,
};

/// Something small that releases give away together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The hub's name.
    pub hub: String,
    /// The quarter.
    pub quarter: Quarter,
    /// To whom.
    pub floor: i64,
    /// How many places come out.
    pub places: usize,
}

/// Looks at every hub's releases of the quarters around `now`: this one and the four before.
///
/// # Errors
/// When the engine fails.
pub async fn check(app: &App) -> Result<Vec<Leak>, Problem> {
    let today = app.clock.now().day();
    let (hubs, programmes) = app
        .db
        .read(async |tx| {
            let hubs = access::store::hubs(tx).await?;
            Ok::<_, Problem>((hubs, access::store::programmes(tx).await?))
        })
        .await?;
    let mut leaks = Vec::new();
    for hub in hubs {
        let scope = HubScope::for_administrator(hub.id);
        for programme in &programmes {
            let mut day = today;
            for _ in 0..5 {
                let quarter = Quarter::of(day, programme.start_month());
                let whose = programme.clone();
                let questions = app
                    .db
                    .read(async move |tx| questions(tx, scope, &whose, quarter).await)
                    .await?;
                let answers = tokio::task::spawn_blocking(move || settled(questions))
                    .await
                    .map_err(Problem::internal)?;
                leaks.extend(answers.into_iter().map(|(floor, places)| Leak {
                    hub: hub.name.clone(),
                    quarter,
                    floor,
                    places,
                }));
                day = quarter.first_day(programme.start_month()).plus_days(-1);
            }
        }
    }
    for leak in &leaks {
        tracing::error!(
            hub = leak.hub,
            quarter = %leak.quarter,
            floor = leak.floor,
            places = leak.places,
            "releases give away small numbers together: take the newest one off the screens and tell \
             whoever answers for data protection"
        );
    }
    Ok(leaks)
}

fn settled(questions: Vec<gate::Question>) -> Vec<(i64, usize)> {
    let told = questions.into_iter().map(|question| {
        let answer = gate::settle(&question, Sharpness::Programme);
        (question.floor, answer.withdrawn.len() + answer.left.len())
    });
    told.filter(|(_, places)| *places > 0).collect()
}

/// What stands, as questions in which every figure could be taken back.
async fn questions(
    tx: &mut Tx,
    scope: HubScope,
    programme: &Programme,
    quarter: Quarter,
) -> Result<Vec<gate::Question>, Problem> {
    let before = store::of_quarter(tx, scope, programme.id, quarter).await?;
    let shown = make::earlier(&before, programme);
    if shown.is_empty() {
        return Ok(Vec::new());
    }
    let start = programme.start_month();
    let vintage = returns::edition(programme)?.vintage();
    let window = months_of(quarter, start);
    let days = (quarter.first_day(start), quarter.last_day(start));
    let period = (&[0, 1, 2][..], days);
    let ground = reading::ground(tx, scope, programme.id, vintage, &window, period).await?;
    let mut questions = Vec::new();
    for union in [Audience::Group, Audience::Public]
        .into_iter()
        .flat_map(|a| plan::unions(a, false))
    {
        for measure in [Counted::Listenings, Counted::Engaged] {
            let known: Vec<&Earlier> = shown
                .iter()
                .filter(|known| {
                    known.measure == measure && union.audiences.contains(&known.audience)
                })
                .collect();
            let months: BTreeSet<usize> = known
                .iter()
                .flat_map(|known| &known.months)
                .copied()
                .collect();
            let months: Vec<usize> = months.into_iter().collect();
            let question = plan::question(&ground, measure, &known, (&[], &[], &months));
            let stands = question.earlier.iter().enumerate();
            questions.push(gate::Question {
                floor: union.floor,
                offered: stands
                    .map(|(bundle, pieces)| gate::Figure {
                        pieces: pieces.clone(),
                        bundle,
                    })
                    .collect(),
                bundles: vec![
                    gate::Bundle {
                        kind: gate::Kind::Patch,
                        above: None,
                    };
                    question.earlier.len()
                ],
                earlier: Vec::new(),
                ..question
            });
        }
    }
    Ok(questions)
}
