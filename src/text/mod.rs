//! Strings and places in them: ranges, offset maps, character classes, folding. The lowest floor.

mod blank;
mod chars;
mod context;
mod convert;
mod find;
mod fold;
mod needle;
mod offsets;
mod phrases;
#[cfg(test)]
pub(crate) mod random;
mod range;
mod script;
mod sentences;
mod utf16;

pub use blank::{is_blank, trim_blank};
pub use chars::{is_cjk_mark, is_han, is_hidden};
pub use context::context;
pub use convert::{Script, forms_in, shown_in};
pub use find::{FindError, FindOptions, Haystack, find, find_regex};
pub use fold::{Blanks, FoldOptions, Folded, WayBack, fold};
pub use needle::Needle;
pub use offsets::CharIndex;
pub use phrases::Phrases;
pub use range::TextRange;
pub use script::simplified;
pub use sentences::sentences;
pub use utf16::Utf16Index;
