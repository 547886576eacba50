//! Administrative divisions: from a place's name to its province, prefecture, county and code.

mod gazetteer;
mod resolve;

pub(crate) use gazetteer::Gazetteer;
pub(crate) use resolve::{Place, Reading, resolve};
