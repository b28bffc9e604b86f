//! **message**: one struct of mixed fields, as programs send each other and as key-value stores hold.
//!
//! [`BorrowedMessage`] is its twin whose texts borrow from the bytes.

use rand::RngExt;
use rand::distr::{Alphanumeric, SampleString};

use super::Set;
use super::random::{Random, exactly, seeded};
use super::types::{borrowed, types};
use crate::libraries::Borrowing;

types! {
    /// The set.
    pub struct Message {
        id: u64,
        kind: u32,
        priority: i16,
        urgent: bool,
        weight: f64,
        subject: String,
        sender: Option<String>,
        #[bilrost(encoding(plainbytes))]
        #[serde(with = "serde_bytes")]
        token: Vec<u8>,
    }
}

borrowed! {
    /// The set with borrowed texts. The bytes are owned, as bitcode does not borrow them.
    #[persist(rename = "Message")]
    pub struct BorrowedMessage<'a> {
        id: u64,
        kind: u32,
        priority: i16,
        urgent: bool,
        weight: f64,
        subject: &'a str,
        #[serde(borrow)]
        sender: Option<&'a str>,
        #[serde(with = "serde_bytes")]
        token: Vec<u8>,
    }
}

impl Set for Message {
    const NAME: &'static str = "message";
    const ROWS: usize = 1;
    const IS_MESSAGE: bool = true;

    /// There is one, whatever `rows` says.
    fn generate(_rows: usize) -> Self {
        let random = &mut seeded();
        Self {
            id: random.random(),
            kind: random.random_range(0..10_000),
            priority: random.random_range(-500..500),
            urgent: false,
            weight: random.random(),
            subject: text(random),
            sender: Some(text(random)),
            token: exactly(random, 16, Random::random),
        }
    }
}

fn text(random: &mut Random) -> String {
    Alphanumeric.sample_string(random, 12)
}

impl Borrowing for Message {
    type Borrowed<'a> = BorrowedMessage<'a>;

    fn view(&self) -> BorrowedMessage<'_> {
        BorrowedMessage {
            id: self.id,
            kind: self.kind,
            priority: self.priority,
            urgent: self.urgent,
            weight: self.weight,
            subject: &self.subject,
            sender: self.sender.as_deref(),
            token: self.token.clone(),
        }
    }
}
