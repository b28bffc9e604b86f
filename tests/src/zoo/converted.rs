//! Types that are saved as another one, or loaded on a condition.

use std::collections::VecDeque;

use persist_core::Persist;

use super::attributes::is_anything;
use crate::specimen::{Source, Specimen};

/// A type that is saved as another.
#[derive(Persist, Debug, Clone, PartialEq, Eq, Hash)]
#[persist(from = "(u8, String)", into = "(u8, String)")]
pub struct Converted {
    first: String,
    second: u8,
}

impl From<(u8, String)> for Converted {
    fn from((second, first): (u8, String)) -> Self {
        Converted { first, second }
    }
}

impl From<Converted> for (u8, String) {
    fn from(converted: Converted) -> Self {
        (converted.second, converted.first)
    }
}

impl Specimen for Converted {
    fn specimen(source: &mut Source) -> Self {
        source.make::<(u8, String)>().into()
    }
}

/// A number that is saved as one, and does not take every one.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(try_from = "u32", into = "u32")]
pub struct Limited(u32);

impl TryFrom<u32> for Limited {
    type Error = String;

    fn try_from(number: u32) -> Result<Self, String> {
        if number == u32::MAX { Err("too much".to_owned()) } else { Ok(Limited(number)) }
    }
}

impl From<Limited> for u32 {
    fn from(limited: Limited) -> Self {
        limited.0
    }
}

impl Specimen for Limited {
    fn specimen(source: &mut Source) -> Self {
        Limited(source.make::<u32>().min(u32::MAX - 1))
    }
}

/// A list that is saved as another kind of list.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(from = "Vec<u16>", into = "Vec<u16>", validate = is_anything)]
pub struct ConvertedList(VecDeque<u16>);

impl From<Vec<u16>> for ConvertedList {
    fn from(list: Vec<u16>) -> Self {
        ConvertedList(list.into())
    }
}

impl From<ConvertedList> for Vec<u16> {
    fn from(list: ConvertedList) -> Self {
        list.0.into()
    }
}

impl Specimen for ConvertedList {
    fn specimen(source: &mut Source) -> Self {
        source.make::<Vec<u16>>().into()
    }
}

/// A type with a condition.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(validate = is_even)]
pub struct Even {
    number: u32,
    text: String,
}

impl Specimen for Even {
    fn specimen(source: &mut Source) -> Self {
        Even { number: source.make::<u32>() & !1, text: source.make() }
    }
}

fn is_even(even: &Even) -> Result<(), String> {
    if even.number.is_multiple_of(2) { Ok(()) } else { Err(format!("{} is odd", even.number)) }
}
