//! Options that offer choices while they are typed.

use serde_json::Value;

use super::super::interaction::{Asked, Typing};
use super::super::server::FakeDiscord;
use super::super::transcript;
use super::begin::Beginning;
use super::options::Spot;
use super::slash::{Called, called, written};

impl FakeDiscord {
    /// Somebody types in an option of a slash command, the last of those given; the bot is asked what to offer.
    ///
    /// # Errors
    /// If the command is not shown there, or the option offers nothing.
    pub fn type_option(&self, channel: u64, person: u64, name: &str, typed: &[(&str, &str)]) -> Result<Asked, String> {
        let (focused, _) = typed.last().ok_or("nothing is typed")?;
        let Called { data, owners } = {
            let world = self.inner.world();
            called(Spot { world: &world, channel, person }, name, typed, Some(focused))?
        };
        self.act(|world| {
            let who = transcript::name(world, person);
            transcript::note(world, channel, &format!("{who} types /{name}{}", written(typed)));
        });
        let command = name.to_owned();
        let asked = self.begin(Beginning {
            kind: 4,
            command_type: 1,
            name: command.clone(),
            channel,
            person,
            owners,
            source: None,
            data,
        });
        let options = typed.iter().map(|(name, words)| ((*name).to_owned(), (*words).to_owned())).collect();
        self.act(|world| {
            world.interactions.asked.entry(asked.id).and_modify(|i| i.typed = Some(Typing { command, options }));
        });
        Ok(asked)
    }

    /// Somebody picks one of the choices that were offered, by its name or its beginning, and sends the command off.
    ///
    /// # Errors
    /// If nothing of that name was offered.
    pub fn pick(&self, asked: &Asked, choice: &str) -> Result<Asked, String> {
        let (typed, person, channel) = {
            let world = self.inner.world();
            let found = world.interactions.asked.get(&asked.id).ok_or("no such interaction")?;
            (found.typed.clone().ok_or("nothing was typed")?, found.person, found.channel)
        };
        let choices = asked.choices();
        let found = choices.iter().find(|c| c.name == choice).or_else(|| choices.iter().find(|c| c.name.starts_with(choice)));
        let found = found.ok_or_else(|| format!("no `{choice}` was offered among {choices:?}"))?;
        let value = match &found.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let mut options = typed.options;
        if let Some(last) = options.last_mut() {
            last.1 = value;
        }
        let options: Vec<(&str, &str)> = options.iter().map(|(name, words)| (name.as_str(), words.as_str())).collect();
        self.slash(channel, person, &typed.command, &options)
    }
}
