//! The console as other programs and people call it: the binary `icmal` from outside.

use assert_cmd::Command;
use serde_json::Value;

fn icmal() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_icmal"));
    command.env_remove("ICMAL_DATA");
    command
}

fn output(arguments: &[&str], input: impl Into<Vec<u8>>) -> String {
    let run = icmal().args(arguments).write_stdin(input).assert().success();
    String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8")
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{l}: {e}"))).collect()
}

#[test]
fn a_piped_line_is_answered_with_its_paragraph() {
    let said = output(&[], "how many embassies are there\n");
    assert!(said.contains("69") && said.contains("bilateral-11"), "{said}");
}

#[test]
fn a_conversation_can_be_piped() {
    let said = output(&["chat"], "How many people qualified in the diplomatic exam?\nhow many of them were women?\n");
    assert!(said.contains("57") && said.contains("29 were women"), "{said}");
}

#[test]
fn batch_answers_each_line_in_order_with_all_fields() {
    let input = "{\"id\": \"a\", \"q\": \"how many embassies are there\", \"unknown\": 1}\n\
                 not json\n\n\
                 {\"id\": 7, \"q\": 5}\n\
                 {\"id\": \"b\", \"q\": \"how many women?\", \"context\": [\"How many people passed the diplomatic service exam?\"]}\n\
                 {\"id\": \"c\", \"q\": \"\"}\n";
    let answers = lines(&output(&["batch"], input));
    let outcomes: Vec<&str> = answers.iter().map(|a| a["outcome"].as_str().expect("an outcome")).collect();
    assert_eq!(outcomes, ["answer", "error", "error", "answer", "help"]);
    let ids: Vec<&Value> = answers.iter().map(|a| &a["id"]).collect();
    assert_eq!(ids, [&Value::from("a"), &Value::Null, &Value::from(7), &Value::from("b"), &Value::from("c")]);
    for answer in &answers {
        let fields: Vec<&str> = answer.as_object().expect("an object").keys().map(String::as_str).collect();
        for field in ["id", "outcome", "text", "facts", "sources", "confidence", "choices", "language", "micros"] {
            assert!(fields.contains(&field), "{field} is missing in {answer}");
        }
    }
    assert_eq!(answers[0]["sources"][0], "bilateral-11");
    assert!(answers[3]["text"].as_str().expect("text").contains("29"));
}

#[test]
fn batch_survives_what_is_no_text() {
    let mut input = b"{\"id\": \"x\", \"q\": \"how many \xff\xfe embassies\"}\n".to_vec();
    input.extend(format!("{{\"id\": \"y\", \"q\": \"{}\"}}\n", "embassy ".repeat(20_000)).bytes());
    let answers = lines(&output(&["batch"], input));
    assert_eq!(answers.len(), 2);
    assert_eq!((&answers[0]["id"], &answers[1]["id"]), (&Value::from("x"), &Value::from("y")));
}

#[test]
fn choices_carry_the_answers_that_they_give() {
    let answer = &lines(&output(&["ask", "women", "--json"], ""))[0];
    assert_eq!(answer["outcome"], "choices");
    for choice in answer["choices"].as_array().expect("choices") {
        assert!(!choice["text"].as_str().expect("text").is_empty() && !choice["sources"].as_array().expect("sources").is_empty());
    }
}

#[test]
fn on_this_day_prints_what_programs_read() {
    let events: Value = serde_json::from_str(&output(&["on-this-day", "07-03", "--json"], "")).expect("JSON");
    let events = events.as_array().expect("an array");
    assert!(events.len() >= 3, "3 July has a trilateral meeting, a summit and a declaration");
    for event in events {
        for field in ["fact", "start", "end", "text", "sources"] {
            assert!(!event[field].is_null(), "{field} is missing in {event}");
        }
    }
    let quiet: Value = serde_json::from_str(&output(&["on-this-day", "12-25", "--json"], "")).expect("JSON");
    assert_eq!(quiet, Value::Array(Vec::new()));
    icmal().args(["on-this-day", "02-30"]).assert().code(2);
}

#[test]
fn facts_prints_the_whole_dataset() {
    let facts: Value = serde_json::from_str(&output(&["facts", "--json"], "")).expect("JSON");
    let facts = facts.as_array().expect("an array");
    assert!(facts.len() >= 400);
    assert!(
        facts
            .iter()
            .all(|f| f["asks"].as_array().is_some_and(|a| a.len() >= 5)
                && f["paragraphs"].as_array().is_some_and(|p| !p.is_empty()))
    );
}

#[test]
fn why_shows_the_trail() {
    let trail = output(&["ask", "how mny embasies", "--why"], "");
    assert!(trail.contains("embasies -> embassies") && trail.contains("coverage") && trail.contains("verdict"), "{trail}");
}

#[test]
fn another_folder_is_read_and_a_broken_one_is_refused_with_its_problems() {
    let tests = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests");
    let other = format!("{tests}/lantern-coast/review");
    let said = output(&["--data", &other, "ask", "who are you?"], "");
    assert!(said.contains("2031"), "{said}");
    let run = icmal().env("ICMAL_DATA", format!("{tests}/broken-data/several")).arg("check").assert().code(1);
    let report = String::from_utf8(run.get_output().stderr.clone()).expect("UTF-8");
    assert!(report.contains("problems in the data") && report.lines().count() > 5, "{report}");
    let run = icmal().args(["--data", "/nowhere/at/all", "check"]).assert().code(1);
    let report = String::from_utf8(run.get_output().stderr.clone()).expect("UTF-8");
    assert!(report.contains("/nowhere/at/all"), "{report}");
}

#[test]
fn wrong_usage_says_so() {
    icmal().arg("nonsense").assert().code(2);
    icmal().arg("ask").assert().code(2);
    let help = output(&["batch", "--help"], "");
    assert!(help.contains("not_covered") && help.contains("Example"), "{help}");
}

#[test]
fn the_conversation_of_the_readme_is_a_real_one() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md")).expect("the README");
    let shown = readme.split("```console\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a conversation");
    let (asked, told): (Vec<&str>, Vec<&str>) = shown.lines().filter(|l| !l.starts_with('$')).partition(|l| l.starts_with("> "));
    assert!(asked.len() >= 3);
    let questions: Vec<&str> = asked.iter().map(|l| &l[2..]).collect();
    let said = output(&["chat"], questions.join("\n") + "\n");
    assert_eq!(said.lines().collect::<Vec<_>>(), told, "paste what the bot says now into the README, if it is right");
}
