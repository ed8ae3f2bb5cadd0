//! Page chrome (网页附加信息): lines that a web page adds around a document.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::CharSet;

use super::flat_table;
use super::lines::Line;
use super::numbering::{self, Style};
use super::particulars::{self, Row};

/// Lines that are chrome wherever they stand.
static ANYWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        ^(?:您|你)?(?:现在|当前|所在)*的?(?:所在)?位置\s*[:：]
        | ^(?:网站)?首\ ?页\s*[>|｜»/]
        | [>»]\s*(?:信息公开|政务公开|政策文件|正文)\s*$
        | ^[【\[(（]?\s*字\s*(?:体|号)\s*[】\])）]?\s*[:：]?
        | 字体\s*[:：]\s*(?:大|小|\[|【|$)
        | ^•?\s*[【\[]?(?:分享|打印|收藏|关闭)(?:本页|到|窗口|[】\]:：\s]|$)
        | (?:浏览|访问|阅读|点击)(?:量|次数|数)\s*[:：]
        | ^•?\s*(?:来源|信息来源|稿件来源|文章来源|发布机构|发布单位|发布者|作者|责任编辑|编辑|索引号|主题词|发布时间|发布日期|时间|日期|检索时间|检索关键词|原文链接|公开方式|公开时限)\s*[:：]
        | ^【(?:法规标题|发布部门|发布机关|发文字号|发布文号|批准部门|批准日期|发布日期|公布日期|实施日期|时效性|效力级别|法规类别|法宝引证码|颁布单位|颁布日期)】
        | ^(?:效力级别|效力状态|时\s*效\s*性|法规类别|实施日期)\s*[:：]
        | ^\**(?:来源|发布机构|发布日期|原文链接|检索时间|检索关键词)\**\s*[:：]
        | ^•?\s*20\d\d-\d\d?-\d\d?(?:\ +\d\d?:\d\d(?::\d\d)?)?\s*$
        | 来源\s*[:：]\s*\S+\s*(?:字体|浏览|访问|$)
        | ^(?:政策解读|政策原文|图解|在线咨询|我要纠错|返回政策原文列表|返回顶部|返回列表)$
        | ^[←<]?\s*(?:上|下)一(?:篇|条)
        | ^本文(?:链接|关键词|来源)\s*[:：]
        | (?:微信)?公众号$
        | ^扫描?二维码|^扫一扫
        | ^(?:Baidu|map|---|\*\*\*)$
        | ^<!--.*-->$
        | ^(?:网站首页|最新报道|图片新闻)\s*[|｜]
        ",
    )
    .expect("the pattern is fixed")
});

/// Lines after which, near the end of a page, nothing of the document follows.
static FOOTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        ^(?:版权声明|版权所有|免责声明|主办(?:单位)?\s*[:：][^，、]*$|主管单位|承办单位|网站标识码|网站地图|联系我们|友情链接|相关(?:文件|信息|链接|阅读|稿件|附件|解读|报道)\s*[:：]?$)
        | ^(?:Copyright|COPYRIGHT|©)
        | ICP备 | 公网安备
        | ^打\s*印\s*[】\]]?\s*[【\[]?\s*关\s*闭
        | ^[【\[]?(?:打印|关闭|纠错)(?:本页|窗口|页面)
        | ^扫一扫
        | ^扫描二维码
        | 微信公众号$
        | ^中国政府网\s*网站地图
        | ^凡本网注明
        ",
    )
    .expect("the pattern is fixed")
});

