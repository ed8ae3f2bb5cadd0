//! The figures of the gallery, drawn from `data/corpus` as their commands say, and measured as Graphviz lays them out: no label
//! lies on another, and every label fits its box.

mod layout;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use policygraph::render::{MAX_EDGES, Picture, graphviz_is_installed};

use crate::corpus::Folder;
use layout::Laid;

/// A name, and the command that makes it.
const FIGURES: &[(&str, &[&str])] = &[
    ("trace-unit", &["query", "trace-unit", "-p", "unit=东莞市人力资源局"]),
    (
        "trace-unit-en",
        &[
            "query",
            "trace-unit",
            "-p",
            "unit=东莞市科学技术局",
            "-p",
            "years=2018",
            "--lang",
            "en",
        ],
    ),
    (
        "responsibilities",
        &[
            "query",
            "responsibility-network",
            "-p",
            "document=dongguan-2018",
            "-p",
            "chapter=三/(一)",
        ],
    ),
    ("who-runs", &["query", "who-runs", "-p", "what=虎门港"]),
    (
        "shared",
        &["query", "partners", "-p", "minimum=3", "--size", "strength"],
    ),
    (
        "shared-in-groups",
        &[
            "query",
            "partners",
            "-p",
            "minimum=2",
            "--labels",
            "short",
            "--cluster",
            "community",
        ],
    ),
    ("leads", &["query", "lead-support-network", "-p", "minimum=2"]),
    ("agencies", &["query", "cooccurrence-network", "-p", "minimum=2"]),
    (
        "institutions",
        &[
            "query",
            "cooccurrence-network",
            "-p",
            "type=institution",
            "-p",
            "minimum=1",
        ],
    ),
    (
        "by-year",
        &[
            "query",
            "cooccurrence-network",
            "-p",
            "type=park",
            "-p",
            "minimum=2",
            "--cluster",
            "year",
        ],
    ),
    (
        "by-region-framed",
        &[
            "query",
            "partners",
            "-p",
            "minimum=2",
            "--cluster",
            "region",
            "--layout",
            "fdp",
        ],
    ),
    (
        "neighbours",
        &["query", "neighbours", "-p", "entity=松山湖", "-p", "minimum=2"],
    ),
    (
        "profile",
        &["query", "unit-profile", "-p", "unit=东莞市财政局", "--labels", "short"],
    ),
    ("citations", &["query", "citations", "-p", "document=dongguan-2018"]),
    ("issuers", &["query", "issuers"]),
    (
        "backbone",
        &["query", "backbone", "-p", "type=agency", "-p", "alpha=0.2"],
    ),
    ("communities", &["communities", "--ties", "partners", "--minimum", "2"]),
    (
        "rank",
        &["rank", "--ties", "partners", "--by", "betweenness", "--minimum", "3"],
    ),
    ("path", &["path", "东莞市科学技术局", "东莞理工学院"]),
    ("difference", &["compare", "dongguan-2012", "dongguan-2018"]),
    (
        "difference-en",
        &[
            "compare",
            "dongguan-2012",
            "jiangmen-2015",
            "--lang",
            "en",
            "--labels",
            "short",
        ],
    ),
];

/// Layout programs for which every figure must be valid.
const ENGINES: [&str; 4] = ["dot", "neato", "sfdp", "fdp"];

static CORPUS: LazyLock<Folder> = LazyLock::new(|| {
    let folder = Folder::empty();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus");
    folder.run(&["build", &corpus.to_string_lossy()]).ended(0);
    folder
});

fn dot_of(name: &str, arguments: &[&str]) -> String {
    let file = format!("{name}.dot");
    let asked = [arguments, &["--output", &file]].concat();
    CORPUS.run(&asked).ended(0);
    CORPUS.read(&file)
}

/// Whether the pictures can be tested; where not, the log says so.
fn can_draw() -> bool {
    let can = graphviz_is_installed();
    if !can {
        let _ = writeln!(std::io::stderr(), "skipped: Graphviz is not installed");
    }
    can
}

