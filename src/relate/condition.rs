//! Numbers that lay down a rule or tell of a notice instead of promising: conditions of a grant, limits, rates, what
//! applicants are to do, what is announced.

use std::sync::LazyLock;

use crate::model::TargetKind;
use crate::text::{WordList, is_letter};

use super::around::{Around, is_counted};
use super::indicator::lead_in;
use super::number::number_at;

/// What is granted where a condition is met.
static AWARDS: LazyLock<WordList> = LazyLock::new(|| WordList::new("给予 奖励 补贴 补助 资助 一次性"));
/// Verbs whose object is made: what stands behind it in numbers is a property that it will have.
static MAKES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "新建 建设 建成 打造 形成 设立 组建 建立 提供 创建 开辟 规划 培育 选择 引进 新增 配备 发展 布局 推广 构建",
    )
});
/// What a rule says of whoever meets its condition.
static EFFECTS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "可 给予 予以 按照 按 由 享受 优先 应当 应 不得 视为 视同 一次性 奖励 补助 补贴 免 责令 处以 认定为 取消",
    )
});
/// What each step of a rate adds to.
static STEPS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("每增加 每多 每超 每满 每新增 每减少 每延长 每提前 每推迟 每逾期"));
/// What stands before a number of an earlier plan.
const EARLIER: [&str; 4] = ["原计划", "原定", "原批复", "原批准"];
/// What a noun says that is itself about numbers: 新增就业45万人以上的目标.
const AIMS: [&str; 9] = ["目标", "任务", "水平", "速度", "增速", "增长", "成绩", "规模", "佳绩"];

/// Whether a number is a rule, or stands in an announcement.
pub(super) fn is_rule(around: &Around<'_>, kind: TargetKind) -> bool {
    is_condition(around)
        || grants_each(around)
        || caps(around)
        || restricts(around, kind)
        || is_rate(around)
        || EARLIER.iter().any(|word| around.near().ends_with(word))
        || divides(around)
        || is_base(around)
        || counts_articles(around)
        || sizes_project(around)
        || tells_gap(around)
        || sizes_counted(around)
        || is_restated(around)
        || around
            .after()
            .split(['，', '。', '；', ','])
            .next()
            .is_some_and(is_one_of)
        || kind == TargetKind::Target
            && (is_criterion(around) || names_classes(around) || only_sums(around) || around.is_announced)
}

/// 房源不足3套时，…; 对营收达到5亿元的企业给予….
fn is_condition(around: &Around<'_>) -> bool {
    let after = around.after();
    let ends = ["时，", "时,", "的，", "的,"].iter().any(|end| after.starts_with(end));
    // 达到职工人数25%并与其签订合同的，可申请贷款
    let meets = || {
        let (condition, effect) = after.split_once(['，', ',']).unwrap_or_default();
        condition.ends_with('的')
            && !condition.contains(['。', '；'])
            && EFFECTS.beginning(effect.trim_start()).is_some()
    };
    let names_whom = |clause: &str| clause.starts_with('对') || clause.starts_with("凡");
    let is_of_whom = || names_whom(around.whole_clause()) || around.outer().map(lead_in).is_some_and(names_whom);
    // 未超过10万元的…
    let is_denied = around.near().trim_end().ends_with('未');
    let applies_for = || around.number.is_money() && around.near().contains("申请");
    ends || is_denied || meets() || is_awarded(after) || is_of_whom() && AWARDS.is_in(after) || applies_for()
}

/// 面积在100平方米以上，经营满一年的一次性奖励1万元: whoever meets all of them is awarded.
fn is_awarded(after: &str) -> bool {
    static AWARDED: LazyLock<WordList> =
        LazyLock::new(|| WordList::new("的一次性 的给予 的，给予 的奖励 的，奖励 的补助 的，一次性"));
    let sentence = after.split(['。', '；', ';', '\n']).next().unwrap_or_default();
    let (first, rest) = sentence.split_once('，').unwrap_or_default();
    let awarded = AWARDED.found_in(rest).next();
    first.is_empty() && awarded.is_some_and(|(at, _)| !rest[..at].contains('对'))
}

/// 每家奖励10万元.
fn grants_each(around: &Around<'_>) -> bool {
    let before = around.before();
    let each = || before.rfind('每').map(|at| &before[at..]);
    around.number.is_money() && each().is_some_and(|each| AWARDS.is_in(each))
}

