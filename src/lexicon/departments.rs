//! Kinds of department (部门) without their region: names, abbreviations, levels, years, successors.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::table::{Row, Table, TableError};
use super::{Level, Years};

/// Index of a kind of department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DepartmentId(u32);

/// The levels at which a name is used; no level is the nation's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels(Vec<Option<Level>>);

impl Levels {
    /// Whether a body of this level (none: the nation) bears such a name.
    pub fn has(&self, level: Option<Level>) -> bool {
        let level = if level == Some(Level::Town) {
            Some(Level::County)
        } else {
            level
        };
        self.0.contains(&level)
    }

    /// Whether only provinces have such a body (厅).
    pub fn only_provinces(&self) -> bool {
        self.0 == [Some(Level::Province)]
    }

    /// Provinces, cities and counties.
    fn local() -> Self {
        Self(vec![
            Some(Level::Province),
            Some(Level::Prefecture),
            Some(Level::County),
        ])
    }

    fn parse(row: &Row<'_, '_>) -> Result<Self, TableError> {
        let words = row
            .cell("levels")
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty());
        let level = |word| match word {
            "nation" => Ok(None),
            "province" => Ok(Some(Level::Province)),
            "city" => Ok(Some(Level::Prefecture)),
            "county" => Ok(Some(Level::County)),
            _ => Err(row.wrong(
                "levels",
                format!("'{word}' is no level; it is nation, province, city or county"),
            )),
        };
        words.map(level).collect::<Result<_, _>>().map(Self)
    }
}

/// A kind of department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// The function's key: 科技, 发改.
    pub function: String,
    /// Where the name is used.
    pub levels: Levels,
    /// In full; where the place stands inside, a pattern with `{region}` in it.
    pub name: String,
    /// Abbreviations, the most usual first; with `{region}` where the place stands inside.
    pub short: Vec<String>,
    /// First year of use.
    pub from: Option<u16>,
    /// Last year of use.
    pub to: Option<u16>,
    /// The successor's name.
    pub became: Vec<String>,
    /// Whether it is managed from above and bears its place inside its name.
    pub is_vertical: bool,
    /// The file of the row.
    pub file: Cow<'static, str>,
}

impl Department {
    /// The years in which the name was in use.
    pub fn years(&self) -> Years {
        Years {
            from: self.from,
            to: self.to,
        }
    }

    /// Whether the name was in use in one of `years`; a year of grace on both sides, for reforms reach places at their own
    /// pace.
    pub fn is_valid_in(&self, years: Years) -> bool {
        self.years().meet(years, 1)
    }

    /// Its names without their endings, as lists of departments print them: 发展改革, 财政.
    fn bare_names(&self) -> impl Iterator<Item = &str> {
        const ENDINGS: [&str; 7] = ["委员会", "办公室", "局", "厅", "委", "办", "署"];
        self.forms().filter(|name| !name.contains('{')).filter_map(|name| {
            let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending))?;
            stem.chars().nth(1).map(|_| stem)
        })
    }

    /// Whether the name was in use in one of `years`, to the year.
    pub fn is_in_use_in(&self, years: Years) -> bool {
        self.years().meet(years, 0)
    }

    /// Whether this is what the other was before a reform: the one ends as the other begins.
    pub fn is_succeeded_by(&self, other: &Self) -> bool {
        self.name != other.name && self.function == other.function && self.years().precede(other.years())
    }

    /// Its name and its abbreviations.
    pub fn forms(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.short)
    }

    /// Its abbreviations with 党委 for 委, as autonomous regions print those of the party's organs: 自治区党委组织部.
    pub(super) fn party_forms(&self) -> impl Iterator<Item = String> {
        let is_organ = self.name.starts_with("中共{region}") || self.name.starts_with("中国共产党{region}");
        let of_committee = move |form: &&String| is_organ && form.starts_with('委') && !form.starts_with("委员");
        self.short.iter().filter(of_committee).map(|form| format!("党{form}"))
    }

    /// The full name of the body of `place`. The office of a street carries the word once: 桂城街道｜办事处.
    pub fn full_name(&self, place: &str) -> String {
        const STREET: &str = "街道";
        if self.name.contains("{region}") {
            return self.name.replace("{region}", place);
        }
        let shared = place.strip_suffix(STREET).filter(|_| self.name.starts_with(STREET));
        let place = shared.unwrap_or(place);
        format!("{place}{}", self.name)
    }

    /// The full name of the body of `place` that is printed so: a long form that abbreviates nothing is itself the name
    /// (消费者权益保护委员会 beside 消费者委员会).
    pub fn name_printed(&self, printed: &str, place: &str) -> String {
        match self.other_name(printed) {
            Some(name) => format!("{place}{name}"),
            None => self.full_name(place),
        }
    }

    /// The form that a printed name ends in, if it is another full name of such bodies.
    fn other_name(&self, printed: &str) -> Option<&str> {
        /// Shorter ones abbreviate something.
        const SHORTEST: usize = 5;
        const ENDINGS: [&str; 10] = ["局", "委员会", "办公室", "中心", "院", "馆", "所", "站", "会", "署"];
        let own = self
            .short
            .iter()
            .filter(|form| !form.contains('{') && printed.ends_with(form.as_str()));
        let form = own
            .max_by_key(|form| form.len())
            .filter(|form| !printed.ends_with(&self.name) || form.len() > self.name.len())?;
        let is_long = form.chars().count() >= SHORTEST && ENDINGS.iter().any(|ending| form.ends_with(ending));
        let of_committee = form.starts_with(['委', '府']) || form.starts_with("政府");
        (is_long && !of_committee && !is_made_of(form, &self.name)).then_some(form)
    }

    /// The place in the full name of such a body.
    pub fn place_in<'n>(&self, full_name: &'n str) -> Option<&'n str> {
        let (before, behind) = self.name.split_once("{region}").unwrap_or(("", &self.name));
        full_name.strip_prefix(before)?.strip_suffix(behind)
    }
}

