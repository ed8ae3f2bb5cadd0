//! The words that names are made of, and those that end the walk to a name's left edge.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::CharSet;

/// What the lists below say of a word.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is what one list says")]
pub(super) struct Class {
    /// A verb that names are made of.
    pub(super) inner: bool,
    /// A word that acts on names.
    pub(super) outer: bool,
    /// A word that describes a kind.
    pub(super) descriptive: bool,
    /// A word of the sentence's own grammar that jieba may take for part of a name.
    pub(super) grammar: bool,
}

/// Every word of the lists, to be looked up at once.
static CLASSES: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut classes: FxHashMap<&'static str, Class> = FxHashMap::default();
    for word in INNER_VERBS.split_whitespace() {
        classes.entry(word).or_default().inner = true;
    }
    for word in OUTER.split_whitespace() {
        classes.entry(word).or_default().outer = true;
    }
    for word in DESCRIPTIVE.split_whitespace() {
        classes.entry(word).or_default().descriptive = true;
    }
    for word in GRAMMAR.split_whitespace() {
        classes.entry(word).or_default().grammar = true;
    }
    classes
});

/// Their first characters: most words of a text begin with another.
static FIRSTS: LazyLock<CharSet> = LazyLock::new(|| CLASSES.keys().filter_map(|word| word.chars().next()).collect());

pub(super) fn class(word: &str) -> Class {
    let known = FIRSTS.begins(word).then(|| CLASSES.get(word)).flatten();
    known.copied().unwrap_or_default()
}

/// Verbs that names are made of.
const INNER_VERBS: &str = "
    发展 改革 管理 监督 服务 研究 创新 创业 保护 建设 规划 交流 合作 交易 培育 转化 开发 试验 示范 维权 援助
    投资 培养 教育 设计 制造 加工 应用 检测 检验 认证 评估 咨询 孵化 贸易 物流 融合 协同 集成 共享 开放 联合
    试点 推广 普及 提升 攻关 支援 代表 出口 进口 通信 智造 治理 防治 保障 安置 就业 养老 医疗 运营 测试 计算
    留学 工作 展示 体验 实践 实验 科研 技术 引导 担保 租赁 共建 改造 增材 驱动 竞赛 评选 发射 导航 监管 审批
    结算 仲裁 鉴定 诉讼 调解 统筹 惠民 自主 对接 扶持 赋能 强基 再造 育苗 招商 提质 攻坚 倍增 领航 引航 育新
    控股 融资 利用 循环 再制造 研发 产业化 指挥 推进 通用 聚集 集聚 超 直播 创投 科创 直属 附属 进修 培训 康复
    救助 救援 育才 培优 辐射 指导 散射 快速 处理 进 振兴 感染
";

/// Words that act on names, whatever jieba takes them for.
const OUTER: &str = "
    申报 布局 引进 组建 设立 支持 参与 落实 实施 打造 加快 推动 开展 举办 创建 争取 依托 聚焦 围绕 谋划 促进
    鼓励 引导企业 建好 用好 赴 加强 完善 深化 强化 积极 继续 共同 全面 组织 启动 拓展 搭建 成立 获得 签订 获批
    带动 利用好 充分发挥 发挥 好 开户 一是 二是 三是 四是 五是 六是 七是 新晋 新获批 新挂牌 新建 新增 新设 扩建 在建 筹建 推行 所属 下属 旗下 做大 做强 做优 批准 收到 委托
    包括 帮助 督促  协助 邀请 建成 办好 引入 吸引 推荐 承接 对接好 前往 位于 联动 入选 荣获 授予 列入 纳入 亮相
    作为 成为 形成 构建 建立 健全 升级为 抓好   高质量推进 积极推进 加大 扩大 提高 保障好 保持 推出
    做实 建强 育强 建优 建优建强 力争 投用 印发 充分利用 会同 优做 我部 我省 我市 我县 我区 八是 九是 十是
";

/// Words of a sentence's own grammar, which stand in no name where their part of speech does not say so by itself.
const GRAMMAR: &str = "
    的 等 为 以 将 由 在 对 向 从 把 被 使 办好 做好 用好 一批 一个 多个 基于 面向
";

/// Words that describe a kind rather than name a thing; a name does not open with them.
const DESCRIPTIVE: &str = "
    新型 重点 重大 大型 高端 先进 现代 优质 特色 专业 综合 公共 全国 全省 全市 全区 全县 国内 国外 国内外 外国 海外
    境外 各类 有关 相关 其他 部分 若干 一批 一流 知名 著名 优秀 主要 核心 关键 基础 传统 战略性 战略 新兴 产业
    企业 科技 技术 创新 创业 人才 项目 平台 机构 单位 部门 政府 社会 民间 民营 国有 地方 基层 区域 城市 农村
    乡村 中小企业 小微企业 中小 年度 市场 工业 央企 新央企 国企 民企 实训 普通高中 职业高中 县域
";
