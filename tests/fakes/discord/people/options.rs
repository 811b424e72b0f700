//! The options of a command: what people type, and what the bot gets of it.

use serde_json::{Map, Value, json};

use super::super::world::World;

/// Options as a test gives them: name and what is typed.
pub(super) type Typed<'a> = &'a [(&'a str, &'a str)];

/// Ids of what options name, as objects.
#[derive(Default)]
pub(super) struct Resolved(Map<String, Value>);

impl Resolved {
    fn put(&mut self, kind: &str, id: u64, object: Value) {
        let list = self.0.entry(kind).or_insert_with(|| json!({}));
        list[id.to_string()] = object;
    }

    pub(super) fn into_data(self, data: &mut Value) {
        if !self.0.is_empty() {
            data["resolved"] = Value::Object(self.0);
        }
    }
}

/// Where an option is used, and by whom.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) world: &'a World,
    pub(super) channel: u64,
    pub(super) person: u64,
}

impl Spot<'_> {
    /// The value of an option of some type, from what is typed.
    fn value(self, option: &Value, typed: &str, resolved: &mut Resolved) -> Result<Value, String> {
        let name = option["name"].as_str().unwrap_or_default();
        let wrong = |what: &str| format!("option `{name}`: `{typed}` is no {what}");
        let choices = option["choices"].as_array().filter(|c| !c.is_empty());
        if let Some(choices) = choices {
            let fits = |c: &&Value| {
                c["name"] == typed || c["value"] == typed || c["value"].as_i64().is_some_and(|n| typed.parse() == Ok(n))
            };
            return choices.iter().find(fits).map(|c| c["value"].clone()).ok_or_else(|| wrong("choice"));
        }
        match option["type"].as_u64() {
            Some(4) => {
                let number: i64 = typed.parse().map_err(|_| wrong("whole number"))?;
                let fits = option["min_value"].as_i64().is_none_or(|least| number >= least)
                    && option["max_value"].as_i64().is_none_or(|most| number <= most);
                if fits { Ok(json!(number)) } else { Err(wrong("number within the bounds")) }
            }
            Some(5) => typed.parse::<bool>().map(|b| json!(b)).map_err(|_| wrong("true or false")),
            Some(6) => self.user(typed, resolved).ok_or_else(|| wrong("person")),
            Some(7) => self.room(option, typed, resolved).ok_or_else(|| wrong("channel that fits")),
            Some(10) => typed.parse::<f64>().map(|n| json!(n)).map_err(|_| wrong("number")),
            _ => {
                let length = typed.chars().count() as u64;
                let fits = option["min_length"].as_u64().is_none_or(|least| length >= least)
                    && length <= option["max_length"].as_u64().unwrap_or(6000);
                if fits { Ok(json!(typed)) } else { Err(wrong("text of the right length")) }
            }
        }
    }

    fn user(self, typed: &str, resolved: &mut Resolved) -> Option<Value> {
        let person = self.world.persons.values().find(|p| p.name == typed || p.id.to_string() == typed)?;
        resolved.put("users", person.id, person.json());
        Some(json!(person.id.to_string()))
    }

    fn room(self, option: &Value, typed: &str, resolved: &mut Resolved) -> Option<Value> {
        let guild = self.world.channels.get(&self.channel)?.guild?;
        let typed = typed.trim_start_matches('#');
        let fits = |c: &&super::super::channel::Channel| {
            c.guild == Some(guild) && !c.deleted && (c.name == typed || c.id.to_string() == typed)
        };
        let room = self.world.channels.values().find(fits)?;
        let kinds = option["channel_types"].as_array().filter(|k| !k.is_empty());
        if kinds.is_some_and(|k| !k.contains(&json!(room.number(self.world)))) {
            return None;
        }
        resolved.put("channels", room.id, room.partial(self.world, self.person));
        Some(json!(room.id.to_string()))
    }

    /// The `options` of the bot's data; `focused` is the one that is being typed, whose value is taken as it is.
    pub(super) fn read(
        self,
        known: &[Value],
        typed: Typed<'_>,
        focused: Option<&str>,
        resolved: &mut Resolved,
    ) -> Result<Vec<Value>, String> {
        for (name, _) in typed {
            if !known.iter().any(|k| k["name"] == *name) {
                return Err(format!("the command has no option `{name}`"));
            }
        }
        let mut options = Vec::new();
        for option in known {
            let name = option["name"].as_str().unwrap_or_default();
            let Some((_, words)) = typed.iter().find(|(n, _)| *n == name) else {
                if option["required"] == true && focused.is_none() {
                    return Err(format!("the option `{name}` is required"));
                }
                continue;
            };
            let mut read = json!({ "name": name, "type": option["type"] });
            if focused == Some(name) {
                if option["autocomplete"] != true {
                    return Err(format!("the option `{name}` offers nothing while it is typed"));
                }
                read["value"] = json!(words);
                read["focused"] = json!(true);
            } else {
                read["value"] = self.value(option, words, resolved)?;
            }
            options.push(read);
        }
        Ok(options)
    }
}
