//! Reads an update and lines it up behind the others of its chat; what asks for nothing is handled by that.

use std::sync::Arc;

use bot_core::hosting::fairness::{Fairness, Hearing};
use bot_core::hosting::lines::Lines;
use bot_core::store::KeptUpdate;
use serde_json::Value;
use tracing::{debug, warn};

use super::ledger::{Known, Ledger};
use crate::answering::Answering;
use crate::answering::task::{Asker, Line, Task};
use crate::incoming::{self, Me};

/// An update that is to be handled.
pub struct Job {
    /// Its number.
    pub update: i64,
    /// What is to be done.
    pub task: Task,
}

/// Where all updates come in.
pub struct Intake {
    me: Me,
    answering: Arc<Answering>,
    ledger: Arc<Ledger>,
    lines: Lines<Line, Job>,
    fairness: Fairness<Asker>,
}

impl Intake {
    /// An intake for the bot `me`.
    pub fn new(me: Me, answering: Arc<Answering>, ledger: Arc<Ledger>, lines: Lines<Line, Job>, asks_per_minute: u32) -> Self {
        Self { me, answering, ledger, lines, fairness: Fairness::new(asks_per_minute) }
    }

    /// Takes an update in as it came; tells its number, if it has one.
    pub fn take(&self, body: &str) -> Option<i64> {
        let Some(id) = number(body) else {
            warn!("an update without a number");
            return None;
        };
        if matches!(self.ledger.take(id, body), Known::New) {
            self.line_up(id, body, true);
        }
        Some(id)
    }

    /// Takes an update in that the store kept: it was counted when it came.
    pub fn take_kept(&self, update: &KeptUpdate) {
        self.line_up(update.id, &update.body, false);
    }

    /// Waits until nothing is under way.
    pub async fn idle(&self) {
        self.lines.idle().await;
    }

    fn line_up(&self, id: i64, body: &str, counts: bool) {
        let read = serde_json::from_str::<Value>(body).ok().and_then(|update| incoming::read(&update));
        if read.is_none() {
            debug!(update = id, "an update of a kind that is passed over");
        }
        let Some(task) = read.and_then(|incoming| Task::of(incoming, &self.me)).and_then(|task| self.fair(task, counts)) else {
            return self.ledger.handled(id);
        };
        let line = task.line();
        if matches!(task, Task::Inline(_)) {
            // Only what was typed last is still looked at.
            for Job { update, .. } in self.lines.supersede(line, Job { update: id, task }) {
                self.ledger.handled(update);
            }
        } else if self.lines.push(line, Job { update: id, task }).is_err() {
            warn!(chat = line.id, update = id, "too much waits in this chat: an update is passed over");
            self.ledger.handled(id);
        }
    }

    /// Who asks too fast is told so once, and then not heard for a while. What was counted before is not counted again, nor
    /// what waited for the bot to come back. A press is acknowledged here, before it waits in line.
    fn fair(&self, task: Task, counts: bool) -> Option<Task> {
        let askers = task.askers().filter(|_| counts && !self.answering.is_late(&task));
        let hear = |(person, chat): (Option<Asker>, Option<Asker>)| self.fairness.hear(person.as_ref(), chat.as_ref());
        let hearing = askers.map_or(Hearing::Hear, hear);
        if let Task::Press(press) = &task {
            let (answering, id) = (self.answering.clone(), press.id.clone());
            let line = answering.line_of_press(press, hearing);
            self.lines.beside(async move { answering.acknowledge(id, line).await });
            return (hearing == Hearing::Hear).then_some(task);
        }
        match hearing {
            Hearing::Hear => Some(task),
            Hearing::Tell(too_fast) => task.spot().map(|spot| Task::TooFast { spot, too_fast }),
            Hearing::Ignore(_) => None,
        }
    }
}

/// The number of an update, also of one that cannot be read as JSON.
fn number(body: &str) -> Option<i64> {
    #[derive(serde::Deserialize)]
    struct Numbered {
        update_id: i64,
    }
    if let Ok(Numbered { update_id }) = serde_json::from_str(body) {
        return Some(update_id);
    }
    let digits = body.split_once("\"update_id\"")?.1.trim_start_matches([':', ' ']);
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
