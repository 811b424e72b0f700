//! Chats that move, and meet what is there already.

use super::*;

on_both![a_chat_moves_with_all_it_has, two_become_one, what_is_on_its_way_moves_along];

async fn a_chat_moves_with_all_it_has(home: &Home) {
    let store = home.open().await;
    let now = march(7, 0, 0);
    for topic in [None, Some(4)] {
        store.put(&Subscription { place: Place::telegram(-5, topic), ..baku(0) }, now).await.expect("kept");
    }
    store.put(&baku(-6), now).await.expect("kept");
    for post in claim(&store, "a", march(7, 4, 30)).await.posts {
        store.settle(&post.ticket, &sent("1"), march(7, 4, 30)).await.expect("settled");
    }
    store.keep_conversation(Platform::Telegram, -5, Some(1), b"turns", now).await.expect("kept");
    let moved = store.move_chat(Platform::Telegram, -5, -100, march(7, 5, 0)).await.expect("moved");
    assert_eq!((moved.moved, moved.merged), (2, 0));
    let again = store.move_chat(Platform::Telegram, -5, -100, march(7, 5, 0)).await.expect("told twice");
    assert_eq!((again.moved, again.merged), (0, 0));
    assert_eq!(store.of_chat(Platform::Telegram, -5).await.expect("read"), []);
    assert_eq!(store.history(Place::telegram(-5, Some(4)), 10).await.expect("read"), []);
    let kept = store.of_chat(Platform::Telegram, -100).await.expect("read");
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|kept| kept.next == Some((march(8, 4, 30), day(8)))), "today's is out");
    assert_eq!(store.history(Place::telegram(-100, Some(4)), 10).await.expect("read").len(), 1);
    assert!(store.conversation(Platform::Telegram, -100, Some(1), now).await.expect("read").is_some());
    assert!(store.get(baku(-6).place).await.expect("read").is_some());
}

async fn two_become_one(home: &Home) {
    let store = home.open().await;
    let old = Subscription { quiet: Quiet::Fact, ..baku(-5) };
    let new = Subscription { hour: Hour::new(9, 0).expect("an hour"), made_at: march(7, 4, 0), ..baku(-100) };
    store.put(&old, march(1, 0, 0)).await.expect("kept");
    // The old one got its posts of the 5th and the 6th, and its post of the 7th failed; the new one got that.
    for at in 5..=7 {
        let post = one(&store, "a", march(at, 4, 30)).await;
        let outcome = if at == 7 { Outcome::Failed { why: "moved".to_owned() } } else { sent("old") };
        store.settle(&post.ticket, &outcome, march(at, 4, 31)).await.expect("settled");
    }
    store.pause(old.place, Reason::NotAllowed, march(7, 4, 31)).await.expect("paused");
    store.put(&new, march(7, 4, 0)).await.expect("kept");
    let post = one(&store, "a", march(7, 5, 0)).await;
    store.settle(&post.ticket, &sent("new"), march(7, 5, 1)).await.expect("settled");
    let moved = store.move_chat(Platform::Telegram, -5, -100, march(7, 6, 0)).await.expect("moved");
    assert_eq!((moved.moved, moved.merged), (0, 1));
    let kept = store.get(new.place).await.expect("read").expect("kept");
    assert_eq!(kept.subscription, Subscription { place: new.place, ..old }, "the older one, active as the other was");
    assert_eq!(kept.next, Some((march(8, 4, 30), day(8))));
    let history = store.history(new.place, 10).await.expect("read");
    let told: Vec<_> = history.iter().filter_map(|row| Some((row.key.day, row.message.as_deref()?))).collect();
    assert_eq!(told[..3], [(day(7), "new"), (day(6), "old"), (day(5), "old")]);
}

async fn what_is_on_its_way_moves_along(home: &Home) {
    let store = home.open().await;
    store.put(&baku(-5), march(7, 0, 0)).await.expect("kept");
    let mut post = one(&store, "a", march(7, 4, 30)).await;
    store.move_chat(Platform::Telegram, -5, -100, march(7, 4, 30)).await.expect("moved");
    assert!(!store.settle(&post.ticket, &sent("1"), march(7, 4, 31)).await.expect("refused"), "its number is another");
    post.ticket.key = post.ticket.key.moved(-100);
    assert!(store.settle(&post.ticket, &sent("1"), march(7, 4, 31)).await.expect("settled"));
    assert_eq!(claim(&store, "a", march(7, 9, 0)).await, Claim::default());
}
