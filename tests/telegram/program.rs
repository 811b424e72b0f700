//! The bot as a program of its own: its messages to the operator, its exit codes, and its logs.

use std::fs::File;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use icmal_tests::telegram::{Chat, FakeTelegram, Fault, FaultKind, Person, Role, Say};
use tempfile::TempDir;

const SOON: Duration = Duration::from_secs(20);

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bot-telegram"));
    // Whatever the operator of this machine has set.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TELEGRAM_")) {
        command.env_remove(name);
    }
    for name in ["DATABASE_URL", "ICMAL_DATA", "LOG_FORMAT", "ASKS_PER_MINUTE"] {
        command.env_remove(name);
    }
    command
}

/// A running program.
pub struct Program {
    child: Child,
    log: std::path::PathBuf,
}

impl Program {
    /// Starts the bot for a fake Telegram, with its store and its log in a folder.
    pub fn start(fake: &FakeTelegram, folder: &TempDir, flags: &[&str], log: &str) -> Self {
        let path = folder.path().join("log");
        let file = File::options().create(true).append(true).open(&path).expect("a log");
        let child = command()
            .args(flags)
            .env("TELEGRAM_BOT_TOKEN", fake.token())
            .env("TELEGRAM_API_URL", fake.url())
            .env("DATABASE_URL", format!("sqlite://{}", folder.path().join("icmal.db").display()))
            .env("RUST_LOG", log)
            .stdin(Stdio::null())
            .stderr(file)
            .spawn()
            .expect("it starts");
        Self { child, log: path }
    }

    /// Ends it at once, as a power cut does.
    pub fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ended");
    }

    /// Asks it to stop, as a service manager does; how it ended, how long that took, and what it logged.
    pub fn stop(mut self) -> (Option<i32>, Duration, String) {
        let asked = Instant::now();
        let signalled = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("a signal");
        assert!(signalled.success());
        let code = self.child.wait().expect("it ends").code();
        (code, asked.elapsed(), std::fs::read_to_string(&self.log).expect("its log"))
    }
}

fn complaint(command: &mut Command) -> (Option<i32>, String) {
    let run = command.output().expect("it runs");
    (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
}

#[test]
fn without_a_token_it_says_which_variable_to_set() {
    let (code, said) = complaint(&mut command());
    assert_eq!(code, Some(2));
    assert!(said.contains("TELEGRAM_BOT_TOKEN") && said.contains("@BotFather"), "{said}");
}

#[test]
fn all_that_is_wrong_with_the_settings_comes_at_once() {
    let settings = [("TELEGRAM_WEBHOOK_SECRET", "no blanks"), ("DATABASE_URL", "mysql://x"), ("TELEGRAM_API_URL", "ftp://x")];
    let (code, said) = complaint(command().envs(settings));
    assert_eq!(code, Some(2));
    for name in ["TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "TELEGRAM_WEBHOOK_URL", "DATABASE_URL", "TELEGRAM_API_URL"] {
        assert!(said.contains(name), "{name} in {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_refused_has_an_exit_code_of_its_own() {
    let fake = FakeTelegram::start().await;
    fake.revoke_token();
    let folder = TempDir::new().expect("a folder");
    let database = format!("sqlite://{}", folder.path().join("icmal.db").display());
    let settings = [("TELEGRAM_BOT_TOKEN", fake.token()), ("TELEGRAM_API_URL", &fake.url()), ("DATABASE_URL", &database)];
    let (code, said) = tokio::task::block_in_place(|| complaint(command().envs(settings)));
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("refuses the token") && !said.contains(fake.token()), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_to_stop_it_keeps_what_hangs_for_the_next_start() {
    let fake = FakeTelegram::start().await;
    let (aysel, tural) = (fake.add_person(Person::new("Aysel")), fake.add_person(Person::new("Tural")));
    fake.fault(Fault::new(FaultKind::Hang).chat(aysel));
    let folder = TempDir::new().expect("a folder");
    let bot = Program::start(&fake, &folder, &[], "info");
    assert!(fake.connected(SOON).await);
    fake.tell(aysel, "how many embassies are there");
    fake.tell(tural, "when was COP29");
    assert!(fake.answers(tural, 1, SOON).await);
    let (code, took, log) = tokio::task::block_in_place(|| bot.stop());
    assert_eq!(code, Some(0), "{log}");
    assert!(took < Duration::from_secs(10), "it took {took:?} to stop");
    assert_eq!(fake.updates_unconfirmed(), 0, "all is confirmed or kept");
    fake.clear_faults();
    let bot = Program::start(&fake, &folder, &[], "info");
    assert!(fake.answers(aysel, 1, SOON).await, "{}", fake.transcript(aysel));
    tokio::task::block_in_place(|| bot.stop());
    assert_eq!((fake.bot_messages_ever(aysel), fake.bot_messages_ever(tural)), (1, 1));
}

/// What the documents recommend for every day and for looking closer; and everything that libraries say beside it.
const LEVELS: [&str; 3] = ["info", "info,bot_telegram=debug,bot_core=debug", "debug"];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_token_or_of_what_people_write_is_logged() {
    for level in LEVELS {
        let fake = FakeTelegram::start().await;
        let aysel = fake.add_person(Person::new("Zerlina").username("zerlina"));
        let club = fake.add_chat(Chat::supergroup("Quagmire").with(aysel, Role::Creator).bot(Role::Member));
        let echo = "Bad Request: can't parse entities: Unsupported start tag \"xylophone\" at byte offset 3";
        let kinds = [
            FaultKind::BadGatewayHtml,
            FaultKind::ResetBefore,
            FaultKind::TooManyRequests(1),
            FaultKind::BadRequest(echo.to_owned()),
        ];
        for kind in kinds {
            fake.fault(Fault::new(kind).method("sendMessage").times(1));
        }
        fake.fault(Fault::new(FaultKind::BadGatewayHtml).method("getUpdates").times(1));
        let folder = TempDir::new().expect("a folder");
        let bot = Program::start(&fake, &folder, &[], level);
        assert!(fake.connected(SOON).await);
        fake.tell(aysel, "what about the xylophone?");
        fake.tell(aysel, "/xylophone");
        fake.say(club, aysel, "/ask is there a xylophone in zanzibar", &Say::default());
        fake.type_inline(aysel, "xylophone", "");
        fake.raw(serde_json::json!({ "message": { "text": "xylophone", "message_id": "broken" } }));
        assert!(fake.answers(aysel, 2, SOON).await && fake.answers(club, 1, SOON).await);
        let (code, took, log) = tokio::task::block_in_place(|| bot.stop());
        assert_eq!(code, Some(0), "{log}");
        assert!(took < Duration::from_secs(10), "it took {took:?} to stop");
        assert!(log.contains("INFO") && log.contains("trying again"), "it logs something: {log}");
        let secret = fake.token().split(':').next_back().expect("a secret");
        for private in [fake.token(), secret, "xylophone", "zanzibar", "Zerlina", "zerlina", "Quagmire"] {
            let line = log.lines().find(|line| line.contains(private));
            assert!(line.is_none(), "at {level}, {private:?} stands in: {}", line.unwrap_or_default());
        }
    }
}
