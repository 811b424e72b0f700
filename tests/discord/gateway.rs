//! The gateway breaks in every way, and the bot is back; a dead token ends it.

use std::time::Duration;

use bot_core::hosting::program::Ended;
use icmal_tests::discord::{Fault, FaultKind};

use crate::bot::{Running, SOON, Scene, ordinary_day};

/// What Discord answers a heartbeat after; in earnest it is 41 seconds.
const BEAT: Duration = Duration::from_millis(300);
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether the bot answers now.
async fn answers(scene: &Scene) -> bool {
    let Ok(asked) = scene.fake.slash(scene.general, scene.aysel, "ask", &[("question", "how many embassies are there")]) else {
        return false;
    };
    asked.answered(PATIENCE).await
}

async fn beating() -> (Scene, Running) {
    let scene = Scene::new().await;
    scene.fake.set_heartbeat(BEAT);
    let bot = Running::start_with(&scene.fake, &["--asks-per-minute", "1000"], ordinary_day());
    assert!(scene.fake.connected(SOON).await && scene.fake.called("set_commands", 1, SOON).await);
    (scene, bot)
}

#[tokio::test(flavor = "multi_thread")]
async fn cut_fifty_times_it_is_back_fifty_times() {
    let (scene, bot) = beating().await;
    for time in 0..50 {
        scene.fake.cut_gateway();
        let back = scene.fake.resumed(time + 1, PATIENCE).await;
        assert!(back, "after cut {}: {} resumes, {} identifies", time + 1, scene.fake.resumes(), scene.fake.identifies());
    }
    assert!(answers(&scene).await);
    assert_eq!(scene.fake.identifies(), 1, "what was missed is told again");
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_while_it_is_cut_off_is_answered_once() {
    let (scene, bot) = beating().await;
    for round in 0..10 {
        scene.fake.cut_gateway();
        let asked: Vec<_> = (0..10)
            .map(|_| scene.fake.slash(scene.general, scene.aysel, "ask", &[("question", "when was COP29")]).expect("registered"))
            .collect();
        assert!(scene.fake.resumed(round + 1, PATIENCE).await);
        for asked in asked {
            assert!(asked.answered(PATIENCE).await, "round {round}");
            assert_eq!((asked.callbacks(), asked.messages().len()), (1, 1), "round {round}");
        }
    }
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_reconnect_or_to_begin_anew_it_does() {
    let (scene, bot) = beating().await;
    scene.fake.ask_reconnect();
    assert!(scene.fake.resumed(1, PATIENCE).await);
    scene.fake.invalidate_sessions(true);
    assert!(scene.fake.resumed(2, PATIENCE).await);
    scene.fake.invalidate_sessions(false);
    assert!(scene.fake.identified(2, PATIENCE).await && scene.fake.connected(PATIENCE).await);
    scene.fake.close_gateway(4000);
    assert!(scene.fake.resumed(3, PATIENCE).await);
    scene.fake.refuse_resumes(1);
    scene.fake.cut_gateway();
    assert!(scene.fake.identified(3, PATIENCE).await && scene.fake.connected(PATIENCE).await);
    scene.fake.refuse_upgrades(2);
    scene.fake.cut_gateway();
    assert!(scene.fake.disconnected(SOON).await && scene.fake.connected(PATIENCE).await);
    assert!(answers(&scene).await);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_hears_nothing_is_built_anew() {
    let (scene, bot) = beating().await;
    scene.fake.hang_resumes(1);
    scene.fake.cut_gateway();
    assert!(scene.fake.identified(2, PATIENCE).await, "a resume that hangs");
    assert!(scene.fake.connected(PATIENCE).await && answers(&scene).await);
    let before = scene.fake.gateway_connections_ever();
    scene.fake.set_gateway_silent(true);
    let begun = std::time::Instant::now();
    while scene.fake.gateway_connections_ever() == before && begun.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    scene.fake.set_gateway_silent(false);
    assert!(scene.fake.gateway_connections_ever() > before, "a connection that fell silent");
    assert!(scene.fake.connected(PATIENCE).await && answers(&scene).await);
    let before = scene.fake.gateway_connections_ever();
    scene.fake.set_acknowledging(false);
    let begun = std::time::Instant::now();
    while scene.fake.gateway_connections_ever() == before && begun.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    scene.fake.set_acknowledging(true);
    assert!(scene.fake.gateway_connections_ever() > before, "a connection on which no heartbeat is acknowledged");
    assert!(scene.fake.connected(PATIENCE).await && answers(&scene).await);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_at_the_start_and_later_is_waited_out() {
    let scene = Scene::new().await;
    scene.fake.shut().await;
    let bot = Running::start(&scene.fake, &[]);
    tokio::time::sleep(Duration::from_millis(300)).await;
    scene.fake.open().await;
    scene.fake.fault(Fault::new(FaultKind::BadGatewayHtml).method("gateway_bot").times(1));
    assert!(scene.fake.connected(PATIENCE).await && scene.fake.called("set_commands", 1, SOON).await);
    scene.fake.shut().await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    scene.fake.open().await;
    assert!(scene.fake.connected(PATIENCE).await && answers(&scene).await);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_recommended_shards_are_connected() {
    let scene = Scene::new().await;
    scene.fake.set_shards(3, 3);
    let bot = Running::start(&scene.fake, &[]);
    assert!(scene.fake.identified(3, PATIENCE).await && scene.fake.connected(PATIENCE).await);
    assert!(scene.fake.called("set_commands", 1, SOON).await && answers(&scene).await);
    let content = 1 << 15;
    assert!(scene.fake.intents().iter().all(|intents| intents & (content | 1 << 1 | 1 << 8) == 0), "nothing privileged");
    assert_eq!(bot.stop().await, Ended::Asked);
    assert!(scene.fake.disconnected(SOON).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_token_ends_the_bot_at_the_start_and_later() {
    let scene = Scene::new().await;
    scene.fake.fault(Fault::new(FaultKind::Unauthorized).method("current_user").times(1));
    assert_eq!(Running::start(&scene.fake, &[]).ended().await, Ended::TokenRefused);
    let (scene, bot) = beating().await;
    scene.fake.revoke_token();
    scene.fake.close_gateway(4004);
    assert_eq!(bot.ended().await, Ended::TokenRefused);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_closes_for_good_ends_the_bot() {
    let (scene, bot) = beating().await;
    scene.fake.close_gateway(4014);
    assert!(matches!(bot.ended().await, Ended::Broken(why) if why.contains("intents")));
    let (scene, bot) = beating().await;
    scene.fake.close_gateway(4010);
    assert!(matches!(bot.ended().await, Ended::Broken(why) if why.contains("4010")));
    let (scene, bot) = beating().await;
    scene.fake.close_gateway(4011);
    assert!(scene.fake.identified(2, PATIENCE).await && scene.fake.connected(PATIENCE).await, "another number of shards");
    bot.stop().await;
}
