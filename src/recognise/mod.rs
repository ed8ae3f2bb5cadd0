//! Finds the names in a text: agencies, parks, programs, enterprises, institutions, places, policies.
//!
//! Rules propose [`Candidate`]s, each on its own: names of the lexicon, names built by a grammar (a region and a kind of
//! department, a proper part and a suffix), names in marks, names in lists. Where candidates overlap, the one that is
//! sure of its edges or holds the other stays. What a name stands for is left to [`crate::resolve`] to say.

mod acting;
mod agency;
mod alias;
mod company;
mod corrected;
mod defined;
mod each;
mod edge;
mod function;
mod group;
mod inherited;
mod inner;
mod kind;
mod listed;
mod overlap;
mod own_zone;
mod place;
mod plate;
mod policy;
mod quoted;
mod shared;
mod shared_kind;
mod suffix;
#[cfg(test)]
pub(crate) mod testing;
mod title;
mod unit_list;

pub(crate) use defined::SHORT_FORM;
pub(crate) use inner::GENERAL_OFFICE;
pub(crate) use kind::DUTIES;
pub(crate) use own_zone::own_zone;
#[cfg(test)]
pub(crate) use testing::resolved;
pub use unit_list::{UnitItem, UnitList, UnitScope};

use corrected::Corrected;

use crate::context::Context;
use crate::corrections::Applicable;
use crate::lexicon::{DepartmentId, Level, Lexicon, Matches, NameId, Names, PlaceId};
use crate::model::{EntityKind, Rule};
use crate::segment::{Sentence, Words};
use crate::structure::Structure;
use crate::text::Span;

/// Everything a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The clean text.
    pub text: &'a str,
    /// Its outline.
    pub structure: &'a Structure,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its words.
    pub words: &'a Words,
    /// The names of the lexicon in it.
    pub matches: &'a Matches<'a>,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// Whose document it is.
    pub context: &'a Context,
    /// What the user overrules in it.
    pub corrections: &'a Applicable<'a>,
}

/// A stretch of text that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Where.
    pub span: Span,
    /// What it is taken for.
    pub kind: EntityKind,
    /// What is known of it.
    pub sense: Sense,
    /// How it was found.
    pub rule: Rule,
}

/// What is known of a candidate's meaning.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Sense {
    /// Any of these places.
    Places(Vec<PlaceId>),
    /// A department: any of these kinds, of the region that its prefix gives.
    Department {
        /// The kinds that bear the name.
        kinds: Vec<DepartmentId>,
        /// Whose it is.
        prefix: Prefix,
    },
    /// A row of one of the tables of names.
    Listed(Table, NameId),
    /// The committee of a zone of the table (松山湖管委会).
    ZoneCommittee(NameId),
    /// What is printed is the name; nothing more is known.
    Printed,
    /// Units named by their kind.
    Collective,
    /// Departments named by their function alone, in a list whose end says that they are departments.
    Function,
    /// Another name, in this document, for what is named here.
    Alias(Span),
    /// The office of the leading group that is named here.
    Office(Span),
    /// A department within the body of the centre that is named here.
    Within(Span),
}

/// The tables of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Bodies of the centre.
    Bodies,
    /// Zones.
    Zones,
    /// Enterprises.
    Enterprises,
    /// Institutions.
    Institutions,
    /// Laws and policies.
    Policies,
}

impl Table {
    /// The table itself.
    pub fn of(self, lexicon: &Lexicon) -> &Names {
        match self {
            Self::Bodies => &lexicon.bodies,
            Self::Zones => &lexicon.zones,
            Self::Enterprises => &lexicon.enterprises,
            Self::Institutions => &lexicon.institutions,
            Self::Policies => &lexicon.policies,
        }
    }
}

/// What stands before a department's name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Prefix {
    /// Nothing: 科技局.
    None,
    /// 省、市、区、县: the level.
    Rank(Level),
    /// 市 or 区 where it may be of several levels (区 of an autonomous region).
    Places(Vec<PlaceId>),
    /// 兵团: the Production and Construction Corps of Xinjiang.
    Corps,
    /// 园区, 开发区, 管委会: the zone whose document it is.
    OwnZone,
}

