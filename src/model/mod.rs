//! The nouns that every stage shares: kinds, names, dates, sections, evidence.

mod date;
mod entity;
mod evidence;
mod kind;
mod region;
mod section;
mod target;
mod term;

pub use date::{Date, NoDate, Period, Sourced};
pub use entity::EntityKey;
pub use evidence::{Evidence, Rule};
pub(crate) use kind::named;
pub use kind::{Action, CitationKind, DocumentKind, EntityKind, Role, Seat, UnknownName};
pub use region::Region;
pub use section::Section;
pub use target::{Comparator, TargetKind};
pub use term::Term;
