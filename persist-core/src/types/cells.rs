//! Interior mutability. Each place is read exactly once (rule 6): atomics and `Cell`s are copied,
//! `RefCell`s stay borrowed while their block is encoded, and locks are taken one row at a time, as
//! two rows may share one; hence a shape of their own, *locked*.

use std::cell::{Cell, Ref, RefCell};
use std::sync::atomic::{
    AtomicBool, AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicU8, AtomicU16, AtomicU32, AtomicU64,
    AtomicUsize, Ordering,
};
use std::sync::{Mutex, RwLock};

use super::foreign::{decode_through, through};
use crate::codec::flat::Flat;
use crate::codec::planned::{Locked, decode_single, locked};
use crate::codec::pointers::encode_targets;
use crate::codec::through::try_decode_through;
use crate::codec::{Decode, Encode, Reader, Rows, Slots, Writer};
use crate::error::{Error, ErrorKind, Result, Segment};
use crate::schema::resolve::plan::Step;
use crate::schema::{Describe, NodeId, SchemaBuilder};

macro_rules! atomic {
    ($($atomic:ty, $plain:ty;)*) => {$(
        through! {
            impl[] $atomic as $plain;
            |atomic| Ok(atomic.load(Ordering::SeqCst));
            |value| Ok(value.into());
        }
    )*};
}

atomic! {
    AtomicBool, bool;
    AtomicU8, u8;
    AtomicU16, u16;
    AtomicU32, u32;
    AtomicU64, u64;
    AtomicUsize, usize;
    AtomicI8, i8;
    AtomicI16, i16;
    AtomicI32, i32;
    AtomicI64, i64;
    AtomicIsize, isize;
}

through! {
    impl[T] Cell<T> as T, describe where [T: Describe], encode where [T: Encode + Copy], decode where [T: Decode<'de>];
    |cell| Ok(cell.get());
    |value| Ok(Cell::new(value));
}

// ---- RefCell ----

impl<T: Describe> Describe for RefCell<T> {
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        T::describe(builder)
    }
}

fn borrowed<T>(cell: &RefCell<T>) -> Result<Ref<'_, T>> {
    cell.try_borrow().map_err(|error| {
        Error::caused(ErrorKind::Value, "a `RefCell` is mutably borrowed", error).help("end the borrow before the save")
    })
}

// SAFETY: the content's own codec and bound, while it is borrowed.
unsafe impl<T: Encode> Encode for RefCell<T> {
    const BOUND: usize = T::BOUND;
    const FLAT: Flat = T::FLAT.indirect();

    fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
        let mut borrows = Vec::with_capacity(rows.len());
        let places = rows.places();
        for index in 0..places.len() {
            // SAFETY: a row of the view.
            let cell = unsafe { &*places.row(index).cast::<Self>() };
            borrows.push(borrowed(cell).map_err(|error| error.within(Segment::Row(index as u64)))?);
        }
        encode_targets::<Ref<'_, T>, T>(Rows::of_slice(&borrows), writer, |borrow| borrow)
    }

    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
        borrowed(self)?.encode_one(writer)
    }

    fn encode_root(&self, writer: &mut Writer<'_>) -> Result<()> {
        borrowed(self)?.encode_root(writer)
    }
}

decode_through! {
    impl[T] RefCell<T> as T, decode where [T: Decode<'de>];
    |value| Ok(RefCell::new(value));
}

// ---- locks ----

macro_rules! lock {
    ($($lock:ident, $acquire:ident;)*) => {$(
        impl<T: Describe> Describe for $lock<T> {
            fn describe(builder: &mut SchemaBuilder) -> NodeId {
                builder.locked::<T>()
            }
        }

        // SAFETY: the content's own codec, for which room is made, while it is locked.
        unsafe impl<T: Encode> Encode for $lock<T> {
            const BOUND: usize = 0;

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                let places = rows.places();
                for index in 0..places.len() {
                    // SAFETY: a row of the view.
                    let lock = unsafe { &*places.row(index).cast::<Self>() };
                    lock.encode_one(writer).map_err(|error| error.within(Segment::Row(index as u64)))?;
                }
                Ok(())
            }

            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                let content = self.$acquire().map_err(|_| poisoned())?;
                writer.single(T::BOUND, |writer| content.encode_one(writer))?;
                writer.reserve_beyond(0);
                Ok(())
            }
        }

        // SAFETY: `try_fill` fills every slot, or none.
        unsafe impl<'de, T: Decode<'de>> Decode<'de> for $lock<T> {
            const LOCATES: bool = false;

            fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
                match locked(reader)? {
                    Locked::All(step) => {
                        reader.set_step(step);
                        try_decode_through(&slots, reader, |value: T, _| Ok($lock::new(value)))
                    }
                    Locked::Each(step) => slots.try_fill(|row| {
                        let value = match step {
                            Step::SAME => T::decode_one(reader),
                            step => decode_single(step, reader),
                        };
                        value.map($lock::new).map_err(|error| error.within(Segment::Row(row as u64)))
                    }),
                }
            }

            fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
                T::decode_one(reader).map($lock::new)
            }
        }
    )*};
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
