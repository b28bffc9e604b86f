//! Part of a file: two columns of a large type, in a fraction of the time.
//!
//! ```text
//! cargo run --release --example partial [ROWS]
//! ```
//!
//! Saves log rows into memory, then loads them as the full type, and as one that names two of its
//! fields. The other columns are stepped over: their texts are never built.

use std::env;
use std::error::Error;
use std::time::{Duration, Instant};

use examples::report::{bytes, grouped};
use persist_core::{Decode, Persist};

#[derive(Persist, Debug, PartialEq)]
struct Request {
    address: [u8; 4],
    user: Option<String>,
    time: u64,
    method: String,
    path: String,
    agent: String,
    referrer: Option<String>,
    status: u16,
    size: u64,
    headers: Vec<(String, String)>,
}

/// What a report on traffic needs of a `Request`. It has that type's name, and is never saved.
#[derive(Persist, Debug)]
#[persist(partial, rename = "Request")]
struct Traffic {
    status: u16,
    size: u64,
}

fn request(index: u64) -> Request {
    let agent = ["Mozilla/5.0 (X11; Linux x86_64)", "curl/8.5.0"][(index % 2) as usize];
    Request {
        address: [10, 0, (index / 256) as u8, index as u8],
        user: index.is_multiple_of(3).then(|| format!("user{}", index % 97)),
        time: 1_700_000_000 + index,
        method: "GET".to_owned(),
        path: format!("/articles/{}/comments?page={}", index % 1000, index % 7),
        agent: agent.to_owned(),
        referrer: index.is_multiple_of(4).then(|| format!("https://example.org/{index}")),
        status: if index.is_multiple_of(50) { 404 } else { 200 },
        size: index * 37 % 20_000,
        headers: vec![("accept".to_owned(), "text/html".to_owned()), ("x-request".to_owned(), index.to_string())],
    }
}

/// Loads, and says how long the fastest of three times took.
fn timed<T: for<'de> Decode<'de>>(file: &[u8]) -> Result<(T, Duration), persist_core::Error> {
    let mut fastest = Duration::MAX;
    for _ in 0..2 {
        let start = Instant::now();
        persist_core::from_slice::<T>(file)?;
        fastest = fastest.min(start.elapsed());
    }
    let start = Instant::now();
    let value = persist_core::from_slice(file)?;
    Ok((value, fastest.min(start.elapsed())))
}

fn main() -> Result<(), Box<dyn Error>> {
    let rows = env::args().nth(1).map_or(Ok(50_000), |rows| rows.parse())?;
    let requests: Vec<Request> = (0..rows).map(request).collect();
    let file = persist_core::to_vec(&requests)?;
    println!("{} rows, {}", grouped(rows), bytes(file.len() as u64));

    let (all, full) = timed::<Vec<Request>>(&file)?;
    assert_eq!(all, requests);
    println!("all 10 columns: {full:>8.1?}");

    let (traffic, part) = timed::<Vec<Traffic>>(&file)?;
    println!("     2 columns: {part:>8.1?}, checksums included");

    let total: u64 = traffic.iter().map(|row| row.size).sum();
    let lost = traffic.iter().filter(|row| row.status == 404).count();
    println!("{} were sent; {lost} requests led nowhere", bytes(total));
    Ok(())
}
