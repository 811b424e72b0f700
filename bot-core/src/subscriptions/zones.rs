//! Time zones by name: the machine's database first, for it learns of new rules, then the one within the binary.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase, db};

/// A name that neither database knows, or no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownZone(
    /// The name.
    pub String,
);

/// The zones as they were when the program was built. Some systems leave older names out, or have no zones at all.
static BUILT_IN: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// Files of a system's database that are no zones: what the machine is set to, and a stand-in for a missing setting.
const NO_ZONES: [&str; 4] = ["Factory", "localtime", "posixrules", "Etc/Unknown"];

/// The zone of a name in any case, older names included; its `iana_name` is the name as the database writes it.
///
/// # Errors
/// No database knows it.
pub fn zone(name: &str) -> Result<TimeZone, UnknownZone> {
    let unknown = || UnknownZone(name.to_owned());
    // Other copies of all zones, one of which counts leap seconds.
    let copied =
        name.split_once('/').is_some_and(|(area, _)| area.eq_ignore_ascii_case("posix") || area.eq_ignore_ascii_case("right"));
    if copied || NO_ZONES.iter().any(|none| none.eq_ignore_ascii_case(name)) {
        return Err(unknown());
    }
    db().get(name).or_else(|_| BUILT_IN.get(name)).map_err(|_| unknown())
}

/// The names of all zones, older ones included, in order.
pub fn names() -> BTreeSet<String> {
    let all = db().available().chain(BUILT_IN.available()).map(|name| name.as_str().to_owned());
    // The system's folder holds lists beside the zones.
    all.filter(|name| zone(name).is_ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::{UnknownZone, names, zone};

    #[test]
    fn a_name_in_any_case_is_known_and_written_right() {
        for (typed, name) in [("asia/BAKU", "Asia/Baku"), ("utc", "UTC"), ("america/port-au-prince", "America/Port-au-Prince")] {
            assert_eq!(zone(typed).expect(typed).iana_name(), Some(name));
        }
    }

    #[test]
    fn older_names_are_known() {
        for name in ["Asia/Calcutta", "Europe/Kiev", "US/Eastern", "Asia/Saigon", "America/Buenos_Aires", "Turkey"] {
            assert!(zone(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn what_is_no_zone_is_an_error() {
        let others = [
            "",
            "Atlantis/Capital",
            "Etc/Unknown",
            "etc/unknown",
            "Factory",
            "localtime",
            "right/UTC",
            "Posix/Asia/Baku",
            "../UTC",
        ];
        for name in others {
            assert_eq!(zone(name), Err(UnknownZone(name.to_owned())), "{name}");
        }
    }

    #[test]
    fn the_names_are_all_zones_and_nothing_else() {
        let names = names();
        assert!(names.len() > 550, "{}", names.len());
        assert!(names.contains("Asia/Baku") && names.contains("Asia/Calcutta"));
        assert!(!names.iter().any(|name| name.contains(".tab") || name.starts_with("right") || name == "localtime"));
    }
}
