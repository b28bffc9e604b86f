//! Points in time and spans of it, in seconds and nanoseconds.

use std::time::{Duration, SystemTime};

use super::foreign::{structure, through};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{Field, Named};

/// Nanoseconds of a second.
const SECOND: u32 = 1_000_000_000;

/// What a `Duration` is on the wire.
struct Span {
    secs: u64,
    nanos: u32,
}

structure! {
    impl[] Span, |builder| builder.structure(
        Span::describe, &Named::new("Duration", 1), &[Field::of::<u64>("secs"), Field::of::<u32>("nanos")],
    );
    {
        secs: u64 = "secs";
        nanos: u32 = "nanos";
    }
    (secs, nanos) => Span { secs, nanos }
}

through! {
    impl[] Duration as Span;
    |duration| Ok(Span { secs: duration.as_secs(), nanos: duration.subsec_nanos() });
    |span| Ok(Duration::new(span.secs, checked(span.nanos)?));
}

/// What a `SystemTime` is on the wire: since the start of 1970, rounded down to seconds.
struct Instant {
    secs: i64,
    nanos: u32,
}

structure! {
    impl[] Instant, |builder| builder.structure(
        Instant::describe, &Named::new("SystemTime", 1), &[Field::of::<i64>("secs"), Field::of::<u32>("nanos")],
    );
    {
        secs: i64 = "secs";
        nanos: u32 = "nanos";
    }
    (secs, nanos) => Instant { secs, nanos }
}

through! {
    impl[] SystemTime as Instant;
    |time| to_instant(*time);
    |instant| from_instant(&instant);
}

fn to_instant(time: SystemTime) -> Result<Instant> {
    let (secs, nanos) = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => (i64::try_from(after.as_secs()).ok(), after.subsec_nanos()),
        Err(error) => {
            let before = error.duration();
            let secs = i64::try_from(before.as_secs()).ok().map(|secs| -secs);
            match before.subsec_nanos() {
                0 => (secs, 0),
                nanos => (secs.and_then(|secs| secs.checked_sub(1)), SECOND - nanos),
            }
        }
    };
    let secs = secs.ok_or_else(|| Error::new(ErrorKind::Value, "a time more than 2⁶³ seconds from 1970"))?;
    Ok(Instant { secs, nanos })
}

fn from_instant(instant: &Instant) -> Result<SystemTime> {
    let nanos = checked(instant.nanos)?;
    let whole = Duration::from_secs(instant.secs.unsigned_abs());
    let second = if instant.secs < 0 {
        SystemTime::UNIX_EPOCH.checked_sub(whole)
    } else {
        SystemTime::UNIX_EPOCH.checked_add(whole)
    };
    second.and_then(|second| second.checked_add(Duration::new(0, nanos))).ok_or_else(|| {
        Error::new(ErrorKind::Value, format!("this system has no time {} seconds from 1970", instant.secs))
    })
}

fn checked(nanos: u32) -> Result<u32> {
    if nanos < SECOND {
        return Ok(nanos);
    }
    Err(Error::new(ErrorKind::Malformed, format!("{nanos} nanoseconds are more than a second")))
}
