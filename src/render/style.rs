//! What each type of node and edge looks like.
//!
//! Borders are the Okabe–Ito colours, fills their tints. In grey, types differ by shape and border.

/// What a node is, as far as its look goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NodeType {
    /// 机构.
    Agency,
    /// 园区.
    Park,
    /// 计划、工程.
    Program,
    /// 企业.
    Enterprise,
    /// 事业单位、科研机构.
    Institution,
    /// 地名.
    Place,
    /// 政策文件.
    Policy,
    /// 泛称单位.
    Collective,
    /// 文件.
    Document,
    /// 任务.
    Measure,
    /// 目标.
    Target,
    /// 职能.
    Function,
    /// Anything else.
    Other,
}

/// How a node type is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct NodeStyle {
    pub(super) shape: &'static str,
    pub(super) style: &'static str,
    pub(super) fill: &'static str,
    pub(super) border: &'static str,
    pub(super) peripheries: &'static str,
    pub(super) pen: &'static str,
    /// The character that hints at the shape in the legend; all are in every Chinese font.
    pub(super) glyph: &'static str,
    pub(super) chinese: &'static str,
}

impl NodeType {
    /// Every type, in the order of the legend.
    pub const ALL: &'static [Self] = &[
        Self::Agency,
        Self::Collective,
        Self::Park,
        Self::Place,
        Self::Enterprise,
        Self::Institution,
        Self::Program,
        Self::Policy,
        Self::Document,
        Self::Measure,
        Self::Target,
        Self::Function,
        Self::Other,
    ];

    /// The name used in tables and queries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Park => "park",
            Self::Program => "program",
            Self::Enterprise => "enterprise",
            Self::Institution => "institution",
            Self::Place => "place",
            Self::Policy => "policy",
            Self::Collective => "collective",
            Self::Document => "document",
            Self::Measure => "measure",
            Self::Target => "target",
            Self::Function => "function",
            Self::Other => "other",
        }
    }

    /// The type of this name, however capitalised; [`NodeType::Other`] for a name that has no look of its own.
    pub fn from_name(name: &str) -> Self {
        let known = Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.name().eq_ignore_ascii_case(name));
        known.unwrap_or(Self::Other)
    }

    pub(super) fn style(self) -> NodeStyle {
        let look = |glyph, chinese, shape, style, fill, border| NodeStyle {
            shape,
            style,
            fill,
            border,
            peripheries: if self == Self::Enterprise { "2" } else { "1" },
            pen: if self == Self::Measure { "0.6" } else { "1.2" },
            glyph,
            chinese,
        };
        match self {
            Self::Agency => look("■", "政府机构", "box", "filled", "#C6E2F5", "#0072B2"),
            Self::Collective => look("□", "泛称单位", "box", "filled,dashed", "#FFFFFF", "#555555"),
            Self::Park => look("⬢", "园区", "hexagon", "filled", "#C9EBDF", "#009E73"),
            Self::Place => look("●", "地名", "ellipse", "filled", "#FBF6BF", "#8A7F00"),
            Self::Enterprise => look("▣", "企业", "box", "filled", "#F8D9C2", "#D55E00"),
            Self::Institution => look("▢", "科教机构", "box", "filled,rounded", "#F5DFEB", "#A8487C"),
            Self::Program => look("▰", "计划工程", "parallelogram", "filled", "#FCE9C0", "#B87A00"),
            Self::Policy => look("◪", "政策文件", "tab", "filled", "#E6E6E6", "#444444"),
            Self::Document => look("▤", "文件", "note", "filled,bold", "#FFFFFF", "#000000"),
            Self::Measure => look("▭", "任务", "box", "filled", "#FFFFFF", "#9A9A9A"),
            Self::Target => look("▲", "目标", "house", "filled", "#D9D9D9", "#000000"),
            Self::Function => look("◆", "职能", "octagon", "filled", "#EFEFEF", "#56B4E9"),
            Self::Other => look("○", "其他", "oval", "filled,dotted", "#FFFFFF", "#444444"),
        }
    }
}

/// The fill of the `group`-th group: tints of the Okabe–Ito colours, over again after eight (labels carry the number).
pub(super) fn group_fill(group: usize) -> &'static str {
    const FILLS: [&str; 8] = [
        "#BFE3F7", "#FAD7B0", "#BFE8DA", "#F3D3E4", "#FBF3B0", "#C9D3F0", "#F6C9B8", "#DDDDDD",
    ];
    FILLS[group % FILLS.len()]
}

