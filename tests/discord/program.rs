//! The bot as a program of its own: its messages to the operator, its exit codes, and its logs.

use std::fs::File;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use icmal_tests::discord::{Channel, FakeDiscord, Fault, FaultKind, Guild, Person, Say, Scope};
use tempfile::TempDir;

const SOON: Duration = Duration::from_secs(20);

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bot-discord"));
    // Whatever the operator of this machine has set.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DISCORD_")) {
        command.env_remove(name);
    }
    for name in ["ICMAL_DATA", "LOG_FORMAT", "ASKS_PER_MINUTE"] {
        command.env_remove(name);
    }
    command
}

/// A running program, with its log in a folder.
struct Program {
    child: Child,
    folder: TempDir,
}

impl Program {
    fn start(fake: &FakeDiscord, log: &str) -> Self {
        let folder = TempDir::new().expect("a folder");
        let file = File::create(folder.path().join("log")).expect("a log");
        let child = command()
            .env("DISCORD_BOT_TOKEN", fake.token())
            .env("DISCORD_API_URL", fake.url())
            .env("RUST_LOG", log)
            .stdin(Stdio::null())
            .stderr(file)
            .spawn()
            .expect("it starts");
        Self { child, folder }
    }

    /// Asks it to stop, as a service manager does; how it ended, how long that took, and what it logged.
    fn stop(mut self) -> (Option<i32>, Duration, String) {
        let asked = Instant::now();
        let signalled = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("a signal");
        assert!(signalled.success());
        let code = self.child.wait().expect("it ends").code();
        (code, asked.elapsed(), std::fs::read_to_string(self.folder.path().join("log")).expect("its log"))
    }
}

fn complaint(command: &mut Command) -> (Option<i32>, String) {
    let run = command.output().expect("it runs");
    (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
}

#[test]
fn without_a_token_it_says_which_variable_to_set() {
    let (code, said) = complaint(command().env("DISCORD_API_URL", "ftp://x"));
    assert_eq!(code, Some(2));
    assert!(said.contains("DISCORD_BOT_TOKEN") && said.contains("discord.com/developers"), "{said}");
    assert!(said.contains("DISCORD_API_URL"), "all that is wrong comes at once: {said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_refused_has_an_exit_code_of_its_own() {
    let fake = FakeDiscord::start().await;
    fake.revoke_token();
    let settings = [("DISCORD_BOT_TOKEN", fake.token()), ("DISCORD_API_URL", &fake.url())];
    let (code, said) = tokio::task::block_in_place(|| complaint(command().envs(settings)));
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("refuses the token") && !said.contains(fake.token()), "{said}");
}

/// What the documents recommend for every day and for looking closer; and everything that libraries say beside it.
const LEVELS: [&str; 3] = ["info", "info,bot_discord=debug,bot_core=debug", "trace"];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_token_or_of_what_people_write_is_logged() {
    for level in LEVELS {
        let fake = FakeDiscord::start().await;
        let zerlina = fake.add_person(Person::new("Zerlina"));
        let guild = fake.add_guild(Guild::new("Quagmire").manager(zerlina).channel(Channel::text("marsh")));
        let marsh = fake.channel_named(guild, "marsh").expect("a channel");
        for kind in [
            FaultKind::BadGatewayHtml,
            FaultKind::ResetBefore,
            FaultKind::TooManyRequests(Scope::User, 0.2),
            FaultKind::Refused(50_035),
        ] {
            fake.fault(Fault::new(kind).method("create_message").times(1));
        }
        let bot = Program::start(&fake, level);
        assert!(fake.connected(SOON).await && fake.called("set_commands", 1, SOON).await);
        fake.tell(zerlina, "what about the xylophone?");
        fake.say(marsh, zerlina, "@Icmal is there a xylophone in zanzibar", &Say::default());
        fake.say(marsh, zerlina, "a xylophone that nobody asked for", &Say::default());
        fake.fault(Fault::new(FaultKind::ResetBefore).method("interaction_callback").times(1));
        fake.fault(Fault::new(FaultKind::Refused(50_035)).method("interaction_callback").times(1));
        let asked = fake.slash(marsh, zerlina, "ask", &[("question", "where is the xylophone")]).expect("registered");
        fake.dispatch("MESSAGE_CREATE", Some(guild), &serde_json::json!({ "content": "xylophone", "id": {} }));
        assert!(asked.answered(SOON).await);
        let typing = fake.type_option(marsh, zerlina, "country", &[("name", "xylophone")]).expect("an option");
        assert!(typing.reacted(SOON).await);
        assert!(fake.answers(fake.dm(zerlina), 1, SOON).await && fake.answers(marsh, 2, SOON).await, "{}", fake.transcript_all());
        fake.cut_gateway();
        assert!(fake.resumed(1, SOON).await);
        let tokens: Vec<String> = fake.interaction_tokens();
        let (code, took, log) = tokio::task::block_in_place(|| bot.stop());
        assert_eq!(code, Some(0), "{log}");
        assert!(took < Duration::from_secs(10), "it took {took:?} to stop");
        assert!(log.contains("INFO") && log.contains("made again"), "it logs something: {log}");
        assert!(!tokens.is_empty());
        let private = ["xylophone", "zanzibar", "Zerlina", "Quagmire", fake.token()].into_iter();
        for private in private.chain(tokens.iter().map(String::as_str)) {
            let line = log.lines().find(|line| line.contains(private));
            assert!(line.is_none(), "at {level}, {private:?} stands in: {}", line.unwrap_or_default());
        }
    }
}
