//! The form of the files in `tests/cases/`; its README shows it.

use std::fs;
use std::path::Path;

use policygraph::model::{EntityKind, Role};
use policygraph::text::fold_name;

/// A small document and what must come out of it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) file: String,
    /// The document as it is read.
    pub(crate) text: String,
    /// The lines below it, as written and as understood.
    pub(crate) expected: Vec<(String, Expected)>,
}

/// One line of what must come out.
#[derive(Debug, Clone)]
pub(crate) enum Expected {
    /// `lead 某市科学技术局 @ 一/(二)`: a unit's role in a measure.
    Unit(Unit),
    /// `no responsibilities`: nobody carries anything.
    NoUnits,
    /// `agency 某市科学技术局 = 市科技局`: an entity with forms printed.
    Entity(Entity),
    /// `no other program`: no entity of this type but those the case names.
    NoOther(EntityKind),
    /// `not program 高新技术企业`: nothing (of this type) bears the name.
    Not(Option<EntityKind>, String),
    /// `apart 市科技局 / 省科技厅`: both are names, of different entities.
    Apart(String, String),
    /// `deadline 2025年底 @ 一`.
    Deadline(Names, Option<String>),
    /// `target 培育企业 >= 20 家 2028`: a number with what it measures; `achieved …` for one that was reached.
    Target(String),
    /// `no other target`: no number but those the case names.
    NoOtherTarget,
    /// `region 广东省/东莞市`.
    Region(String),
    /// `issuer 东莞市人民政府`.
    Issuer(Names),
}

/// The names by which one thing may be called, folded.
#[derive(Debug, Clone)]
pub(crate) struct Names(Vec<String>);

impl Names {
    fn parse(cell: &str) -> Self {
        Self(cell.split(" | ").map(fold_name).collect())
    }

    pub(crate) fn contain(&self, name: &str) -> bool {
        self.0.contains(&fold_name(name))
    }
}

/// A unit with its role.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) role: Role,
    pub(crate) names: Names,
    /// Whether it is named only by its kind; open where a reader could argue.
    pub(crate) is_collective: Option<bool>,
    /// The measure, where the case says it.
    pub(crate) section: Option<String>,
    /// Whether a reader could argue: it counts neither for nor against.
    pub(crate) arguable: bool,
}

/// An entity.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    pub(crate) kind: EntityKind,
    pub(crate) names: Names,
    /// Forms that must be among those printed.
    pub(crate) printed: Vec<String>,
    /// Whether a reader could argue.
    pub(crate) arguable: bool,
}

/// The cases of a file.
pub(crate) fn read(path: &Path) -> Vec<Case> {
    let file = path.file_name().expect("it was listed").to_string_lossy().into_owned();
    let all = fs::read_to_string(path).expect("it is text");
    let blocks = all.split("\n== ").skip(1);
    blocks.map(|block| case(&file, block)).collect()
}

/// `id: what it shows`, the document, a line `--`, what must come out.
fn case(file: &str, block: &str) -> Case {
    let (head, rest) = block.split_once('\n').unwrap_or((block, ""));
    let id = head.split(':').next().unwrap_or(head).trim().to_owned();
    let (text, lines) = rest
        .split_once("\n--\n")
        .unwrap_or_else(|| panic!("{file}: {id} has no line -- between its document and what must come out"));
    let lines = lines.lines().map(str::trim);
    let expected = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let parsed = parse(line).unwrap_or_else(|| panic!("{file}: {id}: '{line}' says nothing"));
            (line.to_owned(), parsed)
        });
    Case {
        expected: expected.collect(),
        text: format!("{}\n", text.trim()),
        id,
        file: file.to_owned(),
    }
}

fn parse(line: &str) -> Option<Expected> {
    match line {
        "no responsibilities" => return Some(Expected::NoUnits),
        "no other target" | "no target" => return Some(Expected::NoOtherTarget),
        _ => {}
    }
    if let Some(kind) = line.strip_prefix("no other ").or_else(|| line.strip_prefix("no ")) {
        return kind.parse().ok().map(Expected::NoOther);
    }
    let (word, rest) = line.split_once(' ')?;
    let (bare, arguable) = (word.trim_end_matches('?'), word.ends_with('?'));
    if let Ok(role) = bare.parse::<Role>() {
        return Some(Expected::Unit(unit(role, rest, arguable)));
    }
    if let Ok(kind) = bare.parse::<EntityKind>() {
        let mut cells = rest.split(" = ");
        return Some(Expected::Entity(Entity {
            kind,
            names: Names::parse(cells.next()?),
            printed: cells.map(fold_name).collect(),
            arguable,
        }));
    }
    match word {
        "target" | "achieved" => Some(Expected::Target(fold_name(line))),
        "not" => Some(not(rest)),
        "apart" => rest
            .split_once(" / ")
            .map(|(a, b)| Expected::Apart(fold_name(a), fold_name(b))),
        "deadline" => {
            let (names, section) = placed(rest);
            Some(Expected::Deadline(Names::parse(names), section))
        }
        "region" => Some(Expected::Region(rest.to_owned())),
        "issuer" => Some(Expected::Issuer(Names::parse(rest))),
        _ => None,
    }
}

/// A line without its `@ section`, and the section.
fn placed(line: &str) -> (&str, Option<String>) {
    match line.split_once(" @ ") {
        Some((names, section)) => (names, Some(section.trim().to_owned())),
        None => (line, None),
    }
}

fn unit(role: Role, rest: &str, arguable: bool) -> Unit {
    let (names, section) = placed(rest);
    let (names, is_collective) = match names.strip_suffix(" (collective?)") {
        Some(names) => (names, None),
        None => match names.strip_suffix(" (collective)") {
            Some(names) => (names, Some(true)),
            None => (names, Some(false)),
        },
    };
    Unit {
        role,
        names: Names::parse(names),
        is_collective,
        section,
        arguable,
    }
}

fn not(rest: &str) -> Expected {
    let typed = rest
        .split_once(' ')
        .and_then(|(kind, name)| Some((kind.parse().ok()?, name)));
    match typed {
        Some((kind, name)) => Expected::Not(Some(kind), fold_name(name)),
        None => Expected::Not(None, fold_name(rest)),
    }
}
