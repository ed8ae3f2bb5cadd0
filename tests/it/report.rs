//! `compare --report`: a folder to read and to cite from.

use std::path::Path;

use crate::corpus::Folder;

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// What stands between `from` and `to`, wherever it does.
fn between<'t>(text: &'t str, from: &'t str, to: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(from)
        .skip(1)
        .filter_map(move |rest| Some(rest.split_once(to)?.0))
}

#[test]
fn a_report_leads_every_count_to_its_rows_and_every_figure_is_there() {
    let folder = Folder::with_graph();
    let ran = folder.run(&["compare", "dongguan-2018", "jiangmen-2015", "--report", "out"]);
    ran.ended(0).complains("report.html");
    let out = folder.path().join("out");
    let (markdown, html) = (read(&out, "report.md"), read(&out, "report.html"));
    let links: Vec<&str> = between(&markdown, "](#", ")").collect();
    assert!(links.len() >= 5, "each part is counted: {links:?}");
    for link in links {
        assert!(markdown.contains(&format!("<a id=\"{link}\">")), "{link}");
        assert!(html.contains(&format!("id={link}")), "{link}");
    }
    let figures: Vec<&str> = between(&markdown, "](figures/", ")").collect();
    assert_eq!(figures.len(), 5);
    for figure in figures {
        assert!(!read(&out.join("figures"), figure).is_empty());
        assert!(html.contains(figure), "{figure}");
    }
    let length = |table: &str| read(&out.join("tables"), &format!("{table}.csv")).lines().count();
    for table in ["responsibilities", "measures", "entities", "structure"] {
        assert!(length(table) > 1, "{table}");
    }
    assert!(length("targets") > 0, "a table without rows still has its head");
}

#[test]
fn the_diagram_of_a_report_is_drawn_as_the_user_wants_it() {
    let folder = Folder::with_graph();
    let dot = |options: &[&str], out: &str| {
        let asked = [&["compare", "dongguan-2018", "jiangmen-2015", "--report", out], options].concat();
        folder.run(&asked).ended(0);
        read(&folder.path().join(out), "figures/difference.dot")
    };
    let (plain, asked) = (dot(&[], "plain"), dot(&["--lang", "en", "--top", "2"], "asked"));
    let edges = |dot: &str| {
        dot.lines()
            .filter(|line| line.contains(" -> ") || line.contains(" -- "))
            .count()
    };
    assert!(
        !plain.contains("Responsibilities compared") && asked.contains("Responsibilities compared"),
        "the title is English"
    );
    assert!(
        edges(&asked) < edges(&plain),
        "{} edges of {}",
        edges(&asked),
        edges(&plain)
    );
}
