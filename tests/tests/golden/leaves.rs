//! Goldens of the other leaf types: unit, booleans, characters, texts.

use persist_core::Effort::{Fast, Small};

use crate::goldens::{Bare, bare, by_hand};

pub(crate) fn all() -> Vec<Bare> {
    let mut goldens = vec![bare("unit", "no bytes", Fast, &())];
    goldens.extend(booleans());
    goldens.extend(chars());
    goldens.extend(texts());
    goldens
}

fn booleans() -> Vec<Bare> {
    let flags = |count: u32| (0..count).map(|row| row % 3 == 1).collect::<Vec<bool>>();
    vec![
        bare("bool", "one byte", Fast, &true).shows(0, &[1]),
        bare("bools_8", "8 rows: one byte", Fast, &flags(8)).shows(1, &[0b1001_0010]),
        bare("bools_9_false", "9 rows: all false", Fast, &vec![false; 9]).shows(1, &[0]),
        bare("bools_9_true", "9 rows: all true", Fast, &vec![true; 9]).shows(1, &[1]),
        bare("bools_9", "9 rows: bits", Fast, &flags(9)).shows(1, &[2, 0b1001_0010, 0]),
        bare("bools_300", "300 rows: a block of 256 and one of 44", Fast, &flags(300)),
    ]
}

fn chars() -> Vec<Bare> {
    let many: Vec<char> = "\u{0}a\u{7f}\u{80}é\u{d7ff}\u{e000}\u{ffff}\u{10000}😀\u{10ffff}".chars().collect();
    vec![
        bare("char", "a varint", Fast, &'é').shows(0, &[0xa6, 0x03]),
        bare("chars_few", "4 rows: varints", Fast, &vec!['\u{d7ff}', '\u{e000}', '\u{0}', '\u{10ffff}']),
        bare("chars_frame", "11 rows: a frame of 21 bits", Fast, &many).shows(1, &[21]),
        bare("chars_constant", "300 rows: two frames of 0 bits", Fast, &vec!['x'; 300]).shows(2, &[0]),
    ]
}

fn texts() -> Vec<Bare> {
    let words = ["", "a", "é", "€", "😀", "line\nbreak \"quoted\" \\", "\u{0}\u{7f}\u{feff}"];
    let texts =
        |count: usize| -> Vec<String> { (0..count).map(|row| format!("{}{}", words[row % 7], row / 7)).collect() };
    let repeated = |count: usize| -> Vec<String> { (0..count).map(|row| words[row * row % 5].repeat(3)).collect() };
    let many: Vec<String> = (0..30_u32).map(|row| format!("word {}", row * row % 11)).collect();
    let letters: Vec<String> = (b'A'..=b'Z').chain(b'a'..=b'f').map(|byte| char::from(byte).to_string()).collect();
    let bytes_of = |head: &[u8]| [head, letters.concat().as_bytes()].concat();
    vec![
        bare("text", "a length and the bytes", Fast, &"héllo".to_owned()).shows(0, &[13, b'h']),
        bare("text_empty", "a length of 0", Fast, &String::new()).shows(0, &[1]),
        bare("texts_4", "4 rows: single lengths, then all bytes", Fast, &texts(4)).shows(1, &[3, 5, 7, 9]),
        bare("texts_5", "5 rows: plain", Fast, &texts(5)).shows(1, &[0]),
        bare("texts_31", "31 rows: no length of the column yet", Fast, &texts(31)).shows(1, &[0]),
        bare("texts_32", "32 rows: the length of the column", Fast, &texts(32)).shows(5, &[0]),
        bare("texts_dictionary", "30 rows: a dictionary of 3", Small, &repeated(30)).shows(1, &[1, 3]),
        bare("texts_dictionary_32", "50 rows: the length of the column, a dictionary", Small, &repeated(50))
            .shows(5, &[1, 3]),
        bare("texts_dictionary_6", "a dictionary of 6: the column of its lengths has a tag", Small, &many)
            .shows(1, &[1, 6, 0]),
        by_hand(
            "texts_length",
            "32 rows: a length of 35, the tag, a constant column of lengths, 32 bytes",
            &bytes_of(b"\x41\x23\x00\x00\x00\x00\x00\x03"),
            &letters,
        ),
        by_hand(
            "texts_long_length",
            "the same with the length in its long form",
            &bytes_of(b"\x41\xff\xff\xff\xff\x23\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03"),
            &letters,
        ),
    ]
}
