//! What of a hub is shown, and what not. Pure, but for what was read.

use std::collections::BTreeMap;

use maps::cells::Cell;

use super::read::{Read, area_of};
use crate::{
    base::ids::PatchId,
    disclosure::{
        model::{Audience, Counted, Figure, Made},
        rules::{
            offer::{Area, Leaf, Tree, Why},
            plan::{self, Decision, Gave, Reason},
            slices::{self, Slice, Themed},
        },
        store::themes,
    },
    themes::codebook,
};

/// One figure before it is named and rounded.
#[derive(Clone, Debug)]
pub struct Raw {
    pub area: Area,
    pub measure: Counted,
    pub theme: Option<(String, String)>,
    pub value: i64,
}

/// What is shown of a hub, and what not.
#[derive(Debug, Default)]
pub struct Decided {
    pub figures: Vec<Raw>,
    pub withheld: Vec<(String, String)>,
    pub work: plan::Work,
    pub notes: Vec<String>,
}

impl Decided {
    pub fn of(read: &Read, audience: Audience) -> Self {
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
        let k = audience.k();
        let kept_back = |(_, reason): &(Area, Reason)| *reason == Reason::Local(Why::Reserve);
        if decision.withheld.iter().any(kept_back) {
            self.notes.push(format!(
                "This month keeps a place with at least {k} conversations back, and with it the \
                 total, so that a later month of the quarter in which few are heard does not come \
                 out of the quarter's total. The quarter's release holds them."
            ));
        } else if decision.shown.is_empty() {
            self.notes.push(format!(
                "Under {k} conversations, people or doors in this period, none included: nothing \
                 more is shown."
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
        if read.themes.several {
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
        if !own.clone().any(|raw| raw.area == Area::Hub) {
            self.withheld.push((
                "every theme".to_owned(),
                "the hub's conversations are not shown, and a theme would tell of them".to_owned(),
            ));
            return;
        }
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

/// Conversations by patch, as they were counted of a quarter.
pub fn themed(counted: &themes::Counted) -> Themed {
    let leaf = |patch: &Option<PatchId>| Leaf {
        patch: patch.map(|id| id.to_string()),
        ..Leaf::default()
    };
    let all = counted
        .by_theme
        .iter()
        .filter(|((_, theme), _)| theme.is_none());
    let (leaves, all) = all.map(|((patch, _), count)| (leaf(patch), *count)).unzip();
    Themed { leaves, all }
}

/// By theme and stance, the conversations of each patch, in the order of [`themed`].
pub fn by_theme(counted: &themes::Counted) -> BTreeMap<(String, String), Vec<i64>> {
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

/// Areas that releases showed a theme for, and to whom.
pub fn shown_of_theme(before: &[Made], theme: &(String, String)) -> Vec<(Audience, Area)> {
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
        Reason::Local(Why::Reserve) => format!(
            "kept back, so that a later month of the quarter with under {k} does not come out of the \
             quarter's total"
        ),
        Reason::Gate(Gave::Combination) => {
            format!("with other figures it would tell a number under {k}")
        }
        Reason::Gate(Gave::Bounds) => {
            format!("with other figures it would show that a place is under {k}")
        }
    }
}
