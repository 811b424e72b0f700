//! What Discord refuses for good costs that answer and nothing else; too much of it, and nothing is called for a while.

use std::time::Duration;

use bot_core::hosting::program::Ended;
use bot_discord::answering::Ways;
use icmal_tests::discord::{Fault, FaultKind};

use crate::bot::{SOON, Scene, ordinary_day};

const EMBASSIES: &str = "how many embassies are there";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_good_is_not_tried_again() {
    let (scene, bot) = Scene::with_bot(&["--asks-per-minute", "1000"], ordinary_day()).await;
    let fake = &scene.fake;
    let alone = fake.dm(scene.aysel);
    let kinds = [
        FaultKind::NotFound(10_003),
        FaultKind::Forbidden(50_001),
        FaultKind::Forbidden(50_007),
        FaultKind::Refused(160_005),
        FaultKind::Refused(50_083),
    ];
    for (i, kind) in kinds.into_iter().enumerate() {
        let called = fake.call_count("create_message");
        fake.fault(Fault::new(kind.clone()).method("create_message").times(1));
        fake.tell(scene.aysel, EMBASSIES);
        assert!(fake.called("create_message", called + 1, SOON).await, "{kind:?}");
        fake.tell(scene.aysel, EMBASSIES);
        assert!(fake.answers(alone, i + 1, SOON).await && fake.settled(SOON).await, "after {kind:?}");
        assert_eq!(fake.call_count("create_message"), called + 2, "{kind:?}");
    }
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_too_often_it_falls_silent() {
    let ways = Ways { most_invalid: 5, ..ordinary_day() };
    let (scene, bot) = Scene::with_bot(&["--asks-per-minute", "1000"], ways).await;
    let fake = &scene.fake;
    fake.set_rate_limits(false);
    fake.fault(Fault::new(FaultKind::Forbidden(50_013)).method("create_message"));
    for _ in 0..30 {
        fake.tell(scene.aysel, EMBASSIES);
    }
    assert!(fake.called("create_message", 5, SOON).await);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(fake.call_count("create_message") <= 7, "{} calls after all of them were refused", fake.call_count("create_message"));
    assert_eq!(bot.stop().await, Ended::Asked);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_dies_between_ends_the_bot() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    scene.fake.fault(Fault::new(FaultKind::Unauthorized).method("create_message").times(1));
    scene.fake.tell(scene.aysel, EMBASSIES);
    assert_eq!(bot.ended().await, Ended::TokenRefused);
}
