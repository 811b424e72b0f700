//! A long reply in several messages: cut between blocks, between the items of a list, and only where a single piece is
//! too long, between its words.

use unicode_segmentation::UnicodeSegmentation;

use super::{Block, Line, Span, plain};

/// Counts a text as a platform counts it.
pub type Measure = fn(&str) -> usize;

/// Blocks in pages, each of which measures at most `first` (the first one) or `others`, line breaks included; at least
/// one page. What a platform puts around a block beside its text must be left room for.
pub fn split(blocks: &[Block], first: usize, others: usize, measure: Measure) -> Vec<Vec<Block>> {
    let mut pages = Pages { done: vec![Vec::new()], taken: 0, first, others, measure };
    for block in blocks {
        match block {
            Block::List(items) => items.iter().for_each(|item| pages.add_item(item)),
            other => pages.add(other.clone()),
        }
    }
    pages.done
}

struct Pages {
    done: Vec<Vec<Block>>,
    taken: usize,
    first: usize,
    others: usize,
    measure: Measure,
}

/// For the line breaks around a block.
const AROUND: usize = 2;

impl Pages {
    fn limit(&self) -> usize {
        if self.done.len() == 1 { self.first } else { self.others }
    }

    fn size(&self, block: &Block) -> usize {
        (self.measure)(&plain::block(block)) + AROUND
    }

    /// Makes room for a piece of this size; false where no page has so much.
    fn make_room(&mut self, size: usize) -> bool {
        if self.taken > 0 && self.taken + size > self.limit() {
            self.done.push(Vec::new());
            self.taken = 0;
        }
        self.taken += size;
        size <= self.limit()
    }

    fn add(&mut self, block: Block) {
        let size = self.size(&block);
        if self.make_room(size) {
            self.done.last_mut().expect("there is a page").push(block);
            return;
        }
        self.taken -= size;
        let room = self.limit().min(self.others).saturating_sub(size.saturating_sub((self.measure)(text_of(&block).as_str())));
        for part in cut(&text_of(&block), room.max(1), self.measure) {
            let part = with_text(&block, part);
            let size = self.size(&part);
            self.make_room(size);
            self.done.last_mut().expect("there is a page").push(part);
        }
    }

    fn add_item(&mut self, item: &Line) {
        let alone = Block::List(vec![item.clone()]);
        let size = self.size(&alone);
        let page = self.done.last().expect("there is a page");
        let goes_on = matches!(page.last(), Some(Block::List(_))) && self.taken + size <= self.limit();
        if !goes_on {
            return self.add(alone);
        }
        self.taken += size;
        if let Some(Block::List(items)) = self.done.last_mut().and_then(|page| page.last_mut()) {
            items.push(item.clone());
        }
    }
}

/// A text in parts of at most `most`: at ends of words where there are any, else between letters as people see them.
fn cut(text: &str, most: usize, measure: Measure) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut taken = 0;
    let words =
        text.split_word_bounds().flat_map(|word| if measure(word) <= most { vec![word] } else { word.graphemes(true).collect() });
    // A letter under a hundred accents is cut as well.
    let pieces =
        words.flat_map(
            |piece| {
                if measure(piece) <= most { vec![piece.to_owned()] } else { piece.chars().map(String::from).collect() }
            },
        );
    for piece in pieces {
        let size = measure(&piece);
        if taken > 0 && taken + size > most {
            parts.push(String::new());
            taken = 0;
        }
        parts.last_mut().expect("there is a part").push_str(&piece);
        taken += size;
    }
    parts
}

fn text_of(block: &Block) -> String {
    match block {
        Block::Heading(text) | Block::Caution(text) | Block::Note(text) => text.clone(),
        Block::Paragraph(line) => plain::line(line),
        Block::List(items) => items.iter().map(plain::line).collect::<Vec<_>>().join("\n"),
        Block::Menu(_) => String::new(),
    }
}

/// A block of the same kind; what was set off within it is not, in a block that long.
fn with_text(block: &Block, text: String) -> Block {
    match block {
        Block::Heading(_) => Block::Heading(text),
        Block::Caution(_) => Block::Caution(text),
        Block::Note(_) => Block::Note(text),
        Block::List(_) => Block::List(vec![vec![Span::Plain(text)]]),
        Block::Paragraph(_) | Block::Menu(_) => Block::text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::reply::{Block, plain, plain_line};

    fn letters(text: &str) -> usize {
        text.encode_utf16().count()
    }

    fn pages(blocks: &[Block], most: usize) -> Vec<String> {
        let pages = split(blocks, most, most, letters);
        pages.iter().map(|page| page.iter().map(plain::block).collect::<Vec<_>>().join("\n")).collect()
    }

    #[test]
    fn what_fits_stays_together() {
        assert_eq!(pages(&[Block::text("one"), Block::text("two")], 100), ["one\ntwo"]);
    }

    #[test]
    fn blocks_and_items_stay_whole_where_they_can() {
        let items = ["alpha", "beta", "gamma"].map(plain_line).to_vec();
        let blocks = [Block::Heading("Title".to_owned()), Block::List(items), Block::Note("end".to_owned())];
        assert_eq!(pages(&blocks, 20), ["Title\n• alpha", "• beta\n• gamma", "end"]);
    }

    #[test]
    fn a_single_long_piece_is_cut_between_words_and_letters() {
        let cut = pages(&[Block::text("some words 😀😀😀😀😀😀😀😀 here")], 12);
        assert!(cut.iter().all(|page| letters(page) <= 12), "{cut:?}");
        assert_eq!(cut.concat().replace('\n', ""), "some words 😀😀😀😀😀😀😀😀 here");
        assert!(pages(&[Block::text("e\u{301}".repeat(900))], 50).iter().all(|page| letters(page) <= 50));
    }
}
