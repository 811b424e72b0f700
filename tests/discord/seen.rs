//! What a person reads in a message of the bot.

use icmal_tests::discord::Message;
use serde_json::Value;

/// The words of a message as a reader sees them: title, text, fields, source. Figures that stand beside each other repeat
/// what the text says, and are left out.
pub fn words(message: &Message) -> String {
    let mut parts = vec![message.content.clone()];
    for embed in &message.embeds {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        parts.push(text(&embed["title"]));
        parts.push(text(&embed["description"]));
        for field in embed["fields"].as_array().into_iter().flatten().filter(|field| field["inline"] != true) {
            parts.push(format!("{}: {}", text(&field["name"]), text(&field["value"])));
        }
        // A footer has no marks.
        parts.push(text(&embed["footer"]["text"]).replace('*', "\\*"));
    }
    plain(&parts.join("\n"))
}

/// Without the marks of the markdown, and without what escapes them.
fn plain(markdown: &str) -> String {
    let mut plain = String::new();
    let mut letters = markdown.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.extend(letters.next()),
            '*' => {}
            _ => plain.push(letter),
        }
    }
    plain
}

/// Whether two texts say the same, line by line, wherever each line stands: a list may be one of fields.
pub fn says_the_same(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let (whole, others) = (letters(one), letters(other));
    whole.len() == others.len() && one.lines().all(|line| others.contains(&letters(line)))
}
