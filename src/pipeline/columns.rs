//! What the columns of a table of documents hold.

use std::fmt;
use std::str::FromStr;

use crate::read::Rows;

/// What a column of a table of documents may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The document's text.
    Text,
    /// Its title.
    Title,
    /// 文号.
    Number,
    /// Who issued it.
    Issuer,
    /// Where it belongs.
    Region,
    /// When it was issued.
    Date,
    /// Where it was found.
    Url,
    /// A group of the user's own.
    Group,
}

impl Field {
    const ALL: [Self; 8] = [
        Self::Text,
        Self::Title,
        Self::Number,
        Self::Issuer,
        Self::Region,
        Self::Date,
        Self::Url,
        Self::Group,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Title => "title",
            Self::Number => "number",
            Self::Issuer => "issuer",
            Self::Region => "region",
            Self::Date => "date",
            Self::Url => "url",
            Self::Group => "group",
        }
    }

    /// The heads under which exports have it, the surest first.
    fn heads(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[
                "正文",
                "全文",
                "正文内容",
                "内容",
                "文本",
                "文件内容",
                "政策内容",
                "政策原文",
                "政策文本",
                "文件正文",
                "原文",
                "text",
                "fulltext",
                "full_text",
                "content",
                "body",
            ],
            Self::Title => &[
                "标题",
                "题名",
                "文件名称",
                "政策名称",
                "政策标题",
                "文件标题",
                "法规标题",
                "名称",
                "title",
                "policy_title",
                "name",
            ],
            Self::Number => &["文号", "发文字号", "发文文号", "发布文号", "文件编号", "number"],
            Self::Issuer => &[
                "发文机关",
                "发文单位",
                "制定机关",
                "发布机关",
                "发布机构",
                "发布单位",
                "发布部门",
                "制定单位",
                "印发单位",
                "颁布单位",
                "issuer",
                "issuers",
                "agency",
                "department",
                "publisher",
            ],
            Self::Region => &[
                "地区",
                "区域",
                "行政区",
                "所属地区",
                "城市",
                "省份",
                "region",
                "city",
                "province",
            ],
            Self::Date => &[
                "成文日期",
                "发文日期",
                "发布日期",
                "公布日期",
                "印发日期",
                "成文时间",
                "发文时间",
                "发布时间",
                "公布时间",
                "日期",
                "issued",
                "date",
                "pubdate",
                "pub_date",
                "publish_date",
                "publish_time",
            ],
            Self::Url => &["原文链接", "原文地址", "网址", "链接", "url", "link"],
            Self::Group => &["组别", "分组", "group", "groups"],
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A column named by the user: `text=全文`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedColumn {
    /// What it holds.
    pub field: Field,
    /// Its head.
    pub head: String,
}

/// Words that name no column.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' names no column; write FIELD=HEAD, with one of text, title, number, issuer, region, date, url, group")]
pub struct NoColumn(pub String);

impl FromStr for NamedColumn {
    type Err = NoColumn;

    fn from_str(said: &str) -> Result<Self, NoColumn> {
        let (field, head) = said.split_once('=').ok_or_else(|| NoColumn(said.to_owned()))?;
        let field = Field::ALL.into_iter().find(|known| known.name() == field.trim());
        Ok(Self {
            field: field.ok_or_else(|| NoColumn(said.to_owned()))?,
            head: head.trim().to_owned(),
        })
    }
}

/// The columns of a table, by what they hold.
#[derive(Debug, Default)]
pub(super) struct Columns(Vec<(Field, usize)>);

impl Columns {
    /// The columns that the user names, then those whose heads are known.
    pub(super) fn of(rows: &Rows, named: &[NamedColumn]) -> Self {
        let place = |head: &str| rows.columns.iter().position(|column| column.eq_ignore_ascii_case(head));
        let found = Field::ALL.into_iter().filter_map(|field| {
            let mut said = named.iter().filter(|column| column.field == field);
            let said = said.find_map(|column| place(&column.head));
            let known = || field.heads().iter().find_map(|head| place(head));
            Some((field, said.or_else(known)?))
        });
        Self(found.collect())
    }

    /// The column of a field.
    pub(super) fn get(&self, field: Field) -> Option<usize> {
        self.0
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, column)| *column)
    }

    /// A row's cell, if it is filled, with the column counted from 1.
    pub(super) fn cell<'r>(&self, row: &'r [String], field: Field) -> Option<(u32, &'r str)> {
        let column = self.get(field)?;
        let cell = row.get(column)?.trim();
        (!cell.is_empty()).then_some((column as u32 + 1, cell))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_or_guessed() {
        let rows = Rows {
            columns: ["编号", "Title", "内容", "备注"].map(str::to_owned).to_vec(),
            rows: Vec::new(),
        };
        let guessed = Columns::of(&rows, &[]);
        assert_eq!(
            (guessed.get(Field::Title), guessed.get(Field::Text)),
            (Some(1), Some(2))
        );
        let named = ["text=备注".parse().expect("a column")];
        assert_eq!(Columns::of(&rows, &named).get(Field::Text), Some(3));
        assert!("colour=红".parse::<NamedColumn>().is_err());
    }
}
