//! What an interaction is answered with: the core's reply to a command, a press, or a message that was picked.

use bot_core::answers::notices;
use bot_core::commands::{self, Audience, Call, Command, Context, Needs, Takes};
use bot_core::press::Press;
use bot_core::reply::{Outcome, Reply};
use bot_core::standing::Standing;

use super::responding::Response;
use super::{Core, Talk, standing};
use crate::incoming::{Asked, Field, Interaction};

impl Core {
    /// The response; it takes microseconds, unless the core is told to do more.
    pub(super) fn response(&self, interaction: &Interaction) -> Response {
        match &interaction.asked {
            Asked::Command { name, fields } => self.command(name, fields, interaction),
            Asked::OnMessage { name, words } if *name == commands::ON_MESSAGE.en => self.on_message(words, interaction),
            Asked::Press(token) => self.press(token, interaction),
            Asked::OnMessage { .. } | Asked::Typing { .. } | Asked::Unknown => Response::ephemeral(notices::not_understood()),
        }
    }

    /// Whether a press changes the message under which the button stands.
    pub(super) fn changes_in_place(&self, interaction: &Interaction) -> bool {
        let Asked::Press(token) = &interaction.asked else { return false };
        matches!(Press::parse(token, &self.bot.dataset), Some(Press::Choose(_) | Press::Turn(..)))
    }

    fn command(&self, name: &str, fields: &[Field], interaction: &Interaction) -> Response {
        let Some(command) = commands::named(name) else {
            // Registered once, by an older version.
            let call = Call { name: name.to_lowercase(), to: None, argument: String::new() };
            return Response::ephemeral(self.run(&call, None, interaction));
        };
        if command.audience == Audience::Admins && !interaction.manages() {
            return Response::ephemeral(notices::managers_only());
        }
        let argument = argument(command, fields);
        if command.name == "ask" {
            return match argument.as_str() {
                "" => Response::ephemeral(notices::ask_what()),
                words => Response::of(self.talk(talk(interaction), |conversation| self.ask(words, conversation))).to(words),
            };
        }
        let call = Call { name: command.name.to_owned(), to: None, argument };
        if command.needs == Needs::Standing {
            return Response::ephemeral(self.run(&call, Some(standing::of(interaction)), interaction));
        }
        Response::of(self.run(&call, None, interaction))
    }

    fn run(&self, call: &Call, standing: Option<Standing>, interaction: &Interaction) -> Reply {
        let context = Context { bot: &self.bot, moment: (self.ways.now)(), standing };
        self.talk(talk(interaction), |conversation| commands::run(call, &context, conversation))
    }

    /// What a message asks, with what it says above the answer: others do not see which was picked.
    fn on_message(&self, words: &str, interaction: &Interaction) -> Response {
        if words.trim().is_empty() {
            return Response::ephemeral(notices::no_text());
        }
        let reply = self.talk(talk(interaction), |conversation| self.ask(words, conversation));
        // Nobody asked for it but the one who picked the message: a refusal is for them.
        let told = matches!(reply.outcome, Outcome::Answer | Outcome::Choices);
        Response { ephemeral: !told, ..Response::of(reply).to(words) }
    }

    fn press(&self, token: &str, interaction: &Interaction) -> Response {
        let Some(press) = Press::parse(token, &self.bot.dataset) else {
            return Response::ephemeral(notices::stale_button_reply());
        };
        let reply = self.talk(talk(interaction), |conversation| self.bot.press(&press, conversation, (self.ways.now)()));
        Response { in_place: self.changes_in_place(interaction), ..Response::of(reply) }
    }
}

/// In private, commands and messages are one conversation.
fn talk(interaction: &Interaction) -> Talk {
    if interaction.server.is_none() && interaction.bot_is_there {
        Talk::Channel(interaction.channel)
    } else {
        Talk::Person(interaction.channel, interaction.person)
    }
}

/// Whether only who asked will see the answer, as far as that is known before there is one.
pub(super) fn is_private(interaction: &Interaction) -> bool {
    let Asked::Command { name, .. } = &interaction.asked else { return false };
    commands::named(name).is_none_or(|command| command.needs == Needs::Standing)
}

/// What was given with a command, in the order of its arguments, as somebody would type it.
fn argument(command: &Command, fields: &[Field]) -> String {
    let typed = command.arguments.iter().filter(|argument| argument.takes != Takes::Channel);
    let given = typed.filter_map(|argument| fields.iter().find(|field| field.name == argument.name));
    given.map(|field| field.value.trim()).collect::<Vec<_>>().join(" ")
}
