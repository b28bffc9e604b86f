//! Points in time and spans of it, in seconds and nanoseconds.

use std::time::{Duration, SystemTime};

use super::*;

/// Nanoseconds of a second.
const SECOND: u32 = 1_000_000_000;

structure! {
    /// What a `Duration` is on the wire.
    struct Span as "Duration" { secs: u64, nanos: u32 }
}

through! {
    impl[] Duration as Span;
    |duration| Ok(Span { secs: duration.as_secs(), nanos: duration.subsec_nanos() });
    |span| Ok(Duration::new(span.secs, checked(span.nanos)?));
}

structure! {
    /// What a `SystemTime` is on the wire: since the start of 1970, rounded down to seconds.
    struct Instant as "SystemTime" { secs: i64, nanos: u32 }
}

through! {
    impl[] SystemTime as Instant;
    |time| to_instant(*time);
    |instant| from_instant(&instant);
}

fn to_instant(time: SystemTime) -> Result<Instant> {
    let (secs, nanos) = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => (i128::from(after.as_secs()), after.subsec_nanos()),
        Err(error) => {
            let before = error.duration();
            let nanos = before.subsec_nanos();
            (-i128::from(before.as_secs()) - i128::from(nanos > 0), (SECOND - nanos) % SECOND)
        }
    };
    let secs =
        i64::try_from(secs).map_err(|_| Error::new(ErrorKind::Value, "a time more than 2⁶³ seconds from 1970"))?;
    Ok(Instant { secs, nanos })
}

fn from_instant(instant: &Instant) -> Result<SystemTime> {
    let nanos = checked(instant.nanos)?;
    let before = Duration::from_secs(instant.secs.min(0).unsigned_abs());
    let after = Duration::new(instant.secs.max(0).unsigned_abs(), nanos);
    SystemTime::UNIX_EPOCH.checked_sub(before).and_then(|time| time.checked_add(after)).ok_or_else(|| {
        Error::new(ErrorKind::Value, format!("this system has no time {} seconds from 1970", instant.secs))
    })
}

fn checked(nanos: u32) -> Result<u32> {
    if nanos < SECOND {
        return Ok(nanos);
    }
    Err(Error::new(ErrorKind::Malformed, format!("{nanos} nanoseconds are more than a second")))
}