/// Every kind of department.
#[derive(Debug)]
pub struct Departments {
    rows: Vec<Department>,
    /// By what is left of a name or an abbreviation without its ending: 教育, 发改, 市场监管.
    by_function: FxHashMap<String, Vec<DepartmentId>>,
}

impl Departments {
    pub(super) fn parse(kinds: &Table<'_>, vertical: &Table<'_>) -> Result<Self, TableError> {
        let rows = kinds.rows().map(|row| department(row, "name"));
        let vertical = vertical.rows().map(|row| {
            let kind = department(row, "pattern")?;
            let levels = if row.cell("levels").is_empty() {
                Levels::local()
            } else {
                kind.levels
            };
            Ok(Department {
                levels,
                is_vertical: true,
                ..kind
            })
        });
        let rows: Vec<Department> = rows.chain(vertical).collect::<Result<_, _>>()?;
        let mut by_function: FxHashMap<String, Vec<DepartmentId>> = FxHashMap::default();
        for (id, row) in ids(&rows) {
            for bare in row.bare_names() {
                let kinds = by_function.entry(bare.to_owned()).or_default();
                if kinds.last() != Some(&id) {
                    kinds.push(id);
                }
            }
        }
        // The key of a function means what bears it in a name; all of its kinds only where no name does.
        let named: FxHashSet<String> = by_function.keys().cloned().collect();
        for (id, row) in ids(&rows).filter(|(_, row)| !named.contains(&row.function)) {
            by_function.entry(row.function.clone()).or_default().push(id);
        }
        Ok(Self { rows, by_function })
    }

    /// The kind of this id.
    pub fn get(&self, id: DepartmentId) -> &Department {
        &self.rows[id.0 as usize]
    }

    /// The kinds that a function's bare name stands for: 教育, 发改, 市场监管.
    pub fn of_function(&self, name: &str) -> &[DepartmentId] {
        self.by_function.get(name).map_or(&[], Vec::as_slice)
    }

    /// Every kind with its id.
    pub fn iter(&self) -> impl Iterator<Item = (DepartmentId, &Department)> {
        ids(&self.rows)
    }
}

/// Rows with their ids.
fn ids(rows: &[Department]) -> impl Iterator<Item = (DepartmentId, &Department)> {
    rows.iter().enumerate().map(|(i, row)| (DepartmentId(i as u32), row))
}

fn department(row: Row<'_, '_>, name: &str) -> Result<Department, TableError> {
    Ok(Department {
        function: row.cell("function").to_owned(),
        levels: Levels::parse(&row)?,
        name: row.cell(name).to_owned(),
        short: abbreviations(row.list("short"), row.cell(name)),
        from: row.year("from")?,
        to: row.year("to")?,
        became: row.list("became").map(str::to_owned).collect(),
        is_vertical: false,
        file: row.file(),
    })
}

/// The abbreviations of a row, and 政府金融工作办公室 of 人民政府金融工作办公室, which the row need not list.
fn abbreviations<'t>(listed: impl Iterator<Item = &'t str>, name: &str) -> Vec<String> {
    let mut short: Vec<String> = listed.map(str::to_owned).collect();
    let office = name.strip_prefix("人民政府").filter(|rest| !rest.is_empty());
    let office = office.map(|rest| format!("政府{rest}"));
    short.extend(office.filter(|office| !short.contains(office)));
    short
}

/// Whether all characters of an abbreviation stand in the name, in whatever order, but for 和 and 与.
fn is_made_of(short: &str, name: &str) -> bool {
    let mut left: Vec<char> = name.chars().collect();
    short.chars().filter(|c| !matches!(c, '和' | '与')).all(|c| {
        let at = left.iter().position(|other| *other == c);
        at.map(|at| left.swap_remove(at)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn a_long_form_that_abbreviates_nothing_is_a_name() {
        let rows = &Lexicon::embedded().departments;
        for (name, printed, full) in [
            ("消费者委员会", "市消费者权益保护委员会", "东莞市消费者权益保护委员会"),
            ("自然资源和规划局", "市自然资源和规划局", "东莞市自然资源和规划局"),
            ("科学技术局", "市科技局", "东莞市科学技术局"),
            ("农业农村局", "市农村农业局", "东莞市农业农村局"),
            ("信访局", "市委信访局", "东莞市信访局"),
        ] {
            let mut named = rows.iter().filter(|(_, row)| row.name == name);
            let (_, row) = named.next().expect("the table has it");
            assert_eq!(row.name_printed(printed, "东莞市"), full);
        }
    }
}