/// 每单位不超过3项, 给予最高30%支持: a limit (限额) that is set, not a rate to be kept below.
fn caps(around: &Around<'_>) -> bool {
    let printed = around.number.span.of(around.text);
    let limits = ["不超过", "不高于", "不多于", "不得超过", "不得高于"]
        .iter()
        .any(|word| printed.starts_with(word));
    let most = ["最高", "最大", "最多", "至多", "最长"]
        .iter()
        .any(|word| around.near().ends_with(word));
    // 5万元以下、三年以内的小额信贷
    let lends = || {
        let clause = around.after().split(['，', '。', '；']).next().unwrap_or_default();
        printed.ends_with(['下', '内']) && ["信贷", "贷款"].iter().any(|loan| clause.contains(loan))
    };
    most || around.number.is_money() && lends()
        || limits && (around.number.is_money() || around.number.unit.ends_with('天') || is_counted(&around.number.unit))
}

/// 边坡高度超过200米的矿山, 超过100人的企业: the number says which ones are spoken of. What is to be made may have a
/// property in numbers (打造面积不低于1万平方米的园区), unless it is counted itself (…的园区3个).
fn restricts(around: &Around<'_>, kind: TargetKind) -> bool {
    let Some(thing) = noun(around, kind) else {
        return false;
    };
    let lead = around.lead();
    let counts = MAKES.ending(lead).is_some() || lead.is_empty() && !around.is_bounded();
    let is_counted_itself = thing
        .find(|c: char| c.is_ascii_digit())
        .is_some_and(|at| !thing[..at].ends_with(['和', '与', '及']) && number_at(thing, at).0.is_some());
    let is_aim = AIMS.iter().any(|word| thing.starts_with(word));
    !is_aim && !counts && (is_counted_itself || !MAKES.is_in(around.whole_clause()))
}

/// The noun behind 的 that a number stands before, or the next property of a list does (人数超过30人、井深超过800米的矿山).
fn noun<'a>(around: &Around<'a>, kind: TargetKind) -> Option<&'a str> {
    let after = around.after();
    let mut items = after.split(['，', '。', '；', '、', ',']);
    let own = items.next().unwrap_or_default();
    let plain = |noun: &&str| noun.starts_with(is_letter);
    if let Some(noun) = own.strip_prefix('的') {
        return Some(noun).filter(plain);
    }
    let next = items
        .next()
        .filter(|_| own.is_empty() && after.starts_with('、') && kind == TargetKind::Target)?;
    let digit = next.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0)?;
    let (number, end) = number_at(next, digit);
    let ends_list = number.is_some() && around.is_bounded();
    next[end..].strip_prefix('的').filter(|_| ends_list).filter(plain)
}

/// 每增加一人增加500元, 每分723元, 2500元/人; not 提高到每月815元.
fn is_rate(around: &Around<'_>) -> bool {
    if STEPS.is_in(around.before()) {
        return true;
    }
    if !around.number.is_money() {
        return false;
    }
    let near = around.near();
    let reaches = |words: &str| words.ends_with(['到', '至', '达', '从', '由', '准']);
    let each = near.rfind('每').filter(|at| near[*at..].chars().count() <= 3);
    let each_time = each.is_some_and(|at| !reaches(near[..at].trim_end_matches(['人', '每'])));
    let sets = || {
        let clause = around.whole_clause();
        clause.contains(['到', '至', '达']) || clause.contains("标准") || clause.contains("提高")
    };
    let each_thing = around.number.unit.contains('/') || around.after().starts_with('/');
    each_time || each_thing && !sets()
}

/// 考核分为6项指标, 细分为17个病种: of how many parts a thing is.
fn divides(around: &Around<'_>) -> bool {
    around.near().trim_end().ends_with("分为")
}

/// 为年均18次的1.8倍, 高于年均19次的水平: what something is compared with.
fn is_base(around: &Around<'_>) -> bool {
    let Some(rest) = around.after().strip_prefix('的') else {
        return false;
    };
    let times = || number_at(rest, 0).0.is_some_and(|number| number.unit == "倍");
    let compares = || {
        ["高于", "低于", "多于", "少于"]
            .iter()
            .any(|word| around.near().contains(word))
    };
    rest.starts_with(|c: char| c.is_ascii_digit()) && times() || rest.starts_with("水平") && compares()
}

