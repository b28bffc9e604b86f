//! Bounded memory, whatever the length of a sequence and whatever a file says.

use persist_core::{ErrorKind, LoadOptions, SaveOptions};
use tests::container::{Chunk, Container};
use tests::memory::peak;

/// What a group of a quarter of a megabyte may take on both sides: the items, their bytes, the next chunk.
const BOUND: usize = 2 << 20;

#[test]
fn a_sequence_takes_a_group_s_memory() {
    let scratch = super::scratch::Scratch::new("memory");
    let path = scratch.file("f");
    let count = 500_000_u64;
    let (done, most) = peak(|| SaveOptions::new().sequence(&path, (0..count).map(|n| (n, n.to_string()))));
    done.expect("a file is written");
    assert!(most < BOUND, "{most} bytes to save");
    let (sum, most) = peak(|| {
        let items = persist_core::load_iter::<(u64, String)>(&path).expect("a file is read");
        items.map(|item| item.expect("items are sound").0).sum::<u64>()
    });
    assert_eq!(sum, count * (count - 1) / 2);
    assert!(most < BOUND, "{most} bytes to load");
    assert!(std::fs::metadata(&path).expect("a file").len() > BOUND as u64);
}

#[test]
fn the_limit_counts_for_each_group() {
    let mut bytes = Vec::new();
    SaveOptions::new().chunk_size(16 << 10).sequence_to_writer(&mut bytes, 0..100_000_u64).expect("it is written");
    let mut options = LoadOptions::new();
    options.max_memory(100_000);
    assert_eq!(options.from_slice::<Vec<u64>>(&bytes).expect_err("too much at once").kind(), ErrorKind::Limit);
    let iter = options.iter_from_reader::<u64, _>(bytes.as_slice()).expect("it begins well");
    assert_eq!(iter.filter(Result::is_ok).count(), 100_000);
    options.max_memory(10_000);
    let last = options.iter_from_reader::<u64, _>(bytes.as_slice()).expect("it begins well").last().expect("an error");
    let error = last.expect_err("too much for a group");
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("max_memory"), "{error}");
}

#[test]
fn a_declared_length_is_not_believed() {
    let mut container = Container::open(&persist_core::to_vec(&vec![1_u8, 2]).expect("it is written"));
    let giant = Some(1 << 60);
    container.chunks[0] = Chunk { stored_len: giant, len: giant, ..container.chunks[0].clone() };
    let bytes = container.seal();
    for options in [LoadOptions::new(), LoadOptions::new().max_memory(1 << 20).clone()] {
        let (last, most) = peak(|| options.iter_from_reader::<u8, _>(bytes.as_slice()).expect("it begins well").last());
        let kind = last.expect("an error").expect_err("an error").kind();
        assert!(matches!(kind, ErrorKind::Truncated | ErrorKind::Limit), "{kind:?}");
        assert!(most < 4 << 20, "{most} bytes");
    }
}

/// What takes no bytes is counted over all groups, as by a load.
#[test]
fn items_without_bytes_are_counted_over_all_groups() {
    let mut container = Container::open(&persist_core::to_vec(&vec![(); 5]).expect("it is written"));
    container.chunks = vec![Chunk::new(3, 1 << 23, []); 3];
    let bytes = container.seal();
    let expected = persist_core::from_slice::<Vec<()>>(&bytes).expect_err("too many");
    let iter = LoadOptions::new().iter_from_reader::<(), _>(bytes.as_slice()).expect("it begins well");
    let last = iter.last().expect("an error").expect_err("too many");
    assert_eq!((last.kind(), last.to_string()), (expected.kind(), expected.to_string()));
}