/// What an edge says, as far as its look goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EdgeType {
    /// 牵头.
    Lead,
    /// 负责.
    Responsible,
    /// 配合.
    Support,
    /// 共现.
    CoOccurs,
    /// 提及.
    Mentions,
    /// 引用.
    Cites,
    /// 隶属.
    PartOf,
    /// 保持: on both sides of a comparison.
    Kept,
    /// 机构改革: on both sides, by a body and what became of it.
    Reformed,
    /// 角色变化.
    RoleChanged,
    /// 移交: another unit has it on the second side.
    Passed,
    /// 失去: only on the first side.
    Lost,
    /// 新增: only on the second side.
    Gained,
    /// 共担: both have a role in the same measures.
    Shares,
    /// 印发.
    Issued,
    /// Anything else.
    Other,
}

/// How an edge type is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct EdgeStyle {
    pub(super) line: &'static str,
    pub(super) colour: &'static str,
    pub(super) arrow: &'static str,
    pub(super) chinese: &'static str,
}

impl EdgeType {
    /// Every type, in the order of the legend.
    pub const ALL: &'static [Self] = &[
        Self::Lead,
        Self::Responsible,
        Self::Support,
        Self::CoOccurs,
        Self::Mentions,
        Self::Cites,
        Self::PartOf,
        Self::Kept,
        Self::Reformed,
        Self::RoleChanged,
        Self::Passed,
        Self::Lost,
        Self::Gained,
        Self::Shares,
        Self::Issued,
        Self::Other,
    ];

    /// The name used in tables and queries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Responsible => "responsible",
            Self::Support => "support",
            Self::CoOccurs => "co-occurs",
            Self::Mentions => "mentions",
            Self::Cites => "cites",
            Self::PartOf => "part-of",
            Self::Kept => "kept",
            Self::Reformed => "reformed",
            Self::RoleChanged => "role-changed",
            Self::Passed => "passed",
            Self::Lost => "lost",
            Self::Gained => "gained",
            Self::Shares => "shares",
            Self::Issued => "issued",
            Self::Other => "other",
        }
    }

    /// The type of this name; [`EdgeType::Other`] for a name that has no look of its own.
    ///
    /// Roles go by their names in tables, other edges also by their names in SPARQL and in the graph.
    pub fn from_name(name: &str) -> Self {
        match name {
            "lead" | "leads" | "LEADS" => Self::Lead,
            "responsible" | "responsibleFor" | "RESPONSIBLE_FOR" => Self::Responsible,
            "support" | "supports" | "SUPPORTS" => Self::Support,
            "co-occurs" | "coOccursWith" | "CO_OCCURS" => Self::CoOccurs,
            "mentions" | "MENTIONS" => Self::Mentions,
            "cites" | "CITES" | "implements" | "forwards" | "repeals" | "amends" => Self::Cites,
            "part-of" | "partOf" | "PART_OF" => Self::PartOf,
            "kept" => Self::Kept,
            "reformed" => Self::Reformed,
            "role-changed" => Self::RoleChanged,
            "passed" => Self::Passed,
            "lost" => Self::Lost,
            "gained" => Self::Gained,
            "shares" => Self::Shares,
            "issued" | "ISSUED" => Self::Issued,
            _ => Self::Other,
        }
    }

    pub(super) fn style(self) -> EdgeStyle {
        let look = |chinese, line, colour, arrow| EdgeStyle {
            line,
            colour,
            arrow,
            chinese,
        };
        match self {
            Self::Lead => look("牵头", "solid", "#0072B2", "normal"),
            Self::Responsible => look("负责", "dashed", "#333333", "normal"),
            Self::Support => look("配合", "dotted", "#D55E00", "empty"),
            Self::CoOccurs => look("共现", "solid", "#8C8C8C", "none"),
            Self::Mentions => look("提及", "solid", "#B0B0B0", "vee"),
            Self::Cites => look("引用", "solid", "#A8487C", "vee"),
            Self::PartOf => look("隶属", "solid", "#C0C0C0", "diamond"),
            // Of a comparison: no two have the same line and the same arrow, so grey print tells them apart.
            Self::Kept => look("保持", "solid", "#8C8C8C", "normal"),
            Self::Reformed => look("机构改革", "solid", "#0072B2", "dot"),
            Self::RoleChanged => look("角色变化", "dashed", "#B87A00", "diamond"),
            Self::Passed => look("移交", "dotted", "#A8487C", "normal"),
            Self::Lost => look("失去", "dashed", "#D55E00", "tee"),
            Self::Gained => look("新增", "bold", "#009E73", "normal"),
            Self::Shares => look("共担", "solid", "#6DAE96", "none"),
            Self::Issued => look("印发", "bold", "#000000", "vee"),
            Self::Other => look("相关", "solid", "#777777", "vee"),
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
    }

    #[test]
    fn no_two_types_look_alike_in_grey() {
        let mut looks: Vec<_> = NodeType::ALL
            .iter()
            .map(|kind| kind.style())
            .map(|s| (s.shape, s.style, s.peripheries, s.pen))
            .collect();
        let all = looks.len();
        looks.sort_unstable();
        looks.dedup();
        assert_eq!(looks.len(), all);
    }
}
