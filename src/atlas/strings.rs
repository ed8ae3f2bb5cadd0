//! Every word of the interface, in Chinese and in English.
//!
//! A page holds the Chinese words, each with its English in an attribute; a script in the page changes one for the
//! other. What the scripts say themselves they take from the same table ([`script`]).

use super::html::Html;
use super::script_data;

/// A piece of the interface in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

impl Word {
    /// In an element of its own, so that the language can be changed.
    pub(super) fn html(self) -> Html {
        self.within("span", &[])
    }

    /// As a heading, which the script translates by what it says ([`HEADINGS`]).
    pub(super) fn as_heading(self, tag: &'static str, attributes: &[(&'static str, &str)]) -> Html {
        debug_assert!(
            HEADINGS.iter().any(|word| word.zh == self.zh),
            "{} is no heading",
            self.zh
        );
        Html::element(tag, attributes, &Html::text(self.zh))
    }

    /// In an element with these attributes.
    pub(super) fn within(self, tag: &'static str, attributes: &[(&'static str, &str)]) -> Html {
        let mut all = attributes.to_vec();
        all.push(("data-en", self.en));
        Html::element(tag, &all, &Html::text(self.zh))
    }
}

macro_rules! words {
    ($($name:ident = $zh:literal, $en:literal;)+) => {
        $(pub(super) const $name: Word = Word { zh: $zh, en: $en };)+
        const ALL: &[(&str, Word)] = &[$((stringify!($name), $name)),+];
    };
}

