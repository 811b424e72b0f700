//! What instances share, and what Telegram's adapter keeps.

use super::super::{KeptUpdate, KnownAnswer};
use super::*;

on_both![conversations_are_kept_and_forgotten, only_one_holds, updates_are_handled_once, an_answer_is_known_until_it_is_gone];

async fn conversations_are_kept_and_forgotten(home: &Home) {
    let (store, other) = (home.open().await, home.open().await);
    let (early, late) = (march(7, 1, 0), march(7, 2, 0));
    store.keep_conversation(Platform::Discord, 1, None, b"\0\xff", late).await.expect("kept");
    store.keep_conversation(Platform::Discord, 1, None, b"older", early).await.expect("nothing changed");
    let known = other.conversation(Platform::Discord, 1, None, late).await.expect("read");
    assert_eq!(known.as_deref(), Some(&b"\0\xff"[..]));
    assert_eq!(other.conversation(Platform::Discord, 1, None, march(7, 2, 1)).await.expect("read"), None, "too long ago");
    assert_eq!(other.conversation(Platform::Discord, 1, Some(3), early).await.expect("read"), None);
    assert_eq!(other.conversation(Platform::Telegram, 1, None, early).await.expect("read"), None);
    assert_eq!(other.forget_conversations(late).await.expect("nothing is older"), 0);
    assert_eq!(other.forget_conversations(march(7, 2, 1)).await.expect("forgotten"), 1);
}

async fn only_one_holds(home: &Home) {
    let (store, other) = (home.open().await, home.open().await);
    let (now, until) = (march(7, 1, 0), march(7, 1, 1));
    assert!(store.hold("polling", "a", until, now).await.expect("held"));
    assert!(!other.hold("polling", "b", until, now).await.expect("not held"));
    assert!(other.hold("commands", "b", until, now).await.expect("held"));
    assert!(store.hold("polling", "a", march(7, 1, 2), until).await.expect("for longer"));
    other.release("polling", "b").await.expect("nothing to give back");
    assert!(!other.hold("polling", "b", march(7, 1, 3), until).await.expect("not held"));
    assert!(other.hold("polling", "b", march(7, 1, 3), march(7, 1, 2)).await.expect("the time is over"));
    other.release("polling", "b").await.expect("given back");
    assert!(store.hold("polling", "a", march(7, 1, 3), march(7, 1, 2)).await.expect("held"));
}

async fn updates_are_handled_once(home: &Home) {
    let store = home.open().await;
    let update = |id| KeptUpdate { id, body: format!("{{\"update_id\":{id}}}") };
    store.keep_updates(&[update(8), update(7)]).await.expect("kept");
    store.updates_handled(&[8, 9, 9]).await.expect("handled");
    assert_eq!(store.kept_updates().await.expect("kept"), [update(7)]);
    let mut handled = store.handled_updates().await.expect("handled");
    handled.sort_unstable();
    assert_eq!(handled, [8, 9]);
    store.keep_updates(&[update(9)]).await.expect("kept");
    assert_eq!(store.kept_updates().await.expect("kept"), [update(7)], "what was handled does not come back");
    store.updates_handled(&[]).await.expect("nothing");
}

async fn an_answer_is_known_until_it_is_gone(home: &Home) {
    let store = home.open().await;
    let note = |messages: Option<&str>| KnownAnswer { chat: -7, question: 3, messages: messages.map(str::to_owned) };
    store.note_answers(&[note(Some("4")), note(Some("5 6"))]).await.expect("noted");
    store.forget_answers().await.expect("nothing is old");
    assert_eq!(store.answer(-7, 3).await.expect("read"), Some("5 6".to_owned()));
    assert_eq!(store.answer(-7, 4).await.expect("read"), None);
    store.note_answers(&[note(None)]).await.expect("noted");
    assert_eq!(store.answer(-7, 3).await.expect("read"), None);
    store.note_answers(&[note(Some("7")), note(None), note(Some("8"))]).await.expect("noted");
    assert_eq!(store.answer(-7, 3).await.expect("read"), Some("8".to_owned()), "the last of several counts");
    store.note_answers(&[note(Some("9")), note(None)]).await.expect("noted");
    assert_eq!(store.answer(-7, 3).await.expect("read"), None);
}
