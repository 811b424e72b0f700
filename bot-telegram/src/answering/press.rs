//! A button was pressed: always acknowledged, then answered by changing the message or by a new one.

use bot_core::answers::notices;
use bot_core::press::Press as Pressed;
use teloxide::payloads::{AnswerCallbackQuery, AnswerCallbackQuerySetters};
use teloxide::types::CallbackQueryId;
use tracing::{debug, warn};

use super::Answering;
use super::task::spot;
use crate::api::Refusal;
use crate::incoming::Press;

impl Answering {
    pub(super) async fn press(&self, press: Press) {
        let Some(pressed) = Pressed::parse(&press.data, &self.bot.dataset) else {
            return self.acknowledge(press.id, Some(notices::stale_button())).await;
        };
        // Before the answer, which may have to wait for its turn, so that the button stops spinning.
        self.acknowledge(press.id, None).await;
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
            self.replace(&spot, &[message.id], &reply).await;
        } else {
            self.tell(&spot, &reply).await;
        }
    }

    /// Tells Telegram that a press was seen, maybe with a line that the person sees. It may be too late for that.
    pub(super) async fn acknowledge(&self, id: String, line: Option<&str>) {
        let mut answer = AnswerCallbackQuery::new(CallbackQueryId(id));
        if let Some(line) = line {
            answer = answer.text(line).show_alert(true);
        }
        match self.api.call(&answer).await {
            Ok(_) => {}
            Err(failure) if failure.refusal == Refusal::TooLate => debug!("a press was acknowledged too late"),
            Err(failure) => warn!(%failure, "a press is not acknowledged"),
        }
    }
}
