//! [`vectorised!`]: kernels that are compiled twice, for any processor and for one with AVX2, which is what nearly every x86
//! processor since 2015 has. Which one runs is decided each time a block reaches a kernel; the bytes are the same.

/// Whether the second form can run.
#[cfg(target_arch = "x86_64")]
#[inline]
pub(crate) fn is_available() -> bool {
    any_form()
        && is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("lzcnt")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("popcnt")
}

/// Whether anything but the form for any processor may run; tests hold one against the other.
#[cfg(target_arch = "x86_64")]
#[inline]
pub(super) fn any_form() -> bool {
    #[cfg(test)]
    if PORTABLE.get() {
        return false;
    }
    true
}

#[cfg(test)]
thread_local! {
    /// Whether this thread uses the form for any processor alone.
    pub(crate) static PORTABLE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Compiles a function in both forms: its name, generics, their names, parameters and body. What it calls is part of the
/// second form only as far as it is inlined.
macro_rules! vectorised {
    ($(
        $(#[$attribute:meta])*
        $visibility:vis fn $name:ident[$($generics:tt)*][$($argument:ident),*](
            $($parameter:ident: $type:ty),* $(,)?
        ) $(-> $result:ty)? $body:block
    )*) => {$(
        $(#[$attribute])*
        $visibility fn $name<$($generics)*>($($parameter: $type),*) $(-> $result)? {
            #[inline(always)]
            fn portable<$($generics)*>($($parameter: $type),*) $(-> $result)? $body

            #[cfg(target_arch = "x86_64")]
            if $crate::codec::kernels::vectorised::is_available() {
                #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
                fn with_avx2<$($generics)*>($($parameter: $type),*) $(-> $result)? {
                    portable::<$($argument),*>($($parameter),*)
                }
                // SAFETY: the processor has these features.
                return unsafe { with_avx2::<$($argument),*>($($parameter),*) };
            }
            portable::<$($argument),*>($($parameter),*)
        }
    )*};
}
pub(crate) use vectorised;
