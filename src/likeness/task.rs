//! What a measure speaks of: its sentences, and in each the words, themes and names that it may share with another.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};

use super::themes::{Theme, Themes};
use crate::graph::{Edge, EdgeKind, Entity, Graph, Measure, Mention, NodeId, NodeKind};
use crate::model::{EntityKind, Evidence, Rule};
use crate::text::Span;

/// Something that two measures may share; a word is a `W`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Feature<W> {
    /// A word.
    Word(W),
    /// A theme, by whatever word.
    Theme(Theme),
    /// A program, policy, park or institution.
    Name(NodeId),
}

/// A sentence of a measure with what it has, as often as it has it, in no order.
pub(super) struct Sentence<'t> {
    pub(super) span: Span,
    pub(super) features: Vec<Feature<&'t str>>,
}

/// A measure that can be compared, as it is read from its document's text.
pub(super) struct Task<'t> {
    pub(super) node: NodeId,
    pub(super) document: NodeId,
    /// Its own text.
    pub(super) span: Span,
    /// Whether it frames the others (原则, 目标) instead of being one.
    pub(super) is_frame: bool,
    pub(super) sentences: Vec<Sentence<'t>>,
    /// What the headings above it speak of, in order.
    pub(super) above: Vec<Feature<&'t str>>,
}

/// What is known of a graph's entities.
pub(super) struct Known {
    stopped: Stopped,
    first: usize,
    /// Of each entity.
    kinds: Vec<EntityKind>,
}

/// Words that say at which level or where, and so nothing of what is to be done.
struct Stopped(FxHashSet<String>);

/// Endings of headings over aims and principles, which touch on everything and ask for nothing.
const FRAMES: [&str; 12] = [
    "目标",
    "原则",
    "指导思想",
    "总体要求",
    "总体思路",
    "总体部署",
    "基本思路",
    "重要意义",
    "形势",
    "背景",
    "目的",
    "方针",
];
/// Words that only say that units follow, or for which level of government something holds.
const LABELS: [&str; 19] = [
    "责任单位",
    "牵头单位",
    "配合单位",
    "责任部门",
    "牵头部门",
    "完成时限",
    "国家",
    "全国",
    "中国",
    "全省",
    "全市",
    "我省",
    "我市",
    "本市",
    "省内",
    "市内",
    "省市",
    "省级",
    "市级",
];
/// What a place is called without (东莞 is 东莞市).
const DIVISIONS: [char; 5] = ['省', '市', '县', '区', '镇'];
/// Where a sentence ends for this purpose; brackets and quotes need no care.
const ENDS: [char; 7] = ['。', '；', ';', '！', '？', '\n', '\r'];

impl Known {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut stopped = FxHashSet::from_iter(LABELS.map(str::to_owned));
        let mut kinds = Vec::new();
        for entity in graph.scan_entities() {
            kinds.push(entity.kind());
            if entity.kind() == EntityKind::Place {
                stop(&entity, &mut stopped);
            }
        }
        Self {
            stopped: Stopped(stopped),
            first: graph.nodes_of(NodeKind::Entity).next().map_or(0, NodeId::index),
            kinds,
        }
    }

    fn kind(&self, node: NodeId) -> Option<EntityKind> {
        self.kinds.get(node.index().checked_sub(self.first)?).copied()
    }
}

/// Stops every name of a place, also without its division.
fn stop(place: &Entity, stopped: &mut FxHashSet<String>) {
    for name in place.printed.iter().map(String::as_str).chain([place.name()]) {
        let short = name.strip_suffix(DIVISIONS);
        let short = short.filter(|short| short.chars().count() > 1);
        stopped.extend([Some(name), short].into_iter().flatten().map(str::to_owned));
    }
}

