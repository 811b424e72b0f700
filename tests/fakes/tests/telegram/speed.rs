//! The fake must not be what a load test measures.

use tokio::time::Instant;

use super::Scene;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_of_calls_a_second() {
    let scene = std::sync::Arc::new(Scene::begun().await);
    scene.fake.set_flood_limits(false);
    let begin = Instant::now();
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let scene = scene.clone();
        clients.spawn(async move {
            for _ in 0..200 {
                scene.send(scene.aysel, "<b>x</b>").await;
            }
        });
    }
    clients.join_all().await;
    let a_second = 4000.0 / begin.elapsed().as_secs_f64();
    println!("{a_second:.0} calls a second, the client included");
    assert!(a_second > 700.0, "only {a_second:.0} calls a second");
    assert_eq!(scene.fake.bot_message_count(scene.aysel), 4000);
}
