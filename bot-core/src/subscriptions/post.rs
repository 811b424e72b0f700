//! What a post says: the same as `/onthisday`, from the same code; of a week, day by day.

use jiff::civil::Date;

use super::{Quiet, Rhythm};
use crate::answers::{self, day, wording};
use crate::dataset::{Dataset, Day, FactId};
use crate::reply::{Block, Outcome, Reply};

/// How many days a digest tells of: those from its own on.
const DIGEST: usize = 7;

/// The post of a local day; none on a quiet day on which nothing is wanted.
pub fn of(day: Date, rhythm: Rhythm, quiet: Quiet, dataset: &Dataset) -> Option<Reply> {
    let days: Vec<Day> = match rhythm {
        Rhythm::Daily => Day::shown_on(day),
        Rhythm::Weekly(_) => {
            let dates = std::iter::successors(Some(day), |day| day.tomorrow().ok()).take(DIGEST);
            dates.flat_map(Day::shown_on).collect()
        }
    };
    if !day::events(&days, dataset).is_empty() {
        return Some(match rhythm {
            Rhythm::Daily => day::reply(&days, 0, dataset),
            Rhythm::Weekly(_) => digest(&days, dataset),
        });
    }
    match quiet {
        Quiet::Silent => None,
        Quiet::Fact => fact(day, dataset),
    }
}

/// The days that have something to tell, each under its own title.
fn digest(days: &[Day], dataset: &Dataset) -> Reply {
    let told = days.iter().filter(|day| !day::events(&[**day], dataset).is_empty());
    let replies: Vec<Reply> = told.map(|day| day::reply(&[*day], 0, dataset)).collect();
    let blocks = replies.iter().flat_map(|reply| reply.blocks.clone()).collect();
    let mut facts: Vec<FactId> = Vec::new();
    for fact in replies.iter().flat_map(|reply| &reply.facts) {
        if !facts.contains(fact) {
            facts.push(*fact);
        }
    }
    Reply::with_facts(Outcome::Answer, blocks, facts, dataset)
}

/// A fact for a day: another one each day, the same for everybody, all of them in turn.
fn fact(day: Date, dataset: &Dataset) -> Option<Reply> {
    // Neighbours in the files tell of the same things, so that a step leads far away.
    const STEP: usize = 211;
    let since = day.since(Date::constant(2000, 1, 1)).ok()?.get_days().unsigned_abs() as usize;
    let places = dataset.facts.len();
    let fact = FactId(u32::try_from((since * STEP) % places.max(1)).ok()?);
    dataset.facts.get(fact.0 as usize)?;
    let mut blocks = vec![Block::Heading(wording::A_FACT.to_owned())];
    blocks.extend(answers::fact_blocks(fact, dataset));
    Some(Reply::with_facts(Outcome::Answer, blocks, vec![fact], dataset))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, Weekday, date};

    use super::of;
    use crate::dataset::{Dataset, Day};
    use crate::reply::{Reply, plain};
    use crate::subscriptions::{Quiet, Rhythm};

    fn dataset() -> Dataset {
        Dataset::built_in().expect("the built-in review")
    }

    fn days(year: i16) -> impl Iterator<Item = Date> {
        let first = Date::constant(year, 1, 1);
        std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(move |day| day.year() == year)
    }

    #[test]
    fn a_post_is_what_the_command_says_and_a_quiet_day_has_none() {
        let dataset = dataset();
        let mut quiet = 0;
        for day in days(2027) {
            let post = of(day, Rhythm::Daily, Quiet::Silent, &dataset);
            let told = crate::answers::day::reply(&Day::shown_on(day), 0, &dataset);
            if let Some(post) = post {
                assert_eq!(plain::text(&post), plain::text(&told), "{day}");
            } else {
                quiet += 1;
                assert!(told.facts.is_empty(), "{day}");
            }
        }
        assert!((100..365).contains(&quiet), "{quiet} quiet days");
    }

    #[test]
    fn a_quiet_day_has_a_fact_where_one_is_wanted_and_seldom_the_same() {
        let dataset = dataset();
        let posts: Vec<Reply> = days(2027).filter_map(|day| of(day, Rhythm::Daily, Quiet::Fact, &dataset)).collect();
        assert_eq!(posts.len(), 365);
        assert!(posts.iter().all(|post| !post.facts.is_empty() && !post.sources.is_empty()));
        let alone: Vec<_> = posts.iter().filter(|post| post.pages.is_none()).map(|post| post.facts[0]).collect();
        let different: std::collections::HashSet<_> = alone.iter().collect();
        assert_eq!(different.len(), alone.len(), "no fact comes twice within a year");
    }

    #[test]
    fn a_digest_tells_of_seven_days() {
        let dataset = dataset();
        let digest = of(date(2027, 11, 8), Rhythm::Weekly(Weekday::Monday), Quiet::Silent, &dataset).expect("a digest");
        let text = plain::text(&digest);
        assert!(text.contains("On 11 November") && text.contains("On 14 November") && !text.contains("On 15 November"), "{text}");
    }
}