/// What Graphviz makes of `dot`; it must have nothing to say.
fn graphviz(arguments: &[&str], dot: &str) -> Vec<u8> {
    let mut child = Command::new("dot")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Graphviz is there");
    let mut input = child.stdin.take().expect("it is piped");
    let dot = dot.to_owned();
    let feed = std::thread::spawn(move || input.write_all(dot.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    feed.join().expect("nothing panics").expect("it reads everything");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{arguments:?}: {said}");
    output.stdout
}

#[test]
fn no_label_lies_on_another_and_every_label_fits_its_box() {
    if !can_draw() {
        return;
    }
    for (name, arguments) in FIGURES {
        let laid = Laid::of(&graphviz(&["-Tjson"], &dot_of(name, arguments)));
        assert!(laid.nodes.len() > 1, "{name} shows nothing");
        assert!(laid.edges <= MAX_EDGES, "{name} shows {} edges", laid.edges);
        let wrong = laid.mistakes();
        assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    }
}

#[test]
fn every_figure_is_valid_for_every_layout_program() {
    if !can_draw() {
        return;
    }
    for (name, arguments) in FIGURES {
        let dot = dot_of(name, arguments);
        for engine in ENGINES {
            let own = dot
                .lines()
                .find_map(|line| line.split("layout=\"").nth(1)?.split('"').next());
            let own = format!("layout=\"{}\"", own.expect("it names its program"));
            let dot = dot.replacen(&own, &format!("layout=\"{engine}\""), 1);
            let svg = String::from_utf8(graphviz(&["-Tsvg"], &dot)).expect("SVG is UTF-8");
            assert!(svg.trim_end().ends_with("</svg>"), "{name} by {engine}");
        }
    }
}

#[test]
fn every_figure_is_a_picture_on_screen_and_on_paper() {
    if !can_draw() {
        return;
    }
    for (name, arguments) in FIGURES {
        for (ending, begins) in [("svg", &b"<?xml"[..]), ("png", b"\x89PNG"), ("pdf", b"%PDF")] {
            let file = format!("{name}.{ending}");
            let asked = [*arguments, &["--output", &file, "--dpi", "96"]].concat();
            CORPUS.run(&asked).ended(0);
            let bytes = std::fs::read(CORPUS.path().join(&file)).expect("it was written");
            assert!(bytes.starts_with(begins), "{file}");
        }
    }
}

#[test]
fn every_figure_can_be_read_on_a_page() {
    if !can_draw() {
        return;
    }
    for (name, arguments) in FIGURES {
        let file = format!("{name}-page.svg");
        let ran = CORPUS.run(&[*arguments, &["--output", &file]].concat()).ended(0);
        assert!(!ran.stderr().contains("on a page of A4"), "{name}: {}", ran.stderr());
    }
    // What no page holds says so.
    let all = ["query", "responsibility-network", "--top", "400", "-o", "all.svg"];
    CORPUS
        .run(&all)
        .ended(0)
        .complains("on a page of A4 (16 cm by 24 cm) the labels would have");
}

#[test]
fn the_same_figure_has_the_same_bytes() {
    for (name, arguments) in &FIGURES[..4] {
        assert_eq!(dot_of(name, arguments), dot_of(&format!("{name}-again"), arguments));
    }
}

#[test]
fn pixels_to_the_inch_make_a_picture_larger() {
    if !can_draw() {
        return;
    }
    let dot = dot_of("dpi", FIGURES[0].1);
    let width = |dpi| {
        let png = Picture::Png.draw_at(&dot, dpi).expect("Graphviz is there");
        let width: [u8; 4] = png[16..20].try_into().expect("a PNG has a head");
        f64::from(u32::from_be_bytes(width))
    };
    let ratio = width(300) / width(100);
    assert!((ratio - 3.0).abs() < 0.02, "{ratio}");
}

#[test]
fn what_cannot_be_drawn_is_told_before_anything_is_done() {
    let ask = |more: &[&str]| {
        let asked = [&["query", "trace-unit", "-p", "unit=东莞市财政局", "-o", "x.svg"], more].concat();
        CORPUS.run(&asked)
    };
    CORPUS.write("s.toml", "[edges.lead]\nline = \"wavy\"\n".as_bytes());
    ask(&["--style", "s.toml"])
        .ended(2)
        .complains("s.toml, line 2: edges.lead.line: unknown variant `wavy`, expected one of `solid`");
    ask(&["--style", "none.toml"])
        .ended(2)
        .complains("cannot read the style none.toml");
    ask(&["--layout", "spiral"])
        .ended(2)
        .complains("it is one of dot, neato");
    ask(&["--cluster", "colour"])
        .ended(2)
        .complains("it is one of document, year");
    ask(&["--lang", "fr"]).ended(2).complains("it is one of zh, en");
    if can_draw() && Command::new("fc-list").output().is_ok() {
        ask(&["--font", "No Such Font"])
            .ended(1)
            .complains("no font 'No Such Font' is installed; those that hold Chinese are");
    }
    assert!(!CORPUS.files().contains(&"x.svg".to_owned()));
}

#[test]
fn a_style_of_ones_own_and_the_language_show_in_the_figure() {
    CORPUS.write("mine.toml", "[nodes]\nagency = { fill = \"#123456\" }\n".as_bytes());
    let ask = |more: &[&str]| {
        let asked = [FIGURES[0].1, more].concat();
        dot_of("mine", &asked)
    };
    let mine = ask(&["--style", "mine.toml", "--font", "KaiTi", "--lang", "en"]);
    assert!(mine.contains("#123456") && mine.contains("\"KaiTi,Noto Sans CJK SC"));
    assert!(mine.contains("What a unit answers for") && mine.contains("Query: trace-unit unit=东莞市人力资源局"));
    assert!(!mine.contains("单位职责溯源") && !mine.contains("牵头<"));
    let chinese = ask(&[]);
    assert!(chinese.contains("单位职责溯源") && chinese.contains("文件（2）：dongguan-2012、dongguan-2018"));
    assert!(!chinese.contains("What a unit"));
    let short = ask(&["--labels", "short"]);
    assert!(short.contains("tooltip=\"东莞市人力资源局\"") && !short.contains("label=\"东莞市人力资源局\""));
}

#[test]
fn a_comparison_is_drawn_as_it_is_asked_for() {
    CORPUS.write("compared.toml", "[edges.kept]\ncolour = \"#123456\"\n".as_bytes());
    let two = ["compare", "dongguan-2012", "dongguan-2018"];
    let ask = |more: &[&str]| dot_of("compared", &[&two[..], more].concat());
    let plain = ask(&[]);
    assert!(plain.contains("职责变化：dongguan-2012 → dongguan-2018") && plain.contains("layout=\"dot\""));
    let mine = ask(&[
        "--lang",
        "en",
        "--style",
        "compared.toml",
        "--font",
        "KaiTi",
        "--layout",
        "neato",
    ]);
    assert!(mine.contains("Responsibilities compared") && !mine.contains("职责变化："));
    assert!(mine.contains("#123456") && mine.contains("\"KaiTi,Noto Sans CJK SC") && mine.contains("layout=\"neato\""));
    let short = ask(&[
        "--labels",
        "short",
        "--size",
        "degree",
        "--cluster",
        "none",
        "--top",
        "30",
    ]);
    assert!(short.contains("label=\"科技局\"") && short.contains("tooltip=\"东莞市科学技术局\""));
    assert!(!short.contains("subgraph") && short.matches(" -> ").count() == 30);
    let told = [&two[..], &["--top", "30", "-o", "compared.dot"]].concat();
    CORPUS.run(&told).ended(0).complains("the strongest 30 edges are drawn");
    let chart = [
        &two[..],
        &["--what", "measures", "--layout", "neato", "-o", "chart.svg"],
    ]
    .concat();
    let complaint = "--layout is for the diagram of responsibilities; measures is a chart";
    CORPUS.run(&chart).ended(2).complains(complaint);
}
