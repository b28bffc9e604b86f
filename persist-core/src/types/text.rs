//! Text in all its forms. One shape, `text`: a `String` loads what an `Arc<str>` or a `PathBuf`
//! saved.
//!
//! Paths and `OsString`s are text where they are portable, that is, valid Unicode; others are an
//! error when they are saved.

use std::borrow::Cow;
use std::ffi::{CString, OsString};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::foreign::{decode_through, through};
use super::pointers::COUNTERS;
use super::with::Borrowed;
use crate::codec::kernels::{text, varint_bound};
use crate::codec::{Decode, Encode, Located, Reader, Rows, Slots, Writer};
use crate::error::{Error, ErrorKind, Result, Segment};
use crate::schema::{Describe, NodeId, SchemaBuilder};

macro_rules! describe_text {
    ($($type:ty)*) => {$(
        impl Describe for $type {
            fn describe(builder: &mut SchemaBuilder) -> NodeId {
                builder.text()
            }
        }
    )*};
}

describe_text! {
    str String &str Box<str> Rc<str> Arc<str> Cow<'_, str> Borrowed<Cow<'_, str>>
    Path PathBuf &Path Box<Path> OsString
}

/// What is text in memory already.
macro_rules! encode_text {
    ($($type:ty)*) => {$(
        // SAFETY: a length within the bound; the bytes make room for themselves.
        unsafe impl Encode for $type {
            const BOUND: usize = varint_bound();

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                text::put_rows(rows, writer, |text| text.as_bytes());
                Ok(())
            }

            #[inline]
            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                text::put_one(self.as_bytes(), writer);
                Ok(())
            }
        }
    )*};
}

encode_text! { String &str Box<str> Rc<str> Arc<str> Cow<'_, str> }

// SAFETY: as for `&str`.
unsafe impl Encode for str {
    const BOUND: usize = varint_bound();

    #[inline]
    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
        text::put_one(self.as_bytes(), writer);
        Ok(())
    }
}

/// Text that has been located: what a slot holds in place of its owner.
#[derive(Clone, Copy)]
struct Place {
    start: *const u8,
    length: usize,
}

impl Place {
    /// The text.
    ///
    /// # Safety
    /// The bytes were located by the text kernel, and the reader that they belong to is still
    /// there.
    #[inline]
    unsafe fn text<'a>(self) -> &'a str {
        // SAFETY: the kernel validated them; the caller vouches for their being there.
        unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(self.start, self.length)) }
    }
}

/// What owns text and is made from it in place.
macro_rules! decode_text {
    ($($type:ty, $own:expr;)*) => {$(
        const _: () = assert!(
            size_of::<$type>() >= size_of::<Place>() && align_of::<$type>() >= align_of::<Place>()
        );

        // SAFETY: every slot gets a `Place`, which owns nothing; `own` replaces it by an owner.
        unsafe impl<'de> Decode<'de> for $type {
            const LOCATES: bool = true;

            fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
                let places = slots.places();
                text::take(places.len(), reader, |row, start, length| {
                    // SAFETY: `row` is one of the slots, which is large enough (asserted above).
                    unsafe { places.row(row).cast::<Place>().write(Place { start, length }) }
                })
            }

            #[inline]
            fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
                Ok(($own)(text::take_one(reader)?))
            }

            #[inline]
            fn own(slot: Located<'_, Self>) {
                // SAFETY: `decode_rows` left a `Place` here, whose reader is still there as decoding goes on.
                unsafe {
                    let place = slot.place().cast::<Place>().read();
                    slot.place().cast::<$type>().write(($own)(place.text()));
                }
            }

            fn discard(_: Slots<'_, Self>) {
                // What is only located owns nothing.
            }
        }
    )*};
}

decode_text! {
    String, own_string;
    Box<str>, Box::<str>::from;
}