impl<'t> Task<'t> {
    /// The measures of documents with these texts as something to compare, but for headings over others. `first` is the
    /// first of the documents, which follow each other.
    pub(super) fn of_documents(graph: &Graph, first: NodeId, texts: &'t [String], known: &Known) -> Vec<Self> {
        let last = NodeId::from_index(first.index() + texts.len() - 1);
        let range = graph.measure_range(first).start..graph.measure_range(last).end;
        let mut names = Names::in_measures(graph, range.clone(), known);
        let plan = Plans {
            first,
            texts,
            measures: graph.scan_measures(range.clone()).collect(),
            parents: graph.ends_starting(range, EdgeKind::PartOf).collect(),
            stopped: &known.stopped,
        };
        let headings: FxHashSet<NodeId> = plan.parents.values().copied().collect();
        let tasks = plan.measures.iter().filter(|(node, _)| !headings.contains(node));
        let mut above = Above::default();
        tasks
            .map(|(node, measure)| plan.task(*node, measure, &names.remove(node).unwrap_or_default(), &mut above))
            .collect()
    }
}

/// Documents that follow each other, whose measures become tasks.
struct Plans<'t, 's> {
    first: NodeId,
    texts: &'t [String],
    measures: BTreeMap<NodeId, Measure>,
    /// What each measure is directly part of.
    parents: FxHashMap<NodeId, NodeId>,
    stopped: &'s Stopped,
}

impl<'t> Plans<'t, '_> {
    fn text(&self, measure: &Measure) -> &'t str {
        &self.texts[measure.document.index() - self.first.index()]
    }

    fn task(&self, node: NodeId, measure: &Measure, names: &Names, above: &mut Above<'t>) -> Task<'t> {
        let mut sentences: Vec<_> = sentences(self.text(measure), measure.span)
            .map(|span| Sentence {
                span,
                features: names.features_in(span),
            })
            .collect();
        for (word, feature) in self.features(measure, measure.span) {
            if !names.hide(word) {
                count(&mut sentences, word, feature);
            }
        }
        sentences.retain(|sentence| !sentence.features.is_empty());
        Task {
            node,
            document: measure.document,
            span: measure.span,
            is_frame: FRAMES.iter().any(|ending| measure.title.trim_end().ends_with(ending)),
            sentences,
            above: self.above(node, above),
        }
    }

    /// What the titles of the headings above a measure speak of.
    fn above(&self, node: NodeId, known: &mut Above<'t>) -> Vec<Feature<&'t str>> {
        let parent = |node: &NodeId| self.parents.get(node).copied();
        let Some(heading) = parent(&node) else {
            return Vec::new();
        };
        // Most measures stand under the heading of the one before.
        if known.heading != Some(heading) {
            *known = Above {
                heading: Some(heading),
                features: self.features_above(std::iter::successors(Some(heading), parent)),
            };
        }
        known.features.clone()
    }

    fn features_above(&self, headings: impl Iterator<Item = NodeId>) -> Vec<Feature<&'t str>> {
        let measures = headings.filter_map(|heading| self.measures.get(&heading));
        let of_title = |measure| self.features(measure, measure.title_span).map(|(_, feature)| feature);
        let mut above: Vec<_> = measures.flat_map(of_title).collect();
        above.sort_unstable();
        above.dedup();
        above
    }

    /// Every word and theme in a stretch of a measure, where it stands.
    fn features(&self, measure: &Measure, stretch: Span) -> impl Iterator<Item = (Span, Feature<&'t str>)> {
        let text = self.text(measure);
        let words = words(text, measure, self.stopped).filter(move |word| stretch.contains(*word));
        let themes = Themes::embedded().find(stretch.of(text), stretch.start);
        let themes = themes.flat_map(|(word, themes)| themes.iter().map(move |theme| (word, Feature::Theme(*theme))));
        words.map(|word| (word, Feature::Word(word.of(text)))).chain(themes)
    }
}

/// What headings one above the other speak of, by the innermost of them.
#[derive(Default)]
struct Above<'t> {
    heading: Option<NodeId>,
    features: Vec<Feature<&'t str>>,
}

