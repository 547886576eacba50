//! Strings and places in them: ranges, offset maps, character classes, folding. The lowest floor.

mod chars;
mod offsets;
mod range;

pub use chars::{is_cjk_mark, is_han};
pub use offsets::CharIndex;
pub use range::TextRange;
