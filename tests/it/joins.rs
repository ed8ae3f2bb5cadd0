//! No two different bodies or places become one node, and what may be several says so: over all tables of names.

use std::collections::{BTreeMap, BTreeSet};

use policygraph::context::Given;
use policygraph::extract::{Document, extract};
use policygraph::facts::{DocumentFacts, DoubtKind};
use policygraph::lexicon::{Department, Level, Lexicon, Names, Place, PlaceId, Years};
use policygraph::model::{EntityKey, EntityKind, Period, Region};

/// Regions of every level and kind, two of them with one name.
const REGIONS: [&str; 8] = [
    "浙江省",
    "内蒙古自治区",
    "上海市",
    "广东省/东莞市",
    "云南省/大理白族自治州",
    "江苏省/南京市/鼓楼区",
    "河南省/开封市/鼓楼区",
    "浙江省/金华市/义乌市",
];

/// Before, between and after the reforms.
const YEARS: [u16; 5] = [2006, 2012, 2016, 2021, 2026];

/// What a text of one sentence for each name says, in a region's document of a year.
struct Reading {
    facts: DocumentFacts,
}

impl Reading {
    fn of<'a>(names: impl IntoIterator<Item = &'a str>, region: Region, year: u16) -> Self {
        let lines = names.into_iter().map(|name| format!("　　此项工作在{name}。\n"));
        let text = std::iter::once("关于推进有关工作的意见\n\n".to_owned())
            .chain(lines)
            .collect::<String>();
        let given = Given {
            entry: "names.txt".to_owned(),
            region: Some(region),
            period: Some(Period { start: year, end: year }),
            ..Given::default()
        };
        let document = Document {
            id: "names",
            path: "names.txt",
            bytes: text.as_bytes(),
            given: &given,
        };
        Self {
            facts: extract(document, Lexicon::embedded()).expect("it is text"),
        }
    }

    /// What each printed name was taken for, and whether that is in doubt.
    fn keys(&self) -> BTreeMap<&str, (&EntityKey, bool)> {
        let open: BTreeSet<_> = self
            .facts
            .doubts
            .iter()
            .filter(|doubt| doubt.kind == DoubtKind::UnresolvedName)
            .map(|doubt| doubt.span)
            .collect();
        let mentions = self.facts.mentions.iter().map(|mention| {
            let key = &self.facts.entities[mention.entity.0 as usize].key;
            (mention.span.of(&self.facts.text), (key, open.contains(&mention.span)))
        });
        mentions.collect()
    }
}

/// A region with its place.
struct Home {
    region: Region,
    place: &'static Place,
}

impl Home {
    fn all() -> impl Iterator<Item = Self> {
        REGIONS.into_iter().map(Self::at)
    }

    fn at(path: &str) -> Self {
        let places = &Lexicon::embedded().places;
        let region = Region::from(path);
        let id = places
            .at(&region)
            .unwrap_or_else(|| panic!("{path} is not in the tables"));
        Self {
            place: places.get(id),
            region,
        }
    }

    fn level(&self) -> Level {
        self.place.level
    }

    /// Its name as bodies carry it: a district stands behind its city.
    fn in_names(&self) -> String {
        let city = self.region.parent().and_then(|outer| outer.last().map(str::to_owned));
        match city {
            Some(city) if self.level() == Level::County && self.place.name.ends_with('区') => {
                format!("{city}{}", self.place.name)
            }
            _ => self.place.name.clone(),
        }
    }

    /// The word by which its documents speak of it: 省, 市, 区.
    fn rank(&self) -> &str {
        let name = &self.place.name;
        if name.ends_with("自治区") {
            "自治区"
        } else {
            &name[name.len() - '市'.len_utf8()..]
        }
    }

    /// What a body of this kind may be called here that is printed so: some carry the place without its word (东莞海关).
    fn names_of(&self, kind: &Department, printed: &str) -> Vec<String> {
        let short = self.place.short.first().cloned();
        let places = std::iter::once(self.in_names()).chain(short);
        places.map(|place| kind.name_printed(printed, &place)).collect()
    }

