//! Text in all its forms. One shape, `text`: a `String` loads what an `Arc<str>` or a `PathBuf`
//! saved.
//!
//! Paths and `OsString`s are text where they are portable, that is, valid Unicode; others are an
//! error when they are saved.

use std::borrow::Cow;
use std::ffi::{CString, OsString};
use std::path::{Path, PathBuf};
use std::ptr::slice_from_raw_parts;
use std::rc::Rc;
use std::sync::Arc;

use super::*;
use crate::codec::ahead::place_of;
use crate::codec::kernels::pieces::{Found, ROUNDED, boxed};
use crate::codec::kernels::text;
use crate::codec::writer::COUNTED;

macro_rules! encode_text {
    ($($type:ty)*, $text:expr, $bytes:expr, $lead:expr) => {
        encode! {$(
            // SAFETY: a length and few bytes within the bound; others make room for themselves.
            unsafe impl[] $type, bound COUNTED, lead $lead;
            outline Outline::Leaf(Kind::Text);
            rows |rows, writer| put_rows(rows, writer, $text, $bytes);
            one |value, writer| {
                writer.put_counted(apply::<_, Result<&str>>(value, $text)?.as_bytes());
                Ok(())
            };
        )*}
    };
}

encode_text! { String &str Box<str>, |text| Ok(text), |text| text.as_bytes(), lead::<Self> }
encode_text! { Rc<str> Arc<str> Cow<'_, str>, |text| Ok(text), |text| text.as_bytes(), || None }
encode_text! { PathBuf &Path Box<Path>, |path| portable(path), |path| path.as_os_str().as_encoded_bytes(), || None }
encode_text! { OsString, |text| portable(text.as_ref()), |text| text.as_encoded_bytes(), || None }
encode_unsized! { impl[] str }
encode_unsized! { impl[] Path }

/// Writes a column of what `bytes` are, once `text` has found them to be text: which takes so long that it is done once.
fn put_rows<T>(
    rows: Rows<'_, T>,
    writer: &mut Writer<'_>,
    text: impl Fn(&T) -> Result<&str>,
    bytes: impl Fn(&T) -> &[u8] + Copy,
) -> Result<()> {
    map_rows(rows, |row| text(row).map(drop))?;
    // SAFETY: a row's own bytes: of the types above, none changes while it is shared.
    unsafe { text::put_rows(rows, writer, bytes) }
    Ok(())
}

/// Where the address of a `String` is, or of what is like one.
fn lead<T: Default + AsRef<str>>() -> Option<usize> {
    let empty = T::default();
    // SAFETY: those above are an address and numbers. (An `OsString` has a flag too on some systems, and padding behind it.)
    unsafe { place_of(&empty, empty.as_ref().as_ptr()) }
}

fn portable(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| {
        Error::new(ErrorKind::Value, format!("{path:?} is not valid Unicode, and would mean nothing on another system"))
            .help("save its bytes: `#[persist(with = …)]`")
    })
}

/// Leaves in every slot, which takes a reference to text, the address of a row's.
fn refer<T>(slots: &Slots<'_, T>, reader: &mut Reader<'_>) -> Result<()> {
    const { assert!(size_of::<T>() >= size_of::<&str>() && align_of::<T>() >= align_of::<&str>()) };
    let places = slots.places;
    text::take(places.len(), reader, 0, |row, Found { start, length, .. }| {
        // SAFETY: `row` is one of the slots, which is large enough (asserted above).
        unsafe { places.row(row).cast::<*const [u8]>().write(slice_from_raw_parts(start, length)) }
    })
}

decode! {
    // SAFETY: every slot gets where a text was found, which owns nothing; `own` replaces it by an owner.
    unsafe impl[] String, locates true, ordered true;
    rows |slots, reader| {
        const { assert!(size_of::<String>() >= size_of::<Found>() && align_of::<String>() >= align_of::<Found>()) };
        let places = slots.places;
        text::take(places.len(), reader, ROUNDED, |row, found| {
            // SAFETY: `row` is one of the slots, which are large enough (asserted above).
            unsafe { places.row(row).cast::<Found>().write(found) }
        })
    };
    one |reader| {
        let text = boxed(text::take_one(reader)?.as_bytes());
        // SAFETY: the bytes of a text.
        Ok(unsafe { String::from_utf8_unchecked(text.into_vec()) })
    };
    // SAFETY: `decode_rows` left here where a text was found, which the kernel has validated, and whose reader is still
    // there as decoding goes on.
    own |slot| unsafe {
        let found = slot.place().cast::<Found>().read();
        slot.place().cast::<String>().write(String::from_utf8_unchecked(found.own()));
    };
    discard |_slots| {
        // What is only located owns nothing.
    };

    // SAFETY: every slot gets the address of a text, which owns nothing; `own` replaces it by an owner.
    unsafe impl[] Box<str>, locates true, ordered true;
    rows |slots, reader| refer(&slots, reader);
    one |reader| {
        let text = boxed(text::take_one(reader)?.as_bytes());
        // SAFETY: the bytes of a text.
        Ok(unsafe { std::str::from_boxed_utf8_unchecked(text) })
    };
    // SAFETY: `decode_rows` left the address of text here, which the kernel has validated, and whose reader is still
    // there as decoding goes on.
    own |slot| unsafe {
        let text = boxed(&*slot.place().cast::<*const [u8]>().read());
        slot.place().cast::<Box<str>>().write(std::str::from_boxed_utf8_unchecked(text));
    };
    discard |_slots| {
        // As above.
    };

    // SAFETY: every slot gets the address of validated text in the input, which lives for `'de`: a `&str` is nothing
    // else.
    unsafe impl['a] &'a str where ['de: 'a], locates false;
    rows |slots, reader| {
        reader.lend()?;
        refer(&slots, reader)
    };
    one |reader| {
        reader.lend()?;
        // SAFETY: the text is part of the input, as was checked, and lives for `'de`.
        Ok(unsafe { &*std::ptr::from_ref(text::take_one(reader)?) })
    };
}

decode_through! {
    impl['a] Cow<'a, str> as String; |text| Ok(Cow::Owned(text));
    impl[] PathBuf as String; |text| Ok(text.into());
    impl[] Box<Path> as Box<str>; |text| Ok(PathBuf::from(String::from(text)).into());
    impl[] OsString as String; |text| Ok(text.into());
    impl['a] Borrowed<Cow<'a, str>> as &'a str where ['de: 'a]; |text| Ok(Borrowed(Cow::Borrowed(text)));
    impl['a] &'a Path as &'a str where ['de: 'a]; |text| Ok(Path::new(text));
}

// ---- C strings: bytes without the NUL ----

through! {
    impl[] CString as Vec<u8>;
    |text| Ok(text.as_bytes().to_vec());
    |bytes| CString::new(bytes).map_err(|error| {
        Error::caused(ErrorKind::Malformed, "a C string has a NUL byte within", error)
    });
}
