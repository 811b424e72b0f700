//! The ledger: what is claimed, settled, tried again, too late, shown and forgotten.

use super::*;

on_both![
    a_post_is_claimed_once_and_settled,
    settling_twice_changes_nothing,
    tried_again_within_the_day,
    midnight_ends_it,
    late_the_same_day_but_never_yesterdays,
    nobody_wants_it_any_more,
    a_failed_day_is_taken_up_when_set_going,
    only_as_many_as_asked_for,
    what_cannot_be_read_stands_in_nobodys_way,
    old_posts_are_forgotten,
    weekly_posts
];

async fn ready(home: &Home) -> Store {
    let store = home.open().await;
    store.put(&baku(1), march(7, 0, 0)).await.expect("kept");
    store
}

async fn state(store: &Store, of: i8) -> Option<PostState> {
    let key = PostKey { place: baku(1).place, day: day(of) };
    store.post(key).await.expect("read").map(|post| post.state)
}

async fn a_post_is_claimed_once_and_settled(home: &Home) {
    let store = ready(home).await;
    assert_eq!(claim(&store, "a", march(7, 4, 29)).await, Claim::default());
    let post = one(&store, "a", march(7, 4, 30)).await;
    assert_eq!((post.ticket.key.day, post.ticket.attempt, post.doubtful), (day(7), 1, false));
    assert_eq!((post.due, post.expires), (march(7, 4, 30), march(7, 20, 0)));
    assert_eq!(post.subscription, baku(1));
    let other = home.open().await;
    assert_eq!(state(&other, 7).await, Some(PostState::Sending), "it is written before anything is sent");
    assert_eq!(claim(&other, "b", march(7, 4, 31) - jiff::SignedDuration::from_secs(1)).await, Claim::default());
    assert!(store.settle(&post.ticket, &sent("12 13"), march(7, 4, 31)).await.expect("settled"));
    let rows = other.history(baku(1).place, 10).await.expect("read");
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].state, rows[0].message.as_deref(), rows[0].attempts), (PostState::Sent, Some("12 13"), 1));
    assert_eq!((rows[0].due, rows[0].updated), (march(7, 4, 30), march(7, 4, 31)));
    assert_eq!(claim(&other, "b", march(7, 19, 0)).await, Claim::default());
    assert_eq!(one(&other, "b", march(8, 4, 30)).await.ticket.key.day, day(8));
    let counted = other.posts_by_state(Platform::Telegram).await.expect("counted");
    assert_eq!(counted, [(PostState::Sending, 1), (PostState::Sent, 1)]);
}

async fn settling_twice_changes_nothing(home: &Home) {
    let store = ready(home).await;
    let post = one(&store, "a", march(7, 4, 30)).await;
    for minute in [31, 32] {
        assert!(store.settle(&post.ticket, &sent("5"), march(7, 4, minute)).await.expect("settled"));
    }
    let row = &store.history(baku(1).place, 1).await.expect("read")[0];
    assert_eq!(row.updated, march(7, 4, 31));
    let failed = Outcome::Failed { why: "too late".to_owned() };
    assert!(!store.settle(&post.ticket, &failed, march(7, 4, 33)).await.expect("refused"), "it was sent");
    assert!(!store.settle(&post.ticket, &sent("6"), march(7, 4, 33)).await.expect("refused"), "as another message");
    assert!(!store.renew(&post.ticket, march(7, 5, 0)).await.expect("refused"));
    assert_eq!(&store.history(baku(1).place, 1).await.expect("read")[0], row);
    for (at, outcome) in
        [(8, failed), (9, Outcome::Unknown { why: "cut".to_owned() }), (10, Outcome::Dropped { why: "quiet".to_owned() })]
    {
        let post = one(&store, "a", march(at, 4, 30)).await;
        for _ in 0..2 {
            assert!(store.settle(&post.ticket, &outcome, march(at, 4, 31)).await.expect("settled"));
        }
        assert_eq!(state(&store, at).await, Some(outcome.state()));
        assert_eq!(claim(&store, "a", march(at, 19, 59)).await, Claim::default(), "{outcome:?} is the end");
    }
}

