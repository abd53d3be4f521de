//! Pieces of a line on the map: where along it a place lies, and what lies between two places.
//!
//! Metres are those of the flat map about the line's own middle, as cutting and ordering measure
//! them ([`crate::cut::Network`]); over a street the two agree to the decimetre.

use crate::shapes::{LngLat, Metres, Plane};

/// Metres along `line` of the place on it that is nearest to `place`; the first when several are.
/// `None` for a line without two places.
#[must_use]
pub fn along(line: &[LngLat], place: LngLat) -> Option<Metres> {
    let flat = Plane::about(*line.first()?);
    let point = flat.put(place);
    let mut best: Option<(f64, f64)> = None;
    let mut before = 0.0;
    for pair in line.windows(2) {
        let (a, b) = (flat.put(pair[0]), flat.put(pair[1]));
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length = dx.hypot(dy);
        let square = (length * length).max(f64::MIN_POSITIVE);
        let share = ((point.x - a.x) * dx + (point.y - a.y) * dy) / square;
        let share = share.clamp(0.0, 1.0);
        let off = (a.x + dx * share - point.x).hypot(a.y + dy * share - point.y);
        if best.is_none_or(|(least, _)| off < least) {
            best = Some((off, before + length * share));
        }
        before += length;
    }
    best.map(|(_, along)| Metres(along))
}

/// The piece of `line` between two places along it, whichever comes first; at least two places,
/// cut to the line's ends. `None` for a line without two places.
#[must_use]
pub fn piece(line: &[LngLat], from: Metres, to: Metres) -> Option<Vec<LngLat>> {
    let flat = Plane::about(*line.first()?);
    let (from, to) = (from.0.min(to.0), from.0.max(to.0));
    let between = |a: LngLat, b: LngLat, share: f64| LngLat {
        lng: a.lng + (b.lng - a.lng) * share,
        lat: a.lat + (b.lat - a.lat) * share,
    };
    let mut piece: Vec<LngLat> = Vec::new();
    let mut before = 0.0;
    for pair in line.windows(2) {
        let length = flat.put(pair[0]).distance(flat.put(pair[1]));
        let after = before + length;
        if length > 0.0 && after >= from && before <= to {
            let share = |metres: f64| ((metres - before) / length).clamp(0.0, 1.0);
            let begin = between(pair[0], pair[1], share(from));
            let end = between(pair[0], pair[1], share(to));
            if piece.last() != Some(&begin) {
                piece.push(begin);
            }
            if piece.last() != Some(&end) {
                piece.push(end);
            }
        }
        before = after;
    }
    match piece.len() {
        0 => {
            let last = *line.last()?;
            (line.len() > 1).then(|| vec![last, last])
        }
        1 => Some(vec![piece[0], piece[0]]),
        _ => Some(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many metres east and north of a corner of Leeds.
    fn place(x: f64, y: f64) -> LngLat {
        LngLat {
            lng: -1.53 + x / 65_662.0,
            lat: 53.81 + y / 111_195.0,
        }
    }

    fn bend() -> [LngLat; 3] {
        [place(0.0, 0.0), place(100.0, 0.0), place(100.0, 50.0)]
    }

    #[test]
    fn a_door_beside_the_street_lies_at_its_foot() {
        let at = along(&bend(), place(40.0, 9.0)).unwrap();
        let behind_the_bend = along(&bend(), place(107.0, 20.0)).unwrap();

        assert!((at.0 - 40.0).abs() < 0.2, "{at:?}");
        assert!(
            (behind_the_bend.0 - 120.0).abs() < 0.3,
            "{behind_the_bend:?}"
        );
    }

    #[test]
    fn a_piece_over_the_bend_keeps_the_bend_whichever_way_it_is_asked_for() {
        let there = piece(&bend(), Metres(80.0), Metres(120.0)).unwrap();
        let back = piece(&bend(), Metres(120.0), Metres(80.0)).unwrap();

        assert_eq!(there, back);
        assert_eq!(there.len(), 3);
        assert!(there[0].distance(place(80.0, 0.0)).0 < 0.5);
        assert!(there[2].distance(place(100.0, 20.0)).0 < 0.5);
    }

    #[test]
    fn a_piece_of_one_door_is_a_point_twice_and_one_beyond_the_end_is_its_end() {
        let one = piece(&bend(), Metres(30.0), Metres(30.0)).unwrap();
        let beyond = piece(&bend(), Metres(900.0), Metres(950.0)).unwrap();

        assert_eq!(one.len(), 2);
        assert_eq!(beyond, vec![bend()[2], bend()[2]]);
        assert_eq!(piece(&bend()[..1], Metres(0.0), Metres(1.0)), None);
    }
}
