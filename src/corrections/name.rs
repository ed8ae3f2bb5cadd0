//! Names as lines give them.

use std::fmt;

use crate::model::{EntityKey, Region};
use crate::text::fold_name;

/// Where a name of the whole country is at home, in a cell.
const NATION: &str = "全国";

/// A name, printed or in full, perhaps with the region that it is at home in: `生态园@广东省/东莞市`.
///
/// Width, white space and quotation marks do not matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// As it is compared and as it stands in tables.
    pub folded: String,
    /// Only the thing of this home region.
    pub region: Option<Region>,
}

impl Name {
    /// A name wherever it is at home.
    pub fn anywhere(name: &str) -> Self {
        Self {
            folded: fold_name(name),
            region: None,
        }
    }

    /// The name in full of a thing, with its home.
    pub fn of(key: &EntityKey) -> Self {
        Self {
            folded: fold_name(&key.name),
            region: Some(key.region.clone()),
        }
    }

    pub(super) fn parse(cell: &str) -> Self {
        match cell.rsplit_once('@') {
            Some((name, region)) if !fold_name(name).is_empty() => Self {
                folded: fold_name(name),
                region: Some(match region.trim() {
                    NATION => Region::nation(),
                    path => Region::from(path),
                }),
            },
            _ => Self::anywhere(cell),
        }
    }

    /// Whether this is the full name of the thing.
    pub fn is_of(&self, key: &EntityKey) -> bool {
        fold_name(&key.name) == self.folded && self.is_at_home_with(key)
    }

    /// Whether the thing is called so, in full or as `printed` (folded).
    pub fn names(&self, key: &EntityKey, printed: &str) -> bool {
        (printed == self.folded || fold_name(&key.name) == self.folded) && self.is_at_home_with(key)
    }

    /// Whether the thing is at home where the name says.
    pub fn is_at_home_with(&self, key: &EntityKey) -> bool {
        self.region.as_ref().is_none_or(|region| *region == key.region)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.folded)?;
        match &self.region {
            Some(region) if region.is_nation() => write!(f, "@{NATION}"),
            Some(region) => write!(f, "@{region}"),
            None => Ok(()),
        }
    }
}
