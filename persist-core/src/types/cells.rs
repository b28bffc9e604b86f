//! Interior mutability. Each place is read exactly once (rule 6): atomics and `Cell`s are copied,
//! `RefCell`s stay borrowed while their block is encoded, and locks are taken one row at a time, as
//! two rows may share one; hence a shape of their own, *locked*.

use std::cell::{Cell, Ref, RefCell};
use std::sync::atomic::*;
use std::sync::{Mutex, RwLock};

use super::*;
use crate::codec::planned::{decode_row, enter_bare, locked};
use crate::codec::pointers::encode_targets;

macro_rules! atomic {
    ($($atomic:ty: $plain:ty),*) => {
        through! {$(
            impl[] $atomic as $plain;
            |atomic| Ok(atomic.load(Ordering::SeqCst));
            |value| Ok(value.into());
        )*}
    };
}

atomic! { AtomicBool: bool, AtomicU8: u8, AtomicU16: u16, AtomicU32: u32, AtomicU64: u64, AtomicUsize: usize }
atomic! { AtomicI8: i8, AtomicI16: i16, AtomicI32: i32, AtomicI64: i64, AtomicIsize: isize }

through! {
    impl[T] Cell<T> as T, of [T], encode where [T: Copy];
    |cell| Ok(cell.get());
    |value| Ok(Cell::new(value));
}

// ---- RefCell ----

fn borrowed<T>(cell: &RefCell<T>) -> Result<Ref<'_, T>> {
    cell.try_borrow().map_err(|error| {
        Error::caused(ErrorKind::Value, "a `RefCell` is mutably borrowed", error).help("end the borrow before the save")
    })
}

encode! {
    // SAFETY: the content's own codec and bound, while it is borrowed.
    unsafe impl[T] RefCell<T>, of [T], bound T::BOUND, flat T::FLAT.indirect();
    outline Outline::As(Part::of::<T>());
    rows |rows, writer| {
        let borrows = map_rows(rows, borrowed)?;
        encode_targets::<Ref<'_, T>, T>(Rows::of_slice(&borrows), writer, |borrow| borrow)
    };
    one |cell, writer| borrowed(cell)?.encode_one(writer);
    root |cell, writer| borrowed(cell)?.encode_root(writer);
}

decode_through! {
    impl[T: Decode<'de>] RefCell<T> as T;
    |value| Ok(RefCell::new(value));
}

// ---- locks ----

macro_rules! lock {
    ($($lock:ident, $acquire:ident;)*) => {
        encode! {$(
            // SAFETY: the content's own codec, for which room is made, while it is locked.
            unsafe impl[T] $lock<T>, of [T], bound 0;
            outline Outline::Of { kind: Kind::Locked, parts: &[Part::of::<T>()] };
            rows |rows, writer| map_rows(rows, |lock| lock.encode_one(writer)).map(drop);
            one |lock, writer| {
                let content = lock.$acquire().map_err(|_| poisoned())?;
                writer.single(T::BOUND, |writer| content.encode_one(writer))?;
                writer.reserve_beyond(0);
                Ok(())
            };
        )*}

        decode! {$(
            // SAFETY: `try_fill` fills every slot, or none.
            unsafe impl[T: Decode<'de>] $lock<T>, locates false;
            rows |slots, reader| match locked(reader)? {
                (step, true) => {
                    reader.set_step(step);
                    try_decode_through(&slots, reader, |value: T, _| Ok($lock::new(value)))
                }
                (step, false) => slots.try_fill(|row| {
                    let value = decode_row::<T>(step, reader);
                    value.map($lock::new).map_err(|error| error.on_row(row))
                }),
            };
            one |reader| T::decode_one(reader).map($lock::new);
            root |reader| {
                // What was not behind a lock may have come in groups.
                if enter_bare(reader)? {
                    return T::decode_root(reader).map($lock::new);
                }
                decode_value(reader)
            };
        )*}
    };
}

lock! {
    Mutex, lock;
    RwLock, read;
}

#[cold]
fn poisoned() -> Error {
    Error::new(ErrorKind::Value, "a lock is poisoned: a thread panicked while it changed the value")
        .help("repair the value and call `clear_poison` before the save")
}
