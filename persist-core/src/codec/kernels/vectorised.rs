//! [`vectorised!`]: kernels that are compiled twice, for any processor and for one with AVX2, which is what nearly every x86
//! processor since 2015 has. Which one runs is decided each time a block reaches a kernel; the bytes are the same.

/// What kernels are written for beyond what every processor has; each level has what those before it have.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
pub(crate) enum Level {
    /// AVX2, BMI 1 and 2, LZCNT and POPCNT.
    Avx2 = 2,
    /// And AVX-512 F, BW and VL.
    Masks,
    /// And AVX-512 VBMI and VBMI2.
    Bytes,
}

/// Whether the processor has that. One load tells: it is asked for every column.
#[cfg(target_arch = "x86_64")]
#[inline]
pub(crate) fn has(level: Level) -> bool {
    use std::sync::atomic::{AtomicU8, Ordering};

    static FOUND: AtomicU8 = AtomicU8::new(0);

    #[cold]
    fn look() -> u8 {
        let avx2 = is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("lzcnt")
            && is_x86_feature_detected!("popcnt");
        let masks = avx2
            && is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vl");
        let bytes = masks && is_x86_feature_detected!("avx512vbmi") && is_x86_feature_detected!("avx512vbmi2");
        let found = 1 + u8::from(avx2) + u8::from(masks) + u8::from(bytes);
        FOUND.store(found, Ordering::Relaxed);
        found
    }

    #[cfg(test)]
    if level as u8 > MOST.get() {
        return false;
    }
    let found = FOUND.load(Ordering::Relaxed);
    let found = if found == 0 { look() } else { found };
    found >= level as u8
}

#[cfg(test)]
thread_local! {
    /// The highest [`Level`] that this thread makes use of.
    static MOST: std::cell::Cell<u8> = const { std::cell::Cell::new(u8::MAX) };
}

/// Calls `check` with the form for any processor, and again with that of each level; what this one has not runs as the level below.
#[cfg(test)]
pub(crate) fn at_each_level(mut check: impl FnMut()) {
    for most in [0, 2, 3, 4] {
        MOST.set(most);
        check();
    }
    MOST.set(u8::MAX);
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
            if $crate::codec::kernels::vectorised::has($crate::codec::kernels::vectorised::Level::Avx2) {
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
