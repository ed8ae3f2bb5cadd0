//! The closed sets of kinds, each with its one name in tables, files and queries.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A word that names no member of a set of kinds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{word}' is no {set}; it is one of {known}")]
pub struct UnknownName {
    /// What was given.
    pub word: String,
    /// The set it was looked for in.
    pub set: &'static str,
    /// The names that would have been known, joined by commas.
    pub known: String,
}

/// Defines an enum whose members have one name each, with `ALL`, `name`, `FromStr` and `Display`.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident as $set:literal { $($(#[$variant_doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum $type { $($(#[$variant_doc])* $variant),+ }

        impl $type {
            /// Every member, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name used in tables, files and queries.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl FromStr for $type {
            type Err = UnknownName;

            fn from_str(word: &str) -> Result<Self, UnknownName> {
                Self::ALL.iter().copied().find(|kind| kind.name() == word).ok_or_else(|| UnknownName {
                    word: word.to_owned(),
                    set: $set,
                    known: Self::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What a named thing is.
    EntityKind as "type of entity" {
        /// 机构: a government department, party organ, committee, court: whoever governs.
        Agency = "agency",
        /// 园区: a development zone, science park, base or incubator with a name of its own.
        Park = "park",
        /// 计划、工程、专项: a named plan, project, campaign, fund, prize or recurring event.
        Program = "program",
        /// 企业: a company, bank or group.
        Enterprise = "enterprise",
        /// 事业单位、科研机构: a university, institute, laboratory, platform or science facility.
        Institution = "institution",
        /// 地名: a province, city, county, town or region.
        Place = "place",
        /// 政策文件: a cited law, plan or notice.
        Policy = "policy",
        /// 泛称单位: units named only by their kind (有关部门); it belongs to one document.
        Collective = "collective",
    }
}

named! {
    /// What a unit does for a measure.
    Role as "role" {
        /// 牵头、主办.
        Lead = "lead",
        /// 配合、协助、参与、协办.
        Support = "support",
        /// 责任单位、负责, where leading and supporting are not told apart.
        Responsible = "responsible",
    }
}

named! {
    /// What a unit is to a leading group (领导小组, 指挥部, 专班, 联席会议).
    Seat as "seat in a leading group" {
        /// It leads: 牵头单位, 组长单位, or whoever sends its head.
        Lead = "lead",
        /// It sits in the group: 成员单位.
        Member = "member",
        /// It houses the group's office.
        Host = "host",
    }
}

named! {
    /// What kind of text a document is.
    DocumentKind as "kind of document" {
        /// 方案、计划、要点、规划、措施.
        Plan = "plan",
        /// 总结、工作报告.
        Report = "report",
        /// A review of one year and the plan of the next in one text.
        ReportAndPlan = "report+plan",
        /// 通知、公告、函.
        Notice = "notice",
        /// 意见.
        Opinion = "opinion",
        /// 条例、规定、办法.
        Regulation = "regulation",
    }
}

named! {
    /// How a document stands to another that it names.
    CitationKind as "kind of citation" {
        /// Names it.
        Cites = "cites",
        /// 贯彻、落实、根据.
        Implements = "implements",
        /// 转发、印发.
        Forwards = "forwards",
        /// 废止.
        Repeals = "repeals",
        /// 修订.
        Amends = "amends",
    }
}

named! {
    /// What a line of the corrections file does.
    Action as "action" {
        /// A name is a body that has another name in full.
        Alias = "alias",
        /// Two names that were taken for one body are two.
        NotTheSame = "not-the-same",
        /// A name names nothing.
        Drop = "drop",
        /// A thing is of another type.
        Retype = "retype",
        /// A thing is called otherwise in full.
        Rename = "rename",
        /// A unit has another role in a measure, or none.
        Role = "role",
        /// Two measures of different documents are one task.
        Similar = "similar",
        /// Two measures of different documents are not one task.
        NotSimilar = "not-similar",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for kind in EntityKind::ALL {
            assert_eq!(kind.name().parse::<EntityKind>().as_ref(), Ok(kind));
        }
        for kind in DocumentKind::ALL {
            assert_eq!(kind.name().parse::<DocumentKind>().as_ref(), Ok(kind));
        }
    }

    #[test]
    fn an_unknown_name_lists_the_known() {
        let error = "leader".parse::<Role>().expect_err("no such role");
        assert_eq!(
            error.to_string(),
            "'leader' is no role; it is one of lead, support, responsible"
        );
    }
}
