//! Subscriptions are kept, changed, paused, set going, counted and forgotten.

use super::*;

on_both![
    what_is_put_comes_back,
    changes_keep_who_made_it,
    a_pause_has_no_next_post,
    nobody_knows_the_zone,
    topics_of_a_chat,
    counts,
    gone_for_thirty_days,
    what_is_kept_of_a_person,
    every_number_fits
];

async fn what_is_put_comes_back(home: &Home) {
    let store = home.open().await;
    let now = march(7, 3, 0);
    let kept = store.put(&baku(1), now).await.expect("kept");
    assert_eq!(kept, Kept { subscription: baku(1), next: Some((march(7, 4, 30), day(7))) });
    store.close().await.expect("closed");
    let store = home.open().await;
    assert_eq!(store.get(baku(1).place).await.expect("read"), Some(kept), "after a restart too");
    assert_eq!(store.next_due(Platform::Telegram).await.expect("read"), Some(march(7, 4, 30)));
    assert_eq!(store.next_due(Platform::Discord).await.expect("read"), None);
    assert!(store.remove(baku(1).place, now).await.expect("removed"));
    assert!(!store.remove(baku(1).place, now).await.expect("nothing left"));
    assert_eq!(store.get(baku(1).place).await.expect("read"), None);
    let all: Vec<_> = Rhythm::all().zip([Quiet::Silent, Quiet::Fact].into_iter().cycle()).collect();
    for (chat, (rhythm, quiet)) in (10..).zip(all) {
        let wanted = Subscription { rhythm, quiet, made_by: None, ..baku(chat) };
        assert_eq!(store.put(&wanted, now).await.expect("kept").subscription, wanted);
        assert_eq!(store.get(wanted.place).await.expect("read").map(|kept| kept.subscription), Some(wanted));
    }
}

async fn changes_keep_who_made_it(home: &Home) {
    let store = home.open().await;
    let first = Subscription { made_by: None, ..baku(1) };
    store.put(&first, march(1, 10, 0)).await.expect("kept");
    let later = march(7, 6, 0);
    let quieter = Subscription { quiet: Quiet::Fact, made_by: Some(8), made_at: later, ..baku(1) };
    let kept = store.put(&quieter, later).await.expect("kept");
    assert_eq!(kept.subscription, Subscription { made_at: first.made_at, ..quieter.clone() }, "its hour is as it was");
    assert_eq!(kept.next, Some((march(7, 4, 30), day(7))), "today's is still owed");
    let sooner = Subscription { hour: Hour::new(7, 0).expect("an hour"), made_by: Some(9), ..quieter.clone() };
    let kept = store.put(&sooner, later).await.expect("kept");
    assert_eq!(kept.subscription, Subscription { made_by: Some(8), ..sooner.clone() });
    assert_eq!(kept.next, Some((march(8, 3, 0), day(8))), "what was planned for before is not owed");
    store.pause(sooner.place, Reason::Asked, later).await.expect("paused");
    let anew = march(9, 2, 0);
    let kept = store.put(&Subscription { made_at: anew, ..sooner }, anew).await.expect("kept");
    assert_eq!((kept.subscription.made_at, kept.subscription.state), (anew, State::Active));
}

async fn a_pause_has_no_next_post(home: &Home) {
    let store = home.open().await;
    let place = baku(1).place;
    store.put(&baku(1), march(7, 0, 0)).await.expect("kept");
    let since = march(7, 1, 0);
    assert!(store.pause(place, Reason::NotAllowed, since).await.expect("paused"));
    assert!(store.pause(place, Reason::NotAllowed, march(7, 2, 0)).await.expect("paused"));
    assert!(!store.pause(baku(2).place, Reason::NotAllowed, since).await.expect("there is none"));
    let kept = store.get(place).await.expect("read").expect("kept");
    assert_eq!(kept.subscription.state, State::Paused { reason: Reason::NotAllowed, since });
    assert_eq!(kept.next, None);
    assert_eq!(claim(&store, "a", march(7, 9, 0)).await, Claim::default());
    let kept = store.go_on(place, march(7, 10, 0)).await.expect("set going").expect("kept");
    assert_eq!(kept.next, Some((march(7, 4, 30), day(7))), "today's is owed");
    assert_eq!(store.go_on(place, march(7, 10, 1)).await.expect("goes already"), Some(kept));
    assert_eq!(store.go_on(baku(2).place, since).await.expect("there is none"), None);
}

async fn nobody_knows_the_zone(home: &Home) {
    let store = home.open().await;
    let lost = Subscription { zone: "Atlantis/Capital".to_owned(), ..baku(1) };
    let now = march(7, 0, 0);
    let paused = State::Paused { reason: Reason::UnknownZone, since: now };
    assert_eq!(store.put(&lost, now).await.expect("kept").subscription.state, paused);
    let kept = store.go_on(lost.place, now).await.expect("tried").expect("kept");
    assert_eq!((kept.subscription.state, kept.next), (paused, None));
    // The database forgets a zone that it knew.
    store.put(&baku(2), now).await.expect("kept");
    store.put(&baku(3), now).await.expect("kept");
    let dropped = "UPDATE subscriptions SET zone = 'Atlantis/Capital' WHERE chat = 2";
    store.database.execute(dropped, vec![]).await.expect("written");
    let due = march(7, 4, 30);
    let claim = claim(&store, "a", due).await;
    assert_eq!(claim.posts.len(), 1, "the others get theirs");
    assert_eq!(claim.unknown_zones.len(), 1);
    let kept = store.get(baku(2).place).await.expect("read").expect("kept");
    assert_eq!(kept.subscription, claim.unknown_zones[0]);
    assert_eq!(kept.subscription.state, State::Paused { reason: Reason::UnknownZone, since: due });
}

