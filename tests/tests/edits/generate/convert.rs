//! What becomes of a type without a declaration, and of its values.

use super::Pair;
use super::types::{LISTS, MAPS, SETS, Ty, wider};

/// Where a type is.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// It has to stay one that can be a key.
    pub(super) key: bool,
    /// An option holds it.
    pub(super) in_option: bool,
    /// A type without a version of its own is there, so that nothing may be wrapped.
    pub(super) bare: bool,
}

impl Pair<'_> {
    /// A later form of a type, and the expression that makes a value of it of `value`, one of the
    /// type.
    pub(super) fn convert(&mut self, ty: &Ty, value: &str, place: Place) -> (Ty, String) {
        let (mut ty, mut value) = self.convert_parts(ty, value, place);
        if place.bare || !self.random.chance(30) {
            return (ty, value);
        }
        if !place.key && !place.in_option && !ty.is_option() && self.random.chance(50) {
            (ty, value) = (ty.option(), format!("Some({value})"));
        }
        match self.random.below(if place.key { 1 } else { 4 }) {
            0 => (ty.pointer("Box"), format!("Box::new({value})")),
            1 => {
                let name = self.random.pick(&["Rc", "Arc", "RefCell"]);
                (ty.pointer(name), format!("{name}::new({value})"))
            }
            2 => {
                let name = self.random.pick(&["Mutex", "RwLock"]);
                (ty.pointer(name), format!("{name}::new({value})"))
            }
            _ => {
                let name = self.fresh("Wrapping");
                self.new_items.push(newtype(&name, &ty));
                self.new_items.push(format!("same_struct!({name} {{ 0 }});"));
                (Ty::Newtype(name.clone(), Box::new(ty)), format!("new::{name}({value})"))
            }
        }
    }

    /// Part by part.
    fn convert_parts(&mut self, ty: &Ty, value: &str, place: Place) -> (Ty, String) {
        let inside = Place { in_option: false, ..place };
        let each = |part: &str| {
            if part == "x" { value.to_owned() } else { format!("{value}.into_iter().map(|x| {part}).collect()") }
        };
        match ty {
            Ty::Leaf(name) => match self.random.pick(&[&[][..], &[][..], wider(name)]) {
                [] => (ty.clone(), value.to_owned()),
                wider => {
                    let wider = self.random.pick(wider);
                    (Ty::Leaf(wider), format!("{wider}::from({value})"))
                }
            },
            Ty::Named(name) => {
                let function = format!("edit_{}", name.to_lowercase());
                (Ty::Named(self.renamed[name].clone()), format!("{function}({value})"))
            }
            Ty::Option(inner) => {
                let (inner, part) = self.convert(inner, "x", Place { in_option: true, ..place });
                (inner.option(), format!("{value}.map(|x| {part})"))
            }
            Ty::List(name, inner) => {
                let (inner, part) = self.convert(inner, "x", inside);
                match self.random.chance(30) {
                    true => (Ty::List(self.random.pick(&LISTS), Box::new(inner)), collected(value, &part)),
                    false => (Ty::List(name, Box::new(inner)), each(&part)),
                }
            }
            Ty::Set(_, inner) => {
                let (inner, part) = self.convert(inner, "x", Place { key: true, ..inside });
                match self.random.chance(30) {
                    true => (Ty::List(self.random.pick(&LISTS), Box::new(inner)), collected(value, &part)),
                    false => (Ty::Set(self.random.pick(&SETS), Box::new(inner)), collected(value, &part)),
                }
            }
            Ty::Map(_, key, content) => {
                let (key, key_part) = self.convert(key, "key", Place { key: true, ..inside });
                let (content, part) = self.convert(content, "x", inside);
                let ty = Ty::Map(self.random.pick(&MAPS), Box::new(key), Box::new(content));
                (ty, format!("{value}.into_iter().map(|(key, x)| ({key_part}, {part})).collect()"))
            }
            Ty::Array(inner, count) => {
                let (inner, part) = self.convert(inner, "x", inside);
                match self.random.chance(30) {
                    true => (Ty::List(self.random.pick(&LISTS), Box::new(inner)), collected(value, &part)),
                    false => (Ty::Array(Box::new(inner), *count), format!("{value}.map(|x| {part})")),
                }
            }
            Ty::Tuple(parts) => self.convert_tuple(parts, value, inside),
            Ty::Newtype(_, inner) => self.convert(inner, &format!("{value}.0"), place),
            Ty::Pointer("Box", inner) if inner.has_names() => {
                let (inner, part) = self.convert(inner, &format!("(*{value})"), Place { bare: true, ..place });
                (inner.pointer("Box"), format!("Box::new({part})"))
            }
            Ty::Pointer("Box", inner) => self.convert(inner, &format!("(*{value})"), place),
            Ty::Pointer(name @ ("Rc" | "Arc"), inner) => {
                let (inner, part) = self.convert(inner, &format!("{name}::into_inner({value}).unwrap()"), inside);
                let name = self.random.pick(&["Rc", "Arc"]);
                (inner.pointer(name), format!("{name}::new({part})"))
            }
            Ty::Pointer("RefCell", inner) => self.convert(inner, &format!("{value}.into_inner()"), place),
            Ty::Pointer(_, inner) => {
                let unlocked = format!("{value}.into_inner().unwrap()");
                if self.random.chance(40) {
                    return self.convert(inner, &unlocked, place);
                }
                let (inner, part) = self.convert(inner, &unlocked, inside);
                let name = self.random.pick(&["Mutex", "RwLock"]);
                (inner.pointer(name), format!("{name}::new({part})"))
            }
        }
    }

    /// A tuple, or a struct of its fields.
    fn convert_tuple(&mut self, parts: &[Ty], value: &str, place: Place) -> (Ty, String) {
        let names: Vec<String> = (0..parts.len()).map(|index| format!("x{index}")).collect();
        let converted: Vec<(Ty, String)> =
            parts.iter().zip(&names).map(|(part, name)| self.convert(part, name, place)).collect();
        let (types, values): (Vec<Ty>, Vec<String>) = converted.into_iter().unzip();
        let bound = names.join(", ");
        let ty = Ty::Tuple(types.clone());
        if place.key || !self.random.chance(25) {
            return (ty, format!("{{ let ({bound},) = {value}; ({},) }}", values.join(", ")));
        }
        let name = self.fresh("Fields");
        let fields: Vec<String> = types.iter().map(|ty| format!("pub {}", ty.code())).collect();
        let indices: Vec<String> = (0..types.len()).map(|index| index.to_string()).collect();
        self.new_items.push(format!("#[derive(Persist, Debug)]\npub struct {name}({});", fields.join(", ")));
        self.new_items.push(format!("same_struct!({name} {{ {} }});", indices.join(", ")));
        let made = format!("{{ let ({bound},) = {value}; new::{name}({}) }}", values.join(", "));
        (Ty::Newtype(name, Box::new(ty)), made)
    }
}

fn collected(value: &str, part: &str) -> String {
    format!("{value}.into_iter().map(|x| {part}).collect()")
}

pub(super) fn newtype(name: &str, ty: &Ty) -> String {
    format!("#[derive(Persist, Debug)]\n#[persist(transparent)]\npub struct {name}(pub {});", ty.code())
}
