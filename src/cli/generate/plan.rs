//! A plan of a city: header, notice, chapters, tasks with units in brackets or in sentences, as such plans are written.

use std::fmt::Write as _;

use super::random::Random;

/// Cities at prefecture level, one of each province that has them.
const CITIES: [&str; 24] = [
    "石家庄市",
    "太原市",
    "沈阳市",
    "长春市",
    "哈尔滨市",
    "南京市",
    "宁波市",
    "合肥市",
    "厦门市",
    "南昌市",
    "青岛市",
    "郑州市",
    "武汉市",
    "长沙市",
    "佛山市",
    "南宁市",
    "海口市",
    "绵阳市",
    "贵阳市",
    "昆明市",
    "西安市",
    "兰州市",
    "西宁市",
    "银川市",
];

/// Departments of a city since 2019 as plans print them, and what they are called in full.
const DEPARTMENTS: [(&str, &str); 14] = [
    ("科技局", "科学技术局"),
    ("教育局", "教育局"),
    ("公安局", "公安局"),
    ("民政局", "民政局"),
    ("司法局", "司法局"),
    ("财政局", "财政局"),
    ("人社局", "人力资源和社会保障局"),
    ("生态环境局", "生态环境局"),
    ("交通运输局", "交通运输局"),
    ("农业农村局", "农业农村局"),
    ("商务局", "商务局"),
    ("应急管理局", "应急管理局"),
    ("市场监管局", "市场监督管理局"),
    ("医保局", "医疗保障局"),
];

const TOPICS: [&str; 10] = [
    "科技创新",
    "优化营商环境",
    "乡村振兴",
    "数字经济发展",
    "绿色低碳发展",
    "养老服务发展",
    "安全生产治理",
    "先进制造业发展",
    "基层治理现代化",
    "消费提质扩容",
];
const CHAPTERS: [&str; 10] = [
    "强化创新能力",
    "优化公共服务",
    "完善体制机制",
    "提升治理水平",
    "加强人才支撑",
    "扩大对外开放",
    "培育市场主体",
    "补齐民生短板",
    "推进数字赋能",
    "防范化解风险",
];
const VERBS: [&str; 12] = [
    "健全", "完善", "优化", "推进", "加强", "提升", "规范", "深化", "拓展", "加快", "落实", "强化",
];
const OBJECTS: [&str; 24] = [
    "创新平台布局",
    "成果转化机制",
    "企业梯度培育",
    "信用监管体系",
    "政务服务流程",
    "农村人居环境",
    "道路客运管理",
    "职业技能培训",
    "社区养老供给",
    "食品安全抽检",
    "数据资源共享",
    "财政资金绩效",
    "校园周边治理",
    "突发事件处置",
    "外贸结构调整",
    "法律援助覆盖",
    "污染源头防控",
    "农产品产销对接",
    "困难群众救助",
    "药品集中采购",
    "知识产权保护",
    "公交线网调整",
    "高标准农田管护",
    "网络安全防护",
];
const MEANS: [&str; 16] = [
    "建立工作台账，逐项明确时间节点",
    "坚持问题导向，分类制定整改清单",
    "开展专题培训，提高基层人员业务能力",
    "引导社会力量参与，形成多方共治格局",
    "加大宣传力度，营造良好氛围",
    "推动线上线下融合，缩短办理时间",
    "定期开展评估，及时调整工作重点",
    "整合现有资源，避免重复建设",
    "加强日常巡查，发现问题及时处理",
    "完善激励措施，调动各方面积极性",
    "总结推广典型经验，以点带面整体推进",
    "严格过程管理，确保取得实效",
    "建立信息通报制度，实现数据互通",
    "细化操作规程，统一服务标准",
    "优化支出结构，保障重点任务",
    "畅通反馈渠道，主动接受群众监督",
];
const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Who has which role in which section.
pub(super) struct Answer {
    /// As tables print it.
    pub(super) section: String,
    /// As tables print it.
    pub(super) role: &'static str,
    /// The unit's name in full.
    pub(super) unit: String,
}

