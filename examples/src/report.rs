//! Numbers as a person reads them.

use std::time::{Duration, SystemTime};

/// A number with its digits in groups of three: `1,234,567`.
///
/// # Examples
/// ```
/// assert_eq!(examples::report::grouped(1_234_567), "1,234,567");
/// assert_eq!(examples::report::grouped(89), "89");
/// ```
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of bytes: `1.2 GB`.
///
/// # Examples
/// ```
/// assert_eq!(examples::report::bytes(512), "512 bytes");
/// assert_eq!(examples::report::bytes(1_250_000), "1.2 MB");
/// ```
#[must_use]
pub fn bytes(number: u64) -> String {
    if number < 1_000 {
        return format!("{number} bytes");
    }
    let mut scaled = number as f64;
    let mut unit = "bytes";
    for larger in ["kB", "MB", "GB", "TB", "PB", "EB"] {
        if scaled < 999.95 {
            break;
        }
        scaled /= 1e3;
        unit = larger;
    }
    format!("{scaled:.1} {unit}")
}

/// How much of something a second would have brought, if `amount` took `time`.
///
/// # Examples
/// ```
/// use std::time::Duration;
///
/// assert_eq!(examples::report::per_second(50, Duration::from_millis(500)), 100.0);
/// ```
#[must_use]
pub fn per_second(amount: u64, time: Duration) -> f64 {
    // A clock too coarse for a very short time must not make it infinitely fast.
    amount as f64 / time.max(Duration::from_nanos(1)).as_secs_f64()
}

/// How long ago a time was: `3 minutes ago`.
///
/// # Examples
/// ```
/// use std::time::{Duration, SystemTime};
///
/// let time = SystemTime::now() - Duration::from_secs(200);
/// assert_eq!(examples::report::ago(time), "3 minutes ago");
/// ```
#[must_use]
pub fn ago(time: SystemTime) -> String {
    let Ok(age) = time.elapsed() else {
        return "in the future, by this computer's clock".to_owned();
    };
    let seconds = age.as_secs();
    let (number, unit) = match seconds {
        0..60 => (seconds, "second"),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural} ago")
}