words! {
    SITE = "政策图谱", "Policy atlas";
    HOME = "首页", "Home";
    SEARCH = "搜索", "Search";
    SEARCH_HINT = "机构、园区、计划、任务、文件……任一名称", "agency, park, program, measure, document … by any name";
    NOTHING_FOUND = "没有找到", "nothing found";
    LOADING = "正在读取……", "loading …";
    SKIP = "跳到正文", "Skip to content";
    LANGUAGE = "English", "中文";
    THEME = "明暗", "Dark / light";
    MENU = "导航", "Navigation";

    DOCUMENT = "文件", "document";
    MEASURE = "任务", "measure";
    TARGET = "目标", "target";
    AGENCY = "机构", "agency";
    PARK = "园区", "park";
    PROGRAM = "计划工程", "program";
    ENTERPRISE = "企业", "enterprise";
    INSTITUTION = "科教机构", "institution";
    PLACE = "地名", "place";
    POLICY = "政策文件", "policy";
    COLLECTIVE = "泛称单位", "collective";
    FUNCTION = "职能", "function";
    OTHER = "其他", "other";

    DOCUMENTS = "文件", "Documents";
    MEASURES = "任务", "Measures";
    ENTITIES = "实体", "Entities";
    RESPONSIBILITIES = "责任", "Responsibilities";
    TARGETS = "目标", "Targets";
    DOUBTS = "存疑之处", "Doubts";
    UNREAD = "未能读取", "Could not be read";
    DIAGRAMS = "图", "Diagrams";
    TABLES = "表", "Tables";
    COMPARISONS = "比较", "Comparisons";
    GRAPH = "关系图", "Graph";
    MADE_FROM = "来源", "Made from";
    BY_YEAR = "按年份", "By year";
    BY_REGION = "按地区", "By region";
    BY_KIND = "按文种", "By kind";
    BROWSE = "浏览", "Browse";
    MOST_NAMED = "职责或提及最多", "Most responsibilities and mentions";
    UNKNOWN = "未知", "unknown";
    NONE = "无", "none";
    SHOW_ALL = "全部", "all";
    FILTER = "筛选", "filter";
    ROWS = "行", "rows";
    NO_YEAR = "无年份", "no year";

    LEAD = "牵头", "leads";
    SUPPORT = "配合", "supports";
    RESPONSIBLE = "负责", "responsible";
    MENTION = "提及", "mentions";
    CO_OCCURS = "共现", "co-occurs";
    CITES = "引用", "cites";
    IMPLEMENTS = "贯彻", "implements";
    FORWARDS = "转发", "forwards";
    REPEALS = "废止", "repeals";
    AMENDS = "修订", "amends";
    ISSUED_BY = "印发", "issued";
    LOCATED_IN = "位于", "located in";
    PART_OF = "隶属", "part of";
    SUCCEEDED_BY = "改革为", "became";
    SUCCEEDS = "前身", "formerly";
    ADMINISTERS = "管理", "runs";
    RUN_BY = "管理者", "run by";
    RELATED = "相关", "related";

    YEAR = "年份", "Year";
    REGION = "地区", "Region";
    KIND = "文种", "Kind";
    SORT = "类别", "Kind";
    RELATION = "关系", "Relation";
    TYPE = "类型", "Type";
    ROLE = "角色", "Role";
    NUMBER = "文号", "Number";
    ISSUERS = "发文机关", "Issuers";
    ISSUED_ON = "日期", "Date of issue";
    PERIOD = "规划期", "Period";
    FILE = "原文件", "File";
    FORMAT = "格式", "Format";
    FOUND_AT = "网址", "Found at";
    DIGEST = "SHA-256", "SHA-256";
    PLAN = "方案、计划", "plan";
    REPORT = "总结、报告", "report";
    REPORT_AND_PLAN = "总结与计划", "report and plan";
    NOTICE = "通知、公告", "notice";
    OPINION = "意见", "opinion";
    REGULATION = "条例、办法", "regulation";

    OUTLINE = "提纲与责任单位", "Outline and units";
    TEXT = "正文", "Text";
    SECTION = "章节", "Section";
    TITLE = "标题", "Title";
    UNITS = "责任单位", "Units";
    QUOTE = "原文", "Quote";
    MARKS = "标记", "Marks";
    DEADLINE = "时限", "by";
    RECOVERED = "编号系推定", "the number was worked out";
    INHERITED = "承接自合并单元格或总述", "carried over from a merged cell or a rule for the whole text";
    TO_BE_REACHED = "目标", "to be reached";
    ACHIEVED = "已达", "achieved";
    INDICATOR = "指标", "Indicator";
    VALUE = "数值", "Value";
    DOUBT_SPAN = "存疑", "doubtful";

    NAMES = "名称及其归并依据", "Names, and how they were joined";
    PRINTED = "原文名称", "As printed";
    RULE = "规则", "Rule";
    BASIS = "依据", "Source";
    MENTIONS = "提及", "Mentions";
    TIMELINE = "时间线", "Timeline";
    PARTNERS = "共同承担任务的单位", "Units with shared measures";
    SHARED = "共同任务", "Shared measures";
    PROGRAMS = "所承担任务涉及的计划工程", "Programs in its measures";
    TOGETHER = "同句、同任务出现", "Named together";
    SENTENCES = "同句", "Sentences";
    ASSOCIATION = "关联强度 NPMI", "NPMI";
    COUNTERPARTS = "对应单位", "Counterparts";
    SAME_FUNCTION = "同一职能", "same function";
    RELATIONS = "已知关系", "What is known of it";
    CITED_BY = "引用处", "Cited by";
    MEMBERS = "属于此地", "What lies here";
    NAME = "名称", "Name";
    IRI = "标识", "Identifier";
    MORE = "另有", "and more:";
    QUOTED_ABOVE = "原文已列于上文责任中的提及", "mentions whose words stand among the responsibilities above:";
    IN_MEASURES = "只在同一任务中出现", "only in the same measures:";
    MORE_IN_TABLE = "完整数据见", "all rows are in";
    NO_DUTIES = "本语料中没有职责。", "No responsibilities in this corpus.";
    OPEN_GRAPH = "在关系图中查看", "Open in the graph";
    NETWORK = "全部网络", "Whole network";
    NEIGHBOURHOOD = "周边", "Neighbourhood of";

    VIEW = "图", "View";
    WEIGHT = "最小权重", "Least weight";
    YEARS = "年份", "Years";
    FROM = "起", "from";
    TO = "止", "to";
    ALL_REGIONS = "全部地区", "all regions";
    SAVE_SVG = "存为 SVG", "Save as SVG";
    SAVE_PNG = "存为 PNG", "Save as PNG";
    FIT = "适应窗口", "Fit";
    ZOOM_IN = "放大", "Zoom in";
    ZOOM_OUT = "缩小", "Zoom out";
    EVIDENCE = "证据", "Evidence";
    CLICK_HINT = "点击连线可读原句;点击节点可见其周边;拖动可移动。", "Click an edge to read its sentences, a node to see its neighbours; drag to move.";
    NO_WEBGL = "此浏览器没有 WebGL,以静态图代替;连线仍可点击。", "No WebGL here: a static picture stands in; its edges can still be clicked.";
    NODES = "节点", "nodes";
    EDGES = "连线", "edges";
    LEFT_OUT = "未画", "not drawn";
    EDGE_LIST = "连线列表", "List of edges";
    OPEN_PAGE = "打开页面", "Open its page";
    EXPLORE = "查看周边", "Show neighbourhood";
    NO_EVIDENCE = "此关系由词表或其他关系得出。", "This relation comes from a lexicon or is computed from others.";
    NOT_DRAWN = "没有安装 Graphviz,图由浏览器绘制。", "Graphviz is not installed; the browser draws the diagram.";
    DRAWING = "正在绘制……", "drawing …";
    DOWNLOAD = "下载", "Download";
    WHAT_DIFFERS = "差异", "What differs";
    GRAPH_FILE = "图文件", "Graph file";
    INTERACTIVE = "交互查看", "Interactive";
    UNREAD_UNKNOWN = "由图文件生成;未读文件未记录其中。", "Made from a graph file, which does not record what could not be read.";
    REASON = "原因", "Reason";
    PATH = "路径", "Path";
    MESSAGE = "说明", "Message";
    COUNT = "数量", "Count";
    CHANGE = "变化", "Change";
}

