//! A page by itself, with its style and its script in it: a query's rows, the report of a comparison.

use super::html::Html;
use super::policy::content_security_policy;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A page of this body, with the style and the script in it.
pub(super) fn whole(title: &str, body: &Html) -> String {
    let mut page = Html::raw("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">");
    let policy = content_security_policy(STYLE, SCRIPT);
    page.open(
        "meta",
        &[("http-equiv", "Content-Security-Policy"), ("content", &policy)],
    );
    page.open("meta", &[("name", "viewport"), ("content", "width=device-width")]);
    page.push(&Html::element("title", &[], &Html::text(title)));
    page.push(&Html::element("style", &[], &Html::raw(STYLE)));
    page.push(&Html::raw("</head>\n<body>"));
    page.push(body);
    page.push(&Html::element("script", &[], &Html::raw(SCRIPT)));
    page.push(&Html::raw("</body></html>\n"));
    page.as_str().to_owned()
}
