//! Lines of a page's furniture that are no title: its menu, its tools, the name of the site.

/// The words of menus and tools.
const WORDS: [&str; 34] = [
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
    line.len() <= 240 && words.peek().is_some() && words.all(|word| WORDS.contains(&word) || is_site(word))
}

#[cfg(test)]
mod tests {
    use super::is;

    #[test]
    fn menus_and_titles() {
        for (line, expected) in [
            ("登录 | 注册   微信 简体 繁体", true),
            ("关怀版 无障碍 无障碍", true),
            ("政府信息公开", true),
            ("天津市政府门户网站 政务邮箱", true),
            ("某市政务公开工作要点", false),
            ("某县政府网站管理办法", false),
            ("", false),
        ] {
            assert_eq!(is(line), expected, "{line}");
        }
    }
}
