//! Whether a number is an aim or a result rather than a description.

use super::Around;
use super::words::{CLOSES, DOES, GRANTS, INTENT, KINDS, OPENS};
use crate::model::TargetKind;
use crate::relate::number::{is_share, number_at};
use crate::relate::{clause, condition};

impl Around<'_> {
    /// Whether the number is an aim or a result rather than a description.
    pub(in crate::relate) fn is_aim(&self, kind: TargetKind) -> bool {
        let (before, after) = (self.before(), self.after());
        let bounded = self.is_bounded();
        let behind = after.split(['，', '。', '；', ',']).next().unwrap_or_default();
        let starting_point = before.strip_suffix("全国").unwrap_or(before).ends_with(['从', '由'])
            && behind.contains(['到', '至', '为']);
        if self.share_of().is_some() || self.starts_from_year() {
            return true;
        }
        if self.describes() && self.founded().is_none() && self.invested().is_none()
            || self.is_in_name()
            || self.is_expected_of_works()
            || condition::is_rule(self, kind)
            || !bounded && self.counts_names()
            || starting_point
            || [before, behind].iter().any(|words| words.contains("抵扣"))
            || self.sums_up()
            || self.counts_owners()
        {
            return false;
        }
        let spends = || self.founded().is_some() || self.invested().is_some();
        kind == TargetKind::Achieved || spends() || self.is_intended([before, behind], bounded)
    }

    /// Whether a verb of intent stands before it, and no word of money granted around it.
    fn is_intended(&self, clause: [&str; 2], bounded: bool) -> bool {
        let intends = |words: &str| INTENT.is_in(words);
        let closes = self.after().is_empty() || self.after().starts_with(['，', '。', '；', ',', '、', ';']);
        let outer = self.outer();
        let upto = outer.unwrap_or_else(|| self.upto());
        let listed = || self.before().chars().count() <= if closes { 30 } else { 14 } && intends(upto);
        let limits = |words: &str| !bounded && words.contains("不超过");
        let grants = || {
            clause
                .into_iter()
                .chain(outer)
                .any(|words| GRANTS.is_in(words) || limits(words))
        };
        // 补助资金用于产业的比重力争提高到60%
        let strives = || is_share(&self.number.unit) && self.near().contains("力争");
        let exists = ["全国", "全省", "全市", "全区", "全县", "，对", "：对", "；对"]
            .iter()
            .any(|area| self.near().ends_with(area) || self.near() == "对");
        let acts = || self.is_task && closes && self.counts_what_is_done();
        let does = || !self.number.unit.ends_with(['吨', '元', '瓦', '%']) && DOES.is_in(self.whole_clause());
        let picks = self.picks();
        (bounded
            || self.is_planned()
            || self.is_due && !exists
            || picks
            || does()
            || acts()
            || self.opens()
            || intends(self.before())
            || listed())
            && (!grants() || strives() || picks)
    }

    /// 选拔资助500名优秀教师: how many persons are picked, to be funded or not.
    fn picks(&self) -> bool {
        const PICKS: [&str; 6] = ["选拔", "评选", "遴选", "资助", "选派", "资助培养"];
        const FUNDS: [&str; 5] = ["资助培养", "培养资助", "选拔资助", "评选资助", "遴选资助"];
        const PAYS: [&str; 5] = ["给予", "奖励", "补贴", "补助", "每人"];
        let is_person = self.number.unit.ends_with(['名', '人']) && !self.number.unit.contains('/');
        let named_behind = self.after().starts_with(char::is_alphabetic);
        let has = |words: &[&str]| words.iter().any(|word| self.with_items().contains(word));
        is_person
            && (named_behind && PICKS.iter().any(|verb| self.near().ends_with(verb)) || has(&FUNDS) && !has(&PAYS))
    }

    /// 招募志愿者3000名, 维修养护供水工程1900处: a verb, its object, and how much of it is done.
    fn counts_what_is_done(&self) -> bool {
        const UNITS: [&str; 21] = [
            "名",
            "人",
            "人次",
            "户",
            "户次",
            "处",
            "家",
            "所",
            "座",
            "个",
            "台",
            "辆",
            "条",
            "公里",
            "亩",
            "平方米",
            "平方公里",
            "场",
            "场次",
            "公顷",
            "套",
        ];
        let unit = self.number.unit.trim_start_matches(['万', '亿', '千']);
        let width = self.lead().chars().count();
        UNITS.contains(&unit) && (4..=24).contains(&width) && !self.lead().ends_with(['的', '第', '前'])
    }

    /// 发行债券10亿元, 沙化土地治理30万亩: what is done, and how much of it.
    fn opens(&self) -> bool {
        let lead = self.lead();
        OPENS.beginning(lead).is_some() || CLOSES.iter().any(|verb| lead.ends_with(verb))
    }

    /// 甲镇、乙镇等3个: how many names stand before it; not 新增示范镇3个, whose kind does.
    fn counts_names(&self) -> bool {
        let before = self.before();
        if before.ends_with('等') || self.upto().ends_with('“') {
            return true;
        }
        let place = before.strip_suffix(['镇', '县', '区']);
        let is_kind = place.is_some_and(|head| head.ends_with(|c| KINDS.contains(c)));
        let in_list = || self.upto().contains('、');
        match place {
            Some(_) if is_kind => false,
            Some(_) if before.ends_with('区') => in_list(),
            Some(_) => true,
            None => before.ends_with("街道"),
        }
    }

    /// “朝阳青创15条”: the number is part of a name.
    fn is_in_name(&self) -> bool {
        let opened = self.upto().rfind('“').filter(|at| !self.upto()[*at..].contains('”'));
        let close = self.after().find('”').filter(|at| !self.after()[..*at].contains('“'));
        opened.zip(close).is_some_and(|(open, close)| {
            let name = self.upto()[open..].chars().count() + self.after()[..close].chars().count();
            name <= 12
        })
    }

    /// 预计达产后产值40亿元: what a project will yield once it works.
    fn is_expected_of_works(&self) -> bool {
        let clause = self.with_items();
        clause.contains("产后") && ["达产后", "投产后", "满产后"].iter().any(|word| clause.contains(word))
    }

    /// 支持甲、乙、丙3个实验室: the number says how many names stand before it.
    fn sums_up(&self) -> bool {
        let counts = self.number.unit == "个" || self.number.unit == "家" || self.number.unit == "大";
        let Some(value) = self
            .number
            .value
            .parse::<usize>()
            .ok()
            .filter(|value| counts && *value > 1)
        else {
            return false;
        };
        let names = self.with_items();
        let lists = names.contains('、') && !names.contains(|c: char| c.is_ascii_digit());
        let sums = |marks: &[char]| clause::items(names, marks).len() == value;
        lists && (sums(&['、']) || sums(&['、', '和', '与', '及'])) && !names.ends_with(['和', '、', '到'])
    }

    /// 15个平台落地项目200个, 每10万人口: the number counts those whose numbers follow.
    fn counts_owners(&self) -> bool {
        let before = self.before().trim_end();
        let item = self
            .after()
            .split(['，', '。', '；', ',', '、', '：'])
            .next()
            .unwrap_or_default();
        let next = item.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0);
        let next = next.filter(|at| !item[..*at].ends_with(['和', '与', '及']));
        let owned = next.and_then(|at| number_at(item, at).0);
        let partner = before.ends_with(['与', '同']) && owned.as_ref().is_some_and(|owned| !owned.unit.ends_with('元'));
        before.ends_with('每')
            || (before.is_empty() || partner) && owned.is_some() && self.number.unit.ends_with(['个', '家', '户', '所'])
    }

    /// 5亿元以上大型工业企业, 满2年的, 在30%以内实现…, 10项政策措施: the number qualifies what follows.
    fn describes(&self) -> bool {
        let measures =
            self.number.is_money() || self.number.unit.ends_with(['天', '煤']) || is_share(&self.number.unit);
        let after = self.after();
        let goes_on = after
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && !matches!(c, '和' | '与' | '及'));
        let adds = ["左右", "占", "同比", "增", "居", "位列", "跃居", "达到"]
            .iter()
            .any(|word| after.starts_with(word));
        let is_under_way = ["正在", "仍", "尚"].iter().any(|word| after.starts_with(word));
        goes_on && measures && !adds
            || is_under_way
            || self.before().ends_with('的') && !self.ends_in_year()
            || self.before().ends_with('满')
    }
}
