//! The night's look at everything that stands: all figures of each hub's quarter together, by a
//! linear programme, as somebody who has read every release could.

use std::collections::BTreeSet;

use super::{
    make,
    model::{Audience, Counted, months_of},
    rules::{
        plan::{self, Earlier, Union},
        slices::{self, ShownPeople, Slice},
    },
    store::{self, reading, themes},
};
use crate::{
    access::{self, HubScope, model::Programme},
    app::App,
    base::time::Quarter,
    db::Tx,
    disclosure::gate::{self, Sharpness},
    ledger::returns,
    problem::Problem,
    themes::codebook,
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
    /// Of which theme, by its short name; absent for people.
    pub theme: Option<String>,
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
                leaks.extend(answers.into_iter().map(|answer| Leak {
                    hub: hub.name.clone(),
                    quarter,
                    floor: answer.floor,
                    theme: answer.theme,
                    places: answer.places,
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
            theme = leak.theme,
            places = leak.places,
            "releases give away small numbers together: take the newest one off the screens and tell \
             whoever answers for data protection"
        );
    }
    Ok(leaks)
}

/// What is asked, and of which theme.
struct Asked {
    theme: Option<String>,
    question: gate::Question,
}

/// What came out.
struct Found {
    theme: Option<String>,
    floor: i64,
    places: usize,
}

fn settled(asked: Vec<Asked>) -> Vec<Found> {
    let told = asked.into_iter().map(|asked| {
        let answer = gate::settle(&asked.question, Sharpness::Programme);
        Found {
            theme: asked.theme,
            floor: asked.question.floor,
            places: answer.withdrawn.len() + answer.left.len(),
        }
    });
    told.filter(|found| found.places > 0).collect()
}

/// Everybody who may have read several releases.
fn unions(of_themes: bool) -> impl Iterator<Item = Union> {
    let to = [Audience::Group, Audience::Hub, Audience::Public];
    let mut unions: Vec<Union> = Vec::new();
    for union in to.into_iter().flat_map(|to| plan::unions(to, of_themes)) {
        if unions.iter().all(|own| own.audiences != union.audiences) {
            unions.push(union);
        }
    }
    unions.into_iter()
}

/// What stands, as questions in which every figure could be taken back.
async fn questions(
    tx: &mut Tx,
    scope: HubScope,
    programme: &Programme,
    quarter: Quarter,
) -> Result<Vec<Asked>, Problem> {
    let before = store::of_quarter(tx, scope, programme.id, quarter).await?;
    let shown = make::earlier(&before, programme);
    let mut asked = Vec::new();
    if let Some(counted) = themes::counted(tx, scope, programme.id, quarter).await? {
        let whole = shown.iter().filter(|known| known.months.len() == 3);
        let people: ShownPeople = whole
            .map(|known| (known.audience, known.area.clone()))
            .collect();
        let themed = make::themed(&counted);
        for (theme, with) in make::by_theme(&counted) {
            let slice = Slice {
                with,
                sensitive: codebook::is_sensitive(&theme.0),
                earlier: make::shown_of_theme(&before, &theme),
            };
            asked.extend(unions(true).map(|union| Asked {
                theme: Some(theme.0.clone()),
                question: slices::standing(&themed, &slice, union, &people),
            }));
        }
    }
    if shown.is_empty() {
        return Ok(asked);
    }
    let start = programme.start_month();
    let vintage = returns::edition(programme)?.vintage();
    let window = months_of(quarter, start);
    let days = (quarter.first_day(start), quarter.last_day(start));
    let period = (&[0, 1, 2][..], days);
    let ground = reading::ground(tx, scope, programme.id, vintage, &window, period).await?;
    let months: BTreeSet<usize> = shown
        .iter()
        .flat_map(|known| &known.months)
        .copied()
        .collect();
    // As it was when the last of them was made: a month that is not over is not yet all there.
    let ground = ground.until(months.last().copied().unwrap_or_default());
    let months: Vec<usize> = months.into_iter().collect();
    for union in unions(false) {
        for measure in [Counted::Listenings, Counted::Engaged] {
            let known: Vec<&Earlier> = shown
                .iter()
                .filter(|known| {
                    known.measure == measure && union.audiences.contains(&known.audience)
                })
                .collect();
            let question = plan::question(&ground, measure, &known, (&[], &[], &months));
            let stands = question.earlier.iter().enumerate();
            let question = gate::Question {
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
            };
            let watching = plan::known_by_month(&ground, &question);
            asked.extend(
                watching
                    .into_iter()
                    .chain([question])
                    .map(|question| Asked {
                        theme: None,
                        question,
                    }),
            );
        }
    }
    Ok(asked)
}
