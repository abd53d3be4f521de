//! What the local rules alone would show: thresholds, families, complements. Pure.
//!
//! The hub is cut three ways at once: into patches, into small areas, into cells of resolution 7.
//! Children of the hub that do not pass are put together as one child, *elsewhere*, which must pass
//! itself; while it does not, the smallest child that passes joins it. Below resolution 7 cells
//! divide by truncation, and a family of cells is shown only if every member passes, else its
//! parent stands alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::disclosure::gate::{self, Kind};

/// Homes an area needs for a figure of its own.
pub const HOMES: i64 = 10;

/// The trees a hub is cut by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tree {
    /// Patches.
    Patches,
    /// Small areas.
    SmallAreas,
    /// Cells, the coarsest first.
    Cells,
}

impl Tree {
    /// Whether an area is one of its children at the hub.
    #[must_use]
    pub const fn has(self, area: &Area) -> bool {
        matches!(
            (self, area),
            (Self::Patches, Area::Patch(_))
                | (Self::SmallAreas, Area::SmallArea(_))
                | (Self::Cells, Area::Cell(7, _))
        )
    }
}

/// What a figure is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// The whole hub.
    Hub,
    /// A patch, by its id.
    Patch(String),
    /// A small area, by its code.
    SmallArea(String),
    /// A cell of this resolution, by its number.
    Cell(u8, i64),
    /// What a tree's other figures leave of the hub.
    Elsewhere(Tree),
}

impl Area {
    /// The kind the gate knows it by.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Hub | Self::Elsewhere(_) => Kind::Hub,
            Self::Patch(_) => Kind::Patch,
            Self::SmallArea(_) => Kind::SmallArea,
            Self::Cell(7, _) => Kind::Cells7,
            Self::Cell(8, _) => Kind::Cells8,
            Self::Cell(9, _) => Kind::Cells9,
            Self::Cell(..) => Kind::Cells10,
        }
    }
}

/// A place that no geography cuts further.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaf {
    /// The patch; absent = not placed.
    pub patch: Option<String>,
    /// The small area; absent = none known.
    pub small_area: Option<String>,
    /// The cells of resolution 7, 8, 9 and 10; absent = none known, from the first absent one on.
    pub cells: [Option<i64>; 4],
    /// Homes in it, as published maps tell.
    pub homes: i64,
    /// Distinct doors that were listened to in the period, and conversations elsewhere.
    pub sources: i64,
}

impl Leaf {
    /// The areas it lies in, the hub first.
    #[must_use]
    pub fn areas(&self) -> Vec<Area> {
        let mut areas = vec![Area::Hub];
        areas.extend(self.patch.clone().map(Area::Patch));
        areas.extend(self.small_area.clone().map(Area::SmallArea));
        let cells = (7_u8..)
            .zip(self.cells)
            .map_while(|(r, cell)| Some((r, cell?)));
        areas.extend(cells.map(|(resolution, cell)| Area::Cell(resolution, cell)));
        areas
    }

    /// What it is in one tree at the hub.
    fn branch(&self, tree: Tree) -> Option<Area> {
        match tree {
            Tree::Patches => self.patch.clone().map(Area::Patch),
            Tree::SmallAreas => self.small_area.clone().map(Area::SmallArea),
            Tree::Cells => self.cells[0].map(|cell| Area::Cell(7, cell)),
        }
    }
}

/// What stands behind a figure, by leaf: all of them must pass.
#[derive(Clone, Debug, Default)]
pub struct Behind {
    /// Counts that must reach `k` in every area that is shown.
    pub counts: Vec<Vec<i64>>,
}

/// What an audience may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The smallest number that is shown.
    pub k: i64,
    /// Patches.
    pub patches: bool,
    /// Small areas.
    pub small_areas: bool,
    /// Cells.
    pub cells: bool,
}

/// A figure that the local rules would show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it is about.
    pub area: Area,
    /// Its leaves.
    pub leaves: Vec<usize>,
    /// The bundle it goes with.
    pub bundle: usize,
}

/// Why something is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The whole hub holds less than `k`.
    HubUnderK,
    /// The area does not pass by itself and is counted elsewhere.
    UnderK,
    /// The area passes, and joins what does not, so that it cannot be told by subtraction.
    Complement,
    /// A member of the family does not pass.
    Family,
    /// It lies across what a month keeps back for the months after it.
    Reserve,
}

/// Everything the local rules say.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// What they would show; the hub first.
    pub figures: Vec<Candidate>,
    /// The bundles of these.
    pub bundles: Vec<gate::Bundle>,
    /// What they hold back: for a family its parent.
    pub withheld: Vec<(Area, Why)>,
}

/// The leaves of one ground and what is counted on them.
pub struct Local<'a> {
    /// The leaves.
    pub leaves: &'a [Leaf],
    /// What must pass.
    pub behind: &'a Behind,
    /// What the audience may be shown.
    pub scope: Scope,
    /// Only these areas, where not all may have a figure.
    pub only: Option<&'a BTreeSet<Area>>,
}

