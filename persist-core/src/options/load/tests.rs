//! What an option of a load, or the bytes that it is given, makes of it.

use std::io;

use super::*;
use crate::error::ErrorKind;
use crate::options::{Effort, SaveOptions};

fn words() -> Vec<String> {
    (0..1_000).map(|index| format!("word {index}")).collect()
}

#[test]
fn the_value_comes_with_its_metadata() {
    let bytes = SaveOptions::new().meta("b", "2").meta("a", [1, 2]).to_vec(&words()).unwrap();
    let loaded = LoadOptions::new().from_slice::<Vec<String>>(&bytes).unwrap();
    assert_eq!(loaded.value, words());
    let expected = [("a".to_owned(), vec![1, 2]), ("b".to_owned(), b"2".to_vec())];
    assert_eq!(loaded.meta, BTreeMap::from(expected));
}

#[test]
fn another_type_names_both() {
    let bytes = SaveOptions::new().to_vec("text").unwrap();
    let error = LoadOptions::new().from_slice::<Vec<u32>>(&bytes).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TypeMismatch);
    assert!(error.to_string().contains("String") && error.to_string().contains("Vec<u32>"), "{error}");
}

/// As a file of this length is loaded.
fn load_file(bytes: &[u8], len: usize) -> Option<Runs> {
    let (mut reader, plans) = (bytes, &mut LastPlan::default());
    let loaded = LoadOptions::new().read_stream(&mut reader, Some(len as u64), true, plans);
    loaded.ok().flatten().map(|loaded| loaded.value)
}

/// Fields that are larger than a chunk, between those that are not.
type Runs = (Vec<u8>, String, Vec<u32>, Option<Box<[u64]>>, Vec<Vec<u16>>, Vec<f64>, u8);

#[test]
fn runs_that_go_past_the_buffers_are_checked_to_the_last_bit() {
    let runs: Runs = (
        (0..1_100).map(|index| index as u8).collect(),
        "text".repeat(9),
        (0..260).collect(),
        Some((0..140).collect()),
        vec![vec![7; 70], vec![8; 3]],
        vec![0.5; 150],
        1,
    );
    let bytes = SaveOptions::new().effort(Effort::Fast).chunk_size(1 << 10).to_vec(&runs).unwrap();
    assert_eq!(load_file(&bytes, bytes.len()).unwrap(), runs);
    for bit in 0..bytes.len() * 8 {
        let mut bytes = bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(load_file(&bytes, bytes.len()), None, "bit {bit}");
    }
    for len in 0..bytes.len() {
        assert_eq!(load_file(&bytes[..len], len), None, "{len}");
        // It was longer a moment ago.
        assert_eq!(load_file(&bytes[..len], bytes.len()), None, "{len}");
    }
}

#[test]
fn bare_bytes_and_containers_are_told_apart() {
    let bare = SaveOptions::new().encode(&7_u32).unwrap();
    let container = SaveOptions::new().to_vec(&7_u32).unwrap();
    let options = LoadOptions::new();
    for (error, name) in [
        (options.from_slice::<u32>(&bare).unwrap_err(), "`decode`"),
        (options.from_reader::<u32>(bare.as_slice()).unwrap_err(), "`decode`"),
        (options.decode::<u32>(&container).unwrap_err(), "`from_slice`"),
    ] {
        assert_eq!(error.kind(), ErrorKind::Misuse);
        assert!(error.to_string().contains(name), "{error}");
    }
}

#[test]
fn bare_bytes_of_another_type_or_length_are_refused() {
    let options = LoadOptions::new();
    let text = SaveOptions::new().encode("text").unwrap();
    let error = options.decode::<u32>(&text).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownFingerprint);
    assert!(error.to_string().contains("u32"), "{error}");
    let mut number = SaveOptions::new().encode(&7_u32).unwrap();
    for len in 0..number.len() {
        let error = options.decode::<u32>(&number[..len]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Truncated, "{len}: {error}");
    }
    number.push(0);
    assert_eq!(options.decode::<u32>(&number).unwrap_err().kind(), ErrorKind::Trailing);
}

#[test]
fn borrowed_text_is_the_input_s() {
    let bytes = SaveOptions::new().to_vec("a text").unwrap();
    let text = LoadOptions::new().from_slice::<&str>(&bytes).unwrap().value;
    assert!(bytes.as_ptr_range().contains(&text.as_ptr()));
    assert_eq!(text, "a text");
}

#[test]
fn streams_are_read_one_container_at_a_time() {
    let mut stream = Vec::new();
    for number in 0..5_u32 {
        SaveOptions::new().to_writer(&mut stream, &number).unwrap();
    }
    let all = LoadOptions::new().read_all::<u32, _>(stream.as_slice());
    let values: Result<Vec<u32>> = all.map(|loaded| loaded.map(|loaded| loaded.value)).collect();
    assert_eq!(values.unwrap(), [0, 1, 2, 3, 4]);
    let mut reader = stream.as_slice();
    for number in 0..5_u32 {
        assert_eq!(LoadOptions::new().from_reader::<u32>(&mut reader).unwrap().value, number);
    }
    let error = LoadOptions::new().from_reader::<u32>(&mut reader).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Truncated);
}

