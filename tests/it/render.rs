//! Drawings as DOT, by hand, so that they depend on nothing that is read from a document.

use std::io::Write as _;

use policygraph::render::{
    Drawing, DrawnEdge, DrawnNode, EdgeType, Engine, Language, Layout, MAX_EDGES, NodeType, Picture, Words,
    graphviz_is_installed,
};

fn node(id: &str, kind: NodeType, cluster: Option<&str>) -> DrawnNode {
    DrawnNode {
        id: id.to_owned(),
        label: id.to_owned(),
        kind,
        tooltip: String::new(),
        cluster: cluster.map(str::to_owned),
    }
}

fn edge(source: &str, target: &str, kind: EdgeType, weight: f64, quote: &str) -> DrawnEdge {
    DrawnEdge {
        source: source.to_owned(),
        target: target.to_owned(),
        kind,
        weight,
        tooltip: quote.to_owned(),
        directed: kind != EdgeType::CoOccurs,
    }
}

fn responsibilities() -> Drawing {
    let mut drawing = Drawing::new(Words::new("责任网络", "Who is responsible for what"), Layout::Columns);
    drawing.caption.push("资料:\"两份\"文件 <2> & more".into());
    drawing.add_node(node("东莞市科学技术局", NodeType::Agency, None));
    drawing.add_node(node("东莞松山湖高新技术产业开发区", NodeType::Park, None));
    drawing.add_node(node(
        "(一) 到2020年达到12,000.5亿元,建设《“东莞杯”国际工业设计大赛》主会场",
        NodeType::Measure,
        Some("方案\"2018\""),
    ));
    drawing.add_node(node(
        "二 引号\"反斜\\杠\n换行\\N",
        NodeType::Measure,
        Some("方案\"2018\""),
    ));
    let first = "(一) 到2020年达到12,000.5亿元,建设《“东莞杯”国际工业设计大赛》主会场";
    let second = "二 引号\"反斜\\杠\n换行\\N";
    drawing.add_edge(edge(
        "东莞市科学技术局",
        first,
        EdgeType::Lead,
        4.0,
        "由市科技局\"牵头\"",
    ));
    drawing.add_edge(edge(
        "东莞松山湖高新技术产业开发区",
        first,
        EdgeType::Support,
        1.0,
        "松山湖配合",
    ));
    drawing.add_edge(edge("东莞市科学技术局", second, EdgeType::Responsible, 2.0, ""));
    drawing
}

fn network(edges: usize) -> Drawing {
    let mut drawing = Drawing::new("共现网络", Layout::Spring);
    for at in 0..edges {
        let (source, target) = (format!("单位{}", at % 13), format!("机构{}", at / 13));
        drawing.add_edge(edge(&source, &target, EdgeType::CoOccurs, at as f64, ""));
    }
    drawing
}

#[test]
fn responsibilities_are_drawn_in_layers_and_frames() {
    insta::assert_snapshot!(responsibilities().to_dot());
}

#[test]
fn a_network_without_directions_is_an_undirected_graph() {
    insta::assert_snapshot!(network(3).to_dot());
}

#[test]
fn of_too_many_edges_the_strongest_are_drawn_and_the_rest_counted() {
    let dot = network(MAX_EDGES + 7).to_dot();
    assert_eq!(dot.matches(" -- ").count(), MAX_EDGES);
    assert!(dot.contains("另有 7 条未画") && !dot.contains("not drawn"));
    let mut english = network(MAX_EDGES + 7);
    english.language = Language::English;
    assert!(english.to_dot().contains("7 more are not drawn"));
}

#[test]
fn a_radial_drawing_has_its_root_in_the_middle() {
    let mut drawing = network(13);
    drawing.layout = Layout::Radial;
    insta::assert_snapshot!(drawing.to_dot());
}

#[test]
fn frames_become_colours_where_the_program_draws_none() {
    let mut drawing = responsibilities();
    assert!(drawing.to_dot().contains("subgraph cluster_0"));
    drawing.engine = Some(Engine::Neato);
    let dot = drawing.to_dot();
    assert!(!dot.contains("subgraph") && dot.contains("\"[1] (一)"), "{dot}");
}

