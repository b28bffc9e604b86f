//! Damage in a log: all of it is found, and what is outside of it can be had.

use persist_core::{ErrorKind, Recovery};

use super::{Event, disk, edit, events, open, options, places, read};

/// What a reader makes of some bytes: all events up to the end, and whether it told that something is wrong.
fn look(bytes: &[u8]) -> (Vec<Event>, bool) {
    let disk = disk(0);
    edit(&disk, |log| *log = bytes.to_vec());
    let Ok(mut reader) = options(&disk).read::<Event>("/d/log") else { return (Vec::new(), true) };
    let mut found = Vec::new();
    for event in reader.by_ref() {
        match event {
            Ok(event) => found.push(event),
            Err(_) => return (found, true),
        }
    }
    (found, reader.unfinished().unwrap() > 0)
}

/// What is found is a part of what was there, from its beginning.
fn check(bytes: &[u8], all: &[Event], what: &str) {
    let (found, told) = look(bytes);
    assert_eq!(found, all[..found.len()], "{what}");
    assert!(told, "{what}: not found");
}

#[test]
fn every_flipped_bit_is_found() {
    let disk = disk(5);
    let (sound, all) = (disk.read("/d/log").unwrap(), events(0..5));
    assert_eq!(look(&sound), (all.clone(), false));
    for bit in 0..sound.len() * 8 {
        let mut bytes = sound.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        check(&bytes, &all, &format!("bit {bit}"));
    }
}

/// A cut at the end of a record is a shorter log: nothing tells how many records there should be.
#[test]
fn every_cut_is_found_but_those_between_records() {
    let disk = disk(5);
    let (sound, all, places) = (disk.read("/d/log").unwrap(), events(0..5), places(&disk));
    for len in 0..sound.len() {
        match places.iter().position(|place| *place == len) {
            Some(count) => assert_eq!(look(&sound[..len]), (events(0..count as u64), false)),
            None => check(&sound[..len], &all, &format!("cut at {len}")),
        }
    }
}

#[test]
fn every_record_out_of_place_is_found() {
    let disk = disk(6);
    let (sound, all, places) = (disk.read("/d/log").unwrap(), events(0..6), places(&disk));
    let records: Vec<&[u8]> = places.windows(2).map(|pair| &sound[pair[0]..pair[1]]).collect();
    let written = |records: &[&[u8]]| [&sound[..places[0]], &records.concat()].concat();
    assert_eq!(written(&records), sound);
    for one in 0..records.len() {
        for other in 0..records.len() {
            if one != other {
                let mut swapped = records.clone();
                swapped.swap(one, other);
                check(&written(&swapped), &all, &format!("{one} and {other} swapped"));
            }
            let mut twice = records.clone();
            twice.insert(other, records[one]);
            check(&written(&twice), &all, &format!("{one} once more at {other}"));
        }
        if one + 1 < records.len() {
            let mut without = records.clone();
            without.remove(one);
            check(&written(&without), &all, &format!("without {one}"));
        }
    }
    // A record of another log with the same type, at the same place and with the same number.
    let other = self::disk(6).read("/d/log").unwrap();
    for record in places.windows(2) {
        let mut bytes = sound.clone();
        bytes[record[0]..record[1]].copy_from_slice(&other[record[0]..record[1]]);
        check(&bytes, &all, &format!("of another log at {}", record[0]));
    }
}

#[test]
fn every_16_zeros_are_found() {
    let disk = disk(5);
    let (sound, all) = (disk.read("/d/log").unwrap(), events(0..5));
    let mut tried = 0;
    for at in 0..sound.len() - 16 {
        if sound[at..at + 16] == [0; 16] {
            continue;
        }
        let mut bytes = sound.clone();
        bytes[at..at + 16].fill(0);
        tried += 1;
        check(&bytes, &all, &format!("zeros at {at}"));
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn a_writer_finds_damage_and_does_not_append_behind_it() {
    let disk = disk(5);
    let (sound, places) = (disk.read("/d/log").unwrap(), places(&disk));
    for bit in places[0] * 8..places[4] * 8 {
        edit(&disk, |log| {
            *log = sound.clone();
            log[bit / 8] ^= 1 << (bit % 8);
        });
        let error = open(&disk).unwrap_err();
        let record = places.iter().rposition(|place| *place <= bit / 8).unwrap();
        let offset = error.offset().unwrap() as usize;
        assert!((places[record]..places[record + 1]).contains(&offset), "bit {bit}: {error}");
        assert_eq!(disk.names(), ["log", "log.lock"], "nothing is cut off");
    }
}

#[test]
fn what_is_outside_of_the_damage_comes_back() {
    let disk = disk(5);
    let (sound, places) = (disk.read("/d/log").unwrap(), places(&disk));
    for bit in places[0] * 8..sound.len() * 8 {
        edit(&disk, |log| {
            *log = sound.clone();
            log[bit / 8] ^= 1 << (bit % 8);
        });
        let record = places.iter().rposition(|place| *place <= bit / 8).unwrap();
        let expected = events((0..5).filter(|number| *number != record as u64));
        let mut reader = options(&disk).recovery(Recovery::Skip).read::<Event>("/d/log").unwrap();
        assert_eq!(reader.by_ref().collect::<Result<Vec<_>, _>>().unwrap(), expected, "bit {bit}");
        let [skipped] = reader.skipped() else { panic!("bit {bit}: {:?}", reader.skipped()) };
        assert_eq!(skipped.offset, places[record] as u64, "bit {bit}");
        assert_eq!(skipped.bytes, (places[record + 1] - places[record]) as u64, "bit {bit}");
    }
}

#[test]
fn a_log_with_damage_can_be_written_when_asked_for() {
    let disk = disk(5);
    let places = places(&disk);
    edit(&disk, |log| log[places[1] + 50] ^= 1);
    edit(&disk, |log| log[places[3] + 7] ^= 1);
    assert_eq!(read(&disk).unwrap_err().kind(), ErrorKind::Checksum);
    let mut options = options(&disk);
    options.recovery(Recovery::Skip);
    let mut log = options.open::<Event>("/d/log").unwrap();
    assert_eq!((log.rows(), log.skipped().len()), (3, 2));
    log.append_all(&events(5..7)).unwrap();
    let rows = options.read::<Event>("/d/log").unwrap().collect::<Result<Vec<_>, _>>().unwrap();
    assert_eq!(rows, events([0, 2, 4, 5, 6]));
    // Written anew, it is whole.
    log.compact().unwrap();
    assert_eq!((log.rows(), log.skipped().len()), (5, 0));
    assert_eq!(read(&disk).unwrap(), events([0, 2, 4, 5, 6]));
}