/// What recognition finds.
#[derive(Debug, Clone, Default)]
pub struct Recognised {
    /// Names, none overlapping another, in the order of the text.
    pub candidates: Vec<Candidate>,
    /// Lists of units with their roles.
    pub lists: Vec<UnitList>,
    /// Names on the page around the document, where it tells its source.
    pub on_page: Vec<Candidate>,
}

/// Finds names and lists of units.
pub fn recognise(scene: &Scene<'_>) -> Recognised {
    let mut found = Vec::with_capacity(2 * scene.matches.len());
    found.extend(listed::find(scene));
    found.extend(agency::find(scene));
    found.extend(function::find(scene));
    found.extend(each::find(scene));
    found.extend(kind::find(scene));
    found.extend(acting::find(scene));
    found.extend(group::find(scene));
    found.extend(inner::find(scene));
    found.extend(defined::find(scene));
    found.extend(shared::find(scene));
    found.extend(shared_kind::find(scene));
    found.extend(own_zone::find(scene));
    found.extend(place::find(scene));
    found.extend(title::find(scene));
    found.extend(policy::find(scene));
    found.extend(quoted::find(scene));
    found.extend(suffix::find(scene));
    found.extend(company::find(scene));
    let mut corrected = Corrected::find(scene);
    corrected.displace(scene, &mut found);
    // Candidates are large: what is put in order first is where they stand.
    found.sort_by_cached_key(overlap::place);
    let mut lists = unit_list::find(scene, &found);
    corrected.take_over(scene, &mut lists);
    found.extend(
        lists
            .iter()
            .flat_map(|list| list.items.iter().map(|item| item.candidate.clone())),
    );
    corrected.displace(scene, &mut found);
    let on_page = found
        .iter()
        .filter(|candidate| scene.in_page_source(candidate.span))
        .cloned()
        .collect();
    found.sort_by_key(overlap::place);
    scene.keep_in_sentences(&mut found);
    let mut candidates = overlap::choose(found);
    let mut short = alias::find(scene, &candidates);
    short.extend(plate::find(scene, &candidates));
    short.retain(|candidate| scene.in_sentence(candidate.span));
    if !short.is_empty() {
        candidates.extend(short);
        candidates = overlap::choose(candidates);
    }
    inherited::apply(scene, &mut candidates);
    Recognised {
        candidates,
        lists,
        on_page: overlap::choose(on_page),
    }
}

impl Scene<'_> {
    /// Whether a span lies in one of the document's own sentences: not in page chrome, not across a full stop.
    fn in_sentence(&self, span: Span) -> bool {
        let next = self.sentences.partition_point(|sentence| sentence.span.end < span.end);
        let mut near = self.sentences.get(next..).unwrap_or_default().iter();
        near.next().is_some_and(|sentence| sentence.span.contains(span))
    }

    /// Keeps those of the names, which come in the order of the text, that lie in one of its sentences.
    fn keep_in_sentences(&self, found: &mut Vec<Candidate>) {
        let mut sentences = self.sentences.iter().map(|sentence| sentence.span).peekable();
        found.retain(|candidate| {
            while sentences
                .next_if(|sentence| sentence.end <= candidate.span.start)
                .is_some()
            {}
            sentences
                .peek()
                .is_some_and(|sentence| sentence.contains(candidate.span))
        });
    }

    /// Whether a span lies in the words of the page that tell the document's source.
    fn in_page_source(&self, span: Span) -> bool {
        self.structure
            .header
            .page_sources
            .iter()
            .any(|source| source.contains(span))
    }

    /// The text before a byte.
    #[inline]
    fn before(&self, at: u32) -> &str {
        &self.text[..at as usize]
    }

    /// The text from a byte on.
    #[inline]
    fn after(&self, at: u32) -> &str {
        &self.text[at as usize..]
    }

    /// Whether both ends of `span` lie between words, as jieba sees them.
    fn on_boundaries(&self, span: Span) -> bool {
        self.words.is_boundary(span.start) && self.words.is_boundary(span.end)
    }
}