#[test]
fn after_an_error_a_stream_has_nothing_more() {
    let mut stream = SaveOptions::new().to_vec(&1_u32).unwrap();
    stream.extend_from_slice(b"noise that is not a container at all");
    let mut all = LoadOptions::new().read_all::<u32, _>(stream.as_slice());
    assert_eq!(all.next().unwrap().unwrap().value, 1);
    assert_eq!(all.next().unwrap().unwrap_err().kind(), ErrorKind::NotPersist);
    assert!(all.next().is_none());
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    let mut all = LoadOptions::new().read_all::<u32, _>(Broken);
    assert_eq!(all.next().unwrap().unwrap_err().kind(), ErrorKind::Io);
    assert!(all.next().is_none());
}

#[test]
fn memory_is_limited_for_input_and_value() {
    let bytes = SaveOptions::new().to_vec(&words()).unwrap();
    let mut options = LoadOptions::new();
    options.max_memory(1_000);
    for error in [
        options.from_slice::<Vec<String>>(&bytes).unwrap_err(),
        options.from_reader::<Vec<String>>(bytes.as_slice()).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(error.to_string().contains("max_memory"), "{error}");
    }
    options.max_memory(1_000_000).from_slice::<Vec<String>>(&bytes).unwrap();
}

/// Gives at most `step` bytes at a time, and now and then an interruption.
struct Trickle<'a> {
    bytes: &'a [u8],
    step: usize,
    interrupted: bool,
}

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        if self.interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = self.step.min(buffer.len());
        self.bytes.read(&mut buffer[..count])
    }
}

#[test]
fn exactly_one_container_is_read_from_a_stream() {
    let sound = SaveOptions::new().chunk_size(4_096).to_vec(&words()).unwrap();
    let stream = [sound.as_slice(), &sound, b"rest"].concat();
    for step in [1, 7, 100_000] {
        let mut reader = Trickle { bytes: &stream, step, interrupted: false };
        for count in 1..=2 {
            let loaded = LoadOptions::new().from_reader::<Vec<String>>(&mut reader).unwrap();
            assert_eq!(loaded.value, words());
            assert_eq!(loaded.token, Token::of(&sound));
            assert_eq!(reader.bytes.len(), stream.len() - count * sound.len());
        }
    }
}

#[test]
fn a_stream_s_clean_end_is_told_from_a_cut() {
    let sound = SaveOptions::new().to_vec(&7_u32).unwrap();
    let read = |bytes: &[u8]| LoadOptions::new().read_all::<u32, _>(bytes).next();
    assert!(read(&[]).is_none());
    for len in 1..sound.len() {
        let error = read(&sound[..len]).unwrap().unwrap_err();
        let kind = if len == 6 { ErrorKind::TextDamage } else { ErrorKind::Truncated };
        assert_eq!(error.kind(), kind, "{len}: {error}");
    }
}

#[test]
fn an_error_of_the_stream_comes_through() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    let sound = SaveOptions::new().chunk_size(4_096).to_vec(&words()).unwrap();
    for len in [0, 10, 30, 100, sound.len() - 1] {
        let error = LoadOptions::new().from_reader::<Vec<String>>((&sound[..len]).chain(Broken)).unwrap_err();
        assert_eq!(io::Error::from(error).kind(), io::ErrorKind::ConnectionReset, "{len}");
    }
}

#[test]
fn one_byte_behind_a_file_is_enough_to_refuse_it() {
    let sound = SaveOptions::new().to_vec(&7_u32).unwrap();
    let mut endless = sound.as_slice().chain(io::repeat(0));
    let error = LoadOptions::new()
        .read_stream::<u32>(&mut endless, None, true, &mut LastPlan::default())
        .expect_err("more bytes follow");
    assert_eq!((error.kind(), error.offset()), (ErrorKind::Trailing, Some(sound.len() as u64)));
}

#[test]
fn after_a_panic_a_stream_has_nothing_more() {
    let mut stream = SaveOptions::new().chunk_size(4_096).to_vec(&words()).unwrap();
    stream.extend(SaveOptions::new().to_vec(&words()).unwrap());
    let mut options = LoadOptions::new();
    options.progress(|progress| assert!(progress.bytes < 4_096, "the program's own code does this"));
    let mut all = options.read_all::<Vec<String>, _>(stream.as_slice());
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| all.next().is_some())).is_err());
    assert!(all.next().is_none());
}

#[test]
fn what_a_value_may_take_grows_with_what_has_been_read_of_it() {
    let values: Vec<u64> = (0..10_000).collect();
    let bytes = SaveOptions::new().chunk_size(4_096).to_vec(&values).unwrap();
    let read = |times_input| {
        let groups = Groups::open(bytes.as_slice(), None, Recovery::Stop, true, &mut Vec::new()).unwrap().unwrap();
        let settings = ReadSettings { max_depth: 1, max_memory: 10_000, times_input };
        decode_container::<Vec<u64>>(Box::new(Pieces::new(groups, None)), None, settings, &mut 0)
    };
    assert_eq!(read(3).unwrap(), values);
    assert_eq!(read(1).unwrap_err().kind(), ErrorKind::Limit);
}

#[test]
fn depth_has_a_hard_cap() {
    assert_eq!(LoadOptions::new().max_depth(u32::MAX).max_depth, MAX_DEPTH);
    assert_eq!(LoadOptions::new().max_depth(5).max_depth, 5);
    assert_eq!(LoadOptions::new().settings(0).max_memory, 1 << 30);
    assert_eq!(LoadOptions::new().settings(1 << 30).max_memory, 64 << 30);
}
