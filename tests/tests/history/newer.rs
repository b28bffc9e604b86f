//! Files of later releases in earlier ones: refused, or read with a loss that the source admits.

use persist_core::{ErrorKind, from_slice, to_vec};

use crate::fixtures::{both, read, text};
use crate::loads;
use crate::{v1, v2, v3, v4, v5, v6};

/// The error of a file of a later release.
macro_rules! refused {
    ($($file:literal as $release:ident),* $(,)?) => {$(
        for name in both($file) {
            let error = from_slice::<$release::World>(&read(&name)).map(drop).expect_err("a file of a later release");
            let expected = [ErrorKind::NewerVersion, ErrorKind::Incompatible];
            assert!(expected.contains(&error.kind()), "{name} as {}: {error}", stringify!($release));
            text("later", concat!($file, "_as_", stringify!($release)), &error.to_string());
        }
    )*};
}

#[test]
fn worlds_of_later_releases_are_refused() {
    refused!("v2" as v1, "v3" as v1, "v4" as v1, "v5" as v1, "v6" as v1);
    refused!("v3" as v2, "v4" as v2, "v5" as v2, "v6" as v2);
    refused!("v4" as v3, "v5" as v3, "v6" as v3, "v5" as v4, "v6" as v4, "v6" as v5);
}

#[test]
fn settings_of_a_later_release_lose_what_an_earlier_one_does_not_know() {
    let v6::Settings { keys, emotes, language, dark: _ } = v6::settings();
    let in_5 = |emote: &v6::Emote| match emote {
        v6::Emote::Wave => v5::Emote::Wave,
        v6::Emote::Bow => v5::Emote::Bow,
        v6::Emote::Laugh => v5::Emote::Laugh,
        v6::Emote::Dance { .. } | v6::Emote::Unknown => v5::Emote::Unknown,
    };
    let in_4 = |emote: &v6::Emote| match emote {
        v6::Emote::Bow => v4::Emote::Bow,
        v6::Emote::Laugh => v4::Emote::Laugh,
        _ => v4::Emote::Unknown,
    };
    let (in_5, in_4) = (emotes.iter().map(in_5).collect(), emotes.iter().map(in_4).collect());
    let in_5 = v5::Settings { volume: 0.5, keys: keys.clone(), emotes: in_5, language };
    let in_4 = v4::Settings { volume: 0.5, keys, emotes: in_4 };
    loads("v6_settings", &in_5);
    loads("v6_settings", &in_4);
    // What stands for unknown variants is in no file: it cannot be saved over one that has them.
    let error = to_vec(&in_5).expect_err("an unknown emote");
    assert_eq!(error.kind(), ErrorKind::Value);
    text("refused", "unknown_variant_is_not_saved", &error.to_string());
}

#[test]
fn what_is_lost_is_no_more_than_what_is_not_known() {
    // A later release has widened the volume, and nothing is narrowed.
    for name in both("v5_settings") {
        let error = from_slice::<v4::Settings>(&read(&name)).expect_err("a wider volume");
        text("later", "v5_settings_as_v4", &error.to_string());
    }
}
