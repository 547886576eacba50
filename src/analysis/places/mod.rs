//! Administrative divisions: from a place's name to its province, prefecture, county and code.

mod gazetteer;
mod resolve;

pub use gazetteer::{Gazetteer, Level};
pub use resolve::{Place, Reading, resolve};
