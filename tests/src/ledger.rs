//! Values whose lives are recorded, and user code that fails or panics when it is told to.
//!
//! Everything is per thread. A [`Tracked`] is entered when it is made and struck out when it is dropped; whatever user code of it
//! runs reports an [`Event`] first, and that is where a test has it panic, return an error, or start another load in the middle.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::hash::{Hash, Hasher};
use std::sync::Once;

use persist_core::{Persist, Represent};

/// User code that runs in the middle of a save or a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// A conversion from the representation, by `try_from` or `restore`.
    Convert,
    /// A conversion into the representation.
    Represent,
    /// A copy, which `into` needs.
    Clone,
    /// A hash, of a key.
    Hash,
    /// A comparison for equality.
    Eq,
    /// A comparison for order.
    Ord,
    /// A default, of a field that is not saved.
    Default,
    /// A check of a value.
    Validate,
    /// The end of a value.
    Drop,
}

/// What can happen in the middle of a load, but for `Drop`.
pub const LOADING: [Event; 6] = [Event::Convert, Event::Hash, Event::Eq, Event::Ord, Event::Default, Event::Validate];

/// What can happen in the middle of a save: copies are dropped there, too.
pub const SAVING: [Event; 3] = [Event::Represent, Event::Clone, Event::Drop];

#[derive(Default)]
struct Ledger {
    next: u64,
    alive: BTreeSet<u64>,
    wrong: Vec<String>,
    counts: BTreeMap<Event, usize>,
    panics: Option<(Event, usize)>,
    fails: Option<(Event, usize)>,
    loads_inside: bool,
}

thread_local! {
    static LEDGER: RefCell<Ledger> = RefCell::default();
}

fn ledger<R>(with: impl FnOnce(&mut Ledger) -> R) -> R {
    LEDGER.with_borrow_mut(with)
}

/// Begins anew, with nothing planned. Panics that are planned are not reported from now on.
///
/// # Panics
/// If anything of before is still alive.
pub fn begin() {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !panic.payload().is::<Planned>() {
                report(panic);
            }
        }));
    });
    settle("before a new beginning");
    ledger(|ledger| *ledger = Ledger::default());
}

/// Has the `nth` event of a kind panic (1 is the first).
pub fn panic_at(event: Event, nth: usize) {
    ledger(|ledger| ledger.panics = Some((event, nth)));
}

/// Has the `nth` event of a kind, `Convert` or `Validate`, return an error.
pub fn fail_at(event: Event, nth: usize) {
    ledger(|ledger| ledger.fails = Some((event, nth)));
}

/// Has every event start a load and a save of its own.
pub fn load_inside() {
    ledger(|ledger| ledger.loads_inside = true);
}

/// Nothing more panics or fails.
pub fn disarm() {
    ledger(|ledger| (ledger.panics, ledger.fails, ledger.loads_inside) = (None, None, false));
}

/// How many events of a kind there have been since [`begin`].
#[must_use]
pub fn count(event: Event) -> usize {
    ledger(|ledger| ledger.counts.get(&event).copied().unwrap_or(0))
}

/// How many values are alive.
#[must_use]
pub fn alive() -> usize {
    ledger(|ledger| ledger.alive.len())
}

/// Requires that every value has been dropped, once.
///
/// # Panics
/// If one has not, or twice, or was not one.
pub fn settle(what: &str) {
    let (alive, wrong) = ledger(|ledger| (std::mem::take(&mut ledger.alive), std::mem::take(&mut ledger.wrong)));
    assert!(wrong.is_empty(), "{what}: {wrong:?}");
    assert!(alive.is_empty(), "{what}: {} values were never dropped", alive.len());
}

/// Reports an event; the error where one is planned.
fn event(event: Event) -> Result<(), Planned> {
    let (panics, fails, loads) = ledger(|ledger| {
        let count = ledger.counts.entry(event).or_default();
        *count += 1;
        let here = Some((event, *count));
        (ledger.panics == here, ledger.fails == here, std::mem::take(&mut ledger.loads_inside))
    });
    if loads {
        load_and_save();
        load_inside();
    }
    // A panic while another one unwinds would end the process: no library could help.
    if panics && !std::thread::panicking() {
        std::panic::panic_any(Planned);
    }
    if fails { Err(Planned) } else { Ok(()) }
}

