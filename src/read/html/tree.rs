//! A page as a tree of elements and texts.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, ParseOpts, QualName, parse_document};

use crate::read::ReadError;
use crate::read::limits::{Deadline, MAX_DEPTH};

/// Index of a node.
pub(super) type NodeId = usize;

/// The nodes of a page; the first is the document.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// A node.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) data: Data,
    parent: Option<NodeId>,
    children: Vec<NodeId>,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    Element { name: QualName, attributes: Vec<Attribute> },
    Text(StrTendril),
    Other,
}

/// Parses a page, chunk by chunk, so that one that is nested beyond reason is given up early.
pub(super) fn parse(text: &str) -> Result<Tree, ReadError> {
    const CHUNK: usize = 4096;
    let mut parser = parse_document(Sink::default(), ParseOpts::default());
    let (mut start, deadline) = (0, Deadline::new());
    while start < text.len() {
        let mut end = (start + CHUNK).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        parser.process(StrTendril::from_slice(&text[start..end]));
        start = end;
        deadline.check()?;
        let deepest = parser.tokenizer.sink.sink.deepest();
        if deepest > MAX_DEPTH {
            return Err(too_deep(deepest));
        }
    }
    let tree = parser.finish();
    let deepest = tree.depth();
    if deepest > MAX_DEPTH {
        return Err(too_deep(deepest));
    }
    Ok(tree)
}

fn too_deep(number: usize) -> ReadError {
    ReadError::Beyond {
        what: "the depth of nested elements",
        number,
        limit: MAX_DEPTH,
    }
}

impl Tree {
    pub(super) const DOCUMENT: NodeId = 0;

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    pub(super) fn children(&self, id: NodeId) -> &[NodeId] {
        &self.nodes[id].children
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// An element's name; empty for other nodes.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id].data {
            Data::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// An attribute; empty where the element does not have it.
    pub(super) fn attribute(&self, id: NodeId, wanted: &str) -> &str {
        let Data::Element { attributes, .. } = &self.nodes[id].data else {
            return "";
        };
        let found = attributes.iter().find(|attribute| &*attribute.name.local == wanted);
        found.map_or("", |attribute| &attribute.value)
    }

    /// Every node below, parents before their children.
    pub(super) fn below(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let mut open = vec![id];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            open.extend(self.nodes[next].children.iter().rev());
            Some(next)
        })
    }

    /// The text below, as it stands.
    pub(super) fn text(&self, id: NodeId) -> String {
        let texts = self.below(id).filter_map(|node| match &self.nodes[node].data {
            Data::Text(text) => Some(&**text),
            _ => None,
        });
        texts.collect()
    }

    fn depth(&self) -> usize {
        let (mut deepest, mut open) = (0, vec![(Self::DOCUMENT, 0)]);
        while let Some((node, depth)) = open.pop() {
            deepest = deepest.max(depth);
            if depth > MAX_DEPTH {
                break;
            }
            open.extend(self.nodes[node].children.iter().map(|&child| (child, depth + 1)));
        }
        deepest
    }
}

/// Collects what the parser builds.
struct Sink {
    nodes: RefCell<Vec<Node>>,
}

impl Default for Sink {
    fn default() -> Self {
        let document = Node {
            data: Data::Other,
            parent: None,
            children: Vec::new(),
        };
        Self {
            nodes: RefCell::new(vec![document]),
        }
    }
}

impl Sink {
    fn add(&self, data: Data) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            data,
            parent: None,
            children: Vec::new(),
        });
        nodes.len() - 1
    }

    /// The depth of the newest node: what is open at the end of a chunk.
    fn deepest(&self) -> usize {
        let nodes = self.nodes.borrow();
        let parents = std::iter::successors(nodes.len().checked_sub(1), |&id| nodes[id].parent);
        parents.take(MAX_DEPTH + 2).count()
    }

    /// Puts a node or text under a parent, before the child at `at` or behind the last.
    fn insert(&self, parent: NodeId, at: Option<usize>, child: NodeOrText<NodeId>) {
        let at = at.unwrap_or_else(|| self.nodes.borrow()[parent].children.len());
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at.checked_sub(1).map(|i| nodes[parent].children[i]);
                if let Some(Data::Text(known)) = before.map(|id| &mut nodes[id].data) {
                    known.push_tendril(&text);
                    return;
                }
                drop(nodes);
                self.add(Data::Text(text))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[id].parent = Some(parent);
        let at = at.min(nodes[parent].children.len());
        nodes[parent].children.insert(at, id);
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].parent.take() {
            nodes[parent].children.retain(|&child| child != id);
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree {
            nodes: self.nodes.into_inner(),
        }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        Tree::DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].data {
            Data::Element { name, .. } => name,
            _ => unreachable!("the parser asks elements alone for their names"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.add(Data::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(Data::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(id) = &child {
            self.detach(*id);
        }
        let place = {
            let nodes = self.nodes.borrow();
            let parent = nodes[*sibling].parent;
            parent.and_then(|parent| {
                Some((
                    parent,
                    nodes[parent].children.iter().position(|child| child == sibling)?,
                ))
            })
        };
        if let Some((parent, at)) = place {
            self.insert(parent, Some(at), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, more: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].data {
            let known: Vec<LocalName> = attributes
                .iter()
                .map(|attribute| attribute.name.local.clone())
                .collect();
            attributes.extend(
                more.into_iter()
                    .filter(|attribute| !known.contains(&attribute.name.local)),
            );
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for &child in &children {
            nodes[child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}
