//! Damage to a sequence that is read item by item: always an error, and with `Recovery::Skip` everything that is outside.

use std::ops::Range;

use persist_core::{Effort, ErrorKind, LoadOptions, Recovery, SaveOptions};
use tests::container::{Chunk, Container, HEAD};

use super::{around_damage, until_error};

const TEXTS: usize = 1_200;

fn text(index: usize) -> String {
    format!("text number {index}")
}

/// Texts in several groups; some go on in further chunks, and a chunk that readers pass over is among them.
fn sample() -> Vec<u8> {
    let mut bytes = Vec::new();
    let options = &mut SaveOptions::new();
    options.effort(Effort::Fast).chunk_size(1 << 10);
    options.sequence_to_writer(&mut bytes, (0..TEXTS).map(text)).expect("texts are written");
    let mut container = Container::open(&bytes);
    assert_eq!(container.chunks.len(), 5, "256 texts in each group");
    container.chunks.insert(3, Chunk { flags: 0x0300, ..Chunk::new(0x91, 12, *b"from the future") });
    container.seal()
}

/// Lists of numbers, each group of which goes on in a second and a third chunk.
fn continued() -> (Vec<u8>, Vec<Vec<bool>>) {
    let group = |seed: usize| -> Vec<Vec<bool>> {
        (0..4).map(|row| (0..256).map(|bit| (bit * seed + row).is_multiple_of(3)).collect()).collect()
    };
    let mut all = Container::open(&persist_core::to_vec(&group(1)).expect("lists are written"));
    all.chunks.clear();
    let mut lists = Vec::new();
    for seed in [1, 2, 4] {
        let one = Container::open(&persist_core::to_vec(&group(seed)).expect("lists are written"));
        let [chunk] = &one.chunks[..] else { panic!("one chunk") };
        // Four counts of two bytes, and then four blocks of bools, each of which is a tag and 32 bytes of bits.
        let [first, second, third] = [&chunk.payload[..8], &chunk.payload[8..41], &chunk.payload[41..]];
        all.chunks.extend([Chunk::new(3, 4, first), Chunk::new(2, 0, second), Chunk::new(2, 0, third)]);
        lists.extend(group(seed));
    }
    (all.seal(), lists)
}

/// The chunks of a container, each from its head to the next one, and the groups that they are part of; the end mark has none.
fn chunks(bytes: &[u8]) -> Vec<(Range<usize>, Option<usize>)> {
    let mut at = bytes.len() - Container::open(bytes).chunks.iter().map(size).sum::<usize>() - HEAD - 32;
    let mut groups = 0;
    let mut list = Vec::new();
    for chunk in &Container::open(bytes).chunks {
        groups += usize::from(chunk.kind == 3);
        list.push((at..at + size(chunk), (chunk.kind < 0x80).then(|| groups - 1)));
        at += size(chunk);
    }
    list.push((at..bytes.len(), None));
    list
}

/// Which bits are flipped: all of the header and the heads, and one in seven bytes of the payloads.
fn bits(len: usize, places: &[(Range<usize>, Option<usize>)]) -> Vec<usize> {
    let in_payload = |byte| places.iter().any(|(place, _)| (place.start + HEAD..place.end).contains(&byte));
    (0..len * 8).filter(|bit| !in_payload(bit / 8) || bit % 56 == 3).collect()
}

fn size(chunk: &Chunk) -> usize {
    (HEAD + chunk.payload.len()).next_multiple_of(16)
}

#[test]
fn the_samples_are_sound() {
    assert_eq!(until_error::<String>(&sample()).0, (0..TEXTS).map(text).collect::<Vec<_>>());
    let (bytes, lists) = continued();
    let (found, error) = until_error::<Vec<bool>>(&bytes);
    assert!(error.is_none(), "{error:?}");
    assert_eq!(found, lists);
    assert_eq!(around_damage::<Vec<bool>>(&bytes).unwrap(), (lists, vec![]));
}