/// The words for a type of node, a role, a kind of edge, citation or document, by its name in tables.
pub(super) fn named(name: &str) -> Word {
    match name {
        "document" => DOCUMENT,
        "measure" => MEASURE,
        "target" => TARGET,
        "agency" => AGENCY,
        "park" => PARK,
        "program" => PROGRAM,
        "enterprise" => ENTERPRISE,
        "institution" => INSTITUTION,
        "place" => PLACE,
        "policy" => POLICY,
        "collective" => COLLECTIVE,
        "function" => FUNCTION,
        "lead" => LEAD,
        "support" => SUPPORT,
        "responsible" => RESPONSIBLE,
        "mentions" => MENTION,
        "co-occurs" => CO_OCCURS,
        "cites" => CITES,
        "implements" => IMPLEMENTS,
        "forwards" => FORWARDS,
        "repeals" => REPEALS,
        "amends" => AMENDS,
        "issued" => ISSUED_BY,
        "located-in" => LOCATED_IN,
        "part-of" => PART_OF,
        "succeeded-by" => SUCCEEDED_BY,
        "administers" => ADMINISTERS,
        "plan" => PLAN,
        "report" => REPORT,
        "report+plan" => REPORT_AND_PLAN,
        "notice" => NOTICE,
        "opinion" => OPINION,
        "regulation" => REGULATION,
        "" => UNKNOWN,
        _ => OTHER,
    }
}

/// What heads pages, parts of pages and columns. They stand on every page, so they go without their English, and no two of
/// them are alike in Chinese.
const HEADINGS: &[Word] = &[
    SITE,
    SKIP,
    GRAPH,
    COMPARISONS,
    DIAGRAMS,
    TABLES,
    DOCUMENTS,
    ENTITIES,
    MEASURES,
    RESPONSIBILITIES,
    TARGETS,
    DOUBTS,
    UNREAD,
    MADE_FROM,
    YEAR,
    REGION,
    KIND,
    SORT,
    RELATION,
    TYPE,
    ROLE,
    OUTLINE,
    TEXT,
    SECTION,
    TITLE,
    UNITS,
    QUOTE,
    INDICATOR,
    NAMES,
    PRINTED,
    RULE,
    BASIS,
    MENTIONS,
    TIMELINE,
    PARTNERS,
    SHARED,
    PROGRAM,
    PROGRAMS,
    TOGETHER,
    SENTENCES,
    ASSOCIATION,
    RELATIONS,
    CITED_BY,
    MEMBERS,
    NAME,
    MESSAGE,
    COUNT,
    PATH,
    REASON,
    BY_YEAR,
    BY_REGION,
    BY_KIND,
];

/// Names of [`named`] that the scripts ask for.
const NAMED: &[&str] = &[
    "document",
    "measure",
    "target",
    "agency",
    "park",
    "program",
    "enterprise",
    "institution",
    "place",
    "policy",
    "collective",
    "function",
    "other",
    "lead",
    "support",
    "responsible",
    "mentions",
    "co-occurs",
    "cites",
    "issued",
    "located-in",
    "part-of",
    "succeeded-by",
    "administers",
];

/// The table as the scripts read it.
pub(super) fn script() -> String {
    let own = ALL.iter().map(|(name, word)| ((*name).to_owned(), [word.zh, word.en]));
    let kinds = NAMED.iter().map(|name| {
        let word = named(name);
        ((*name).to_owned(), [word.zh, word.en])
    });
    let table: std::collections::BTreeMap<String, [&str; 2]> = own.chain(kinds).collect();
    let headings: std::collections::BTreeMap<&str, &str> = HEADINGS.iter().map(|word| (word.zh, word.en)).collect();
    script_data::define("words", &table) + &script_data::define("headings", &headings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_headings_are_alike() {
        let chinese: std::collections::BTreeSet<&str> = HEADINGS.iter().map(|word| word.zh).collect();
        assert_eq!(chinese.len(), HEADINGS.len());
    }

    #[test]
    fn every_word_stands_in_both_languages() {
        for (name, word) in ALL {
            assert!(!word.zh.is_empty() && !word.en.is_empty(), "{name}");
        }
        for kind in crate::model::EntityKind::ALL {
            assert_ne!(named(kind.name()), OTHER, "{kind}");
        }
        for kind in crate::model::DocumentKind::ALL {
            assert_ne!(named(kind.name()), OTHER, "{kind}");
        }
    }
}