/// A plan and what is to be found in it.
pub(super) struct Plan {
    number: u32,
    city: &'static str,
    random: Random,
    text: String,
    answers: Vec<Answer>,
}

type Department = (&'static str, &'static str);

impl Plan {
    /// The plan of this number.
    pub(super) fn new(seed: u64, number: u32) -> Self {
        let mut random = Random::new(seed, number);
        let mut plan = Self {
            number,
            city: random.one(&CITIES),
            random,
            text: String::new(),
            answers: Vec::new(),
        };
        plan.write();
        plan
    }

    pub(super) fn id(&self) -> String {
        format!("plan-{:06}", self.number)
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn answers(&self) -> &[Answer] {
        &self.answers
    }

    fn write(&mut self) {
        let (city, year) = (self.city, self.random.between(2020, 2024));
        let (month, day) = (self.random.between(1, 12), self.random.between(1, 28));
        let title = format!("{city}{}实施方案（{year}—{}年）", self.random.one(&TOPICS), year + 2);
        let _ = write!(
            self.text,
            "{city}人民政府办公室关于印发{title}的通知\n\n各县（市、区）人民政府，市政府各部门：\n\n\
             《{title}》已经市人民政府同意，现印发给你们，请认真组织实施。\n\n\
             {city}人民政府办公室\n\n{year}年{month}月{day}日\n\n{title}\n\n",
        );
        let chapters = self.random.between(3, 6);
        let names = self.random.some(&CHAPTERS, chapters);
        for (chapter, name) in names.into_iter().enumerate() {
            let _ = write!(self.text, "{}、{name}\n\n", NUMERALS[chapter]);
            for task in 0..self.random.between(2, 6) {
                self.task(chapter, task);
            }
        }
    }

    fn task(&mut self, chapter: usize, task: usize) {
        let section = format!("{}/({})", NUMERALS[chapter], NUMERALS[task]);
        let heading = format!("{}{}", self.random.one(&VERBS), self.random.one(&OBJECTS));
        let sentences = self.random.between(1, 4);
        let means = self.random.some(&MEANS, sentences).join("。");
        let count = self.random.between(2, 5);
        let units = self.random.some(&DEPARTMENTS, count);
        let duties = self.duties(&section, &units);
        let _ = write!(self.text, "（{}）{heading}。{means}。{duties}\n\n", NUMERALS[task]);
    }

    /// The words that give the units their roles.
    fn duties(&mut self, section: &str, units: &[Department]) -> String {
        let printed = |units: &[Department]| {
            let names = units.iter().map(|(short, _)| format!("市{short}"));
            names.collect::<Vec<_>>().join("、")
        };
        let (first, others) = units.split_at(1);
        let (lead, others_printed) = (printed(first), printed(others));
        match self.random.below(5) {
            0 => {
                self.answer(section, first, "lead");
                self.answer(section, others, "support");
                format!("（牵头单位：{lead}；配合单位：{others_printed}）")
            }
            1 => {
                self.answer(section, units, "responsible");
                format!("（责任单位：{}）", printed(units))
            }
            2 => {
                self.answer(section, first, "lead");
                self.answer(section, others, "support");
                format!("（{lead}牵头，{others_printed}配合）")
            }
            3 => {
                self.answer(section, units, "responsible");
                format!("（{}负责）", printed(units))
            }
            _ => {
                self.answer(section, first, "responsible");
                format!("由{lead}负责组织实施。")
            }
        }
    }

    fn answer(&mut self, section: &str, units: &[Department], role: &'static str) {
        let city = self.city;
        self.answers.extend(units.iter().map(|(_, name)| Answer {
            section: section.to_owned(),
            role,
            unit: format!("{city}{name}"),
        }));
    }
}