    fn reads<'a>(&self, names: impl IntoIterator<Item = &'a str>, year: u16) -> Reading {
        Reading::of(names, self.region.clone(), year)
    }
}

/// Kinds of department at a level in a year, without grace.
fn kinds(level: Level, year: u16) -> impl Iterator<Item = &'static Department> {
    let all = Lexicon::embedded().departments.iter().map(|(_, kind)| kind);
    all.filter(move |kind| kind.levels.has(Some(level)) && kind.is_in_use_in(Years::of(Some(year))))
}

/// The kinds of a level by every form of their names.
fn bearers(level: Level, year: u16) -> BTreeMap<&'static str, Vec<&'static Department>> {
    let mut bearers: BTreeMap<&str, Vec<&Department>> = BTreeMap::new();
    for kind in kinds(level, year) {
        for form in kind.forms() {
            bearers.entry(form).or_default().push(kind);
        }
    }
    bearers
}

/// Fails with everything that is wrong, each thing once.
fn assert_none(wrong: impl IntoIterator<Item = String>, what: &str) {
    let wrong: BTreeSet<String> = wrong.into_iter().collect();
    let lines: Vec<_> = wrong.iter().map(String::as_str).collect();
    assert!(lines.is_empty(), "{} {what}:\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn no_two_kinds_of_department_share_a_full_name() {
    let mut rows: BTreeMap<&str, Vec<&Department>> = BTreeMap::new();
    for (_, kind) in Lexicon::embedded().departments.iter() {
        rows.entry(&kind.name).or_default().push(kind);
    }
    let several = |kinds: &[&Department]| {
        let functions: BTreeSet<_> = kinds.iter().map(|kind| &kind.function).collect();
        let years: BTreeSet<_> = kinds.iter().map(|kind| (kind.from, kind.to)).collect();
        functions.len() > 1 || years.len() < kinds.len()
    };
    let shared = rows.into_iter().filter(|(_, kinds)| several(kinds));
    assert_none(shared.map(|(name, _)| name.to_owned()), "full names stand in two rows");
}

#[test]
fn every_department_in_full_is_itself() {
    let mut wrong = Vec::new();
    for (home, year) in Home::all().flat_map(|home| YEARS.map(|year| (Home::at(&home.region.to_string()), year))) {
        let printed: Vec<(String, Vec<&Department>)> = bearers(home.level(), year)
            .into_iter()
            .filter_map(|(form, kinds)| {
                let in_full: Vec<_> = kinds.iter().copied().filter(|kind| kind.name == form).collect();
                let place = home.in_names();
                match in_full.is_empty() {
                    _ if form.contains("{region}") => Some((form.replace("{region}", &place), kinds)),
                    true => None,
                    false => Some((format!("{place}{form}"), in_full)),
                }
            })
            .collect();
        let reading = home.reads(printed.iter().map(|(printed, _)| printed.as_str()), year);
        let keys = reading.keys();
        for (printed, kinds) in &printed {
            match keys.get(printed.as_str()) {
                None => wrong.push(format!("{printed} in {year}: not found")),
                Some((key, _)) if key.region != home.region => wrong.push(format!("{printed} in {year}: {key:?}")),
                Some((key, false))
                    if kinds
                        .iter()
                        .any(|kind| home.names_of(kind, printed).contains(&key.name)) => {}
                Some((key, open)) => wrong.push(format!("{printed} in {year}: {} {open}", key.name)),
            }
        }
    }
    assert_none(wrong, "departments are taken for another");
}

#[test]
fn a_short_form_is_one_kind_or_open() {
    let mut wrong = Vec::new();
    for (home, year) in Home::all().flat_map(|home| YEARS.map(|year| (Home::at(&home.region.to_string()), year))) {
        let mut forms = bearers(home.level(), year);
        forms.retain(|form, kinds| {
            let behind_rank = |kind: &&Department| !kind.name.starts_with("{region}") || kind.file != "vertical.tsv";
            kinds.retain(behind_rank);
            let has_rank = form
                .strip_suffix('委')
                .is_some_and(|head| head.ends_with(['省', '市', '州', '区', '县']));
            !form.contains("{region}") && !has_rank && !kinds.is_empty()
        });
        let printed: Vec<String> = forms.keys().map(|form| format!("{}{form}", home.rank())).collect();
        let reading = home.reads(printed.iter().map(String::as_str), year);
        let keys = reading.keys();
        for (printed, (form, kinds)) in printed.iter().zip(&forms) {
            let Some((key, open)) = keys.get(printed.as_str()) else {
                wrong.push(format!("{printed} in {year}: not found"));
                continue;
            };
            let in_full = kinds.iter().any(|kind| kind.name == *form);
            let functions: BTreeSet<&str> = kinds.iter().map(|kind| kind.function.as_str()).collect();
            // A working committee of the party is a zone's or a street's, never the division's own.
            let is_of_zone = functions.iter().all(|function| *function == "党工委");
            let must_be_open = is_of_zone || functions.len() > 1 && !in_full;
            let is_one = key.region == home.region
                && kinds
                    .iter()
                    .any(|kind| home.names_of(kind, printed).contains(&key.name));
            let stands_open = *open && key.document == "names" && key.name == *printed;
            if !(if must_be_open { stands_open } else { is_one && !open }) {
                wrong.push(format!(
                    "{printed} of {} in {year}: {} {open}, {functions:?}",
                    home.region, key.name
                ));
            }
        }
    }
    assert_none(
        wrong,
        "short forms are taken for one of several, or left open without need",
    );
}

#[test]
fn a_department_belongs_to_whom_its_text_says() {
    for (region, printed, name) in [
        ("广东省/东莞市", "科技厅", Some("广东省科学技术厅")),
        ("广东省/东莞市", "省科技厅", Some("广东省科学技术厅")),
        ("广东省/东莞市", "市科技局", Some("东莞市科学技术局")),
        ("广东省/江门市", "市科技局", Some("江门市科学技术局")),
        ("广东省/江门市", "东莞市科技局", Some("东莞市科学技术局")),
        ("江苏省/南京市/鼓楼区", "市科技局", Some("南京市科学技术局")),
        ("江苏省/南京市/鼓楼区", "区科技局", Some("南京市鼓楼区科学技术局")),
        ("江苏省", "市科技局", None),
        ("江苏省/南京市", "区科技局", None),
        ("", "科技厅", None),
        ("", "江苏省科技厅", Some("江苏省科学技术厅")),
        ("", "国家发改委", Some("国家发展和改革委员会")),
        ("广东省/东莞市", "国家发改委", Some("国家发展和改革委员会")),
        ("广东省/东莞市", "国家保密局", Some("国家保密局")),
        ("广东省/东莞市", "市国家保密局", Some("东莞市国家保密局")),
    ] {
        let reading = Reading::of([printed], Region::from(region), 2020);
        let keys = reading.keys();
        let agency = keys.get(printed).filter(|(key, _)| key.kind == EntityKind::Agency);
        assert_eq!(
            agency.map(|(key, _)| key.name.as_str()),
            name,
            "{printed} in {region:?}"
        );
    }
}

#[test]
fn of_like_kinds_the_one_that_the_text_names_in_full_is_meant() {
    for full in ["东莞市城市管理和综合执法局", "东莞市城市综合管理局"] {
        let reading = Reading::of([full, "市城管局"], Region::from("广东省/东莞市"), 2018);
        let keys = reading.keys();
        assert_eq!(keys["市城管局"], keys[full]);
    }
}

#[test]
fn a_level_inside_a_name_is_read() {
    for (region, printed, name) in [
        ("江苏省/南京市/鼓楼区", "团市委", Some("中国共产主义青年团南京市委员会")),
        (
            "江苏省/南京市/鼓楼区",
            "团区委",
            Some("中国共产主义青年团南京市鼓楼区委员会"),
        ),
        ("广东省/东莞市", "团省委", Some("中国共产主义青年团广东省委员会")),
        ("广东省/东莞市", "民盟市委", Some("中国民主同盟东莞市委员会")),
        ("广东省", "团市委", None),
        ("", "团省委", None),
        ("江苏省/南京市", "团东莞市委", Some("中国共产主义青年团东莞市委员会")),
        (
            "广东省/东莞市",
            "中共东莞市委编办",
            Some("中共东莞市委机构编制委员会办公室"),
        ),
    ] {
        let reading = Reading::of([printed], Region::from(region), 2020);
        let keys = reading.keys();
        let agency = keys.get(printed).filter(|(key, _)| key.kind == EntityKind::Agency);
        assert_eq!(
            agency.map(|(key, _)| key.name.as_str()),
            name,
            "{printed} in {region:?}"
        );
    }
}

#[test]
fn short_forms_of_the_centre_mean_a_divisions_own_body_at_home() {
    let bodies = &Lexicon::embedded().bodies;
    let mut wrong = Vec::new();
    for (home, year) in Home::all().flat_map(|home| YEARS.map(|year| (Home::at(&home.region.to_string()), year))) {
        let local = bearers(home.level(), year);
        let short = bodies
            .iter()
            .flat_map(|(_, body)| body.short.iter().map(move |short| (short.as_str(), body)));
        let both: Vec<_> = short.filter(|(short, _)| local.contains_key(short)).collect();
        let reading = home.reads(both.iter().map(|(short, _)| *short), year);
        let keys = reading.keys();
        for (short, body) in both {
            if keys
                .get(short)
                .is_some_and(|(key, open)| key.name == body.name && !open)
            {
                wrong.push(format!("{short} of {} in {year}: {}", home.region, body.name));
            }
        }
    }
    assert_none(wrong, "short forms in local texts are the centre's");
    for (region, name) in [
        ("", "国务院国有资产监督管理委员会"),
        ("广东省/东莞市", "东莞市人民政府国有资产监督管理委员会"),
    ] {
        let reading = Reading::of(["国资委"], Region::from(region), 2020);
        assert_eq!(reading.keys()["国资委"].0.name, name, "{region:?}");
    }
}

/// A row of a table of names: the table's file, its full name, its years.
type ListedRow<'a> = (&'a str, &'a str, [u16; 2]);

#[test]
fn a_listed_name_is_one_row_in_a_year() {
    let lexicon = Lexicon::embedded();
    let tables: [&Names; 5] = [
        &lexicon.bodies,
        &lexicon.zones,
        &lexicon.enterprises,
        &lexicon.institutions,
        &lexicon.policies,
    ];
    let mut bearers: BTreeMap<&str, Vec<ListedRow<'_>>> = BTreeMap::new();
    for (_, row) in tables.into_iter().flat_map(Names::iter) {
        let years = [row.from.unwrap_or(0), row.to.unwrap_or(u16::MAX)];
        for name in std::iter::once(&row.name).chain(&row.short) {
            bearers.entry(name).or_default().push((&*row.file, &row.name, years));
        }
    }
    let meet = |a: &ListedRow<'_>, b: &ListedRow<'_>| a.2[0] < b.2[1] && b.2[0] < a.2[1];
    let shared = bearers
        .iter()
        .filter(|(_, rows)| (0..rows.len()).any(|i| rows[..i].iter().any(|other| meet(other, &rows[i]))));
    assert_none(
        shared.map(|(name, rows)| format!("{name}: {rows:?}")),
        "names stand in two rows",
    );
    let divisions: BTreeSet<&str> = divisions().map(|(_, place)| place.name.as_str()).collect();
    let places = bearers.keys().filter(|name| divisions.contains(*name));
    assert_none(places.map(|name| (*name).to_owned()), "names are divisions too");
}

/// Divisions of today, provinces to counties.
fn divisions() -> impl Iterator<Item = (PlaceId, &'static Place)> {
    let places = Lexicon::embedded().places.iter();
    places.filter(|(_, place)| place.level <= Level::County && place.until.is_none())
}

/// The names of a place that are more than one character long.
fn names(place: &Place) -> impl Iterator<Item = &str> {
    let all = std::iter::once(&place.name).chain(&place.short).map(String::as_str);
    all.filter(|name| name.chars().count() > 1)
}

#[test]
fn every_division_is_itself_at_home() {
    let places = &Lexicon::embedded().places;
    let mut inside: BTreeMap<PlaceId, Vec<&Place>> = BTreeMap::new();
    for (_, place) in divisions() {
        if let Some(parent) = place.parent {
            inside.entry(parent).or_default().push(place);
        }
    }
    let (mut wrong, mut found, mut asked) = (Vec::new(), 0, 0);
    for (parent, inside) in inside {
        let region = places.region(parent);
        let reading = Reading::of(inside.iter().copied().flat_map(names), region.clone(), 2024);
        let keys = reading.keys();
        for (place, name) in inside
            .iter()
            .flat_map(|place| names(place).map(move |name| (place, name)))
        {
            asked += 1;
            let Some((key, open)) = keys.get(name) else { continue };
            found += 1;
            let is_itself = key.name == place.name && key.region == region && !open;
            if key.kind == EntityKind::Place && !is_itself {
                wrong.push(format!(
                    "{name} in {region}: {} of {}, open: {open}",
                    key.name, key.region
                ));
            }
        }
    }
    assert_none(wrong, "places are taken for another");
    assert!(
        found * 200 >= asked * 199,
        "{found} of {asked} names of places are found"
    );
}

#[test]
fn a_name_of_several_places_is_open_in_a_national_text() {
    let mut bearers: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    for (name, place) in divisions().flat_map(|(_, place)| names(place).map(move |name| (name, place))) {
        bearers.entry(name).or_default().push(place);
    }
    let reading = Reading::of(bearers.keys().copied(), Region::nation(), 2024);
    let keys = reading.keys();
    let found = bearers
        .iter()
        .filter_map(|(name, places)| Some((name, places, keys.get(name)?)));
    let wrong = found.filter_map(|(name, places, (key, open))| {
        let is_right = if places.len() > 1 {
            *open && key.document == "names"
        } else {
            !open && key.name == places[0].name
        };
        let is_place = key.kind == EntityKind::Place;
        (is_place && !is_right).then(|| format!("{name}: {} of {}, open: {open}", key.name, key.region))
    });
    assert_none(wrong, "places of one name are taken for one");
}

#[test]
fn a_district_of_a_common_name_is_the_one_of_its_city() {
    for (region, name, around) in [
        ("江苏省/南京市", "鼓楼区", Some("江苏省/南京市")),
        ("福建省/福州市", "鼓楼区", Some("福建省/福州市")),
        ("河南省", "鼓楼区", Some("河南省/开封市")),
        ("江苏省", "鼓楼区", None),
        ("吉林省/长春市", "朝阳区", Some("吉林省/长春市")),
        ("北京市", "朝阳区", Some("北京市")),
        ("广东省", "朝阳区", None),
        ("天津市/和平区", "和平区", Some("天津市")),
        ("辽宁省", "和平区", Some("辽宁省/沈阳市")),
        ("甘肃省/兰州市", "城关区", Some("甘肃省/兰州市")),
        ("", "城关区", None),
        ("陕西省", "长安区", Some("陕西省/西安市")),
        ("河北省/石家庄市", "长安区", Some("河北省/石家庄市")),
        ("四川省", "长安区", None),
    ] {
        let reading = Reading::of([name], Region::from(region), 2024);
        let keys = reading.keys();
        let (key, open) = keys[name];
        assert_eq!(open, around.is_none(), "{name} in {region:?}: {key:?}");
        if let Some(around) = around {
            assert_eq!(key.region, Region::from(around), "{name} in {region:?}");
        }
    }
}
