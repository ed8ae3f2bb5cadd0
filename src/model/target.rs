//! The parts of a target (目标): an indicator with a number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::kind::{UnknownName, named};

named! {
    /// Whether a number is promised or reported.
    TargetKind as "kind of target" {
        /// To be reached.
        Target = "target",
        /// Reached already.
        Achieved = "achieved",
    }
}

named! {
    /// How the value bounds the indicator.
    Comparator as "comparator" {
        /// 以上、超过、不少于.
        AtLeast = ">=",
        /// 以内、不超过、不到.
        AtMost = "<=",
        /// 约、左右.
        About = "~",
        /// The very number.
        Equal = "=",
    }
}
