//! Sixty-four enterprises at once: a bit for each.

use std::ops::{BitAnd, BitOr};

/// For which lanes of a block something is known to hold, and for which it is not known to fail (open). What holds is open; where no lane is
/// open the thing is known to fail for all of them, and no tuple says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Lanes {
    pub held: u64,
    pub open: u64,
}

impl Lanes {
    pub const NONE: Lanes = Lanes { held: 0, open: 0 };
    pub const WIDTH: usize = 64;

    /// Holds for all lanes of a mask.
    pub fn held(mask: u64) -> Lanes {
        Lanes { held: mask, open: mask }
    }

    /// Not known for any lane of a mask.
    pub fn unknown(mask: u64) -> Lanes {
        Lanes { held: 0, open: mask }
    }

    /// What is known of one lane: Some if it holds or fails.
    pub fn add(&mut self, lane: u8, holds: Option<bool>) {
        let bit = 1 << lane;
        match holds {
            Some(true) => *self = *self | Lanes::held(bit),
            Some(false) => {}
            None => self.open |= bit,
        }
    }

    pub fn any_open(self) -> bool {
        self.open != 0
    }
}

/// Both hold.
impl BitAnd for Lanes {
    type Output = Lanes;

    fn bitand(self, other: Lanes) -> Lanes {
        Lanes { held: self.held & other.held, open: self.open & other.open }
    }
}

/// One of them holds.
impl BitOr for Lanes {
    type Output = Lanes;

    fn bitor(self, other: Lanes) -> Lanes {
        Lanes { held: self.held | other.held, open: self.open | other.open }
    }
}
