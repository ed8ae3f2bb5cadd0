//! What the saved queries say: the tables and the diagrams of an atlas. (Stand-in until the queries are there.)

use super::Diagram;
use super::table::Table;
use crate::graph::Graph;
use crate::render::{Figure, FigureError, Layout};

/// x
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// x
    #[error("x")]
    Figure(#[from] FigureError),
}

pub(super) struct Answers {
    pub(super) files: Vec<(Table, Vec<u8>)>,
    pub(super) diagrams: Vec<Diagram>,
}

impl Answers {
    pub(super) fn of(graph: &Graph) -> Result<Self, AnswerError> {
        let cols = |s: &str| s.split(',').map(str::to_owned).collect::<Vec<_>>();
        let docs = graph.documents().map(|(_, d)| vec![d.id.clone(), d.title().to_owned(), d.path.clone()]).collect();
        let mut resp = vec![];
        let mut figure = Figure::new("责任网络 <b>Responsibility network", Layout::Layered, &["source", "target", "source_type", "target_type", "role", "cluster", "quote"])?;
        for (edge, r) in graph.responsibilities() {
            let (_, d) = graph.document_of(edge.to).expect("x");
            let quote = graph.quote(&r.evidence[0]);
            resp.push(vec![d.id.clone(), "x".into(), graph.label(edge.to), r.role.to_string(), graph.label(edge.from), r.printed.join("|"), "agency".into(), quote.to_owned()]);
            figure.add_row(&[&graph.label(edge.from), &graph.label(edge.to), "agency", "measure", r.role.name(), &d.id, quote]);
        }
        let table = |name: &str, title: &str, columns: &str, rows| (Table { name: name.into(), title: title.into(), columns: cols(columns), rows }, b"x\n".to_vec());
        Ok(Self {
            files: vec![
                table("documents", "文件 Documents", "document,title,path", docs),
                table("responsibilities", "责任 <Who> is responsible for what", "document,section,measure,role,unit,unit_printed,unit_type,quote", resp),
            ],
            diagrams: vec![Diagram { name: "responsibility-network".into(), title: "责任网络 Responsibility network".into(), dot: figure.finish(["x"]).to_dot(), svg: None }],
        })
    }
}
