//! The panels at the sides of the page.

mod left;
mod right;

pub(in crate::ui) use left::LeftPanel;
pub(in crate::ui) use right::RightPanel;
