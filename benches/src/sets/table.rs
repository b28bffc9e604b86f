//! **table**: rows of a wide table, a column of each kind that tables have.
//!
//! [`BorrowedTable`] is its twin whose texts borrow from the bytes.

use rand::RngExt;
use rand::distr::{Alphanumeric, SampleString};

use super::Set;
use super::random::{Random, pick, pick_weighted, seeded, several};
use super::types::{borrowed, types};
use crate::libraries::Borrowing;

types! {
    /// The set.
    pub struct Table {
        rows: Vec<Order>,
    }

    struct Order {
        id: u64,
        customer: u32,
        placed: i64,
        delivered: i64,
        price: f64,
        discount: f64,
        latitude: f64,
        longitude: f64,
        noise: f64,
        score: f32,
        quantity: u16,
        floor: i16,
        bytes: u64,
        paid: bool,
        country: String,
        carrier: String,
        name: String,
        email: String,
        remark: Option<String>,
        status: Status,
        #[bilrost(encoding(packed))]
        flags: Vec<u16>,
    }

    fieldless enum Status {
        #[bilrost(0)]
        New,
        #[bilrost(1)]
        Packed,
        #[bilrost(2)]
        Sent,
        #[bilrost(3)]
        Delivered,
        #[bilrost(4)]
        Returned,
    }
}

borrowed! {
    /// The set with borrowed texts.
    #[persist(rename = "Table")]
    pub struct BorrowedTable<'a> {
        #[serde(borrow)]
        rows: Vec<BorrowedOrder<'a>>,
    }

    #[persist(rename = "Order")]
    struct BorrowedOrder<'a> {
        id: u64,
        customer: u32,
        placed: i64,
        delivered: i64,
        price: f64,
        discount: f64,
        latitude: f64,
        longitude: f64,
        noise: f64,
        score: f32,
        quantity: u16,
        floor: i16,
        bytes: u64,
        paid: bool,
        country: &'a str,
        carrier: &'a str,
        name: &'a str,
        email: &'a str,
        #[serde(borrow)]
        remark: Option<&'a str>,
        status: Status,
        flags: Vec<u16>,
    }
}

const COUNTRIES: [(&str, f64); 8] = [
    ("Germany", 30.0),
    ("France", 20.0),
    ("Poland", 15.0),
    ("Spain", 12.0),
    ("Italy", 11.0),
    ("Denmark", 6.0),
    ("Portugal", 4.0),
    ("Estonia", 2.0),
];

const CARRIERS: [&str; 5] = ["post", "courier", "freight", "bicycle", "pickup"];

const STATUSES: [(Status, f64); 5] = [
    (Status::New, 3.0),
    (Status::Packed, 4.0),
    (Status::Sent, 8.0),
    (Status::Delivered, 80.0),
    (Status::Returned, 5.0),
];

const SYLLABLES: [&str; 16] =
    ["an", "be", "ca", "do", "el", "fi", "ga", "ho", "in", "jo", "ka", "li", "ma", "no", "ol", "ra"];

impl Set for Table {
    const NAME: &'static str = "table";
    const ROWS: usize = 100_000;

    fn generate(rows: usize) -> Self {
        let random = &mut seeded();
        let mut last = Last { id: 4_000_000, customer: 1, placed: 1_600_000_000_000 };
        Self { rows: (0..rows).map(|_| Order::generate(random, &mut last)).collect() }
    }
}

/// What the next row goes on from.
struct Last {
    id: u64,
    customer: u32,
    placed: i64,
}

impl Order {
    fn generate(random: &mut Random, last: &mut Last) -> Self {
        // Sorted, the one with gaps, the other with repeats; and a row a minute, give or take.
        last.id += random.random_range(1..5);
        last.customer += u32::from(random.random_bool(0.3));
        last.placed += 60_000 + random.random_range(-5_000..5_000);
        let name = name(random);
        Self {
            id: last.id,
            customer: last.customer,
            placed: last.placed,
            delivered: last.placed + 86_400_000 + random.random_range(-3_600_000..3_600_000),
            price: f64::from(random.random_range(100..50_000)) / 100.0,
            discount: f64::from(random.random_range(0..500)) / 10.0,
            latitude: decimals(random.random_range(36.0..60.0)),
            longitude: decimals(random.random_range(-9.0..28.0)),
            noise: random.random_range(-1.0..1.0),
            score: random.random(),
            quantity: random.random_range(1..20),
            floor: random.random_range(-2..30),
            bytes: 2_f64.powf(random.random_range(0.0..1.0_f64).powi(3) * 40.0) as u64,
            paid: random.random_bool(0.9),
            country: pick_weighted(random, &COUNTRIES).to_owned(),
            carrier: pick(random, &CARRIERS).to_owned(),
            email: format!("{}{}@example.com", name.to_lowercase(), random.random_range(0..1_000)),
            name,
            remark: random.random_bool(0.05).then(|| Alphanumeric.sample_string(random, 24)),
            status: pick_weighted(random, &STATUSES),
            flags: if random.random_bool(0.1) { several(random, 1..6, Random::random) } else { Vec::new() },
        }
    }

    fn view(&self) -> BorrowedOrder<'_> {
        BorrowedOrder {
            id: self.id,
            customer: self.customer,
            placed: self.placed,
            delivered: self.delivered,
            price: self.price,
            discount: self.discount,
            latitude: self.latitude,
            longitude: self.longitude,
            noise: self.noise,
            score: self.score,
            quantity: self.quantity,
            floor: self.floor,
            bytes: self.bytes,
            paid: self.paid,
            country: &self.country,
            carrier: &self.carrier,
            name: &self.name,
            email: &self.email,
            remark: self.remark.as_deref(),
            status: self.status,
            flags: self.flags.clone(),
        }
    }
}

impl Borrowing for Table {
    type Borrowed<'a> = BorrowedTable<'a>;

    fn view(&self) -> BorrowedTable<'_> {
        BorrowedTable { rows: self.rows.iter().map(Order::view).collect() }
    }
}

/// A coordinate as maps give it, with six decimals.
fn decimals(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

/// One of a great many names.
fn name(random: &mut Random) -> String {
    let syllables = several(random, 3..6, |random| pick(random, &SYLLABLES));
    let name = syllables.concat();
    let (first, rest) = name.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}
