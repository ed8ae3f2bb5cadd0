//! Lines of a page's furniture that are no title: its menu, its tools, the name of the site.

/// The words of menus and tools.
const WORDS: [&str; 37] = [
    "文章播报",
    "语音播报",
    "分享到",
    "登录",
    "注册",
    "微信",
    "微博",
    "简体",
    "繁体",
    "简",
    "繁",
    "English",
    "无障碍",
    "无障碍阅读",
    "无障碍浏览",
    "进入适老模式",
    "适老模式",
    "长者模式",
    "长者版",
    "关怀版",
    "老年版",
    "首页",
    "网站首页",
    "网站地图",
    "设为首页",
    "加入收藏",
    "收藏本站",
    "政务邮箱",
    "移动版",
    "手机版",
    "繁體",
    "政府信息公开",
    "政务公开",
    "信息公开",
    "政务服务",
    "互动交流",
    "公示公告",
];

/// 第A1版:要闻, 第08版: the page of a newspaper.
fn is_newspaper_page(line: &str) -> bool {
    let page = line.strip_prefix('第').and_then(|rest| rest.split_once('版'));
    page.is_some_and(|(number, section)| {
        (1..=4).contains(&number.len())
            && number.chars().all(|c| c.is_ascii_alphanumeric())
            && section.chars().count() <= 8
    })
}

/// 成 员:某某 市某局局长: who sits in a group.
pub(super) fn lists_members(line: &str) -> bool {
    const POSTS: [&str; 7] = ["成员", "组长", "副组长", "主任", "副主任", "总指挥", "指挥长"];
    let post = line.find([':', '：']).map_or("", |at| &line[..at]);
    let bare: String = post.chars().filter(|c| !c.is_whitespace()).take(4).collect();
    post.chars().count() <= 8 && POSTS.contains(&bare.as_str())
}

/// Whether a line is nothing but such words and names of sites.
pub(super) fn is(line: &str) -> bool {
    let is_mark =
        |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '/' | '>' | '-' | '•' | '·' | '*' | '[' | ']');
    let mut words = line.split(is_mark).filter(|word| !word.is_empty()).peekable();
    let is_site = |word: &str| {
        ["门户网站", "官方网站", "政府网站", "政府网"]
            .iter()
            .any(|end| word.ends_with(end))
    };
    is_newspaper_page(line)
        || line.len() <= 240 && words.peek().is_some() && words.all(|word| WORDS.contains(&word) || is_site(word))
}

#[cfg(test)]
mod tests {
    use super::{is, lists_members};

    #[test]
    fn menus_and_titles() {
        for (line, expected) in [
            ("登录 | 注册   微信 简体 繁体", true),
            ("关怀版 无障碍 无障碍", true),
            ("政府信息公开", true),
            ("天津市政府门户网站 政务邮箱", true),
            ("某市政务公开工作要点", false),
            ("文章播报", true),
            ("第A1版:要闻", true),
            ("第一版图书管理办法", false),
            ("某县政府网站管理办法", false),
            ("", false),
        ] {
            assert_eq!(is(line), expected, "{line}");
        }
    }

    #[test]
    fn members_of_groups() {
        assert!(lists_members("成 员:甲某某 市委宣传部副部长"));
        assert!(!lists_members("成员单位职责：甲"));
    }
}
