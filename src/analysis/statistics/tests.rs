//! Tests of the figures as a whole.

use super::*;