async fn tried_again_within_the_day(home: &Home) {
    let store = ready(home).await;
    let first = one(&store, "a", march(7, 4, 30)).await;
    for _ in 0..2 {
        assert!(store.settle(&first.ticket, &again(march(7, 4, 40), false), march(7, 4, 31)).await.expect("settled"));
    }
    assert_eq!(store.next_due(Platform::Telegram).await.expect("read"), Some(march(7, 4, 40)));
    assert_eq!(claim(&store, "a", march(7, 4, 39)).await, Claim::default());
    let second = one(&store, "b", march(7, 4, 40)).await;
    assert_eq!((second.ticket.attempt, second.doubtful, second.due), (2, false, first.due));
    assert!(!store.settle(&first.ticket, &sent("5"), march(7, 4, 41)).await.expect("refused"), "b has it");
    assert!(store.settle(&second.ticket, &again(march(7, 4, 50), true), march(7, 4, 41)).await.expect("settled"));
    let third = one(&store, "a", march(7, 4, 50)).await;
    assert!(third.doubtful, "the second may have arrived");
    assert!(store.settle(&third.ticket, &again(march(7, 5, 0), false), march(7, 4, 51)).await.expect("settled"));
    assert!(one(&store, "a", march(7, 5, 0)).await.doubtful, "and still may");
}

async fn midnight_ends_it(home: &Home) {
    let store = ready(home).await;
    let post = one(&store, "a", march(7, 4, 30)).await;
    assert!(store.settle(&post.ticket, &again(march(7, 22, 0), false), march(7, 19, 0)).await.expect("settled"));
    assert_eq!(claim(&store, "a", march(7, 20, 0)).await.posts, [], "at midnight, not when it was to be tried again");
    let row = store.post(post.ticket.key).await.expect("read").expect("a row");
    assert_eq!(row.state, PostState::Dropped);
    assert_eq!(row.why.as_deref(), Some("the day was over; before: the server had a fault"));
    let post = one(&store, "a", march(8, 4, 30)).await;
    assert_eq!(claim(&store, "a", march(8, 20, 1)).await.posts, [], "it was under way when its day ended");
    let row = store.post(post.ticket.key).await.expect("read").expect("a row");
    assert_eq!(row.state, PostState::Unknown);
    assert!(!store.settle(&post.ticket, &again(march(8, 21, 0), false), march(8, 20, 2)).await.expect("refused"));
}

async fn late_the_same_day_but_never_yesterdays(home: &Home) {
    let store = ready(home).await;
    let post = one(&store, "a", march(7, 19, 59)).await;
    assert_eq!((post.ticket.key.day, post.due), (day(7), march(7, 4, 30)));
    store.settle(&post.ticket, &sent("1"), march(7, 19, 59)).await.expect("settled");
    // Away for three days, back before the hour of the fourth.
    let back = claim(&store, "a", march(11, 3, 0)).await;
    assert_eq!(back.posts, []);
    for missed in 8..=10 {
        assert_eq!(state(&store, missed).await, Some(PostState::Dropped));
    }
    assert_eq!(state(&store, 11).await, None);
    assert_eq!(one(&store, "a", march(11, 4, 30)).await.ticket.key.day, day(11));
    // Away again, back after the hour.
    assert_eq!(one(&store, "a", march(13, 12, 0)).await.ticket.key.day, day(13));
    let states: Vec<_> = store.history(baku(1).place, 3).await.expect("read").iter().map(|row| row.state).collect();
    assert_eq!(states, [PostState::Sending, PostState::Dropped, PostState::Unknown]);
    assert_eq!(claim(&store, "a", at("2025-08-01T12:00:00Z")).await.posts.len(), 1);
    assert!(store.history(baku(1).place, 100).await.expect("read").len() <= 18, "of months only the latest days are noted");
}

async fn nobody_wants_it_any_more(home: &Home) {
    let store = ready(home).await;
    let place = baku(1).place;
    let post = one(&store, "a", march(7, 4, 30)).await;
    store.settle(&post.ticket, &again(march(7, 4, 40), false), march(7, 4, 31)).await.expect("settled");
    store.remove(place, march(7, 4, 35)).await.expect("removed");
    assert_eq!(claim(&store, "a", march(7, 4, 40)).await, Claim::default());
    assert_eq!(state(&store, 7).await, Some(PostState::Dropped));
    store.put(&baku(1), march(8, 0, 0)).await.expect("kept");
    let post = one(&store, "a", march(8, 4, 30)).await;
    store.pause(place, Reason::Asked, march(8, 4, 30)).await.expect("paused");
    assert_eq!(claim(&store, "a", march(8, 4, 32)).await.posts, []);
    assert_eq!(state(&store, 8).await, Some(PostState::Unknown), "it was on its way");
    assert!(!store.settle(&post.ticket, &sent("1"), march(8, 4, 33)).await.expect("refused"));
    let kept = store.go_on(place, march(8, 5, 0)).await.expect("set going").expect("kept");
    assert_eq!(kept.next, Some((march(9, 4, 30), day(9))), "it may have arrived");
}