fn sentences(text: &str, whole: Span) -> impl Iterator<Item = Span> {
    let mut at = whole.start as usize;
    whole.of(text).split_inclusive(ENDS).filter_map(move |piece| {
        let start = at + (piece.len() - piece.trim_start().len());
        at += piece.len();
        let end = start + piece.trim().len();
        (end > start).then(|| Span::new(start, end))
    })
}

/// Every place of the measure's content words, but for those that are stopped.
fn words(text: &str, measure: &Measure, stopped: &Stopped) -> impl Iterator<Item = Span> {
    let counted = measure
        .terms
        .iter()
        .filter(|term| !stopped.0.contains(term.first.of(text)));
    counted.flat_map(move |term| {
        let word = term.first.of(text);
        let rest = Span {
            start: term.first.end,
            end: measure.span.end,
        };
        // Most stand there once: then nothing is looked for.
        let more = (term.count > 1).then(|| memmem::find_iter(rest.of(text).as_bytes(), word));
        let more = more.into_iter().flatten().take((term.count as usize).saturating_sub(1));
        let places = more.map(move |at| Span::new(at, at + word.len()).shift(rest.start as usize));
        std::iter::once(term.first).chain(places)
    })
}

/// Counts a feature in the sentence around a word.
fn count<'t>(sentences: &mut [Sentence<'t>], word: Span, feature: Feature<&'t str>) {
    let at = sentences.partition_point(|sentence| sentence.span.end < word.end);
    if let Some(sentence) = sentences.get_mut(at) {
        sentence.features.push(feature);
    }
}

/// How the zone of a document's own city was found, where only its kind is printed.
const OWN_ZONE: Rule = Rule::named("own-zone");

/// The names in a measure.
#[derive(Default)]
struct Names {
    /// Who acts and where: their words are hidden. In order, each as far as those before it reach.
    hidden: Vec<Span>,
    /// What is acted on.
    shown: Vec<(Span, NodeId)>,
}

impl Names {
    /// Those of every one of these measures that has any.
    fn in_measures(graph: &Graph, measures: Range<NodeId>, known: &Known) -> FxHashMap<NodeId, Self> {
        let mut names: FxHashMap<NodeId, Self> = FxHashMap::default();
        for (measure, entity, edge) in graph.scan_starting(measures, EdgeKind::Mentions) {
            if let (Some(kind), Edge::Mentions(mention)) = (known.kind(entity), edge) {
                names.entry(measure).or_default().add(entity, kind, &mention);
            }
        }
        names.values_mut().for_each(Self::widen);
        names
    }

    /// Brings what is hidden into order, and lets each reach as far as any before it.
    fn widen(&mut self) {
        self.hidden.sort_unstable();
        let mut end = 0;
        for name in &mut self.hidden {
            end = end.max(name.end);
            name.end = end;
        }
    }

    fn add(&mut self, id: NodeId, kind: EntityKind, mention: &Mention) {
        // A zone named by its kind alone (高新区) is compared as the word that it is: another city's is its like.
        let spans = mention.evidence.iter().filter_map(|evidence| match evidence {
            Evidence::Text { span, rule, .. } if *rule != OWN_ZONE => Some(*span),
            _ => None,
        });
        match kind {
            EntityKind::Agency | EntityKind::Place | EntityKind::Collective | EntityKind::Enterprise => {
                self.hidden.extend(spans);
            }
            _ => self.shown.extend(spans.map(|span| (span, id))),
        }
    }

    fn hide(&self, word: Span) -> bool {
        let begun = self.hidden.partition_point(|name| name.start <= word.start);
        begun > 0 && self.hidden[begun - 1].end >= word.end
    }

    fn features_in<'t>(&self, sentence: Span) -> Vec<Feature<&'t str>> {
        let inside = self.shown.iter().filter(|(span, _)| sentence.contains(*span));
        inside.map(|(_, name)| Feature::Name(*name)).collect()
    }
}
