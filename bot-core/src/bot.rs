//! A text in, a reply out: no I/O, no error, no clock.

use std::sync::Arc;

use crate::answers::{self, related};
use crate::commands;
use crate::conversation::{Conversation, Turn};
use crate::dataset::{Dataset, FactId};
use crate::language::{Language, MOST_SENTENCES, joined, sentences};
use crate::moment::Moment;
use crate::prepared::Prepared;
use crate::press::Press;
use crate::question::{Index, Judged, Question, Reader, Trail, Verdict, judge, merge, rank};
use crate::reply::{Block, Outcome, Reply};

/// Everything that is needed to answer. Built once, then only read.
pub struct Bot {
    /// What the review says.
    pub dataset: Dataset,
    /// What is true of language.
    pub language: Language,
    reader: Reader,
    index: Index,
}

/// The built-in review as the build script prepared it.
static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/prepared.postcard"));

impl Bot {
    /// Answers from the built-in review.
    ///
    /// # Panics
    /// If the build script wrote something else than is read here, which the first test would show.
    pub fn built_in() -> Self {
        Self::prepared(postcard::from_bytes(BUILT_IN).expect("the build script wrote it with the same types"))
    }

    /// Reads and indexes a dataset, and answers from it.
    pub fn new(dataset: Dataset) -> Self {
        Self::prepared(Prepared::new(dataset))
    }

    fn prepared(Prepared { dataset, language, reader, index }: Prepared) -> Self {
        Self { dataset, language, reader, index }
    }

    /// Answers a message: a command, or a question in plain words. The conversation remembers it.
    pub fn hear(&self, text: &str, conversation: &mut Conversation, moment: Moment) -> Reply {
        match commands::parse(text) {
            Some(call) => commands::run(&call, &commands::Context { bot: self, moment, standing: None }, conversation),
            None => self.ask(text, conversation, moment),
        }
    }

    /// Answers a question in plain words.
    pub fn ask(&self, text: &str, conversation: &mut Conversation, moment: Moment) -> Reply {
        let judged = self.judge(text, conversation, moment);
        let reply = answers::compose(&judged, &self.dataset, &self.language);
        if !matches!(reply.outcome, Outcome::SmallTalk | Outcome::Help) {
            let told = if reply.facts.is_empty() { reply.choices.iter().map(|c| c.fact).collect() } else { reply.facts.clone() };
            conversation.remember(Turn { question: Arc::new(judged.question), facts: told });
        }
        reply
    }

    /// How a text is read.
    pub fn read(&self, text: &str, moment: Moment) -> Question {
        self.reader.question(text, &self.language, moment.today)
    }

    /// How a question is read, ranked and decided.
    pub fn judge(&self, text: &str, conversation: &Conversation, moment: Moment) -> Judged {
        let read = |text: &str| self.read(text, moment);
        let whole = judge(read(text), &self.index, &self.dataset, conversation);
        let sentences = sentences(text);
        let parts: Vec<&str> = sentences.iter().flat_map(|sentence| joined(sentence)).take(MOST_SENTENCES).collect();
        let asks_more = parts.len() > sentences.len();
        if parts.len() < 2 || (whole.settles() && !asks_more) {
            return whole;
        }
        // Each sentence is read after the one before it.
        let mut so_far = conversation.clone();
        let in_turn = parts.into_iter().map(|part| {
            let judged = judge(read(part), &self.index, &self.dataset, &so_far);
            if let Verdict::Tell(facts) = &judged.verdict {
                so_far.remember(Turn { question: Arc::new(judged.question.clone()), facts: facts.clone() });
            }
            judged
        });
        merge(whole, in_turn.collect(), asks_more)
    }

    /// The trail of a question.
    pub fn why(&self, text: &str, conversation: &Conversation, moment: Moment) -> Trail {
        let judged = self.judge(text, conversation, moment);
        let mut trail = Trail::new(&judged.question, &judged.ranking, &self.dataset, &self.language);
        trail.note(format!("verdict   {:?} ({:.2})", judged.verdict, judged.confidence));
        trail
    }

    /// What a button or a link asks for; the conversation remembers a fact that it tells.
    pub fn press(&self, press: &Press, conversation: &mut Conversation, moment: Moment) -> Reply {
        match press {
            Press::Choose(fact) => self.choose(*fact, conversation, moment),
            Press::Tell(fact) => {
                self.remember(*fact, conversation, moment);
                let mut reply = self.tell(*fact);
                // Nobody sees what was pressed: the question stands above its answer.
                reply.blocks.insert(0, Block::Heading(self.dataset.fact(*fact).suggestion().to_owned()));
                reply
            }
            Press::Open(view) => answers::view::reply(view, 0, &self.dataset),
            Press::Turn(view, page) => answers::view::reply(view, *page, &self.dataset),
        }
    }

    /// A choice of several readings is made: its answer, which the conversation remembers.
    pub fn choose(&self, fact: FactId, conversation: &mut Conversation, moment: Moment) -> Reply {
        if !conversation.settle(fact) {
            self.remember(fact, conversation, moment);
        }
        self.tell(fact)
    }

    /// The conversation goes on as if the fact had been asked for.
    fn remember(&self, fact: FactId, conversation: &mut Conversation, moment: Moment) {
        let question = Arc::new(self.read(self.dataset.fact(fact).suggestion(), moment));
        conversation.remember(Turn { question, facts: vec![fact] });
    }

    /// The answer that a choice, a button or a link gives.
    pub fn tell(&self, fact: FactId) -> Reply {
        let blocks = answers::fact_blocks(fact, &self.dataset);
        let reply = Reply::with_facts(Outcome::Answer, blocks, vec![fact], &self.dataset);
        Reply { related: related::to(&reply.facts, &self.dataset), ..reply }
    }

    /// The facts that an unfinished question may be after, the likeliest first: for lists that change with each letter.
    pub fn suggest(&self, text: &str, moment: Moment, most: usize) -> Vec<FactId> {
        let question = self.read(&self.reader.completed(text, &self.language), moment);
        let ranking = rank(&question, &self.index, &self.dataset, &[]);
        ranking.candidates.iter().map(|c| c.fact).take(most).collect()
    }
}
