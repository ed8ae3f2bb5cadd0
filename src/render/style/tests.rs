use super::sight::{Eyes, contrast, distance, lightness};
use super::*;

const EYES: [Eyes; 4] = [Eyes::Usual, Eyes::Protan, Eyes::Deutan, Eyes::Tritan];

fn pairs<T: Copy>(all: &[T]) -> impl Iterator<Item = (T, T)> {
    all.iter()
        .enumerate()
        .flat_map(|(at, a)| all[at + 1..].iter().map(|b| (*a, *b)))
}

#[test]
fn every_type_has_a_look() {
    let style = Style::standard();
    assert_eq!(style.nodes.len(), NodeType::ALL.len());
    assert_eq!(style.edges.len(), EdgeType::ALL.len());
}

#[test]
fn types_of_one_shape_are_told_apart_in_grey_and_by_colour_blind_readers() {
    let style = Style::standard();
    for (a, b) in pairs(NodeType::ALL) {
        let (one, other) = (style.node(a), style.node(b));
        let outline = |look: &NodeLook| {
            (
                look.shape.is_rectangle(),
                (!look.shape.is_rectangle()).then_some(look.shape),
            )
        };
        if outline(one) != outline(other) || one.line != other.line {
            continue;
        }
        let grey = (lightness(one.fill) - lightness(other.fill)).abs();
        assert!(grey >= 4.0, "{a} and {b} differ by {grey:.1} in grey");
        for eyes in EYES {
            let apart = distance(one.fill, other.fill, eyes);
            assert!(apart >= 10.0, "{a} and {b} are {apart:.1} apart for {eyes:?}");
        }
    }
}

#[test]
fn labels_are_readable_on_every_fill() {
    let style = Style::standard();
    let fills = NodeType::ALL.iter().map(|kind| style.node(*kind).fill);
    for fill in fills.chain(style.groups.fills.iter().copied()) {
        let found = contrast(style.text.colour, fill);
        assert!(found >= 7.0, "{fill}: {found:.1}");
    }
    assert!(contrast(style.text.quiet, Colour::WHITE) >= 4.5);
}

#[test]
fn groups_are_told_apart_by_colour_blind_readers() {
    let style = Style::standard();
    for (a, b) in pairs(&style.groups.fills) {
        for eyes in [Eyes::Usual, Eyes::Protan, Eyes::Deutan] {
            let apart = distance(a, b, eyes);
            assert!(apart >= 7.0, "{a} and {b} are {apart:.1} apart for {eyes:?}");
        }
    }
}

#[test]
fn edges_of_one_drawing_differ_by_more_than_colour() {
    let style = Style::standard();
    let roles = [EdgeType::Lead, EdgeType::Responsible, EdgeType::Support];
    let profile = [EdgeType::Mentions, EdgeType::Shares];
    let differences = [
        EdgeType::Kept,
        EdgeType::Reformed,
        EdgeType::RoleChanged,
        EdgeType::Passed,
        EdgeType::Lost,
        EdgeType::Gained,
    ];
    for set in [&roles[..], &profile, &differences] {
        for (a, b) in pairs(set) {
            let look = |kind| (style.edge(kind).line, style.edge(kind).arrow);
            assert_ne!(look(a), look(b), "{a} and {b}");
        }
    }
}

#[test]
fn a_file_changes_what_it_says_and_nothing_else() {
    let text = "[nodes]\nagency = { fill = \"#ffffff\" }\n[nodes.park]\nshape = \"house\"\n[text]\nnode = 12\n";
    let style = Style::parse("mine.toml", text).expect("it is right");
    let standard = Style::standard();
    let agency = NodeLook {
        fill: Colour::WHITE,
        ..standard.node(NodeType::Agency).clone()
    };
    assert_eq!(style.node(NodeType::Agency), &agency);
    assert_eq!(style.node(NodeType::Park).shape, Shape::House);
    assert_eq!(style.text.node.to_string(), "12");
    assert_eq!(style.edges, standard.edges);
    assert_eq!(Style::parse("nothing.toml", "").expect("nothing is right"), *standard);
}

#[test]
fn a_mistake_is_told_with_its_line_its_key_and_what_may_stand_there() {
    for (text, told) in [
        (
            "[nodes]\npark = { zh = \"园\", shape = \"star\" }",
            "s.toml, line 2: nodes.park.shape: unknown variant `star`, expected one of `box`, `rounded`, `ellipse`, \
             `hexagon`, `octagon`, `parallelogram`, `trapezium`, `house`, `tab`, `note`, `folder`, `component`, `diamond`",
        ),
        (
            "[edges.lead]\ncolour = \"blue\"",
            "s.toml, line 2: edges.lead.colour: 'blue' is no colour; write it as #RRGGBB, for example #0072B2",
        ),
        (
            "[width]\nleast = -1",
            "s.toml, line 2: width.least: -1 points cannot be drawn; give a number above 0, up to 144",
        ),
        (
            "[wrap]\nlines = 0",
            "s.toml, line 2: wrap.lines: 0 lines do not work; give 1 to 40",
        ),
        (
            "[text]\n\nfonts = []",
            "s.toml, line 3: text.fonts: fonts are the names of one family or more, for example [\"Noto Sans CJK SC\"]",
        ),
        (
            "[nodes.agency]\nmark = \"AB\"",
            "s.toml, line 2: nodes.agency.mark: 'AB' is no mark; give one character, for example ■",
        ),
    ] {
        let error = Style::parse("s.toml", text).expect_err(text);
        assert_eq!(error.to_string(), told);
    }
    for (text, beginning) in [
        (
            "[nodes]\nfarm = {}",
            "s.toml, line 2: nodes: unknown variant `farm`, expected one of `agency`",
        ),
        (
            "[text]\nsize = 3",
            "s.toml, line 2: text: unknown field `size`, expected one of `fonts`",
        ),
        ("[text\n", "s.toml, line 1: "),
    ] {
        let error = Style::parse("s.toml", text).expect_err(text).to_string();
        assert!(error.starts_with(beginning), "{error}");
    }
}
