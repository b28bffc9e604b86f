//! Bytes of another type than the one that they are read as.

use std::error::Error;
use std::fmt::Debug;

use persist_core::{
    Decode, ErrorKind, LoadOptions, Represent, decode, encode, encode_into, from_reader, from_slice, to_vec,
};

// ---- an append, a rename of a field or a swapped codec that decodes to something else in silence: freenet-stdlib, dora, nautilus_trader ----

#[test]
fn an_append_a_rename_of_a_field_or_a_swapped_codec_that_decodes_to_something_else_in_silence() {
    mod before {
        #[derive(persist_core::Persist)]
        pub(super) struct Order {
            pub(super) price: u32,
            pub(super) amount: u32,
        }
        #[derive(persist_core::Persist)]
        pub(super) enum State {
            Open,
            Closed,
        }
    }
    mod renamed {
        #[derive(persist_core::Persist, Debug)]
        pub(super) struct Order {
            pub(super) amount: u32,
            pub(super) price: u32,
        }
        #[derive(persist_core::Persist, Debug)]
        pub(super) enum State {
            Closed,
            Open,
        }
    }
    mod appended {
        #[derive(persist_core::Persist, Debug)]
        pub(super) struct Order {
            pub(super) price: u32,
            pub(super) amount: u32,
            pub(super) note: Option<u8>,
        }
        #[derive(persist_core::Persist, Debug)]
        pub(super) enum State {
            Open,
            Closed,
            Waiting,
        }
    }
    /// Bare bytes of another form are refused; so is a file, unless it `becomes` a value by names.
    fn becomes<T: for<'de> Decode<'de> + Debug>(bytes: &[u8], file: &[u8], becomes: Option<&str>) {
        let error = decode::<T>(bytes).expect_err("another type");
        assert_eq!(error.kind(), ErrorKind::UnknownFingerprint, "{error}");
        match (from_slice::<T>(file), becomes) {
            (Ok(value), Some(expected)) => assert_eq!(format!("{value:?}"), expected),
            (Err(error), None) => {
                let refusals = [ErrorKind::Incompatible, ErrorKind::TypeMismatch];
                assert!(refusals.contains(&error.kind()), "{error}");
            }
            (result, _) => panic!("{result:?}"),
        }
    }
    let order = before::Order { price: 7, amount: 9 };
    let (bytes, file) = (encode(&order).expect("it encodes"), to_vec(&order).expect("it is written"));
    becomes::<renamed::Order>(&bytes, &file, Some("Order { amount: 9, price: 7 }"));
    becomes::<appended::Order>(&bytes, &file, None);
    becomes::<(u32, u32)>(&bytes, &file, None);
    let states = vec![before::State::Open, before::State::Closed];
    let (bytes, file) = (encode(&states).expect("they encode"), to_vec(&states).expect("they are written"));
    becomes::<Vec<renamed::State>>(&bytes, &file, Some("[Open, Closed]"));
    becomes::<Vec<appended::State>>(&bytes, &file, Some("[Open, Closed]"));
    becomes::<Vec<bool>>(&bytes, &file, None);

    // What is appended to bytes or to a file is no part of a value, and is not passed over.
    let mut twice = encode(&order).expect("it encodes");
    encode_into(&order, &mut twice).expect("it is appended");
    assert_eq!(decode::<before::Order>(&twice).map(drop).expect_err("two values").kind(), ErrorKind::Trailing);
    let file = to_vec(&order).expect("it is written");
    assert_eq!(from_slice::<before::Order>(&file.repeat(2)).map(drop).expect_err("two").kind(), ErrorKind::Trailing);
    // A list does not grow by what is behind it.
    let mut list = encode(&vec![1_u8, 2]).expect("it encodes");
    list.push(3);
    assert_eq!(decode::<Vec<u8>>(&list).expect_err("one too many").kind(), ErrorKind::Trailing);

    // Another representation of the same field, where it is another type.
    mod swapped {
        #[derive(persist_core::Persist, Debug)]
        pub(super) struct Order {
            #[persist(with = super::AsText)]
            pub(super) price: u32,
            pub(super) amount: u32,
        }
    }
    let (bytes, file) = (encode(&order).expect("it encodes"), to_vec(&order).expect("it is written"));
    becomes::<swapped::Order>(&bytes, &file, None);

    // Bare bytes and a container are told apart, and so are bytes of other formats.
    assert_eq!(decode::<before::Order>(&file).map(drop).expect_err("a container").kind(), ErrorKind::Misuse);
    assert_eq!(from_slice::<before::Order>(&bytes).map(drop).expect_err("bare bytes").kind(), ErrorKind::Misuse);
    let mut options = LoadOptions::new();
    for foreign in [&b"{\"price\":7,\"amount\":9}"[..], b"\x82\xa5price\x07\xa6amount\x09", &[7, 0, 0, 0, 9, 0, 0, 0]] {
        let answers = [
            options.max_depth(9).decode::<before::Order>(foreign).map(drop),
            from_slice::<before::Order>(foreign).map(drop),
            from_reader::<before::Order>(foreign).map(drop),
        ];
        assert!(answers.iter().all(Result::is_err));
    }
}

/// A number as a text.
struct AsText;

impl Represent<u32> for AsText {
    type Repr = String;

    fn represent(number: &u32) -> Result<String, Box<dyn Error + Send + Sync>> {
        Ok(number.to_string())
    }

    fn restore(text: String) -> Result<u32, Box<dyn Error + Send + Sync>> {
        Ok(text.parse()?)
    }
}
