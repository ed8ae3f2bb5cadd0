//! Names of persons that are those of places too: 组长 秦长春, 牵头领导：宁波.

use std::sync::LazyLock;

use crate::recognise::Scene;
use crate::text::{CharSet, Span};

/// Posts behind which a person is named.
const POSTS: [&str; 16] = [
    "组长",
    "主任",
    "书记",
    "县长",
    "市长",
    "区长",
    "局长",
    "部长",
    "镇长",
    "秘书长",
    "组 长",
    "指挥长",
    "召集人",
    "同志",
    "委员",
    "主席",
];
/// Labels of persons in charge.
const LABELS: [&str; 9] = [
    "牵头领导",
    "责任领导",
    "负责领导",
    "分管领导",
    "包保领导",
    "责任人",
    "联系人",
    "负责人",
    "牵头负责领导",
];
/// The most usual surnames.
static SURNAMES: LazyLock<CharSet> = LazyLock::new(|| {
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
        .chars()
        .collect()
});

/// Whether the name of a place stands where a person is named: whole behind a label, or behind a post and a surname.
pub(super) fn is_of_person(scene: &Scene<'_>, span: Span) -> bool {
    let before = scene.before(span.start);
    let goes_on = scene.after(span.end).starts_with(char::is_alphabetic);
    if goes_on || span.of(scene.text).chars().count() > 3 {
        return false;
    }
    let labelled = before.strip_suffix(['：', ':']).is_some_and(|head| {
        let head = head.trim_end();
        LABELS.iter().any(|label| head.ends_with(label))
    });
    if labelled {
        return true;
    }
    let surname = before.chars().next_back().filter(|c| SURNAMES.has(*c));
    let head =
        surname.map(|name| before[..before.len() - name.len_utf8()].trim_end_matches([' ', '\u{3000}', ':', '：']));
    head.is_some_and(|head| POSTS.iter().any(|post| head.ends_with(post)))
}
