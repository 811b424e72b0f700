//! Why a text could not be read, in words and with an example that works.

use super::phrases::Examples;

/// What was wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Some words are no hour, no zone, no place and nothing else that is known.
    Unknown {
        /// The words.
        text: String,
    },
    /// It looks like an hour, and no day has it.
    NoHour {
        /// As typed.
        text: String,
    },
    /// Morning or evening was said, and no hour.
    HalfAlone,
    /// The name is that of several places, or as near to several.
    Which {
        /// The name.
        text: String,
        /// Their zones, at least two.
        zones: Vec<String>,
    },
    /// An offset from UTC in place of a zone.
    Offset {
        /// As typed.
        text: String,
        /// Zones that have it now; none if no place has it.
        zones: Vec<String>,
    },
    /// One thing is said in two ways.
    Twice {
        /// What.
        what: &'static str,
    },
    /// Weekly, without a day.
    WhichDay,
    /// To stop, and something more.
    OffWithMore,
}

impl Wrong {
    /// A word for each kind, for tests and logs: it holds nothing of what was typed.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "unknown",
            Self::NoHour { .. } => "no-hour",
            Self::HalfAlone => "half-alone",
            Self::Which { .. } => "which",
            Self::Offset { .. } => "offset",
            Self::Twice { .. } => "twice",
            Self::WhichDay => "which-day",
            Self::OffWithMore => "off-with-more",
        }
    }

    /// The zones to choose from.
    pub fn zones(&self) -> &[String] {
        match self {
            Self::Which { zones, .. } | Self::Offset { zones, .. } => zones,
            _ => &[],
        }
    }

    pub(super) fn sentence(&self, examples: &Examples) -> String {
        let (what, example) = match self {
            Self::Unknown { text } => (format!("I know no hour, city or time zone “{text}”."), &examples.usual),
            Self::NoHour { text } => (format!("“{text}” is no time of the day."), &examples.hour),
            Self::HalfAlone => ("Which hour of it?".to_owned(), &examples.hour),
            Self::Which { text, zones } => (format!("“{text}” may be {}. Which one is it?", listed(zones)), &examples.usual),
            Self::Offset { text, zones } if zones.is_empty() => {
                (format!("I know no time zone by “{text}”. Name a city instead."), &examples.usual)
            }
            Self::Offset { text, zones } => {
                let choice = listed(zones);
                let why = "does not say whether clocks change there in summer. Name a city or a time zone";
                (format!("“{text}” {why}: that is the time in {choice} now."), &examples.usual)
            }
            Self::Twice { what } => (format!("You named {what} twice, and not the same."), &examples.usual),
            Self::WhichDay => ("On which day of the week?".to_owned(), &examples.day),
            Self::OffWithMore => {
                ("To stop the posts, write “off” and nothing else. To change them, leave it out.".to_owned(), &examples.quiet)
            }
        };
        format!("{what} For example: /subscribe {example}")
    }
}

/// `A, B or C`.
fn listed(zones: &[String]) -> String {
    match zones {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