/// 省政府23个组成部门之一: the whole that something is one of; not 占全国五分之一.
fn is_one_of(behind: &str) -> bool {
    behind.strip_suffix("之一").is_some_and(|whole| !whole.ends_with('分'))
}

/// 高出年度计划目标2.7个百分点: how far what was reached lies from the aim.
fn tells_gap(around: &Around<'_>) -> bool {
    let near = around.near().trim_end();
    let compares = ["高出", "高于", "低于", "超出", "快于", "优于"]
        .iter()
        .any(|word| near.contains(word));
    (near.ends_with("目标") || near.ends_with("预期")) && compares
}

/// 建成500亩规模以上蔬菜基地24个: how large each is of those that are counted.
fn sizes_counted(around: &Around<'_>) -> bool {
    let item = around
        .after()
        .split(['，', '。', '；', '、', ','])
        .next()
        .unwrap_or_default();
    let digit = item
        .find(|c: char| c.is_ascii_digit())
        .filter(|at| item[..*at].ends_with(is_letter));
    let next = digit
        .filter(|at| !item[..*at].ends_with(['和', '与', '及']))
        .and_then(|at| number_at(item, at).0);
    let counts = next.is_some_and(|next| matches!(&*next.unit, "个" | "家" | "处" | "座" | "片"));
    let measures = around.number.unit.trim_start_matches('万');
    counts && matches!(measures, "亩" | "平方米") && !around.before().is_empty()
}

/// 150万千瓦（1500MW）: the same once more.
fn is_restated(around: &Around<'_>) -> bool {
    let is_alone = around.before().is_empty() && around.after().starts_with(['）', ')']);
    let before = around.text[..around.clause as usize].strip_suffix(['（', '(']);
    is_alone && before.is_some_and(|before| before.ends_with(['瓦', 'W', '吨', '米', '元', '亩', '%']))
}

/// 落实90条措施: of how many articles a paper consists; not 出台20条措施.
fn counts_articles(around: &Around<'_>) -> bool {
    const PAPERS: [&str; 5] = ["措施", "政策", "举措", "意见", "规定"];
    const ISSUES: [&str; 7] = ["出台", "制定", "推出", "发布", "提出", "形成", "梳理"];
    let is_paper = PAPERS.iter().any(|paper| around.after().starts_with(paper));
    around.number.unit == "条" && is_paper && !ISSUES.iter().any(|verb| around.near().contains(verb))
}

/// 审核60万吨乙烯项目: how large the project is of which the text speaks, where nothing is made.
fn sizes_project(around: &Around<'_>) -> bool {
    const WORKS: [&str; 8] = ["开工", "投产", "竣工", "完工", "达产", "落地", "并网", "完成"];
    let after = around.after();
    let after = after.strip_prefix("/年").unwrap_or(after);
    let phrase = &after[..after.find(['，', '。', '；', '、', ',']).unwrap_or(after.len())];
    let project = ["项目", "装置", "工程"]
        .iter()
        .filter_map(|word| phrase.find(word))
        .min();
    let is_size = around.number.unit.ends_with(['吨', '瓦', '方', '时']);
    let near = |at: usize| (1..=10).contains(&phrase[..at].chars().count()) && phrase.starts_with(is_letter);
    let makes = |words: &str| MAKES.is_in(words) || WORKS.iter().any(|work| words.contains(work));
    is_size && project.is_some_and(near) && !makes(around.whole_clause()) && !makes(phrase)
}

/// 针对4类重点对象, 推荐表1份: of how many classes a text speaks, how many papers are to be sent.
fn names_classes(around: &Around<'_>) -> bool {
    let is_made = || MAKES.is_in(around.whole_clause());
    around.number.unit == "份" || around.number.unit == "类" && !is_made()
}

/// 二等奖20名, 变异率≥20%: a prize or a criterion, not a promise.
fn is_criterion(around: &Around<'_>) -> bool {
    let near = around.near().trim_end();
    near.ends_with("等奖") || near.ends_with(['≥', '≤', '＞', '＜', '＝', '>', '<', '='])
}

/// 共计13台: a sum of what the text lists.
fn only_sums(around: &Around<'_>) -> bool {
    let in_bracket = || around.text[..around.clause as usize].ends_with(['（', '(']);
    let sums = around.before().trim();
    matches!(sums, "共计" | "合计" | "总计") || sums == "共" && in_bracket()
}
