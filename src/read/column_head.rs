//! The heads of table columns that hold units (责任单位, 牵头部门).

use std::sync::LazyLock;

use regex::Regex;

static UNITS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:责任|负责|实施|落实|承担|完成|牵头|主办|主责|承办|协助|配合|协办|参与|参加|协同|支持|组织实施)(?:责任|负责|考核)?(?:和\\S{2,4})?(?:单位|部门|处室|主体|科室|机构|地区)")
        .expect("the pattern is fixed")
});

/// Whether a head, without white space, says that its column holds units.
pub fn names_units(head: &str) -> bool {
    UNITS.is_match(head)
}
