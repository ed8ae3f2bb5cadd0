//! Drawings as DOT, by hand, so that they depend on nothing that is read from a document.

use policygraph::render::{
    Drawing, DrawnEdge, DrawnNode, EdgeType, Layout, MAX_EDGES, NodeType, Picture, graphviz_is_installed,
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
    let mut drawing = Drawing::new("责任网络 Who is responsible for what", Layout::Layered);
    drawing.caption.push("资料:\"两份\"文件 <2> & more".to_owned());
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
    assert!(dot.contains("另有 7 条未画") && dot.contains("7 more are not drawn"));
}

#[test]
fn graphviz_takes_every_drawing() {
    if !graphviz_is_installed() {
        return;
    }
    for drawing in [Drawing::default(), responsibilities(), network(40)] {
        let dot = drawing.to_dot();
        for layout in ["dot", "neato", "fdp", "sfdp"] {
            let dot = dot.replacen("layout=\"dot\"", &format!("layout=\"{layout}\""), 1);
            let svg = Picture::Svg
                .draw(&dot)
                .unwrap_or_else(|error| panic!("{layout}: {error}\n{dot}"));
            assert!(String::from_utf8_lossy(&svg).contains("<svg"), "{layout}");
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
