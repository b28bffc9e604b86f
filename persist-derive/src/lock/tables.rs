//! The lock as constants of `persist_core::__private::lock`, which the code around them calls `__lock`: byte strings, as the
//! compiler checks each expression that it is given. `lock/table.rs` of `persist-core` has their format.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

use super::ty::{Key, Ty};
use super::{Form, Line, Lock, Stanza, identity};

impl ToTokens for Lock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let stanzas = bytes_of(self.in_order());
        let mut retired = Vec::new();
        self.retired.iter().for_each(|key| framed(&mut retired, |bytes| write_key(key, bytes)));
        let (stanzas, retired) = (Literal::byte_string(&stanzas), Literal::byte_string(&retired));
        let identity = self.identity;
        tokens.append_all(quote!(__lock::Lock::new(#stanzas, #retired, #identity)));
    }
}

/// Some of a lock's stanzas, as a constant.
pub(crate) fn table<'a>(stanzas: impl IntoIterator<Item = &'a Stanza>) -> TokenStream {
    let stanzas = Literal::byte_string(&bytes_of(stanzas));
    quote!(__lock::Stanzas::new(#stanzas))
}

fn bytes_of<'a>(stanzas: impl IntoIterator<Item = &'a Stanza>) -> Vec<u8> {
    // A stable sort: by key, version and revision within a name.
    let mut stanzas: Vec<_> = stanzas.into_iter().map(|stanza| (identity::of_text(&stanza.key.name), stanza)).collect();
    stanzas.sort_by_key(|(name, _)| *name);
    let (mut entries, mut details) = (Vec::new(), Vec::new());
    entries.extend(small(stanzas.len()));
    for (name, stanza) in stanzas {
        framed(&mut details, |bytes| write_key(&stanza.key, bytes));
        stanza.lines.iter().for_each(|line| framed(&mut details, |bytes| write_line(line, bytes)));
        entries.extend(name.to_le_bytes());
        entries.extend(identity::of_stanza(stanza).to_le_bytes());
        entries.extend(stanza.version.to_le_bytes());
        entries.extend(stanza.revision.to_le_bytes());
        entries.extend(small(form_code(stanza.form)));
        entries.extend(small(details.len()));
    }
    entries.extend(details);
    entries
}

/// 32 bits, which hold any count of what is in a file that people edit.
fn small(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

fn form_code(form: Form) -> usize {
    Form::ALL.iter().position(|of| *of == form).unwrap_or_default()
}

/// Writes something behind its length.
fn framed(bytes: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let mut inner = Vec::new();
    write(&mut inner);
    let mut len = inner.len();
    loop {
        let low = (len & 0x7f) as u8;
        len >>= 7;
        if len == 0 {
            bytes.push(low);
            break;
        }
        bytes.push(low | 0x80);
    }
    bytes.extend(inner);
}

fn text(text: &str, bytes: &mut Vec<u8>) {
    framed(bytes, |bytes| bytes.extend(text.as_bytes()));
}

fn write_line(line: &Line, bytes: &mut Vec<u8>) {
    let Line { variant, field, .. } = line;
    bytes.push(u8::from(variant.is_some()));
    variant.iter().for_each(|variant| text(variant, bytes));
    bytes.push(u8::from(field.is_some()));
    if let Some((name, ty)) = field {
        text(name, bytes);
        write_ty(ty, bytes);
    }
}

fn write_ty(ty: &Ty, bytes: &mut Vec<u8>) {
    match ty {
        Ty::Leaf(kind) => bytes.push(identity::code(*kind)),
        Ty::Of(kind, parts) => {
            bytes.push(identity::code(*kind));
            write_tys(parts, bytes);
        }
        Ty::Array(count, element) => {
            bytes.push(identity::ARRAY);
            bytes.extend(count.to_le_bytes());
            framed(bytes, |bytes| write_ty(element, bytes));
        }
        Ty::Named(key) => write_key(key, bytes),
        Ty::Const(number) => {
            bytes.push(CONST);
            bytes.extend(number.to_le_bytes());
        }
        Ty::Itself => bytes.push(ITSELF),
    }
}

/// Stand for what is of no kind.
const CONST: u8 = 254;
const ITSELF: u8 = 255;

fn write_tys(tys: &[Ty], bytes: &mut Vec<u8>) {
    tys.iter().for_each(|ty| framed(bytes, |bytes| write_ty(ty, bytes)));
}

fn write_key(key: &Key, bytes: &mut Vec<u8>) {
    bytes.push(identity::NAMED);
    text(&key.krate, bytes);
    text(&key.name, bytes);
    write_tys(&key.arguments, bytes);
}
