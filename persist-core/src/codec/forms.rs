//! [`Forms`]: which form each column had last.
//!
//! `Effort::Small` looks for the smallest form of a column, and the blocks of a column are most often alike. So what was found
//! in one block is all that the next ones try, until it gains nothing or it is time to look again. A column is known by its
//! way from the root, never by an address, so that equal values have equal bytes. A container that is written as a single
//! value has columns of its own: what it is part of is not on the way, which single values do not note.

/// The form of a column that none of those tried makes smaller.
pub(crate) const PLAIN: u8 = 0;

/// How many columns are remembered; of two that have one place, each makes the other one be searched anew.
const PLACES: usize = 256;

/// A column is searched in one of so many blocks.
const EVERY: u8 = 32;

/// Columns of fewer rows tell little of the next block's, and are soon searched.
const LEAST_ROWS: usize = 32;

/// What was found in the columns so far.
#[derive(Default)]
pub(crate) struct Forms {
    /// A hash of the way from the root to the part in work: the fields, variants and elements it is in.
    way: u64,
    /// How many containers were single values.
    alone: u64,
    /// None before the first column of so many rows.
    places: Option<Box<[Place; PLACES]>>,
}

#[derive(Clone, Copy, Default)]
struct Place {
    column: u64,
    form: u8,
    /// In how many blocks more it is tried alone.
    blocks: u8,
}

/// A column that is about to get its form.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    key: u64,
    known: Option<u8>,
    /// Whether it has the rows to be remembered.
    tells: bool,
}

impl Column {
    /// The form to try alone.
    pub(crate) fn known(self) -> Option<u8> {
        self.known
    }

    /// Whether to try a form.
    pub(crate) fn tries(self, form: u8) -> bool {
        self.known.is_none_or(|known| known == form)
    }
}

impl Forms {
    /// Goes to a part of the value in work; what it returns is for [`Forms::ascend`].
    #[inline]
    pub(crate) fn descend(&mut self, part: usize) -> u64 {
        let way = mix(self.way, part as u64);
        std::mem::replace(&mut self.way, way)
    }

    /// Goes to a container that is a single value.
    #[inline]
    pub(crate) fn descend_alone(&mut self) -> u64 {
        self.alone += 1;
        let way = mix(u64::MAX, self.alone);
        std::mem::replace(&mut self.way, way)
    }

    /// Goes back.
    #[inline]
    pub(crate) fn ascend(&mut self, outer: u64) {
        self.way = outer;
    }

    /// A column of `rows` rows that `kernel` is about to write; the number tells apart what one part of a value has.
    pub(crate) fn column(&mut self, kernel: usize, rows: usize) -> Column {
        let (key, tells) = (mix(self.way, kernel as u64), rows >= LEAST_ROWS);
        let place = match &mut self.places {
            Some(places) if tells => &mut places[place_of(key)],
            _ => return Column { key, known: None, tells },
        };
        let known = (place.column == key && place.blocks > 0).then_some(place.form);
        if known.is_some() {
            place.blocks -= 1;
        }
        Column { key, known, tells }
    }

    /// Remembers which form such a column got in the end.
    pub(crate) fn settle(&mut self, column: Column, form: u8) {
        if !column.tells || column.known == Some(form) {
            return;
        }
        let places = self.places.get_or_insert_with(|| Box::new([Place::default(); PLACES]));
        // A form that was tried alone and gains nothing any more says nothing of the others: the next block tells.
        let blocks = if column.known.is_none() { EVERY - 1 } else { 0 };
        places[place_of(column.key)] = Place { column: column.key, form, blocks };
    }
}

/// A multiplicative hash (Knuth, The Art of Computer Programming, volume 3, section 6.4).
#[inline]
fn mix(way: u64, part: u64) -> u64 {
    (way.rotate_left(23) ^ part.wrapping_add(1)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn place_of(key: u64) -> usize {
    (key >> (u64::BITS - PLACES.ilog2())) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: usize = LEAST_ROWS;

    #[test]
    fn what_was_found_is_tried_alone_until_it_is_time_to_look_again() {
        let mut forms = Forms::default();
        for _ in 0..3 {
            let first = forms.column(8, ROWS);
            assert_eq!(first.known(), None);
            assert!(first.tries(1) && first.tries(2));
            forms.settle(first, 2);
            for _ in 1..EVERY {
                let next = forms.column(8, ROWS);
                assert_eq!(next.known(), Some(2));
                assert!(!next.tries(1) && next.tries(2));
                forms.settle(next, 2);
            }
        }
    }

    #[test]
    fn a_form_that_gains_nothing_any_more_is_forgotten() {
        let mut forms = Forms::default();
        let first = forms.column(8, ROWS);
        forms.settle(first, 2);
        let next = forms.column(8, ROWS);
        forms.settle(next, PLAIN);
        assert_eq!(forms.column(8, ROWS).known(), None);
    }

    #[test]
    fn columns_are_told_apart_by_their_way_and_kernel() {
        let mut forms = Forms::default();
        let outer = forms.descend(3);
        let inner = forms.column(8, ROWS);
        forms.settle(inner, 2);
        assert_eq!(forms.column(4, ROWS).known(), None);
        assert_eq!(forms.column(8, ROWS).known(), Some(2));
        forms.ascend(outer);
        assert_eq!(forms.column(8, ROWS).known(), None);
        forms.descend(4);
        assert_eq!(forms.column(8, ROWS).known(), None);
    }

    #[test]
    fn containers_that_are_single_values_have_columns_of_their_own() {
        let mut forms = Forms::default();
        for _ in 0..2 {
            let outer = forms.descend_alone();
            let column = forms.column(8, ROWS);
            assert_eq!(column.known(), None);
            forms.settle(column, 2);
            assert_eq!(forms.column(8, ROWS).known(), Some(2));
            forms.ascend(outer);
        }
    }

    #[test]
    fn few_rows_tell_nothing() {
        let mut forms = Forms::default();
        let few = forms.column(8, ROWS - 1);
        forms.settle(few, 2);
        assert!(forms.places.is_none());
        let many = forms.column(8, ROWS);
        forms.settle(many, 2);
        assert_eq!(forms.column(8, ROWS - 1).known(), None);
    }
}
