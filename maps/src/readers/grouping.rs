//! Named ways → streets: one name, touching geometry. The same name elsewhere is another street.

use std::collections::{BTreeMap, HashMap};

use super::model::{Junction, Part, Street, Walkway, WayClass};
use super::street_finder::distance_to_line;
use crate::shapes::{LngLat, Metres};

/// How near an end has to be to a line of the same name to touch it: crossings drawn untidily.
const TOUCHING: Metres = Metres(15.0);

/// One walkable way with its nodes, before it is a street's part or a walkway.
#[derive(Clone, Debug)]
pub(super) struct NamedWay {
    pub way: i64,
    pub name: Option<String>,
    pub class: WayClass,
    /// As many as the line has places.
    pub nodes: Vec<i64>,
    pub line: Vec<LngLat>,
}

/// Sorts the ways into streets (named, of a street's class) and walkways (the rest).
///
/// 1. A node used by two ways, or twice by one, is a junction; so is every end.
/// 2. Ways of one name belong together if they share a node or an end lies within 15 m of a line.
/// 3. The key is the name and the lowest way number of the group.
pub(super) fn group(mut ways: Vec<NamedWay>) -> (Vec<Street>, Vec<Walkway>) {
    ways.sort_by_key(|way| way.way);
    let mut uses: HashMap<i64, u32> = HashMap::new();
    for node in ways.iter().flat_map(|way| &way.nodes) {
        *uses.entry(*node).or_default() += 1;
    }
    let mut by_name: BTreeMap<String, Vec<NamedWay>> = BTreeMap::new();
    let mut walkways = Vec::new();
    for way in ways {
        let junctions = junctions(&way.nodes, &uses);
        match way.name.clone().filter(|_| way.class.is_street()) {
            Some(name) => by_name.entry(name).or_default().push(way),
            None => walkways.push(Walkway {
                way: way.way,
                class: way.class,
                name: way.name,
                line: way.line,
                junctions,
            }),
        }
    }
    let mut streets = Vec::new();
    for (name, ways) in by_name {
        let mut groups: BTreeMap<usize, Vec<Part>> = BTreeMap::new();
        for (root, way) in roots(&ways).into_iter().zip(ways) {
            let junctions = junctions(&way.nodes, &uses);
            let part = Part {
                way: way.way,
                class: way.class,
                line: way.line,
                junctions,
            };
            groups.entry(root).or_default().push(part);
        }
        streets.extend(groups.into_values().map(|parts| {
            let lowest = parts.first().map_or(0, |part| part.way);
            Street {
                key: format!("{name}@way/{lowest}"),
                name: name.clone(),
                parts,
            }
        }));
    }
    (streets, walkways)
}

fn junctions(nodes: &[i64], uses: &HashMap<i64, u32>) -> Vec<Junction> {
    let last = nodes.len().saturating_sub(1);
    nodes
        .iter()
        .enumerate()
        .filter(|(at, node)| *at == 0 || *at == last || uses.get(node).is_some_and(|n| *n > 1))
        .map(|(at, node)| Junction { at, node: *node })
        .collect()
}

/// For each way the lowest position of its group, by union and find.
fn roots(ways: &[NamedWay]) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..ways.len()).collect();
    let mut first_with: HashMap<i64, usize> = HashMap::new();
    for (at, way) in ways.iter().enumerate() {
        for node in &way.nodes {
            let other = *first_with.entry(*node).or_insert(at);
            join(&mut parent, at, other);
        }
    }
    for (a, way) in ways.iter().enumerate() {
        for (b, other) in ways.iter().enumerate() {
            if find(&mut parent, a) != find(&mut parent, b) && ends_touch(way, other) {
                join(&mut parent, a, b);
            }
        }
    }
    (0..ways.len()).map(|at| find(&mut parent, at)).collect()
}

fn ends_touch(way: &NamedWay, line: &NamedWay) -> bool {
    [way.line.first(), way.line.last()]
        .into_iter()
        .flatten()
        .any(|end| {
            // A degree is at least 60 km here: most pairs are done without trigonometry.
            let near = line
                .line
                .iter()
                .any(|at| (at.lat - end.lat).abs() < 0.02 && (at.lng - end.lng).abs() < 0.04);
            near && distance_to_line(*end, &line.line) <= TOUCHING
        })
}

fn find(parent: &mut [usize], mut at: usize) -> usize {
    while let Some(&up) = parent.get(at)
        && up != at
    {
        at = up;
    }
    at
}

fn join(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(parent, a), find(parent, b));
    if let Some(slot) = parent.get_mut(a.max(b)) {
        *slot = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(id: i64, name: &str, nodes: &[i64], line: &[(f64, f64)]) -> NamedWay {
        NamedWay {
            way: id,
            name: Some(name.to_owned()),
            class: WayClass::Residential,
            nodes: nodes.to_vec(),
            line: line
                .iter()
                .map(|(x, y)| LngLat::new(*x, *y).unwrap())
                .collect(),
        }
    }

    #[test]
    fn one_name_in_two_places_is_two_streets() {
        let (streets, _) = group(vec![
            way(9, "High Street", &[1, 2], &[(-1.0, 53.0), (-1.0, 53.001)]),
            way(4, "High Street", &[2, 3], &[(-1.0, 53.001), (-1.0, 53.002)]),
            way(7, "High Street", &[8, 9], &[(-1.1, 53.0), (-1.1, 53.001)]),
        ]);

        let keys: Vec<_> = streets
            .iter()
            .map(|s| (s.key.as_str(), s.parts.len()))
            .collect();
        assert_eq!(keys, [("High Street@way/4", 2), ("High Street@way/7", 1)]);
    }

    #[test]
    fn ends_a_few_metres_apart_touch() {
        // 0.0001 degrees of latitude are 11 m.
        let (streets, _) = group(vec![
            way(1, "A", &[1, 2], &[(-1.0, 53.0), (-1.0, 53.001)]),
            way(2, "A", &[3, 4], &[(-1.0, 53.0011), (-1.0, 53.002)]),
            way(3, "A", &[5, 6], &[(-1.0, 53.0025), (-1.0, 53.003)]),
        ]);

        assert_eq!(streets.len(), 2);
    }

    #[test]
    fn ends_and_shared_nodes_are_junctions() {
        let (streets, _) = group(vec![
            way(
                1,
                "A",
                &[1, 2, 3, 4],
                &[(-1.0, 53.0), (-1.0, 53.001), (-1.0, 53.002), (-1.0, 53.003)],
            ),
            way(2, "B", &[3, 9], &[(-1.0, 53.002), (-1.001, 53.002)]),
        ]);

        let at: Vec<_> = streets[0].parts[0]
            .junctions
            .iter()
            .map(|j| (j.at, j.node))
            .collect();
        assert_eq!(at, [(0, 1), (2, 3), (3, 4)]);
    }
}