/// A load and a save in the middle of another, of every kind of column.
fn load_and_save() {
    let value: Vec<(String, Option<Box<u32>>, Vec<u8>)> =
        (0..40_u8).map(|n| (n.to_string(), Some(Box::new(n.into())), vec![n; 3])).collect();
    let bytes = persist_core::encode(&value).expect("a value encodes");
    assert!(persist_core::decode::<Vec<(String, Option<Box<u32>>, Vec<u8>)>>(&bytes).is_ok_and(|back| back == value));
}

/// The error, and the panic's payload, that was planned.
#[derive(Debug)]
pub struct Planned;

impl std::fmt::Display for Planned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("as planned")
    }
}

impl Error for Planned {}

/// A value whose life is recorded.
#[derive(Persist, Debug)]
#[persist(try_from = "u32", into = "u32")]
pub struct Tracked {
    serial: u64,
    number: u32,
}

impl Tracked {
    /// A new one.
    #[must_use]
    pub fn new(number: u32) -> Self {
        let serial = ledger(|ledger| {
            ledger.next += 1;
            ledger.alive.insert(ledger.next);
            ledger.next
        });
        Tracked { serial, number }
    }

    /// What it is made of.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Records it as wrong if it is not alive.
    pub fn must_be_alive(&self, what: &str) {
        ledger(|ledger| {
            if !ledger.alive.contains(&self.serial) {
                ledger.wrong.push(format!("{what}: {} is not alive", self.serial));
            }
        });
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        ledger(|ledger| {
            if !ledger.alive.remove(&self.serial) {
                ledger.wrong.push(format!("{} was dropped, and not alive", self.serial));
            }
        });
        let _ = event(Event::Drop);
    }
}

impl Clone for Tracked {
    fn clone(&self) -> Self {
        let _ = event(Event::Clone);
        self.must_be_alive("cloned");
        Tracked::new(self.number)
    }
}

impl TryFrom<u32> for Tracked {
    type Error = Planned;

    fn try_from(number: u32) -> Result<Self, Planned> {
        event(Event::Convert)?;
        Ok(Tracked::new(number))
    }
}

impl From<Tracked> for u32 {
    fn from(tracked: Tracked) -> Self {
        let _ = event(Event::Represent);
        tracked.number
    }
}

impl PartialEq for Tracked {
    fn eq(&self, other: &Self) -> bool {
        let _ = event(Event::Eq);
        self.number == other.number
    }
}

impl Eq for Tracked {}

impl Hash for Tracked {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let _ = event(Event::Hash);
        // Few different ones, so that keys are compared too.
        (self.number % 4).hash(state);
    }
}

impl Ord for Tracked {
    fn cmp(&self, other: &Self) -> Ordering {
        let _ = event(Event::Ord);
        self.number.cmp(&other.number)
    }
}

impl PartialOrd for Tracked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Default for Tracked {
    fn default() -> Self {
        let _ = event(Event::Default);
        Tracked::new(0)
    }
}

/// Saves a [`Tracked`] as a text.
#[derive(Debug)]
pub struct AsText;

impl Represent<Tracked> for AsText {
    type Repr = String;

    fn represent(value: &Tracked) -> Result<String, Box<dyn Error + Send + Sync>> {
        event(Event::Represent)?;
        Ok(value.number.to_string())
    }

    fn restore(text: String) -> Result<Tracked, Box<dyn Error + Send + Sync>> {
        event(Event::Convert)?;
        Ok(Tracked::new(text.parse()?))
    }
}

/// A check that takes anything, unless an error is planned.
///
/// # Errors
/// The planned one.
pub fn check<T>(_: &T) -> Result<(), Planned> {
    event(Event::Validate)
}