#[test]
fn only_what_occurs_is_explained() {
    let dot = responsibilities().to_dot();
    for (word, there) in [
        ("政府机构", true),
        ("园区", true),
        ("企业", false),
        ("牵头", true),
        ("共现", false),
    ] {
        assert_eq!(dot.contains(&format!(">{word}<")), there, "{word}");
    }
    assert!(dot.contains("线宽：权重 1–4"));
    let even = network(1).to_dot();
    assert!(!even.contains("线宽") && even.contains(">共现<"));
}

/// Texts that try to leave their quotes, their tags or their line.
fn hostile() -> Vec<String> {
    vec![
        "\"]; evil [label=\"x".to_owned(),
        "反斜\\杠\\".to_owned(),
        "\\N \\G \\l".to_owned(),
        "</svg><script>alert(1)</script>".to_owned(),
        "<B>粗</B> & &amp; &#60;".to_owned(),
        "]]> <!-- --> <?xml?>".to_owned(),
        "换\n行\r\n回车\t制表".to_owned(),
        "零\u{0}字节\u{1b}[31m\u{7f}\u{85}\u{fffe}\u{ffff}".to_owned(),
        "右\u{202e}到\u{200f}左\u{2066}".to_owned(),
        "\u{1f600}表情与组合e\u{301}".to_owned(),
        String::new(),
        " ".to_owned(),
        "长".repeat(10_000),
        "x".repeat(10_000),
        "(《".repeat(2_000),
        "1".repeat(10_000),
    ]
}

#[test]
fn hostile_text_comes_out_as_text() {
    let mut drawing = Drawing::new(Words::from("</svg>\"题\""), Layout::Columns);
    for (at, text) in hostile().into_iter().enumerate() {
        drawing.caption.push(Words::from(text.clone()));
        let mut hostile = node(
            &format!("{at} {text}"),
            NodeType::ALL[at % NodeType::ALL.len()],
            Some(&text),
        );
        hostile.label.clone_from(&text);
        hostile.tooltip.clone_from(&text);
        drawing.add_node(hostile);
        drawing.add_edge(edge("单位", &format!("{at} {text}"), EdgeType::Lead, 1.0, &text));
    }
    let dot = drawing.to_dot();
    assert!(dot.len() < 100_000, "{} bytes", dot.len());
    let unwritten = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!dot.contains(unwritten) && !dot.contains('\u{ffff}'));
    if !can_draw() {
        return;
    }
    for engine in Engine::ALL {
        drawing.engine = Some(*engine);
        let svg = Picture::Svg
            .draw(&drawing.to_dot())
            .unwrap_or_else(|error| panic!("{engine}: {error}"));
        let svg = String::from_utf8(svg).expect("SVG is UTF-8");
        assert_eq!(svg.matches("</svg>").count(), 1, "{engine}");
        assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"), "{engine}");
        assert!(svg.contains("反斜\\杠\\"), "{engine}");
    }
}

/// Whether pictures can be tested; where not, the log says so.
fn can_draw() -> bool {
    let can = graphviz_is_installed();
    if !can {
        let _ = writeln!(std::io::stderr(), "skipped: Graphviz is not installed");
    }
    can
}

#[test]
fn graphviz_takes_every_drawing() {
    if !can_draw() {
        return;
    }
    for mut drawing in [Drawing::default(), responsibilities(), network(40)] {
        for engine in Engine::ALL {
            drawing.engine = Some(*engine);
            let dot = drawing.to_dot();
            let svg = Picture::Svg
                .draw(&dot)
                .unwrap_or_else(|error| panic!("{engine}: {error}\n{dot}"));
            assert!(String::from_utf8_lossy(&svg).contains("<svg"), "{engine}");
        }
    }
    let svg = Picture::Svg
        .draw(&responsibilities().to_dot())
        .expect("Graphviz is there");
    let svg = String::from_utf8(svg).expect("SVG is UTF-8");
    assert!(
        svg.contains("反斜\\杠") && svg.contains("由市科技局&quot;牵头&quot;"),
        "{svg}"
    );
}
