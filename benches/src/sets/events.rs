//! **events**: values of an enum with payloads, in random order: what a window reports to a program.
//!
//! [`BorrowedEvents`] is its twin whose texts borrow from the bytes.

use rand::RngExt;
use rand::distr::{Alphanumeric, SampleString};

use super::Set;
use super::random::{Random, exactly, seeded};
use super::types::{borrowed, types};
use crate::libraries::Borrowing;

types! {
    /// The set.
    pub struct Events {
        events: Vec<Event>,
    }

    enum Event {
        #[bilrost(empty)]
        #[fory(default)]
        Closed,
        #[bilrost(1)]
        Key(u32),
        #[bilrost(2)]
        Scrolled(f64),
        #[bilrost(tag(3), message)]
        Entered { text: String, field: u32 },
        #[bilrost(tag(4), message)]
        Moved { x: i32, y: i32, width: u32, height: u32 },
    }
}

borrowed! {
    /// The set with borrowed texts.
    #[persist(rename = "Events")]
    pub struct BorrowedEvents<'a> {
        #[serde(borrow)]
        events: Vec<BorrowedEvent<'a>>,
    }

    #[persist(rename = "Event")]
    #[wincode(tag_encoding = "u8")]
    #[speedy(tag_type = u8)]
    enum BorrowedEvent<'a> {
        Closed,
        Key(u32),
        Scrolled(f64),
        Entered { text: &'a str, field: u32 },
        Moved { x: i32, y: i32, width: u32, height: u32 },
    }
}

impl Set for Events {
    const NAME: &'static str = "events";
    const ROWS: usize = 10_000;

    fn generate(rows: usize) -> Self {
        Self { events: exactly(&mut seeded(), rows, Event::generate) }
    }
}

impl Event {
    fn generate(random: &mut Random) -> Self {
        match random.random_range(0..5) {
            0 => Self::Closed,
            1 => Self::Key(random.random_range(0..0x1_0000)),
            2 => Self::Scrolled(random.random_range(-100.0..100.0)),
            3 => {
                let length = random.random_range(4..20);
                Self::Entered { text: Alphanumeric.sample_string(random, length), field: random.random_range(0..200) }
            }
            _ => Self::Moved {
                x: random.random_range(-100..4_000),
                y: random.random_range(-100..3_000),
                width: random.random_range(100..4_000),
                height: random.random_range(100..3_000),
            },
        }
    }

    fn view(&self) -> BorrowedEvent<'_> {
        match *self {
            Self::Closed => BorrowedEvent::Closed,
            Self::Key(key) => BorrowedEvent::Key(key),
            Self::Scrolled(distance) => BorrowedEvent::Scrolled(distance),
            Self::Entered { ref text, field } => BorrowedEvent::Entered { text, field },
            Self::Moved { x, y, width, height } => BorrowedEvent::Moved { x, y, width, height },
        }
    }
}

impl Borrowing for Events {
    type Borrowed<'a> = BorrowedEvents<'a>;

    fn view(&self) -> BorrowedEvents<'_> {
        BorrowedEvents { events: self.events.iter().map(Event::view).collect() }
    }
}
