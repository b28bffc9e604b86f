//! [`Append`]: bare values behind what a buffer of the user has already.

use std::mem::ManuallyDrop;

use super::writer::{WriteSettings, Writer};
use super::{Encode, encode_bare};
use crate::error::Result;

/// Appends what tells a value's type, and the value, to `bytes`, which are as they were where that fails.
///
/// # Errors
/// A value that cannot be saved, or a limit.
#[inline(always)]
pub(crate) fn append_bare<T: Encode + ?Sized, const N: usize>(
    head: [u8; N],
    value: &T,
    bytes: &mut Vec<u8>,
    settings: &WriteSettings,
) -> Result<()> {
    let len = fill(head, value, bytes, settings)?;
    // SAFETY: so many bytes have been written.
    unsafe { bytes.set_len(len) }
    Ok(())
}

/// The same, but for the buffer's length, which is returned: in a register, where the caller goes on with it.
#[inline]
fn fill<T: Encode + ?Sized, const N: usize>(
    head: [u8; N],
    value: &T,
    bytes: &mut Vec<u8>,
    settings: &WriteSettings,
) -> Result<usize> {
    let mut append = Append::begin(bytes, settings);
    encode_bare(head, value, &mut append.writer)?;
    Ok(append.writer.position())
}

/// A writer that has the user's buffer, and gives it back, also when the user's code panics.
///
/// Nothing is written to the user's `Vec` meanwhile, nor in the end where its memory was enough: whoever encodes one value after
/// another would wait for its parts, on their way through memory from each to the next.
struct Append<'b> {
    /// Has the same memory as the writer, which is not looked at through this before it is given back.
    bytes: &'b mut Vec<u8>,
    /// Never dropped.
    writer: ManuallyDrop<Writer<'b>>,
}

impl<'b> Append<'b> {
    #[inline]
    fn begin(bytes: &'b mut Vec<u8>, settings: &'b WriteSettings) -> Self {
        // SAFETY: the parts of a `Vec` that gets them back, or those that came of them, before anybody has it again.
        let buffer = unsafe { Vec::from_raw_parts(bytes.as_mut_ptr(), bytes.len(), bytes.capacity()) };
        Append { bytes, writer: ManuallyDrop::new(Writer::bare(buffer, settings)) }
    }
}

impl Drop for Append<'_> {
    #[inline]
    fn drop(&mut self) {
        let mut buffer = ManuallyDrop::new(self.writer.take_buffer());
        // A writer of bare bytes only makes room, so that memory that has moved has grown.
        debug_assert!(buffer.capacity() > self.bytes.capacity() || buffer.as_ptr() == self.bytes.as_ptr());
        if buffer.capacity() != self.bytes.capacity() {
            // SAFETY: the parts of the buffer, which is not dropped, and of which at least as many bytes are initialised as were.
            // What is overwritten has parts that are no longer its own.
            unsafe {
                let given = Vec::from_raw_parts(buffer.as_mut_ptr(), self.bytes.len(), buffer.capacity());
                std::ptr::write(self.bytes, given);
            }
        }
        // Last, as an error of the user's may be in there, and dropping that may panic.
        self.writer.let_go_of_rest();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::{Effort, MAX_DEPTH};

    #[test]
    fn a_buffer_is_as_it_was_when_code_panics() {
        let settings = WriteSettings {
            effort: Effort::Fast,
            canonical: false,
            compressed: false,
            max_depth: MAX_DEPTH,
            max_repeats: 0,
        };
        for room in [0, 100] {
            let mut bytes = Vec::with_capacity(room);
            bytes.extend_from_slice(b"before");
            let appending = std::panic::AssertUnwindSafe(|| {
                let mut append = Append::begin(&mut bytes, &settings);
                append.writer.put_slice(&[1; 50]);
                panic!("the program's own code does this")
            });
            assert!(std::panic::catch_unwind(appending).is_err());
            assert_eq!(bytes, b"before");
            assert!(bytes.capacity() >= 56);
        }
    }
}
