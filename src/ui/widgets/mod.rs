//! Widgets that several panels share.

mod link;
mod mark;
mod quote;
mod slider;
mod strip;
mod tabs;
mod text;

pub(in crate::ui) use link::{link, links};
pub(in crate::ui) use mark::{color_word, mark_color_ui, mark_style_ui, style_word, type_word};
pub(in crate::ui) use quote::{Quote, quote_ui};
pub(in crate::ui) use slider::Slider;
pub(in crate::ui) use strip::{dispersion_strip, nearest_position, nearest_to, paint_strip};
pub(in crate::ui) use tabs::{Tab, tab_strip};
pub(in crate::ui) use text::{as_displayed, elided, focus_ring, soft_label};
