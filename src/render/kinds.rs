//! What nodes and edges are, as far as their look goes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::{UnknownName, named};

named! {
    /// What a node is. The order is the legend's.
    NodeType as "type of node" {
        /// 机构.
        Agency = "agency",
        /// 泛称单位.
        Collective = "collective",
        /// 园区.
        Park = "park",
        /// 地名.
        Place = "place",
        /// 企业.
        Enterprise = "enterprise",
        /// 事业单位、科研机构.
        Institution = "institution",
        /// 计划、工程.
        Program = "program",
        /// 政策文件.
        Policy = "policy",
        /// 文件.
        Document = "document",
        /// 任务.
        Measure = "measure",
        /// 目标.
        Target = "target",
        /// 职能.
        Function = "function",
        /// Anything else.
        Other = "other",
    }
}

impl NodeType {
    /// The type of this name, however capitalised; [`NodeType::Other`] for a name that has no look of its own.
    pub fn from_name(name: &str) -> Self {
        name.to_ascii_lowercase().parse().unwrap_or(Self::Other)
    }
}

named! {
    /// What an edge says. The order is the legend's, and among equally strong edges the order in which they are kept.
    EdgeType as "type of edge" {
        /// 牵头.
        Lead = "lead",
        /// 负责.
        Responsible = "responsible",
        /// 配合.
        Support = "support",
        /// 共现.
        CoOccurs = "co-occurs",
        /// 提及.
        Mentions = "mentions",
        /// 引用.
        Cites = "cites",
        /// 隶属.
        PartOf = "part-of",
        /// 保持: on both sides of a comparison.
        Kept = "kept",
        /// 机构改革: on both sides, by a body and what became of it.
        Reformed = "reformed",
        /// 角色变化.
        RoleChanged = "role-changed",
        /// 移交: another unit has it on the second side.
        Passed = "passed",
        /// 失去: only on the first side.
        Lost = "lost",
        /// 新增: only on the second side.
        Gained = "gained",
        /// 共担: both have a role in the same measures.
        Shares = "shares",
        /// 印发.
        Issued = "issued",
        /// Anything else.
        Other = "other",
    }
}

impl EdgeType {
    /// The type of this name; [`EdgeType::Other`] for a name that has no look of its own.
    ///
    /// Roles go by their names in tables, other edges also by their names in SPARQL and in the graph.
    pub fn from_name(name: &str) -> Self {
        match name {
            "leads" | "LEADS" => Self::Lead,
            "responsibleFor" | "RESPONSIBLE_FOR" => Self::Responsible,
            "supports" | "SUPPORTS" => Self::Support,
            "coOccursWith" | "CO_OCCURS" => Self::CoOccurs,
            "MENTIONS" => Self::Mentions,
            "CITES" | "implements" | "forwards" | "repeals" | "amends" => Self::Cites,
            "partOf" | "PART_OF" => Self::PartOf,
            "ISSUED" => Self::Issued,
            other => other.parse().unwrap_or(Self::Other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for kind in NodeType::ALL {
            assert_eq!(NodeType::from_name(kind.name()), *kind);
        }
        for kind in EdgeType::ALL {
            assert_eq!(EdgeType::from_name(kind.name()), *kind);
        }
        assert_eq!(NodeType::from_name("Agency"), NodeType::Agency);
        assert_eq!(EdgeType::from_name("partOf"), EdgeType::PartOf);
        assert_eq!(EdgeType::from_name("mine"), EdgeType::Other);
    }
}
