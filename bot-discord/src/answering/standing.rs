//! What the bot may do where an interaction was used: Discord tells it with each.

use bot_core::standing::{Hears, Place, Standing};
use serenity::model::Permissions;

use crate::incoming::Interaction;

/// What the bot may do there.
pub(super) fn of(interaction: &Interaction) -> Standing {
    let may = interaction.bot_may;
    let all = may.contains(Permissions::ADMINISTRATOR);
    let has = |permission: Permissions| all || may.contains(permission);
    let place = match interaction.server {
        None if interaction.bot_is_there => Place::Private,
        Some(_) if interaction.bot_is_there => Place::Group,
        _ => Place::Elsewhere,
    };
    let private = place == Place::Private;
    let write = if interaction.in_thread { Permissions::SEND_MESSAGES_IN_THREADS } else { Permissions::SEND_MESSAGES };
    Standing {
        place,
        may_write: Some(private || (place != Place::Elsewhere && has(Permissions::VIEW_CHANNEL | write))),
        may_send_pictures: Some(private || has(Permissions::ATTACH_FILES)),
        may_show_cards: Some(private || has(Permissions::EMBED_LINKS)),
        hears: Hears::Mentions,
        manages: false,
        topic: None,
    }
}