#[test]
fn every_cut_ends_in_an_error() {
    let bytes = sample();
    let mut most = 0;
    for len in 0..bytes.len() {
        let (found, error) = until_error::<String>(&bytes[..len]);
        let error = error.expect("a cut is an error");
        assert!(matches!(error.kind(), ErrorKind::Truncated | ErrorKind::TextDamage), "{len}: {error}");
        assert!(found.iter().enumerate().all(|(index, found)| *found == text(index)), "what was saved, in order");
        most = most.max(found.len());
    }
    assert_eq!(most, TEXTS, "without the end mark there are all items, and an error");
}

#[test]
fn every_flip_ends_in_an_error() {
    let mut bytes = sample();
    let places = chunks(&bytes);
    for bit in bits(bytes.len(), &places) {
        bytes[bit / 8] ^= 1 << (bit % 8);
        let (found, error) = until_error::<String>(&bytes);
        assert!(error.is_some(), "bit {bit}");
        // All groups before the chunk in question.
        let before = places.iter().take_while(|(place, _)| place.end <= bit / 8).filter_map(|(_, group)| *group).last();
        let whole = before.map_or(0, |group| (group + 1) * 256).min(TEXTS);
        assert_eq!(found, (0..whole).map(text).collect::<Vec<_>>(), "bit {bit}");
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
}

/// With a bit flipped, everything comes back but the group of the chunk in question, and that is reported.
#[test]
fn every_flip_leaves_everything_outside_of_its_chunk() {
    let (bytes, lists) = continued();
    let rows: Vec<(usize, Vec<bool>)> = lists.into_iter().enumerate().map(|(row, list)| (row / 4, list)).collect();
    each_flip(&bytes, &rows);
    let texts: Vec<(usize, String)> = (0..TEXTS).map(|row| (row / 256, text(row))).collect();
    each_flip(&sample(), &texts);
}

fn each_flip<T>(sound: &[u8], rows: &[(usize, T)])
where
    T: for<'de> persist_core::Decode<'de> + std::fmt::Debug + PartialEq + Clone,
{
    let places = chunks(sound);
    let first = places[0].0.start;
    let mut bytes = sound.to_vec();
    for bit in bits(bytes.len(), &places) {
        let hit = places.iter().find(|(place, _)| place.contains(&(bit / 8)));
        bytes[bit / 8] ^= 1 << (bit % 8);
        let found = around_damage::<T>(&bytes);
        let Some((place, lost)) = hit else {
            assert!(bit / 8 < first && found.is_err(), "without the header nothing can be read");
            bytes[bit / 8] ^= 1 << (bit % 8);
            continue;
        };
        let (found, skipped) = found.expect("a flip is passed over");
        let expected: Vec<T> =
            rows.iter().filter(|(group, _)| Some(*group) != *lost).map(|(_, row)| row.clone()).collect();
        assert_eq!(found, expected, "bit {bit} in {place:?}");
        // All chunks of the group, and none of another one, are among what was passed over.
        for (other, group) in &places {
            let reported = skipped.iter().any(|range| range.contains(&(other.start as u64)));
            let gone = other == place || (lost.is_some() && group == lost);
            assert_eq!(reported, gone, "bit {bit}: {other:?} of {group:?}, {skipped:?}");
        }
        assert!(skipped.windows(2).all(|pair| pair[0].end <= pair[1].start), "in order, each once: {skipped:?}");
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
}

/// What is cut off is one more entry, and everything before it comes back.
#[test]
fn what_is_cut_off_is_passed_over() {
    let bytes = sample();
    let places = chunks(&bytes);
    for len in places[0].0.start..bytes.len() {
        let (found, skipped) = around_damage::<String>(&bytes[..len]).expect("a cut is passed over");
        let whole = places.iter().filter(|(place, group)| place.end <= len && group.is_some()).count();
        assert_eq!(found.len(), (whole * 256).min(TEXTS), "{len}");
        let last = skipped.last().expect("it is reported");
        assert_eq!((last.end, skipped.len()), (len as u64, 1));
    }
}

/// Long damage, over heads and chunks, and several times.
#[test]
fn holes_are_passed_over() {
    let sound = sample();
    let places = chunks(&sound);
    let mut bytes = sound.clone();
    // From the middle of the second group to the head of the fourth chunk, and the last group's head.
    bytes[places[1].0.start + 100..places[3].0.start + 10].fill(0);
    bytes[places[5].0.start..][..HEAD].fill(0xff);
    let (found, skipped) = around_damage::<String>(&bytes).expect("holes are passed over");
    let expected: Vec<String> = (0..256).chain(768..1_024).map(text).collect();
    assert_eq!(found, expected);
    assert_eq!(skipped.len(), 3, "{skipped:?}");
    assert_eq!(skipped[1].start, places[2].0.start as u64, "zeros are no head");
}

#[test]
fn what_follows_a_file_is_reported() {
    let mut bytes = sample();
    let end = bytes.len() as u64;
    bytes.extend([7; 1_000]);
    let scratch = super::scratch::Scratch::new("trailing");
    let path = scratch.file("f");
    std::fs::write(&path, &bytes).expect("a file is written");
    let last = persist_core::load_iter::<String>(&path).expect("it begins well").last().expect("items");
    assert_eq!(last.expect_err("more bytes").kind(), ErrorKind::Trailing);
    let mut iter = LoadOptions::new().recovery(Recovery::Skip).load_iter::<String>(&path).expect("it begins well");
    assert_eq!(iter.by_ref().filter(Result::is_ok).count(), TEXTS);
    let [skipped] = iter.skipped() else { panic!("one entry") };
    assert_eq!((skipped.offset, skipped.bytes, skipped.error.kind()), (end, 1_000, ErrorKind::Trailing));
}

#[test]
fn a_value_is_loaded_whole_or_not_at_all() {
    let bytes = sample();
    let mut options = LoadOptions::new();
    options.recovery(Recovery::Skip);
    let error = options.from_slice::<Vec<String>>(&bytes).expect_err("refused, also if nothing is damaged");
    assert_eq!(error.kind(), ErrorKind::Misuse);
    assert!(error.to_string().contains("load_iter"), "{error}");
    assert_eq!(options.from_reader::<Vec<String>>(bytes.as_slice()).unwrap_err().kind(), ErrorKind::Misuse);
    assert_eq!(options.load::<Vec<String>>("nowhere").unwrap_err().kind(), ErrorKind::Misuse);
}

/// A chunk from an earlier place, or of another file, is not taken for one that goes on.
#[test]
fn chunks_of_elsewhere_are_not_found() {
    let sound = sample();
    let places = chunks(&sound);
    let mut bytes = sound.clone();
    let (first, second) = (places[0].0.clone(), places[1].0.clone());
    let copied = bytes[first.clone()].to_vec();
    let len = copied.len().min(second.len());
    bytes[second.start..second.start + len].copy_from_slice(&copied[..len]);
    let (found, _) = around_damage::<String>(&bytes).expect("it is passed over");
    assert_eq!(found, (0..256).chain(512..TEXTS).map(text).collect::<Vec<_>>());
}

/// After a panic in the program's own code there is nothing more, as items would be missing.
#[test]
fn a_panic_ends_the_iteration() {
    #[derive(persist_core::Persist, Debug)]
    #[persist(from = u32, into = u32)]
    struct Fragile(u32);
    impl From<u32> for Fragile {
        fn from(number: u32) -> Self {
            assert_ne!(number, 300, "the program's own code does this");
            Fragile(number)
        }
    }
    impl From<Fragile> for u32 {
        fn from(fragile: Fragile) -> u32 {
            fragile.0
        }
    }
    impl Clone for Fragile {
        fn clone(&self) -> Self {
            Fragile(self.0)
        }
    }
    let mut bytes = Vec::new();
    let numbers = (0..1_000).map(Fragile).map(|f| if f.0 == 300 { Fragile(300) } else { f });
    let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        SaveOptions::new().chunk_size(1 << 10).sequence_to_writer(&mut bytes, numbers)
    }));
    made.expect("saving does not convert from numbers").expect("numbers are written");
    let mut iter = LoadOptions::new().iter_from_reader::<Fragile, _>(bytes.as_slice()).expect("it begins well");
    let mut before = 0;
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        for item in iter.by_ref() {
            item.expect("items are sound");
            before += 1;
        }
    }));
    assert!(panicked.is_err());
    assert!(before <= 300 && iter.next().is_none());
}
