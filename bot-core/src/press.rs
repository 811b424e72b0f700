//! What a button or a link asks for, as a short text that outlives a restart: it names facts and paragraphs by the ids
//! of the data files, never by their places.
//!
//! The same text stands in Telegram's callback data (at most 64 bytes) and `?start=` links (letters, digits, `_` and
//! `-` only), and in Discord's custom ids (at most 100). Its forms: `f_<fact>`, `c_<fact>`, `p_<paragraph>`,
//! `s_<section>`, `e_<entity>`, `d_0703`, `t_m20240501-20240531`, `n_<kind>`, `topics`, `months`; a page that is
//! turned to stands behind another `_`.

use jiff::civil::Date;

use crate::dataset::{Dataset, Day, EntityId, FactId, Kind, ParagraphId};
use crate::when::{Precision, When};

/// The longest text of a press, in bytes.
pub const LONGEST: usize = 64;

/// What a button or a link asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// One of several readings of the latest question.
    Choose(FactId),
    /// A fact.
    Tell(FactId),
    /// A list, from its first page.
    Open(View),
    /// Another page of the list that is shown, counted from 0.
    Turn(View, usize),
}

/// A list that has pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// What is known of a paragraph.
    Paragraph(ParagraphId),
    /// The facts of a section, by its place in the review.
    Section(usize),
    /// All that is told of a name.
    Entity(EntityId),
    /// What happened on days of the year.
    Days(Vec<Day>),
    /// What is dated to these times.
    Times(Vec<When>),
    /// The names of a kind.
    Names(Kind),
    /// The sections.
    Topics,
    /// The months of the year.
    Months,
}

impl Press {
    /// As text, of `a-z`, `0-9`, `_` and `-` only.
    pub fn token(&self, dataset: &Dataset) -> String {
        match self {
            Self::Choose(fact) => format!("c_{}", dataset.fact(*fact).key),
            Self::Tell(fact) => format!("f_{}", dataset.fact(*fact).key),
            Self::Open(view) => view.token(dataset),
            Self::Turn(view, page) => format!("{}_{}", view.token(dataset), page + 1),
        }
    }

    /// Reads it; `None` for anything else, such as a button of a fact that the data no longer has.
    pub fn parse(token: &str, dataset: &Dataset) -> Option<Self> {
        let (token, page) = match token.rsplit_once('_') {
            Some((view, page)) if view.contains('_') || View::is_bare(view) => {
                (view, Some(page.parse::<u16>().ok()?.checked_sub(1)?))
            }
            _ => (token, None),
        };
        match (token.split_once('_'), page) {
            (Some(("c", key)), None) => dataset.find_fact(key).map(Self::Choose),
            (Some(("f", key)), None) => dataset.find_fact(key).map(Self::Tell),
            (_, None) => View::parse(token, dataset).map(Self::Open),
            (_, Some(page)) => View::parse(token, dataset).map(|view| Self::Turn(view, page.into())),
        }
    }
}

impl View {
    fn is_bare(token: &str) -> bool {
        token == "topics" || token == "months"
    }

    fn token(&self, dataset: &Dataset) -> String {
        match self {
            Self::Paragraph(id) => format!("p_{}", dataset.paragraph_key(*id)),
            Self::Section(place) => format!("s_{}", dataset.review.sections[*place].id),
            Self::Entity(id) => format!("e_{}", dataset.entity(*id).key),
            Self::Days(days) => {
                let days: Vec<String> = days.iter().map(|d| format!("{:02}{:02}", d.month, d.day)).collect();
                format!("d_{}", days.join("-"))
            }
            Self::Times(times) => format!("t_{}", times.iter().map(time_token).collect::<Vec<_>>().join("-")),
            Self::Names(kind) => format!("n_{kind}"),
            Self::Topics => "topics".to_owned(),
            Self::Months => "months".to_owned(),
        }
    }

    fn parse(token: &str, dataset: &Dataset) -> Option<Self> {
        match token {
            "topics" => return Some(Self::Topics),
            "months" => return Some(Self::Months),
            _ => {}
        }
        let (form, rest) = token.split_once('_')?;
        match form {
            "p" => dataset.find_paragraph(rest).map(Self::Paragraph),
            "s" => dataset.review.sections.iter().position(|s| s.id == rest).map(Self::Section),
            "e" => dataset.find_entity(rest).map(Self::Entity),
            "d" => rest.split('-').map(day).collect::<Option<_>>().map(Self::Days),
            "t" => times(rest).map(Self::Times),
            "n" => Kind::ALL.iter().find(|(_, name)| *name == rest).map(|(kind, _)| Self::Names(*kind)),
            _ => None,
        }
    }
}

/// The precision by its first letter, the first day, and the last day where it is another.
fn time_token(when: &When) -> String {
    let letter = match when.precision {
        Precision::Day => 'd',
        Precision::Month => 'm',
        Precision::Year => 'y',
    };
    format!("{letter}{}-{}", when.start.strftime("%Y%m%d"), when.end.strftime("%Y%m%d"))
}

fn times(text: &str) -> Option<Vec<When>> {
    let parts: Vec<&str> = text.split('-').collect();
    let time = |pair: &[&str]| {
        let [start, end] = pair else { return None };
        let precision = match start.chars().next()? {
            'd' => Precision::Day,
            'm' => Precision::Month,
            'y' => Precision::Year,
            _ => return None,
        };
        let (start, end) = (date(start.get(1..)?)?, date(end)?);
        (start <= end).then_some(When { start, end, precision })
    };
    parts.chunks(2).map(time).collect()
}

fn day(text: &str) -> Option<Day> {
    let (month, day) = (text.get(..2)?, text.get(2..)?);
    Day::new(month.parse().ok()?, day.parse().ok()?)
}

fn date(text: &str) -> Option<Date> {
    Date::strptime("%Y%m%d", text).ok()
}
