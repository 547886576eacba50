//! Weights of the model of speakers in hundredths.

use super::window::{N_AGAIN, N_IN_TURN, N_MODES, N_TRAITS, N_VALUES};

pub(super) static TRAITS: [[[i16; N_VALUES]; N_TRAITS]; N_MODES] = [[[0; N_VALUES]; N_TRAITS]; N_MODES];
pub(super) static AGAIN: [i16; N_AGAIN] = [0; N_AGAIN];
pub(super) static IN_TURN: [i16; N_IN_TURN] = [0; N_IN_TURN];
