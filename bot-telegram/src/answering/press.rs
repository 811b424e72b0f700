//! A button was pressed: acknowledged at once, then answered by changing the message or by a new one.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use bot_core::answers::notices;
use bot_core::hosting::fairness::Hearing;
use bot_core::hosting::insisting::Trouble;
use bot_core::press::Press as Pressed;
use teloxide::payloads::{AnswerCallbackQuery, AnswerCallbackQuerySetters};
use teloxide::types::CallbackQueryId;
use tracing::{debug, warn};

use super::Answering;
use super::task::spot;
use crate::api::{Failure, Refusal};
use crate::incoming::Press;
use crate::sending::Sent;

/// After a longer time nobody looks at a spinning button any more.
const TRIES: usize = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(300);

impl Answering {
    /// The message that has the button is changed, or a new one sent.
    pub(super) async fn press(&self, press: Press) {
        let Some(pressed) = Pressed::parse(&press.data, &self.bot.dataset) else { return };
        let place = press.message.as_ref().map(|message| (message.chat.id, message.thread));
        let conversation = self.conversations.of(place.unwrap_or((press.from.id, None)));
        let reply = self.bot.press(&pressed, &mut conversation.lock(), (self.ways.now)());
        if let Some(place) = place {
            // What was pressed is the latest turn now: no change of a message takes it back.
            self.latest.invalidate(&place);
        }
        let in_place = matches!(pressed, Pressed::Choose(_) | Pressed::Turn(..));
        let Some(message) = &press.message else { return };
        let spot = spot(message);
        if in_place {
            self.replace(&spot, &[Sent { id: message.id, picture: message.has_photo }], &reply).await;
        } else {
            self.tell(&spot, &reply).await;
        }
    }

    /// What a person sees at once of a press: a line if it leads nowhere, and else only that it was seen.
    pub fn line_of_press(&self, press: &Press, hearing: Hearing) -> Option<String> {
        match hearing {
            Hearing::Hear if Pressed::parse(&press.data, &self.bot.dataset).is_none() => Some(notices::stale_button().to_owned()),
            Hearing::Hear | Hearing::Ignore(_) => None,
            Hearing::Tell(told) => Some(notices::too_fast_line(told.a_minute, told.pause)),
        }
    }

    /// Tells Telegram that a press was seen, maybe with a line that the person sees. It may be too late for that.
    pub async fn acknowledge(&self, id: String, line: Option<String>) {
        let mut answer = AnswerCallbackQuery::new(CallbackQueryId(id));
        if let Some(line) = line {
            answer = answer.text(line).show_alert(true);
        }
        let passing = |failure: &Failure| {
            matches!(failure.refusal, Refusal::ServerFault | Refusal::Unreachable | Refusal::Ambiguous)
                || matches!(failure.refusal, Refusal::SlowDown(pause) if pause <= FIRST_PAUSE * 10)
        };
        let pauses = ExponentialBuilder::default().with_min_delay(FIRST_PAUSE).with_max_times(TRIES - 1).with_jitter();
        match (|| self.api.call(&answer)).retry(pauses).when(passing).adjust(Failure::pause).await {
            Ok(_) => {}
            Err(failure) if failure.refusal == Refusal::TooLate => debug!("a press was acknowledged too late"),
            Err(failure) => warn!(%failure, "a press is not acknowledged"),
        }
    }
}
