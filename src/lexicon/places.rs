//! Administrative divisions (行政区划) down to towns, former ones, regions, and the world outside.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::Region;

use super::table::{Row, Table, TableError};

/// Index of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(u32);

/// How high a place stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省、自治区、直辖市、特别行政区.
    Province,
    /// 地级市、地区、自治州、盟.
    Prefecture,
    /// 县、区、县级市、旗.
    County,
    /// 镇、乡、街道.
    Town,
    /// A well-known region that is no division: 珠三角.
    Region,
    /// A country or a place abroad.
    Abroad,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The full name.
    pub name: String,
    /// Short forms.
    pub short: Vec<String>,
    /// How high it stands.
    pub level: Level,
    /// The place around it.
    pub parent: Option<PlaceId>,
    /// For a former division: the last year of its name.
    pub until: Option<u16>,
}

/// Every place.
#[derive(Debug)]
pub struct Places {
    rows: Vec<Place>,
    by_name: FxHashMap<String, Vec<PlaceId>>,
    inside: FxHashMap<PlaceId, Vec<PlaceId>>,
    /// The files of the rows that do not come with the program.
    added: FxHashMap<PlaceId, String>,
}

impl Places {
    pub(super) fn parse(
        current: &Table<'_>,
        former: &Table<'_>,
        towns: &Table<'_>,
        regions: &Table<'_>,
        world: &Table<'_>,
    ) -> Result<Self, TableError> {
        let mut places = Self {
            rows: Vec::with_capacity(48_000),
            by_name: FxHashMap::with_capacity_and_hasher(48_000, FxBuildHasher),
            inside: FxHashMap::default(),
            added: FxHashMap::default(),
        };
        let mut by_code: FxHashMap<&str, PlaceId> = FxHashMap::default();
        for row in current.rows() {
            let level = level(&row)?;
            let parent = parent(&row, &by_code)?;
            let id = places.add(row.cell("name"), row.list("short"), level, parent, None);
            places.note(id, &row);
            by_code.insert(row.cell("code"), id);
        }
        for row in former.rows() {
            let level = level(&row)?;
            let until = row.year("until")?;
            let parent = parent(&row, &by_code)?;
            let id = places.add(row.cell("name"), row.list("short"), level, parent, until);
            places.note(id, &row);
        }
        for row in towns.rows() {
            let parent = parent(&row, &by_code)?;
            row.list("names").for_each(|name| {
                let id = places.add(name, std::iter::empty(), Level::Town, parent, None);
                places.note(id, &row);
            });
        }
        for (table, level) in [(regions, Level::Region), (world, Level::Abroad)] {
            for row in table.rows() {
                let id = places.add(row.cell("name"), row.list("short"), level, None, None);
                places.note(id, &row);
            }
        }
        Ok(places)
    }

    fn add<'a>(
        &mut self,
        name: &str,
        short: impl Iterator<Item = &'a str>,
        level: Level,
        parent: Option<PlaceId>,
        until: Option<u16>,
    ) -> PlaceId {
        let id = PlaceId(self.rows.len() as u32);
        let short = short.map(str::to_owned).collect();
        self.rows.push(Place {
            name: name.to_owned(),
            short,
            level,
            parent,
            until,
        });
        self.by_name.entry(name.to_owned()).or_default().push(id);
        if let Some(parent) = parent {
            self.inside.entry(parent).or_default().push(id);
        }
        id
    }

    fn note(&mut self, id: PlaceId, row: &Row<'_, '_>) {
        if row.is_added() {
            self.added.insert(id, row.file().into_owned());
        }
    }

    /// The file that a place's row comes from.
    pub fn file(&self, id: PlaceId) -> &str {
        self.added.get(&id).map_or_else(
            || match self.get(id).level {
                Level::Province | Level::Prefecture | Level::County => "places.tsv",
                Level::Town => "towns.tsv",
                Level::Region => "regions.tsv",
                Level::Abroad => "world.tsv",
            },
            String::as_str,
        )
    }

    /// The place of this id.
    pub fn get(&self, id: PlaceId) -> &Place {
        &self.rows[id.0 as usize]
    }

    /// Every place with its id.
    pub fn iter(&self) -> impl Iterator<Item = (PlaceId, &Place)> {
        self.rows.iter().enumerate().map(|(i, row)| (PlaceId(i as u32), row))
    }

    /// The places of this full name, from the highest level down.
    pub fn named(&self, name: &str) -> &[PlaceId] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The place at this path of full names.
    pub fn at(&self, region: &Region) -> Option<PlaceId> {
        let name = region.last()?;
        self.named(name).iter().copied().find(|id| self.region(*id) == *region)
    }

    /// The place's full names from the province down; for a place that is no division, its name alone.
    pub fn region(&self, id: PlaceId) -> Region {
        let mut names = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next {
            names.push(self.get(id).name.clone());
            next = self.get(id).parent;
        }
        names.reverse();
        Region::new(names)
    }

    /// The towns in a division, its counties' included.
    pub fn towns_in(&self, outer: PlaceId) -> Vec<PlaceId> {
        let inside = self.inside.get(&outer).map_or(&[][..], Vec::as_slice);
        let towns = inside.iter().flat_map(|&id| match self.get(id).level {
            Level::Town => vec![id],
            _ => self.towns_in(id),
        });
        towns.collect()
    }

    /// Whether `inner` is `outer` or lies in it.
    pub fn is_within(&self, inner: PlaceId, outer: PlaceId) -> bool {
        let mut next = Some(inner);
        while let Some(id) = next {
            if id == outer {
                return true;
            }
            next = self.get(id).parent;
        }
        false
    }
}

fn level(row: &Row<'_, '_>) -> Result<Level, TableError> {
    match row.cell("level") {
        "province" => Ok(Level::Province),
        "prefecture" => Ok(Level::Prefecture),
        "county" => Ok(Level::County),
        other => Err(row.wrong(
            "level",
            format!("'{other}' is no level; it is province, prefecture or county"),
        )),
    }
}

/// The place around a row's; a user's row must name one that exists, or none.
fn parent(row: &Row<'_, '_>, by_code: &FxHashMap<&str, PlaceId>) -> Result<Option<PlaceId>, TableError> {
    let code = row.cell("parent");
    let parent = by_code.get(code).copied();
    if row.is_added() && parent.is_none() && !code.is_empty() {
        let problem = format!("'{code}' is no code of places.tsv; write a place before those that lie in it");
        return Err(row.wrong("parent", problem));
    }
    Ok(parent)
}