/// For each line, whether it is chrome.
pub(super) fn mark(lines: &[Line<'_>]) -> Vec<bool> {
    let mut marks: Vec<bool> = lines
        .iter()
        .map(|line| {
            line.text.len() <= 600
                && !line.text.ends_with('。')
                && may_be_chrome(line.text)
                && ANYWHERE.is_match(line.text)
        })
        .collect();
    mark_rows(lines, &mut marks);
    if let Some(footer) = footer_start(lines) {
        marks[footer..].fill(true);
    }
    marks
}

/// Marks what flattened tables leave that are none of the text's: bars without words, and rows of particulars.
fn mark_rows(lines: &[Line<'_>], marks: &mut [bool]) {
    let row = |i: usize| lines.get(i).and_then(|line| particulars::row(line.text));
    for (i, mark) in marks.iter_mut().enumerate() {
        let text = lines[i].text;
        let is_row = || match row(i) {
            Some(Row::Own) => true,
            Some(Row::Shared) => row(i + 1) == Some(Row::Own) || i > 0 && row(i - 1) == Some(Row::Own),
            None => false,
        };
        *mark |= text.ends_with('|') && (flat_table::is_bare(text) || is_row());
    }
}

/// Whether a line belongs to a page and not to the document on it, wherever it stands: it is chrome, or of a footer.
pub(super) fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 600
        && (may_be_chrome(line) && ANYWHERE.is_match(line) || may_be_footer(line) && FOOTER.is_match(line))
}

/// The characters with which lines of chrome begin.
static BEGINNINGS: LazyLock<CharSet> = LazyLock::new(|| {
    "您你现当所的位网首【[(（字•分打收关发来信稿文作责编索主时日检原公*2政图在我返←<上下本微扫B-m最"
        .chars()
        .collect()
});

/// Whether a line has one of the marks, or one of the beginnings, that [`ANYWHERE`] asks for: most have none.
fn may_be_chrome(line: &str) -> bool {
    let begins = line.chars().next().is_some_and(|first| BEGINNINGS.has(first));
    begins
        || memchr::memchr2(b':', b'>', line.as_bytes()).is_some()
        || line.contains("：")
        || line.contains("»")
        || line.ends_with("公众号")
}

/// The characters with which lines of a footer begin.
static FOOTER_BEGINNINGS: LazyLock<CharSet> = LazyLock::new(|| "版免主承网联友相Cc©打【[关纠扫中凡".chars().collect());

/// Whether a line has a beginning, or a word, that [`FOOTER`] asks for.
fn may_be_footer(line: &str) -> bool {
    let begins = line.chars().next().is_some_and(|first| FOOTER_BEGINNINGS.has(first));
    begins
        || line.ends_with("微信公众号")
        || line.contains('备') && (line.contains("ICP备") || line.contains("公网安备"))
}

/// What stands at the end of a document, never in a footer: 版记, and the note that it is public.
static OFFICIAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[(（]\s*此[件文].{0,6}公开.{0,6}[)）]$|^抄\s*送\s*[:：]").expect("the pattern is fixed")
});

/// The first line of the footer: a footer's opening words in the last part of the page, with no numbered text behind, nor
/// the document's own end.
fn footer_start(lines: &[Line<'_>]) -> Option<usize> {
    let tail = lines.len() - (lines.len() / 2).min(60);
    let start = (tail.min(lines.len())..lines.len())
        .find(|&i| may_be_footer(lines[i].text) && FOOTER.is_match(lines[i].text))?;
    let goes_on = lines[start + 1..].iter().any(|line| {
        let is_heading = numbering::marker(line.text).is_some_and(|marker| marker.style <= Style::ChineseBracketed);
        is_heading && line.width() > 3 || OFFICIAL.is_match(line.text)
    });
    (start > 0 && !goes_on).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    #[test]
    fn chrome_is_told_from_text() {
        let page = "首页 > 政务公开 > 规划计划\n时间:2022-02-28 11:36:15 来源:本网 访问量:-\n【字体:\n\
                    来源于企业的利润增长较快。\n打印机产业发展迅速。\n版权所有:某市人民政府\n地址:某路1号";
        assert_eq!(mark(&lines(page)), [true, true, true, false, false, true, true]);
    }

    #[test]
    fn rows_of_particulars_and_bars_are_chrome() {
        let page =
            "索引号: | 1133/2022 | 成文日期: | 2022-04-18 |\n标 题: | 某县关于某事的通知 | ||\n|\n||\n名称 | 单位 |";
        assert_eq!(mark(&lines(page)), [true, true, true, true, false]);
    }

    #[test]
    fn the_end_of_a_document_is_no_footer() {
        let page = "正文一行。\n版权所有：某局\n某局\n2022年6月17日\n（此件社会公开）";
        assert_eq!(mark(&lines(page)), [false; 5]);
    }

    #[test]
    fn an_annex_after_a_footer_word_is_kept() {
        let page = "正文一行。\n相关附件:\n附件1\n一、范围";
        assert_eq!(mark(&lines(page)), [false; 4]);
    }
}
