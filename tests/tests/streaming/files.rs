//! Files and streams: what is written when, and what stays if it fails.

use std::io::{self, Cursor, Read, Write};

use persist_core::{ErrorKind, LoadOptions, SaveOptions};

use super::scratch::Scratch;

#[test]
fn a_file_is_replaced_when_the_iterator_has_ended() {
    let scratch = Scratch::new("sequence");
    let path = scratch.file("f");
    SaveOptions::new().sequence(&path, 0..10_u32).expect("a file is written");
    // Reads what it replaces.
    let old = persist_core::load_iter::<u32>(&path).expect("a file is read");
    SaveOptions::new().try_sequence(&path, old.map(|n| n.map(|n| n + 1))).expect("a file is replaced");
    assert_eq!(persist_core::load::<Vec<u32>>(&path).expect("it loads"), (1..11).collect::<Vec<u32>>());
    let nested = scratch.file("a").join("b").join("f");
    SaveOptions::new().create_dirs(true).sequence(&nested, ["x"]).expect("directories are created");
    assert_eq!(scratch.names(), ["a", "f"]);
}

#[test]
fn an_iterator_that_fails_leaves_the_old_file() {
    let scratch = Scratch::new("sequence-fails");
    let path = scratch.file("f");
    persist_core::save(&path, &vec![7_u32]).expect("a file is written");
    for fails_at in [0, 1, 255, 256, 100_000] {
        let items = (0..).map(|n| if n == fails_at { Err(io::Error::other("no more")) } else { Ok(n) });
        let error = SaveOptions::new().try_sequence::<u32, _, _>(&path, items).expect_err("the iterator fails");
        assert_eq!(error.kind(), ErrorKind::Io);
        assert!(io::Error::from(error).to_string().contains("no more"));
        let mut stream = Vec::new();
        let items = (0..).map(|n| if n == fails_at { Err(io::Error::other("no more")) } else { Ok(n) });
        SaveOptions::new().try_sequence_to_writer::<u32, _, _>(&mut stream, items).expect_err("the iterator fails");
        let (_, error) = super::until_error::<u32>(&stream);
        assert_eq!(error.expect("it is cut off").kind(), ErrorKind::Truncated);
    }
    let panicked = std::panic::catch_unwind(|| {
        SaveOptions::new()
            .sequence(&path, (0_u32..).inspect(|n| assert!(*n < 1_000, "the program's own code does this")))
    });
    assert!(panicked.is_err());
    assert_eq!(persist_core::load::<Vec<u32>>(&path).expect("it loads"), [7]);
    assert_eq!(scratch.names(), ["f"]);
}

#[test]
fn a_stream_may_hold_more() {
    let mut stream = Vec::new();
    for seed in 0..3_u32 {
        SaveOptions::new().sequence_to_writer(&mut stream, (0..1_000).map(|n| n * seed)).expect("it is written");
    }
    persist_core::to_writer(&mut stream, "text").expect("it is written");
    let mut reader = Cursor::new(stream);
    for seed in 0..3_u32 {
        let iter = LoadOptions::new().iter_from_reader::<u32, _>(&mut reader).expect("a sequence");
        let numbers: Vec<u32> = iter.collect::<Result<_, _>>().expect("it is sound");
        assert_eq!(numbers, (0..1_000).map(|n| n * seed).collect::<Vec<_>>());
    }
    assert_eq!(persist_core::from_reader::<String>(&mut reader).expect("a text"), "text");
}

#[test]
fn an_error_of_the_stream_comes_through_with_the_items_before_it() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    let mut bytes = Vec::new();
    SaveOptions::new().chunk_size(1 << 10).sequence_to_writer(&mut bytes, 0..1_000_u64).expect("it is written");
    for (len, expected) in [(bytes.len() - 1, 1_000), (bytes.len() - 100, 768)] {
        let mut recovery = LoadOptions::new();
        recovery.recovery(persist_core::Recovery::Skip);
        for options in [LoadOptions::new(), recovery] {
            let mut iter = options.iter_from_reader::<u64, _>(bytes[..len].chain(Broken)).expect("it begins well");
            assert_eq!(iter.by_ref().take(expected).filter(Result::is_ok).count(), expected);
            let error = iter.next().expect("an error").expect_err("an error");
            assert_eq!(io::Error::from(error).kind(), io::ErrorKind::ConnectionReset);
            assert!(iter.next().is_none());
        }
    }
}

#[test]
fn an_error_names_the_file() {
    let scratch = Scratch::new("iterate");
    let path = scratch.file("f");
    let error = persist_core::load_iter::<u32>(&path).expect_err("there is none");
    assert_eq!((error.kind(), error.file()), (ErrorKind::Io, Some(path.as_path())));
    let mut bytes = persist_core::to_vec(&vec![1_u32, 2]).expect("it is written");
    let middle = bytes.len() - 100;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).expect("a file is written");
    let last = persist_core::load_iter::<u32>(&path).expect("it begins well").last().expect("an error");
    let error = last.expect_err("an error");
    assert_eq!((error.kind(), error.file()), (ErrorKind::Checksum, Some(path.as_path())));
    assert!(error.to_string().contains("[u32]"), "{error}");
}

#[test]
fn a_writer_is_flushed_and_its_error_comes_through() {
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if bytes.len() > self.0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.0 -= bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }
    let numbers = (0..100_000_u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left((n % 61) as u32));
    let error = SaveOptions::new().sequence_to_writer(Full(200_000), numbers).expect_err("it is full");
    assert_eq!(io::Error::from(error).kind(), io::ErrorKind::StorageFull);
    let error = SaveOptions::new().sequence_to_writer(Full(usize::MAX), 0..10_u64).expect_err("a flush that fails");
    assert_eq!(io::Error::from(error).kind(), io::ErrorKind::BrokenPipe);
}

#[test]
fn metadata_is_there_from_the_start() {
    let mut bytes = Vec::new();
    SaveOptions::new().meta("author", "Ada").sequence_to_writer(&mut bytes, [1_u8]).expect("it is written");
    let iter = LoadOptions::new().iter_from_reader::<u8, _>(bytes.as_slice()).expect("it begins well");
    assert_eq!(iter.meta()["author"], b"Ada");
}
