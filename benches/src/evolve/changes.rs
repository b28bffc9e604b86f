//! Persist, change by change: files from before one change of the log rows, beside files from
//! after it, both loaded by the program of today.

use persist_core::{Decode, Effort, Encode, SaveOptions, from_slice};

use super::{Timed, check, print_pairs};
use crate::Result;
use crate::measure::Pace;
use crate::sets::log::{Address, Log};
use crate::sets::{Logs, Set};

/// A version of the rows.
macro_rules! version {
    ($module:ident, [$($of_type:tt)*] { $($(#[$attribute:meta])? $field:ident: $type:ty = |$log:ident| $value:expr,)* }) => {
        mod $module {
            use super::*;

            #[derive(persist_core::Persist, PartialEq)]
            #[persist($($of_type)*)]
            pub(super) struct Row {
                $($(#[$attribute])? $field: $type,)*
            }

            pub(super) fn rows(logs: &[Log]) -> Vec<Row> {
                logs.iter().map(|log| Row { $($field: { let $log = log; $value },)* }).collect()
            }
        }
    };
}

version!(before, [version = 1] {
    address: Address = |log| log.address,
    identity: String = |log| log.identity.clone(),
    userid: String = |log| log.userid.clone(),
    date: String = |log| log.date.clone(),
    request: String = |log| log.request.clone(),
    code: u16 = |log| log.code,
    size: u64 = |log| log.size,
});

version!(added, [version = 2] {
    address: Address = |log| log.address,
    identity: String = |log| log.identity.clone(),
    userid: String = |log| log.userid.clone(),
    date: String = |log| log.date.clone(),
    request: String = |log| log.request.clone(),
    code: u16 = |log| log.code,
    size: u64 = |log| log.size,
    #[persist(since = 2, default)] port: u32 = |_log| 0,
});

version!(removed, [version = 2, removed("userid")] {
    address: Address = |log| log.address,
    identity: String = |log| log.identity.clone(),
    date: String = |log| log.date.clone(),
    request: String = |log| log.request.clone(),
    code: u16 = |log| log.code,
    size: u64 = |log| log.size,
});

version!(reordered, [version = 2] {
    size: u64 = |log| log.size,
    request: String = |log| log.request.clone(),
    code: u16 = |log| log.code,
    identity: String = |log| log.identity.clone(),
    date: String = |log| log.date.clone(),
    address: Address = |log| log.address,
    userid: String = |log| log.userid.clone(),
});

version!(widened, [version = 2] {
    address: Address = |log| log.address,
    identity: String = |log| log.identity.clone(),
    userid: String = |log| log.userid.clone(),
    date: String = |log| log.date.clone(),
    request: String = |log| log.request.clone(),
    code: u32 = |log| log.code.into(),
    size: u64 = |log| log.size,
});

version!(renamed, [version = 2] {
    address: Address = |log| log.address,
    identity: String = |log| log.identity.clone(),
    #[persist(alias = "userid")] user: String = |log| log.userid.clone(),
    date: String = |log| log.date.clone(),
    request: String = |log| log.request.clone(),
    #[persist(alias = "code")] status: u16 = |log| log.code,
    size: u64 = |log| log.size,
});

/// Loads files from before and after each change.
pub(super) fn run(pace: Pace) -> Result<()> {
    let logs = Logs::generate(Logs::ROWS).logs;
    let before = before::rows(&logs);
    for (effort, title) in [(Effort::Fast, "fast"), (Effort::Small, "small")] {
        let mut pairs = Vec::new();
        enter("a column added", &before, &added::rows(&logs), effort, &mut pairs)?;
        enter("a text column removed", &before, &removed::rows(&logs), effort, &mut pairs)?;
        enter("all columns reordered", &before, &reordered::rows(&logs), effort, &mut pairs)?;
        enter("a column widened", &before, &widened::rows(&logs), effort, &mut pairs)?;
        enter("two columns renamed", &before, &renamed::rows(&logs), effort, &mut pairs)?;
        print_pairs(&format!("persist, {title}: 10,000 log rows, change by change"), pairs, pace);
    }
    Ok(())
}

fn enter<O, N>(name: &str, before: &O, today: &N, effort: Effort, pairs: &mut Vec<[Timed<'_>; 2]>) -> Result<()>
where
    O: Encode,
    N: Encode + for<'de> Decode<'de> + PartialEq,
{
    let mut options = SaveOptions::new();
    let before = options.effort(effort).to_vec(before)?;
    let after = options.to_vec(today)?;
    check(from_slice::<N>(&before)? == *today && from_slice::<N>(&after)? == *today, name)?;
    pairs.push([Timed::new(name, move || from_slice::<N>(&before)), Timed::new(name, move || from_slice::<N>(&after))]);
    Ok(())
}
