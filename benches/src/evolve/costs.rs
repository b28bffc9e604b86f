//! What does not depend on the size of a value: resolving the schemas of fifty types, once a file,
//! and finding the plan that is kept, once a bare value.

use persist_core::{Persist, Schemas, decode, encode, from_slice, to_vec};

use super::{Timed, check, shown};
use crate::Result;
use crate::measure::{Pace, Task, interleave};

/// Types, each of which holds the next one.
macro_rules! chain {
    ([$($of_type:tt)*] [$($more:tt)*] $name:ident $next:ident $($names:ident)*) => {
        #[derive(Persist, Default)]
        #[persist($($of_type)*)]
        pub(super) struct $name {
            number: u64,
            name: String,
            list: Vec<u32>,
            next: Vec<$next>,
            maybe: Option<f64>,
            $($more)*
        }
        chain!([$($of_type)*] [$($more)*] $next $($names)*);
    };
    ([$($of_type:tt)*] [$($more:tt)*] $name:ident) => {
        #[derive(Persist, Default)]
        pub(super) struct $name {
            number: u64,
        }
    };
}

/// A module of fifty types.
macro_rules! fifty {
    ($module:ident, $of_type:tt $more:tt) => {
        mod $module {
            use persist_core::Persist;

            #[derive(Persist, Default)]
            pub(super) struct Root {
                a: A0,
                b: B0,
                c: C0,
                d: D0,
                e: E0,
            }

            chain!($of_type $more A0 A1 A2 A3 A4 A5 A6 A7 A8 A9);
            chain!($of_type $more B0 B1 B2 B3 B4 B5 B6 B7 B8 B9);
            chain!($of_type $more C0 C1 C2 C3 C4 C5 C6 C7 C8 C9);
            chain!($of_type $more D0 D1 D2 D3 D4 D5 D6 D7 D8 D9);
            chain!($of_type $more E0 E1 E2 E3 E4 E5 E6 E7 E8);
        }
    };
}

fifty!(fifty_before, [version = 1] []);
fifty!(fifty_today, [version = 2] [#[persist(since = 2, default)] added: u32,]);

mod before {
    #[derive(persist_core::Persist)]
    pub(super) struct Message {
        pub(super) id: u64,
        pub(super) kind: u16,
        pub(super) text: String,
    }
}

/// A small value, as a key-value store has many.
#[derive(Persist, PartialEq)]
#[persist(version = 2)]
struct Message {
    id: u64,
    kind: u16,
    text: String,
    #[persist(since = 2, default)]
    flags: u32,
}

/// Measures both.
pub(super) fn run(pace: Pace) -> Result<()> {
    let before = to_vec(&fifty_before::Root::default())?;
    let today = to_vec(&fifty_today::Root::default())?;
    let (message, text) = (Message { id: 7, kind: 3, text: "text".to_owned(), flags: 0 }, "text".to_owned());
    let mut schemas = Schemas::new();
    schemas.register::<before::Message>()?;
    schemas.register::<Message>()?;
    let earlier = schemas.encode(&before::Message { id: 7, kind: 3, text })?;
    let same = schemas.encode(&message)?;
    let bare = encode(&message)?;
    check(
        schemas.decode::<Message>(&earlier)? == message && schemas.decode::<Message>(&same)? == message,
        "a message",
    )?;
    check(decode::<Message>(&bare)? == message, "a bare message")?;

    let tasks = [
        Timed::new("a container of 50 types from before a change, nearly empty", || {
            from_slice::<fifty_today::Root>(&before)
        }),
        Timed::new("the same of today", || from_slice::<fifty_today::Root>(&today)),
        Timed::new("`decode` of a message", || decode::<Message>(&bare).map(|message| message.id)),
        Timed::new("`Schemas::decode` of it, the same type behind a short id", || {
            schemas.decode::<Message>(&same).map(|message| message.id)
        }),
        Timed::new("`Schemas::decode` of it, the same type behind a fingerprint", || {
            schemas.decode::<Message>(&bare).map(|message| message.id)
        }),
        Timed::new("`Schemas::decode` of one from before a change", || {
            schemas.decode::<Message>(&earlier).map(|message| message.id)
        }),
    ];
    let (names, mut tasks): (Vec<String>, Vec<Task<'_>>) =
        tasks.into_iter().map(|timed| (timed.name, timed.task)).unzip();
    println!("what does not depend on the size");
    let times: Vec<f64> = interleave(&mut tasks, pace).iter().map(|timing| timing.median).collect();
    for (name, time) in names.iter().zip(&times) {
        println!("  {name:<62} {:>12}", shown(*time));
    }
    println!("  {:<62} {:>12}", "so resolving 50 types takes", shown(times[0] - times[1]));
    println!("  {:<62} {:>12}", "and finding the type of a bare value", shown(times[3] - times[2]));
    Ok(())
}