impl Local<'_> {
    /// Whether the leaves together hold enough of everything.
    #[must_use]
    pub fn passes(&self, leaves: &[usize], area: &Area) -> bool {
        let summed_up = matches!(area, Area::Hub | Area::Elsewhere(_));
        if !summed_up && self.only.is_some_and(|only| !only.contains(area)) {
            return false;
        }
        let sources: i64 = leaves.iter().map(|leaf| self.leaves[*leaf].sources).sum();
        let homes: i64 = leaves.iter().map(|leaf| self.leaves[*leaf].homes).sum();
        let small_ground = matches!(area, Area::Cell(..)) && homes < HOMES;
        self.least(leaves) >= self.scope.k && sources >= self.scope.k && !small_ground
    }

    /// The smallest of the counts of these leaves.
    pub(super) fn least(&self, leaves: &[usize]) -> i64 {
        let sum = |of: &Vec<i64>| leaves.iter().map(|leaf| of[*leaf]).sum::<i64>();
        self.behind.counts.iter().map(sum).min().unwrap_or_default()
    }

    /// Whether somebody could have been heard there: homes, or anything counted.
    fn is_somewhere(&self, leaf: usize) -> bool {
        self.leaves[leaf].homes > 0 || self.behind.counts.iter().any(|of| of[leaf] != 0)
    }

    /// Whether there is nothing left over: nobody was counted, and no place could tell of it.
    pub(super) fn is_nobody(&self, tree: Tree, leaves: &[usize]) -> bool {
        leaves.iter().all(|leaf| {
            let placed = self.leaves[*leaf].branch(tree).is_some();
            !placed && self.behind.counts.iter().all(|of| of[*leaf] == 0)
        })
    }

    /// What the rules would show.
    #[must_use]
    pub fn offer(&self) -> Offer {
        let mut offer = Offer::default();
        let all: Vec<usize> = (0..self.leaves.len())
            .filter(|leaf| self.is_somewhere(*leaf))
            .collect();
        if !self.passes(&all, &Area::Hub) {
            offer.withheld.push((Area::Hub, Why::HubUnderK));
            return offer;
        }
        offer.add((Area::Hub, all.clone()), None);
        for (tree, wanted) in [
            (Tree::Patches, self.scope.patches),
            (Tree::SmallAreas, self.scope.small_areas),
            (Tree::Cells, self.scope.cells),
        ] {
            if wanted {
                self.cut(&mut offer, &all, tree);
            }
        }
        offer
    }

    /// The hub's children in one tree.
    fn cut(&self, offer: &mut Offer, all: &[usize], tree: Tree) {
        let mut children: BTreeMap<Area, Vec<usize>> = BTreeMap::new();
        let mut elsewhere: Vec<usize> = Vec::new();
        for leaf in all {
            match self.leaves[*leaf].branch(tree) {
                Some(area) => children.entry(area).or_default().push(*leaf),
                None => elsewhere.push(*leaf),
            }
        }
        let (mut pass, fail): (Vec<_>, Vec<_>) = children
            .into_iter()
            .partition(|(area, leaves)| self.passes(leaves, area));
        for (area, leaves) in fail {
            offer.withheld.push((area, Why::UnderK));
            elsewhere.extend(leaves);
        }
        // The largest first, so that the smallest is the last.
        pass.sort_by_key(|(area, leaves)| (-self.least(leaves), area.clone()));
        while !self.is_nobody(tree, &elsewhere) && !self.passes(&elsewhere, &Area::Elsewhere(tree))
        {
            let Some((area, leaves)) = pass.pop() else {
                return;
            };
            offer.withheld.push((area, Why::Complement));
            elsewhere.extend(leaves);
        }
        pass.sort();
        for (area, leaves) in pass {
            let bundle = offer.add((area, leaves.clone()), Some(0));
            if tree == Tree::Cells {
                self.divide(offer, &leaves, 8, bundle);
            }
        }
    }

    /// The cells of `resolution` that a shown cell divides into, and theirs.
    fn divide(&self, offer: &mut Offer, leaves: &[usize], resolution: u8, above: usize) {
        let Some(n) = usize::from(resolution).checked_sub(7).filter(|n| *n < 4) else {
            return;
        };
        if leaves
            .iter()
            .all(|leaf| self.leaves[*leaf].cells[n].is_none())
        {
            return;
        }
        let parent = self.leaves[leaves[0]].cells[n - 1];
        let parent = parent.map(|cell| Area::Cell(resolution - 1, cell));
        let mut children: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for leaf in leaves {
            let Some(cell) = self.leaves[*leaf].cells[n] else {
                // Something of the parent lies in none of its children: no family to show.
                offer
                    .withheld
                    .extend(parent.map(|parent| (parent, Why::Family)));
                return;
            };
            children.entry(cell).or_default().push(*leaf);
        }
        let area = |cell: i64| Area::Cell(resolution, cell);
        if !children
            .iter()
            .all(|(cell, leaves)| self.passes(leaves, &area(*cell)))
        {
            offer
                .withheld
                .extend(parent.map(|parent| (parent, Why::Family)));
            return;
        }
        let bundle = offer.bundles.len();
        offer.bundles.push(gate::Bundle {
            kind: area(0).kind(),
            above: Some(above),
        });
        for (cell, leaves) in &children {
            offer.figures.push(Candidate {
                area: area(*cell),
                leaves: leaves.clone(),
                bundle,
            });
        }
        for leaves in children.values() {
            self.divide(offer, leaves, resolution + 1, bundle);
        }
    }
}

impl Offer {
    /// One figure that is a bundle of its own.
    fn add(&mut self, (area, leaves): (Area, Vec<usize>), above: Option<usize>) -> usize {
        let bundle = self.bundles.len();
        self.bundles.push(gate::Bundle {
            kind: area.kind(),
            above,
        });
        self.figures.push(Candidate {
            area,
            leaves,
            bundle,
        });
        bundle
    }
}

/// Every area of the leaves, with the leaves in it.
#[must_use]
pub fn areas(leaves: &[Leaf]) -> BTreeMap<Area, BTreeSet<usize>> {
    let mut areas: BTreeMap<Area, BTreeSet<usize>> = BTreeMap::new();
    for (n, leaf) in leaves.iter().enumerate() {
        for area in leaf.areas() {
            areas.entry(area).or_default().insert(n);
        }
    }
    areas
}
