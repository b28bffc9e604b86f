//! [`Late`]: what a message does without.

/// A value that is made when it is first needed, behind a pointer.
///
/// Making and dropping it are calls of their own: no part of the code, nor of the registers, of what needs none.
pub(super) struct Late<T>(Option<Box<T>>);

impl<T> Late<T> {
    /// Not made yet.
    pub(super) const fn none() -> Self {
        Late(None)
    }

    /// The value, if it has been made.
    #[inline]
    pub(super) fn get(&self) -> Option<&T> {
        self.0.as_deref()
    }

    /// The value to change, if it has been made.
    #[inline]
    pub(super) fn get_mut(&mut self) -> Option<&mut T> {
        self.0.as_deref_mut()
    }

    /// The value, made if need be.
    #[inline]
    pub(super) fn made(&mut self) -> &mut T
    where
        T: Default,
    {
        self.0.get_or_insert_with(make)
    }
}

impl<T> Drop for Late<T> {
    #[inline]
    fn drop(&mut self) {
        if let Some(value) = self.0.take() {
            unmake(value);
        }
    }
}

#[cold]
#[inline(never)]
fn make<T: Default>() -> Box<T> {
    Box::default()
}

#[cold]
#[inline(never)]
fn unmake<T>(_: Box<T>) {}
