//! Several instances at once, and those that go away in the middle.

use std::collections::BTreeSet;

use super::*;

on_both![
    a_lease_ends,
    a_lease_is_renewed,
    four_stores_never_give_a_post_twice,
    killed_in_the_middle,
    nothing_written_without_commit
];

async fn a_lease_ends(home: &Home) {
    let store = home.open().await;
    store.put(&baku(1), march(7, 0, 0)).await.expect("kept");
    let first = one(&store, "a", march(7, 4, 30)).await;
    assert_eq!(first.leased_until, march(7, 4, 31));
    let second = one(&store, "b", march(7, 4, 31)).await;
    assert_eq!((second.ticket.key, second.ticket.attempt, second.doubtful), (first.ticket.key, 2, true));
    assert!(!store.settle(&first.ticket, &sent("1"), march(7, 4, 31)).await.expect("refused"));
    assert!(!store.renew(&first.ticket, march(7, 4, 40)).await.expect("refused"));
    let third = one(&store, "b", march(7, 4, 32)).await;
    assert!(
        !store.settle(&second.ticket, &sent("1"), march(7, 4, 32)).await.expect("refused"),
        "the same instance, an older try"
    );
    assert!(store.settle(&third.ticket, &sent("1"), march(7, 4, 32)).await.expect("settled"));
}

async fn a_lease_is_renewed(home: &Home) {
    let store = home.open().await;
    store.put(&baku(1), march(7, 0, 0)).await.expect("kept");
    let post = one(&store, "a", march(7, 4, 30)).await;
    assert!(store.renew(&post.ticket, march(7, 4, 50)).await.expect("renewed"));
    assert_eq!(claim(&store, "b", march(7, 4, 49)).await, Claim::default());
    assert!(store.settle(&post.ticket, &sent("1"), march(7, 4, 49)).await.expect("settled"));
}

async fn four_stores_never_give_a_post_twice(home: &Home) {
    const CHATS: i64 = 300;
    let store = home.open().await;
    for chat in 1..=CHATS {
        store.put(&baku(chat), march(7, 0, 0)).await.expect("kept");
    }
    let mut instances = tokio::task::JoinSet::new();
    for instance in ["a", "b", "c", "d"] {
        let store = home.open().await;
        instances.spawn(async move {
            let mut mine = Vec::new();
            // Rows that another instance has locked are not seen: an empty claim is not yet the end.
            while store.next_due(Platform::Telegram).await.expect("read") <= Some(march(7, 4, 30)) {
                let claim = store.claim(Platform::Telegram, instance, march(7, 4, 30), LEASE, 7).await.expect("claimed");
                for post in claim.posts {
                    assert!(!post.doubtful);
                    assert!(store.settle(&post.ticket, &sent("1"), march(7, 4, 30)).await.expect("settled"));
                    mine.push(post.ticket.key);
                }
            }
            mine
        });
    }
    let given: Vec<PostKey> = instances.join_all().await.concat();
    assert_eq!(given.len(), CHATS as usize);
    assert_eq!(given.iter().collect::<BTreeSet<_>>().len(), CHATS as usize);
    let counted = store.posts_by_state(Platform::Telegram).await.expect("counted");
    assert_eq!(counted, [(PostState::Sent, CHATS as u64)]);
}

async fn killed_in_the_middle(home: &Home) {
    let store = home.open().await;
    for chat in 1..=20 {
        store.put(&baku(chat), march(7, 0, 0)).await.expect("kept");
    }
    let posts = claim(&store, "a", march(7, 4, 30)).await.posts;
    for post in &posts[..8] {
        store.settle(&post.ticket, &sent("1"), march(7, 4, 30)).await.expect("settled");
    }
    drop(store);
    let store = home.open().await;
    assert_eq!(claim(&store, "a", march(7, 4, 30)).await, Claim::default(), "not before the lease is over");
    let left = claim(&store, "a", march(7, 4, 31)).await.posts;
    assert_eq!(left.len(), 12, "all that were under way, and no other");
    assert!(left.iter().all(|post| post.doubtful && post.ticket.attempt == 2));
}

async fn nothing_written_without_commit(home: &Home) {
    let store = home.open().await;
    store.put(&baku(1), march(7, 0, 0)).await.expect("kept");
    let mut work = store.database.begin().await.expect("begun");
    work.execute("DELETE FROM subscriptions", vec![]).await.expect("said");
    drop(work);
    assert!(store.get(baku(1).place).await.expect("read").is_some());
}