/// A string of its own, copied in the manner of short texts.
#[inline]
fn own_string(text: &str) -> String {
    let mut bytes = Vec::<u8>::with_capacity(text.len());
    // SAFETY: the memory was just asked for; the bytes are UTF-8.
    unsafe {
        text::copy_short(text.as_ptr(), bytes.as_mut_ptr(), text.len());
        bytes.set_len(text.len());
        String::from_utf8_unchecked(bytes)
    }
}

/// What borrows text from the input.
macro_rules! borrow_text {
    ($($type:ty, $make:expr;)*) => {$(
        // SAFETY: every slot gets a value, which borrows from the input only, and owns nothing.
        unsafe impl<'de: 'a, 'a> Decode<'de> for $type {
            const LOCATES: bool = false;

            fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
                let places = slots.places();
                text::take(places.len(), reader, |row, start, length| {
                    // SAFETY: `row` is one of the slots; the text is part of the input, and lives for `'de`.
                    unsafe {
                        let text: &'a str = Place { start, length }.text();
                        places.row(row).cast::<$type>().write(($make)(text));
                    }
                })
            }

            #[inline]
            fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
                let text = text::take_one(reader)?;
                let place = Place { start: text.as_ptr(), length: text.len() };
                // SAFETY: the text is part of the input, and lives for `'de`.
                let text: &'a str = unsafe { place.text() };
                Ok(($make)(text))
            }
        }
    )*};
}

borrow_text! {
    &'a str, std::convert::identity;
    Borrowed<Cow<'a, str>>, |text| Borrowed::new(Cow::Borrowed(text));
    &'a Path, Path::new;
}

macro_rules! decode_from_string {
    ($($type:ty, $make:expr;)*) => {$(
        decode_through! {
            impl[] $type as String;
            $make;
        }
    )*};
}

decode_from_string! {
    PathBuf, |text| Ok(text.into());
    Box<Path>, |text| Ok(PathBuf::from(text).into());
    OsString, |text| Ok(text.into());
}

decode_through! {
    impl[] Rc<str> as String, costs |text| text.len() + COUNTERS;
    |text| Ok(text.into());
}

decode_through! {
    impl[] Arc<str> as String, costs |text| text.len() + COUNTERS;
    |text| Ok(text.into());
}

decode_through! {
    impl['a] Cow<'a, str> as String;
    |text| Ok(Cow::Owned(text));
}

// ---- paths ----

macro_rules! encode_path {
    ($($type:ty)*) => {$(
        // SAFETY: a length within the bound; the bytes make room for themselves.
        unsafe impl Encode for $type {
            const BOUND: usize = varint_bound();

            fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
                let places = rows.places();
                for index in 0..places.len() {
                    // SAFETY: a row of the view.
                    let path = unsafe { &*places.row(index).cast::<Self>() };
                    portable(path.as_ref()).map_err(|error| error.within(Segment::Row(index as u64)))?;
                }
                text::put_rows(rows, writer, |path| portable(path.as_ref()).unwrap_or_default().as_bytes());
                Ok(())
            }

            #[inline]
            fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
                text::put_one(portable(self.as_ref())?.as_bytes(), writer);
                Ok(())
            }
        }
    )*};
}

encode_path! { PathBuf &Path Box<Path> OsString }

// SAFETY: as for `&Path`.
unsafe impl Encode for Path {
    const BOUND: usize = varint_bound();

    #[inline]
    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
        text::put_one(portable(self)?.as_bytes(), writer);
        Ok(())
    }
}

fn portable(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| {
        Error::new(ErrorKind::Value, format!("{path:?} is not valid Unicode, and would mean nothing on another system"))
            .help("save its bytes: `#[persist(with = …)]`")
    })
}

// ---- C strings: bytes without the NUL ----

through! {
    impl[] CString as Vec<u8>;
    |text| Ok(text.as_bytes().to_vec());
    |bytes| CString::new(bytes).map_err(|error| {
        Error::caused(ErrorKind::Malformed, "a C string has a NUL byte within", error)
    });
}
