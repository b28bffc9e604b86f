//! **log**: lines of a web server's access log, as in the public benchmark. Short texts of low
//! and of high variety beside small numbers.
//!
//! [`BorrowedLogs`] is its twin whose texts borrow from the bytes.

use rand::RngExt;

use super::Set;
use super::random::{Random, exactly, pick, seeded};
use super::types::{borrowed, types};
use crate::libraries::Borrowing;

types! {
    /// The set.
    pub struct Logs {
        pub(crate) logs: Vec<Log>,
    }

    #[derive(Copy)]
    pub(crate) struct Address {
        #[bilrost(encoding(varint))]
        pub(crate) x0: u8,
        #[bilrost(encoding(varint))]
        pub(crate) x1: u8,
        #[bilrost(encoding(varint))]
        pub(crate) x2: u8,
        #[bilrost(encoding(varint))]
        pub(crate) x3: u8,
    }

    pub(crate) struct Log {
        pub(crate) address: Address,
        pub(crate) identity: String,
        pub(crate) userid: String,
        pub(crate) date: String,
        pub(crate) request: String,
        pub(crate) code: u16,
        pub(crate) size: u64,
    }
}

borrowed! {
    /// The set with borrowed texts.
    #[persist(rename = "Logs")]
    pub struct BorrowedLogs<'a> {
        #[serde(borrow)]
        logs: Vec<BorrowedLog<'a>>,
    }

    #[persist(rename = "Log")]
    struct BorrowedLog<'a> {
        address: Address,
        identity: &'a str,
        userid: &'a str,
        date: &'a str,
        request: &'a str,
        code: u16,
        size: u64,
    }
}

impl Set for Logs {
    const NAME: &'static str = "log";
    const ROWS: usize = 10_000;

    fn generate(rows: usize) -> Self {
        Self { logs: exactly(&mut seeded(), rows, Log::generate) }
    }
}

impl Borrowing for Logs {
    type Borrowed<'a> = BorrowedLogs<'a>;

    fn view(&self) -> BorrowedLogs<'_> {
        BorrowedLogs { logs: self.logs.iter().map(Log::view).collect() }
    }
}

impl Log {
    fn generate(random: &mut Random) -> Self {
        Self {
            address: Address { x0: random.random(), x1: random.random(), x2: random.random(), x3: random.random() },
            identity: "-".to_owned(),
            userid: pick(random, &USERS).to_owned(),
            date: date(random),
            request: format!("{} {} {}", pick(random, &METHODS), pick(random, &ROUTES), pick(random, &PROTOCOLS)),
            code: pick(random, &CODES),
            size: random.random_range(0..100_000_000),
        }
    }

    fn view(&self) -> BorrowedLog<'_> {
        BorrowedLog {
            address: self.address,
            identity: &self.identity,
            userid: &self.userid,
            date: &self.date,
            request: &self.request,
            code: self.code,
            size: self.size,
        }
    }
}

/// `28/Feb/1999:3:4:5 +0100`: no number is padded, so that the length varies.
fn date(random: &mut Random) -> String {
    format!(
        "{}/{}/{}:{}:{}:{} {:+03}00",
        random.random_range(1..=28),
        pick(random, &MONTHS),
        random.random_range(1970..=2021),
        random.random_range(0..24),
        random.random_range(0..60),
        random.random_range(0..60),
        random.random_range(-12..=12),
    )
}

const USERS: [&str; 9] = ["-", "alice", "bob", "carmen", "david", "eric", "frank", "george", "harry"];

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "UPDATE", "DELETE"];

const ROUTES: [&str; 7] = [
    "/favicon.ico",
    "/css/index.css",
    "/css/font-awsome.min.css",
    "/img/logo-full.svg",
    "/img/splash.jpg",
    "/api/login",
    "/api/logout",
];

const PROTOCOLS: [&str; 4] = ["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"];

/// The status codes in use, all equally likely.
const CODES: [u16; 63] = [
    100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 306, 307, 308,
    400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424,
    425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
];