async fn topics_of_a_chat(home: &Home) {
    let store = home.open().await;
    let now = march(7, 0, 0);
    for topic in [None, Some(9), Some(4)] {
        store.put(&Subscription { place: Place::telegram(-5, topic), ..baku(0) }, now).await.expect("kept");
    }
    store
        .put(&Subscription { place: Place { platform: Platform::Discord, ..Place::telegram(-5, None) }, ..baku(0) }, now)
        .await
        .expect("kept");
    let topics = |kept: Vec<Kept>| kept.into_iter().map(|kept| kept.subscription.place.topic).collect::<Vec<_>>();
    assert_eq!(topics(store.of_chat(Platform::Telegram, -5).await.expect("read")), [None, Some(4), Some(9)]);
    assert_eq!(store.pause_chat(Platform::Telegram, -5, Reason::Gone, now).await.expect("paused"), 3);
    assert!(store.of_chat(Platform::Telegram, -5).await.expect("read").iter().all(|kept| kept.next.is_none()));
    assert_eq!(store.of_chat(Platform::Discord, -5).await.expect("read").len(), 1);
    store.forget_chat(Platform::Telegram, -5).await.expect("forgotten");
    assert_eq!(store.of_chat(Platform::Telegram, -5).await.expect("read"), []);
    assert_eq!(store.of_chat(Platform::Discord, -5).await.expect("read").len(), 1);
}

async fn counts(home: &Home) {
    let store = home.open().await;
    for chat in 1..=5 {
        store.put(&baku(chat), march(7, 0, 0)).await.expect("kept");
    }
    store.pause(baku(1).place, Reason::Gone, march(7, 0, 0)).await.expect("paused");
    let counted = store.subscriptions_by_state(Platform::Telegram).await.expect("counted");
    assert_eq!(counted, [(None, 4), (Some(Reason::Gone), 1)]);
    assert_eq!(store.subscriptions_by_state(Platform::Discord).await.expect("counted"), []);
}

async fn gone_for_thirty_days(home: &Home) {
    let store = home.open().await;
    for chat in 1..=3 {
        store.put(&baku(chat), march(1, 0, 0)).await.expect("kept");
    }
    assert_eq!(claim(&store, "a", march(2, 4, 30)).await.posts.len(), 3);
    store.pause(baku(1).place, Reason::Gone, march(2, 5, 0)).await.expect("paused");
    store.pause(baku(2).place, Reason::Asked, march(2, 5, 0)).await.expect("paused");
    assert_eq!(store.forget_gone(at("2025-04-01T04:59:00Z")).await.expect("forgotten"), 0);
    assert_eq!(store.forget_gone(at("2025-04-01T05:00:00Z")).await.expect("forgotten"), 1);
    assert_eq!(store.get(baku(1).place).await.expect("read"), None);
    assert_eq!(store.history(baku(1).place, 10).await.expect("read"), []);
    assert!(store.get(baku(2).place).await.expect("read").is_some());
    assert_eq!(store.history(baku(2).place, 10).await.expect("read").len(), 1);
}

async fn what_is_kept_of_a_person(home: &Home) {
    let store = home.open().await;
    let now = march(7, 0, 0);
    store.put(&Subscription { made_by: Some(42), ..baku(-1) }, now).await.expect("kept");
    store.put(&Subscription { made_by: Some(42), ..baku(42) }, now).await.expect("kept");
    store.put(&baku(-2), now).await.expect("kept");
    store.keep_conversation(Platform::Telegram, -1, Some(42), b"turns", now).await.expect("kept");
    store.keep_conversation(Platform::Telegram, -1, Some(43), b"others", now).await.expect("kept");
    store.forget_person(Platform::Telegram, 42).await.expect("forgotten");
    let maker = |kept: Option<Kept>| kept.map(|kept| kept.subscription.made_by);
    assert_eq!(maker(store.get(baku(-1).place).await.expect("read")), Some(None), "a group keeps its posts");
    assert_eq!(maker(store.get(baku(-2).place).await.expect("read")), Some(Some(7)));
    assert_eq!(store.get(baku(42).place).await.expect("read"), None, "the private chat is the person's");
    assert_eq!(store.conversation(Platform::Telegram, -1, Some(42), now).await.expect("read"), None);
    assert!(store.conversation(Platform::Telegram, -1, Some(43), now).await.expect("read").is_some());
}

async fn every_number_fits(home: &Home) {
    let store = home.open().await;
    let now = march(7, 0, 0);
    for place in [Place::discord(u64::MAX), Place::discord(1), Place::discord(1 << 63)] {
        store.put(&Subscription { place, made_by: Some(i64::MIN), ..baku(0) }, now).await.expect("kept");
        assert_eq!(store.get(place).await.expect("read").map(|kept| kept.subscription.place), Some(place));
    }
    let claim = store.claim(Platform::Discord, "a", march(7, 4, 30), LEASE, 10).await.expect("claimed");
    assert_eq!(claim.posts.len(), 3);
    for post in claim.posts {
        assert!(store.settle(&post.ticket, &sent("18446744073709551615"), now).await.expect("settled"));
    }
}
