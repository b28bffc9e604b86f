//! The processor time of this thread: what other programs do meanwhile is not in it.

use std::time::Duration;

/// A moment of this thread's time.
#[derive(Clone, Copy)]
pub(crate) struct Moment(Duration);

impl Moment {
    /// How much of it has passed since then.
    pub(crate) fn elapsed(self) -> Duration {
        Self::now().0.saturating_sub(self.0)
    }

    /// The present one.
    #[cfg(unix)]
    pub(crate) fn now() -> Self {
        let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: the pointer is to a `timespec` that lives until the call returns.
        let outcome = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
        assert_eq!(outcome, 0, "this system does not tell the processor time of a thread");
        Self(Duration::new(time.tv_sec as u64, time.tv_nsec as u32))
    }

    /// Other systems are asked for the time of the day.
    #[cfg(not(unix))]
    pub(crate) fn now() -> Self {
        use std::sync::OnceLock;
        use std::time::Instant;

        static BEGIN: OnceLock<Instant> = OnceLock::new();
        Self(BEGIN.get_or_init(Instant::now).elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_passes_while_something_is_done() {
        let start = Moment::now();
        let mut sum = 0_u64;
        while start.elapsed() < Duration::from_millis(2) {
            sum = std::hint::black_box(sum + 1);
        }
        assert!(sum > 0);
    }
}