async fn a_failed_day_is_taken_up_when_set_going(home: &Home) {
    let store = ready(home).await;
    let place = baku(1).place;
    let post = one(&store, "a", march(7, 4, 30)).await;
    store.settle(&post.ticket, &Outcome::Failed { why: "not allowed".to_owned() }, march(7, 4, 31)).await.expect("settled");
    store.pause(place, Reason::NotAllowed, march(7, 4, 31)).await.expect("paused");
    store.go_on(place, march(7, 9, 0)).await.expect("set going");
    let post = one(&store, "b", march(7, 9, 0)).await;
    assert_eq!((post.ticket.key.day, post.ticket.attempt), (day(7), 2));
    store.settle(&post.ticket, &sent("1"), march(7, 9, 1)).await.expect("settled");
    store.remove(place, march(7, 10, 0)).await.expect("removed");
    let kept = store.put(&baku(1), march(7, 11, 0)).await.expect("kept");
    assert_eq!(kept.next, Some((march(8, 4, 30), day(8))), "no second post for who subscribes anew");
}

async fn only_as_many_as_asked_for(home: &Home) {
    let store = home.open().await;
    for chat in 1..=7 {
        store.put(&baku(chat), march(7, 0, 0)).await.expect("kept");
    }
    let now = march(7, 4, 30);
    let mut sizes = Vec::new();
    loop {
        let claim = store.claim(Platform::Telegram, "a", now, LEASE, 3).await.expect("claimed");
        sizes.push((claim.posts.len(), claim.more));
        if !claim.more {
            break;
        }
    }
    assert_eq!(sizes, [(3, true), (3, true), (1, false)]);
    assert_eq!(store.claim(Platform::Telegram, "a", march(7, 4, 31), LEASE, 0).await.expect("claimed").posts, []);
}

async fn what_cannot_be_read_stands_in_nobodys_way(home: &Home) {
    let store = ready(home).await;
    for chat in [2, 3] {
        store.put(&baku(chat), march(7, 0, 0)).await.expect("kept");
    }
    let post = one_of(&store, 3).await;
    store.settle(&post.ticket, &again(march(7, 4, 35), false), march(7, 4, 31)).await.expect("settled");
    for strange in [
        "UPDATE subscriptions SET rhythm = 'hourly', next_at = next_at - 86400 WHERE chat = 2",
        "UPDATE posts SET day = 'some day' WHERE chat = 3",
    ] {
        store.database.execute(strange, vec![]).await.expect("written");
    }
    assert_eq!(one(&store, "b", march(7, 4, 40)).await.ticket.key.place, baku(1).place);
    assert_eq!(claim(&store, "b", march(7, 4, 40)).await, Claim::default());
    assert_eq!(store.next_due(Platform::Telegram).await.expect("read"), Some(march(7, 4, 41)), "of what can be read");
    let problem = store.get(baku(2).place).await.expect_err("nobody knows such a rhythm").to_string();
    assert!(problem.contains("subscriptions") && problem.contains("chat 2"), "{problem}");
}

/// The post of a chat, of all that are due at half past four.
async fn one_of(store: &Store, chat: i64) -> Claimed {
    let posts = claim(store, "a", march(7, 4, 30)).await.posts;
    posts.into_iter().find(|post| post.ticket.key.place.chat == chat).expect("it is due")
}

async fn old_posts_are_forgotten(home: &Home) {
    let store = ready(home).await;
    let weekly = Subscription { rhythm: Rhythm::Weekly(Weekday::Friday), ..baku(2) };
    store.put(&weekly, march(7, 0, 0)).await.expect("kept");
    for post in claim(&store, "a", march(7, 4, 30)).await.posts {
        store.settle(&post.ticket, &sent("1"), march(7, 4, 30)).await.expect("settled");
    }
    assert_eq!(store.forget_posts(march(21, 19, 0)).await.expect("forgotten"), 0);
    assert_eq!(store.forget_posts(march(21, 21, 0)).await.expect("forgotten"), 1, "the daily one");
    assert_eq!(store.history(weekly.place, 10).await.expect("read").len(), 1);
    assert_eq!(store.forget_posts(at("2025-05-24T00:00:00Z")).await.expect("forgotten"), 1);
}

async fn weekly_posts(home: &Home) {
    let store = home.open().await;
    let weekly = Subscription { rhythm: Rhythm::Weekly(Weekday::Friday), ..baku(1) };
    store.put(&weekly, march(1, 0, 0)).await.expect("kept");
    assert_eq!(one(&store, "a", march(7, 4, 30)).await.ticket.key.day, day(7));
    assert_eq!(claim(&store, "a", march(15, 4, 30)).await.posts, [], "a day late");
    assert_eq!(state(&store, 14).await, Some(PostState::Dropped));
    assert_eq!(one(&store, "a", march(21, 4, 30)).await.ticket.key.day, day(21));
}
