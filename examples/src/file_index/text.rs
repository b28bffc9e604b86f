//! Reading a file's text and counting its words.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read};
use std::ops::RangeInclusive;
use std::path::Path;

use super::{Content, Text};

/// Larger files are not read.
const MAX_TEXT_BYTES: u64 = 1 << 20;
/// How many of its words a file keeps.
const WORDS_OF_A_FILE: usize = 5;
/// How many words the index keeps.
const WORDS_OF_THE_INDEX: usize = 1_000;
/// Words that first come up after this many others are not counted for the index, so that a huge
/// folder needs bounded memory. They are hardly among the most frequent.
const MAX_DISTINCT_WORDS: usize = 1_000_000;
/// The length in bytes of the words that the frequent ones are chosen from. Shorter words ("the",
/// "if") say little about a text, longer ones are data.
const WORD_BYTES: RangeInclusive<usize> = 4..=32;

/// Reads texts, one after another, and sums up their words.
#[derive(Default)]
pub(super) struct TextReader {
    bytes: Vec<u8>,
    words: HashMap<String, u64>,
}

impl TextReader {
    /// What is in the file at `path`, which says that it has `size` bytes.
    pub(super) fn content(&mut self, path: &Path, size: u64) -> Content {
        // The files of /proc say that they are empty; reading some of them waits for ever.
        if size == 0 {
            return Content::Empty;
        }
        if size > MAX_TEXT_BYTES {
            return Content::Large;
        }
        if let Err(error) = self.read(path) {
            return Content::Unreadable { reason: error.kind().to_string() };
        }
        // It may have grown since it was asked for its size.
        if self.bytes.len() as u64 > MAX_TEXT_BYTES {
            return Content::Large;
        }
        match std::str::from_utf8(&self.bytes) {
            Ok(text) if !text.contains('\0') => Content::Text(count(text, &mut self.words)),
            _ => Content::Binary,
        }
    }

    /// The most frequent words of all texts read.
    pub(super) fn into_words(self) -> BTreeMap<String, u64> {
        most_frequent(self.words, WORDS_OF_THE_INDEX).collect()
    }

    fn read(&mut self, path: &Path) -> io::Result<()> {
        self.bytes.clear();
        let file = std::fs::File::open(path)?;
        file.take(MAX_TEXT_BYTES + 1).read_to_end(&mut self.bytes)?;
        Ok(())
    }
}

/// Counts one text, and adds its words to those of all.
fn count(text: &str, all: &mut HashMap<String, u64>) -> Text {
    let mut spellings: HashMap<&str, u32> = HashMap::new();
    for word in text.split(|character: char| !character.is_alphabetic()) {
        if WORD_BYTES.contains(&word.len()) {
            *spellings.entry(word).or_default() += 1;
        }
    }
    let mut words: HashMap<String, u32> = HashMap::with_capacity(spellings.len());
    for (word, count) in spellings {
        *words.entry(word.to_lowercase()).or_default() += count;
    }
    for (word, count) in &words {
        if let Some(sum) = all.get_mut(word) {
            *sum += u64::from(*count);
        } else if all.len() < MAX_DISTINCT_WORDS {
            all.insert(word.clone(), u64::from(*count));
        }
    }
    // A text of at most 1 MiB has no more lines or words than bytes, which fit a `u32`.
    Text {
        lines: text.lines().count() as u32,
        words: text.split_whitespace().count() as u32,
        frequent: most_frequent(words, WORDS_OF_A_FILE).collect(),
    }
}

/// The `limit` most frequent words; of equally frequent ones those that are first in the alphabet.
fn most_frequent<N: Copy + Ord>(words: HashMap<String, N>, limit: usize) -> impl Iterator<Item = (String, N)> {
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort_unstable_by(|(word, count), (other, others)| others.cmp(count).then_with(|| word.cmp(other)));
    words.into_iter().take(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_words_and_the_frequent_ones() {
        let mut all = HashMap::new();
        let text = count("Round and round\nthe world, a ROUND world.\n", &mut all);
        assert_eq!((text.lines, text.words), (2, 8));
        let expected = [("round".to_owned(), 3), ("world".to_owned(), 2)];
        assert_eq!(text.frequent, HashMap::from(expected));
        assert_eq!(all["round"], 3);
    }

    #[test]
    fn keeps_the_most_frequent_words_in_a_fixed_order() {
        let words = ["beta", "alpha", "gamma"].map(|word| (word.to_owned(), 1_u32));
        let kept: Vec<_> = most_frequent(HashMap::from(words), 2).collect();
        assert_eq!(kept, [("alpha".to_owned(), 1), ("beta".to_owned(), 1)]);
    }
}
