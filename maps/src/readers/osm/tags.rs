//! The few tags that are kept, and what they say.

/// Keys that some rule asks for, sorted. Everything else is dropped while reading.
const KEYS: [&str; 30] = [
    "abandoned:building",
    "access",
    "addr:flats",
    "addr:floor",
    "addr:housename",
    "addr:housenumber",
    "addr:interpolation",
    "addr:place",
    "addr:postcode",
    "addr:street",
    "addr:unit",
    "amenity",
    "building",
    "building:flats",
    "club",
    "craft",
    "disused:building",
    "foot",
    "healthcare",
    "highway",
    "industrial",
    "leisure",
    "level",
    "man_made",
    "name",
    "office",
    "power",
    "ref:GB:uprn",
    "shop",
    "tourism",
];

/// Keys whose presence speaks against a home.
const NOT_A_HOME: [&str; 11] = [
    "amenity",
    "club",
    "craft",
    "healthcare",
    "industrial",
    "leisure",
    "man_made",
    "office",
    "power",
    "shop",
    "tourism",
];

/// Buildings where people live; such a building without a number still is a door.
const HOMES: [&str; 16] = [
    "apartments",
    "bungalow",
    "cabin",
    "detached",
    "farm",
    "flats",
    "house",
    "houseboat",
    "maisonette",
    "residential",
    "semi",
    "semidetached_house",
    "static_caravan",
    "terrace",
    "terraced",
    "terraced_house",
];

/// Building values that say nothing about who is inside.
const NEUTRAL: [&str; 5] = ["yes", "dormitory", "ruins", "construction", "no"];

/// Kept tags of one object.
#[derive(Clone, Debug, Default)]
pub(super) struct Tags(Vec<(&'static str, Box<str>)>);

impl Tags {
    /// Keeps the tag if some rule asks for its key.
    pub fn add(&mut self, key: &str, value: &str) {
        if let Ok(at) = KEYS.binary_search(&key)
            && let Some(known) = KEYS.get(at)
        {
            self.0.push((known, value.into()));
        }
    }

    /// The value of a key, blanks around it cut, empty taken for absent.
    pub fn get(&self, key: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| *known == key)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// The value with its stray blanks.
    pub fn as_mapped(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, value)| value.as_ref())
    }

    /// The value as an own text.
    pub fn own(&self, key: &str) -> Option<String> {
        self.get(key).map(str::to_owned)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A building where people live.
    pub fn is_home(&self) -> bool {
        self.get("building")
            .is_some_and(|building| HOMES.contains(&building))
    }

    /// Shop, office, school, garage and the like; flats above a shop are homes.
    pub fn is_unlikely_home(&self) -> bool {
        if self.get("addr:flats").is_some() || self.get("building:flats").is_some() {
            return false;
        }
        let used = NOT_A_HOME.iter().any(|key| {
            self.get(key)
                .is_some_and(|value| value != "no" && value != "apartment")
        });
        let built = self.get("building").is_some_and(|building| {
            !HOMES.contains(&building) && !NEUTRAL.contains(&building) && is_plain_value(building)
        });
        used || built
    }

    /// Nobody may walk here.
    pub fn forbids_walking(&self) -> bool {
        let foot = self.get("foot");
        let open = matches!(foot, Some("yes" | "designated" | "permissive"));
        foot == Some("no") || (!open && matches!(self.get("access"), Some("no" | "private")))
    }

    /// Whether an object may become an address, a door or an end of an interpolation line.
    pub fn may_be_door(&self) -> bool {
        [
            "addr:housenumber",
            "addr:housename",
            "addr:flats",
            "addr:interpolation",
        ]
        .iter()
        .any(|key| self.get(key).is_some())
            || self.is_home()
    }
}

/// `retail`, `bus_station`, not a name somebody typed into the wrong field.
fn is_plain_value(value: &str) -> bool {
    value.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(pairs: &[(&str, &str)]) -> Tags {
        let mut tags = Tags::default();
        for (key, value) in pairs {
            tags.add(key, value);
        }
        tags
    }

    #[test]
    fn the_lists_are_sorted_so_that_searching_them_works() {
        assert!(KEYS.is_sorted());
    }

    #[test]
    fn shops_and_schools_are_unlikely_homes_and_flats_above_them_are_homes() {
        assert!(tags(&[("shop", "bakery")]).is_unlikely_home());
        assert!(tags(&[("building", "school")]).is_unlikely_home());
        assert!(!tags(&[("building", "yes")]).is_unlikely_home());
        assert!(!tags(&[("building", "Cornerstone cooperative")]).is_unlikely_home());
        assert!(!tags(&[("building", "retail"), ("addr:flats", "1-4")]).is_unlikely_home());
    }

    #[test]
    fn user_names_and_other_tags_are_not_kept() {
        assert!(tags(&[("user", "somebody"), ("note", "call Ann")]).is_empty());
    }
}
