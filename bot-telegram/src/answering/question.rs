//! A question or a command: answered, and answered again when it is changed.

use std::sync::Arc;

use bot_core::answers::notices;
use bot_core::commands::{self, Audience, Call, Context, Needs};
use bot_core::reply::Reply;

use super::addressed::Said;
use super::task::Question;
use super::{Answer, Answering};
use crate::api::Refusal;
use crate::sending::pace::Urgency;
use crate::sending::{Sent, Spot};
use crate::showing;

impl Answering {
    pub(super) async fn answer(&self, question: Question) {
        if let Some(album) = &question.album {
            self.is_first_of(album);
        }
        let answer = self.reply(&question).await;
        let sent = self.tell_answer(&question.spot, &answer).await;
        if sent.is_empty() && question.call().is_some_and(|call| call.name == "check") {
            self.tell_in_private(&question, &answer.reply).await;
        }
        self.remember(&question, sent);
    }

    /// The answer of a question that was changed is changed; one that has no answer yet gets one.
    pub(super) async fn correct(&self, question: Question) {
        let (chat, thread) = (question.spot.chat, question.thread);
        let before = self.answered.of(chat, question.message).await;
        if before.is_empty() {
            return self.answer(question).await;
        }
        if self.latest.get(&(chat, thread)) == Some(question.message) {
            self.conversations.of((chat, thread)).lock().forget_latest();
        }
        let answer = self.reply(&question).await;
        let sent = self.replace(&question.spot, &before, &answer.reply).await;
        self.remember(&question, sent);
    }

    /// Changes messages into those of a reply; sends what there is more of, and takes away what there is less of or what
    /// cannot be changed.
    pub(super) async fn replace(&self, spot: &Spot, before: &[Sent], reply: &Reply) -> Vec<Sent> {
        let (mut now, mut gone) = (Vec::new(), Vec::new());
        let mut old = before.iter().copied();
        for shown in showing::messages(reply, &self.bot.dataset) {
            let message = old.next();
            if let Some(message) = message.filter(|message| message.picture == shown.picture.is_some()) {
                match self.outbox.edit(spot, message.id, &shown).await {
                    Err(failure) if failure.refusal == Refusal::TooLate => {}
                    Err(failure) if failure.refusal == Refusal::Ours => gone.push(message),
                    // What could not be changed for another reason could not be sent either.
                    _ => {
                        now.push(message);
                        continue;
                    }
                }
            } else {
                gone.extend(message);
            }
            now.extend(self.outbox.send(spot, &shown, Urgency::Answer).await);
        }
        for message in gone.into_iter().chain(old) {
            self.outbox.delete(spot, message.id).await;
        }
        now
    }

    async fn reply(&self, question: &Question) -> Arc<Answer> {
        match &question.said {
            Said::Nothing => Answer::new(notices::ask_what()),
            Said::Words(words) => self.ask_core(question, words),
            Said::Command(call) if call.name == "ask" => self.ask_core(question, &call.argument),
            Said::Command(call) => Answer::new(self.run(question, call).await),
        }
    }

    fn ask_core(&self, question: &Question, words: &str) -> Arc<Answer> {
        let conversation = self.conversations.of((question.spot.chat, question.thread));
        let mut conversation = conversation.lock();
        self.ask(words, &mut conversation)
    }

    async fn run(&self, question: &Question, call: &Call) -> Reply {
        let command = call.command();
        let for_admins = command.is_some_and(|command| command.audience == Audience::Admins);
        if for_admins && !self.manages(question).await {
            return notices::admins_only();
        }
        let needs_standing = command.is_some_and(|command| command.needs == Needs::Standing);
        let standing = if needs_standing { Some(self.standing(question).await) } else { None };
        let conversation = self.conversations.of((question.spot.chat, question.thread));
        let mut conversation = conversation.lock();
        let context = Context { bot: &self.bot, moment: (self.ways.now)(), standing };
        commands::run(call, &context, &mut conversation)
    }

    /// Where the bot may not write, who asked what it may do learns it in private, if they ever talked to it.
    async fn tell_in_private(&self, question: &Question, reply: &Reply) {
        if let Some(person) = question.person.filter(|person| *person != question.spot.chat) {
            self.tell(&Spot { chat: person, crowd: false, topic: None, reply_to: None }, reply).await;
        }
    }

    fn remember(&self, question: &Question, sent: Vec<Sent>) {
        let (chat, thread) = (question.spot.chat, question.thread);
        if question.is_asked() {
            self.latest.insert((chat, thread), question.message);
        }
        self.answered.remember(chat, question.message, sent);
    }
}
