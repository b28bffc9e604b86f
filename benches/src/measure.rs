//! Interleaved timing: every task is sampled once per round, and each task's median is taken
//! over the rounds. What slows the machine for a while then slows all tasks alike. Time is the
//! processor's, user and system, so that another program that gets its turn does not count.

use std::time::Duration;

use rand::seq::SliceRandom;

use crate::clock::Moment;
use crate::sets::random::seeded;

/// Something to time. It runs its operation as often as it is told to, so that the cost of the
/// call through the box is shared by all runs of a sample.
pub type Task<'a> = Box<dyn FnMut(u64) + 'a>;

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Samples per task, where they fit into the time.
    pub rounds: usize,
    /// How long all samples of what is compared may take; a few rounds are made even if they take longer.
    pub time: Duration,
    /// The shortest sample; a faster operation is repeated until it fills one.
    pub sample: Duration,
}

impl Pace {
    /// For figures that are reported.
    pub const FULL: Self = Self { rounds: 61, time: Duration::from_secs(60), sample: Duration::from_millis(8) };

    /// For a first look.
    pub const QUICK: Self = Self { rounds: 15, time: Duration::from_millis(2_000), sample: Duration::from_millis(2) };
}

/// The time of one run of a task.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// The median over all rounds, in nanoseconds.
    pub median: f64,
    /// Half the distance between the quartiles, as a share of the median.
    pub spread: f64,
}

/// Times all tasks, one sample of each per round.
///
/// What a task leaves behind, in caches and above all in the allocator, makes the next one faster or slower by up to a half. So
/// each round has an order of its own, and each sample comes after a run of the same task that does not count.
pub fn interleave(tasks: &mut [Task<'_>], pace: Pace) -> Vec<Timing> {
    samples(tasks, pace).into_iter().map(Timing::of).collect()
}

/// The samples behind [`interleave`]: of each task, the time of one run, round by round.
pub fn samples(tasks: &mut [Task<'_>], pace: Pace) -> Vec<Vec<f64>> {
    let (repeats, times): (Vec<u64>, Vec<Duration>) = tasks.iter_mut().map(|task| calibrate(task, pace.sample)).unzip();
    let once = times.iter().zip(&repeats).map(|(time, repeats)| *time / *repeats as u32);
    let rounds = pace.rounds_of(times.iter().copied().chain(once).sum());
    let mut samples = vec![Vec::with_capacity(rounds); tasks.len()];
    let mut order: Vec<usize> = (0..tasks.len()).collect();
    let random = &mut seeded();
    for _ in 0..rounds {
        order.shuffle(random);
        for &index in &order {
            tasks[index](1);
            let elapsed = time(&mut tasks[index], repeats[index]);
            samples[index].push(elapsed.as_nanos() as f64 / repeats[index] as f64);
        }
    }
    samples
}

impl Pace {
    /// How many rounds there are, if one takes so long.
    fn rounds_of(self, round: Duration) -> usize {
        const FEWEST: usize = 3;
        let fit = self.time.as_secs_f64() / round.as_secs_f64().max(1e-9);
        (fit as usize).clamp(FEWEST.min(self.rounds), self.rounds)
    }
}

impl Timing {
    /// The median and spread of samples, of which there must be at least one.
    pub fn of(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        let quantile = |share: f64| samples[((samples.len() - 1) as f64 * share).round() as usize];
        let median = quantile(0.5);
        Self { median, spread: (quantile(0.75) - quantile(0.25)) / 2.0 / median }
    }
}

/// Warms a task up, and finds how many of its runs fill a sample, and how long that is.
fn calibrate(task: &mut Task<'_>, sample: Duration) -> (u64, Duration) {
    let mut repeats = 1;
    loop {
        let elapsed = time(task, repeats);
        if elapsed >= sample {
            return (repeats, elapsed);
        }
        repeats *= 2;
    }
}

fn time(task: &mut Task<'_>, repeats: u64) -> Duration {
    let start = Moment::now();
    task(repeats);
    start.elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timing_is_the_median_and_half_the_distance_of_the_quartiles() {
        let timing = Timing::of(vec![50.0, 10.0, 40.0, 20.0, 30.0]);
        assert_eq!((timing.median, timing.spread), (30.0, 10.0 / 30.0));
    }

    #[test]
    fn there_are_as_many_rounds_as_fit_into_the_time_but_a_few_at_least() {
        let pace = Pace { rounds: 10, time: Duration::from_secs(1), sample: Duration::ZERO };
        let rounds = [1, 200, 10_000].map(|milliseconds| pace.rounds_of(Duration::from_millis(milliseconds)));
        assert_eq!(rounds, [10, 5, 3]);
    }

    #[test]
    fn every_task_gets_one_sample_a_round() {
        let pace = Pace { rounds: 3, time: Duration::MAX, sample: Duration::ZERO };
        let mut runs = 0;
        let task: Task<'_> = Box::new(|repeats| runs += repeats);
        assert_eq!(interleave(&mut [task], pace).len(), 1);
        assert_eq!(runs, 7, "one run to calibrate, three rounds of one to warm up and one that counts");
    }
}
