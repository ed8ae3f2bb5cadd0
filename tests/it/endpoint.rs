//! `query --endpoint`: a server of a few lines on the loopback address, which answers from the graph in memory, or badly.

#[cfg(not(feature = "endpoint"))]
#[test]
fn a_build_without_it_says_how_to_get_it() {
    let folder = crate::corpus::Folder::with_documents();
    folder
        .run(&["query", "documents", "--endpoint", "http://127.0.0.1:9/query"])
        .ended(2)
        .complains("--features endpoint");
}

#[cfg(feature = "endpoint")]
mod built {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    use std::net::{TcpListener, TcpStream};
    use std::time::Duration;

    use policygraph::graph::Graph;
    use policygraph::query::endpoint::Endpoint;
    use policygraph::query::{Cell, Known, Options, Query, Rows, SAVED};
    use policygraph::render::{ClusterBy, Drawing};
    use serde_json::{Map, Value, json};

    use crate::corpus::Folder;
    use crate::queries::GRAPH;

    /// What a server sends back.
    #[derive(Clone)]
    struct Reply {
        status: &'static str,
        headers: &'static str,
        body: Vec<u8>,
        /// How many bytes it says that there are; as many as there are, unless it lies.
        length: Option<usize>,
        after: Duration,
    }

    impl Reply {
        fn with(status: &'static str, headers: &'static str, body: impl Into<Vec<u8>>) -> Self {
            Self {
                status,
                headers,
                body: body.into(),
                length: None,
                after: Duration::ZERO,
            }
        }
    }

    const JSON: &str = "content-type: application/sparql-results+json\r\n";

    /// The address of a server that answers every query so, for as long as the test runs.
    fn served(answer: impl Fn(&str) -> Reply + Send + 'static) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("the loopback address has a free port");
        let port = listener.local_addr().expect("it is bound").port();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // Who asks may go away first.
                let _ = respond(stream, &answer);
            }
        });
        format!("http://127.0.0.1:{port}/query")
    }

    fn respond(mut stream: TcpStream, answer: &dyn Fn(&str) -> Reply) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let (mut line, mut length) = (String::new(), 0);
        while reader.read_line(&mut line)? > 2 {
            let header = line.to_ascii_lowercase();
            if let Some(said) = header.strip_prefix("content-length:") {
                length = said.trim().parse().unwrap_or(0);
            }
            line.clear();
        }
        let mut form = vec![0; length];
        reader.read_exact(&mut form)?;
        let reply = answer(&decoded(&form));
        std::thread::sleep(reply.after);
        let length = reply.length.unwrap_or(reply.body.len());
        let (status, headers) = (reply.status, reply.headers);
        write!(
            stream,
            "HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n"
        )?;
        stream.write_all(&reply.body)
    }

    /// The query of a form.
    fn decoded(form: &[u8]) -> String {
        let mut bytes = Vec::new();
        let mut rest = form.strip_prefix(b"query=").unwrap_or_default();
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            match first {
                b'+' => bytes.push(b' '),
                b'%' => {
                    let digits = std::str::from_utf8(&rest[..2]).expect("two digits");
                    bytes.push(u8::from_str_radix(digits, 16).expect("two digits"));
                    rest = &rest[2..];
                }
                other => bytes.push(*other),
            }
        }
        String::from_utf8(bytes).expect("queries are UTF-8")
    }

    /// A server that answers from a graph in memory, with the rows the wrong way round.
    fn serving(graph: &'static Graph) -> String {
        served(move |text| {
            let query = Query::parse("served", text).unwrap_or_else(|error| panic!("{text}\n{error}"));
            let rows = query.run::<&str, &str>(graph, &[]).expect("it can be answered");
            if let Some(turtle) = rows.to_turtle() {
                return Reply::with("200 OK", "content-type: text/turtle; charset=utf-8\r\n", turtle);
            }
            Reply::with("200 OK", JSON, results(&rows).to_string())
        })
    }

    fn results(rows: &Rows) -> Value {
        if rows.columns() == ["answer"] {
            let answer = rows.iter().next().map(|row| row[0] == Cell::Boolean(true));
            return json!({"head": {}, "boolean": answer});
        }
        let mut bindings: Vec<Value> = rows.iter().map(|row| solution(rows.columns(), row)).collect();
        bindings.reverse();
        json!({"head": {"vars": rows.columns()}, "results": {"bindings": bindings}})
    }

    fn solution(columns: &[String], row: &[Cell]) -> Value {
        let typed = |value: &str, kind: &str| json!({"type": "literal", "value": value, "datatype": format!("http://www.w3.org/2001/XMLSchema#{kind}")});
        let mut cells = Map::new();
        for (column, cell) in columns.iter().zip(row) {
            let text = cell.to_text();
            let value = match cell {
                Cell::Empty => continue,
                Cell::Text(_) => json!({"type": "literal", "value": text}),
                Cell::Integer(_) => typed(&text, "integer"),
                Cell::Number(_) => typed(&text, "decimal"),
                Cell::Boolean(value) => typed(if *value { "1" } else { "0" }, "boolean"),
                Cell::Iri(_) => json!({"type": "uri", "value": text}),
            };
            cells.insert(column.clone(), value);
        }
        Value::Object(cells)
    }

    fn dot(query: &Query, rows: &Rows, known: &dyn Known) -> String {
        let mut drawing = Drawing::from_rows(query.head(), rows).expect("it can be drawn");
        drawing.shorten(known);
        drawing.follow(known);
        drawing.cluster(ClusterBy::Region, known);
        drawing.cite(&query.head().name, &[], rows, known);
        drawing.to_dot()
    }

    /// What a query needs, and everything that it can be told, by its examples.
    fn arguments(query: &Query) -> Vec<Vec<(String, String)>> {
        let pair = |parameter: &policygraph::query::Parameter| (parameter.name.clone(), parameter.example.clone());
        let (needed, others): (Vec<_>, Vec<_>) = query
            .head()
            .parameters
            .iter()
            .partition(|parameter| parameter.default.is_none());
        let needed: Vec<_> = needed.into_iter().map(pair).collect();
        let more = others
            .into_iter()
            .map(|other| [needed.clone(), vec![pair(other)]].concat());
        std::iter::once(needed.clone()).chain(more).collect()
    }

    #[test]
    fn every_saved_query_gives_the_same_table_and_the_same_diagram() {
        let endpoint = Endpoint::open(&serving(&GRAPH), None).expect("it is an address");
        for saved in SAVED {
            let query = Query::find(saved.name).expect("it is right");
            for arguments in arguments(&query) {
                let expected = query.run(&GRAPH, &arguments).expect("it can be answered");
                let found = endpoint.answer(&query, &arguments, &Options::default());
                let found = found.unwrap_or_else(|error| panic!("{} {arguments:?}: {error:?}", saved.name));
                assert_eq!(found.to_csv(), expected.to_csv(), "{} {arguments:?}", saved.name);
                if query.is_drawn() && arguments.len() < 2 {
                    let nodes = endpoint.nodes(&found).expect("it knows the nodes");
                    assert_eq!(
                        dot(&query, &found, &nodes),
                        dot(&query, &expected, &*GRAPH),
                        "{}",
                        saved.name
                    );
                }
            }
        }
    }

    #[test]
    fn questions_of_every_form_are_answered_alike() {
        let endpoint = Endpoint::open(&serving(&GRAPH), None).expect("it is an address");
        for text in [
            "CONSTRUCT { ?u pg:leads ?m . ?x pg:cites ?y . ?s pg:similarTo ?t } WHERE { { ?u pg:leads ?m } UNION { ?x pg:cites ?y } \
             UNION { ?s pg:similarTo ?t } }",
            "CONSTRUCT { ?p pg:coOccursWith ?e . ?m pg:mentions ?p . ?a pg:succeededBy ?b } WHERE { { ?p a pg:Park ; \
             pg:coOccursWith ?e } UNION { ?m pg:mentions ?p . ?p a pg:Park } UNION { ?a pg:succeededBy ?b } }",
            "ASK { ?u pg:leads ?m }",
            "ASK { ?m pg:leads ?m }",
            "SELECT ?name ?kind { ?e pg:name ?name ; pg:type ?kind } ORDER BY DESC(?name) LIMIT 20 OFFSET 5",
            "SELECT DISTINCT ?kind { ?e a pg:Entity ; pg:type ?kind } ORDER BY DESC(?kind)",
            "SELECT ?name { ?e pg:name ?name ; pg:degree ?degree } ORDER BY DESC(?degree) STRLEN(?name)",
            "SELECT * { ?d a pg:Document ; pg:id ?id OPTIONAL { ?d pg:year ?year FILTER(?year > 2015) } }",
            "SELECT ?id { ?d pg:id ?id FILTER NOT EXISTS { ?d pg:title ?title } } ORDER BY ?id",
        ] {
            let query = Query::parse("mine", text).expect("it is right");
            let expected = query.run::<&str, &str>(&GRAPH, &[]).expect("it can be answered");
            let found = endpoint.answer::<&str, &str>(&query, &[], &Options::default());
            let found = found.unwrap_or_else(|error| panic!("{text}: {error:?}"));
            assert_eq!(found.to_csv(), expected.to_csv(), "{text}");
            assert_eq!(found.to_turtle(), expected.to_turtle(), "{text}");
        }
        let query = Query::parse(
            "mine",
            "DESCRIBE ?d ?u { ?d pg:id \"dongguan-2012\" . ?u pg:name \"东莞市财政局\" }",
        );
        let query = query.expect("it is right");
        let expected = query.run::<&str, &str>(&GRAPH, &[]).expect("it can be answered");
        let found = endpoint
            .answer::<&str, &str>(&query, &[], &Options::default())
            .expect("it can be answered");
        assert_eq!(found.to_turtle(), expected.to_turtle());
        assert!(found.len() > 20);
    }

    #[test]
    fn names_mean_the_same_and_are_wrong_in_the_same_words() {
        let url = serving(&GRAPH);
        let query = Query::find("trace-unit").expect("it is saved");
        for (unit, region, years) in [
            ("市科技局", Some("江门"), None),
            ("市科技局", None, Some("2012")),
            ("科技局", None, None),
            ("东莞市科学计术局", None, None),
            ("松 山湖", None, None),
            ("place:松山湖", None, None),
            (
                "https://policygraph.org/id/agency/广东省/东莞市/东莞市财政局",
                None,
                None,
            ),
            ("https://policygraph.org/id/agency/nobody", None, None),
            ("市科技局", Some("火星"), None),
            ("ICT", None, Some("1999")),
        ] {
            let options = Options {
                region: region.map(str::to_owned),
                years: years.map(|years| years.parse().expect("it is a year")),
                ..Options::default()
            };
            let arguments = [("unit", unit)];
            let endpoint = Endpoint::open(&url, None).expect("it is an address");
            let told = |rows: Result<Rows, _>| {
                rows.map(|rows| rows.to_csv())
                    .map_err(|error: policygraph::query::Error| error.to_string())
            };
            let expected = told(query.answer(&GRAPH, &arguments, &options));
            assert_eq!(told(endpoint.answer(&query, &arguments, &options)), expected, "{unit}");
        }
    }

    /// A name, what the server does, the exit code, and what is said.
    type Case = (&'static str, Reply, i32, &'static str);

    fn bad_replies() -> Vec<Case> {
        let ok = |headers, body: &str| Reply::with("200 OK", headers, body);
        let slow = Reply {
            after: Duration::from_secs(3),
            ..ok(JSON, "{}")
        };
        let cut = Reply {
            length: Some(5000),
            ..ok(JSON, r#"{"head":{"vars":["document"]},"results":{"bindings":["#)
        };
        let page = "content-type: text/html; charset=utf-8\r\n";
        let one =
            r#"{"head":{"vars":["document"]},"results":{"bindings":[{"document":{"type":"literal","value":"a"}}]}}"#;
        vec![
            (
                "a page",
                ok(page, "<html>hello</html>"),
                1,
                "text/html instead of SPARQL results",
            ),
            ("no type", ok("", "hello"), 1, "something without a type"),
            (
                "not found",
                Reply::with("404 Not Found", page, "<h1>No <b>such</b> page</h1>"),
                1,
                "404: No such page; is it a SPARQL",
            ),
            (
                "refused",
                Reply::with("403 Forbidden", "", ""),
                1,
                "403; give a name and password",
            ),
            (
                "a mistake",
                Reply::with(
                    "400 Bad Request",
                    "content-type: text/plain\r\n",
                    "Virtuoso 37000 Error\nSP030: syntax",
                ),
                1,
                "400: Virtuoso 37000 Error SP030: syntax",
            ),
            (
                "moved",
                Reply::with("301 Moved", "location: http://elsewhere/query\r\n", ""),
                1,
                "moved to http://elsewhere/query",
            ),
            ("no JSON", ok(JSON, "{\"head\": nonsense"), 1, "cannot be read"),
            ("broken off", cut, 1, "the answer broke off"),
            (
                "yes or no",
                ok(JSON, r#"{"head":{},"boolean":true}"#),
                1,
                "yes or no instead of rows",
            ),
            ("slow", slow, 1, "--timeout gives it"),
            (
                "a limit",
                ok(
                    "content-type: application/sparql-results+json\r\nx-sparql-maxrows: 1\r\n",
                    one,
                ),
                1,
                "cuts answers after 1 rows",
            ),
            (
                "another graph",
                ok("content-type: application/sparql-results+xml\r\n", EMPTY),
                1,
                "holds no policy graph",
            ),
        ]
    }

    const EMPTY: &str = "<?xml version=\"1.0\"?><sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head><variable \
                         name=\"document\"/></head><results></results></sparql>";

    #[test]
    fn a_server_that_answers_badly_is_told_with_a_way_out() {
        let folder = Folder::with_documents();
        let before = folder.written();
        for (name, reply, code, said) in bad_replies() {
            let url = served(move |_| reply.clone());
            let asked = [
                "query",
                "documents",
                "--endpoint",
                &url,
                "--timeout",
                "1",
                "-o",
                "out.csv",
            ];
            let ran = folder.run(&asked).ended(code);
            assert!(ran.stderr().contains(said), "{name}: {}", ran.stderr());
            assert_eq!(folder.written(), before, "{name}: nothing is written");
        }
    }

    #[test]
    fn addresses_that_cannot_be_asked_are_told() {
        let folder = Folder::with_graph();
        let closed = TcpListener::bind("127.0.0.1:0").expect("the loopback address has a free port");
        let nobody = format!("http://me:secret@{}/query", closed.local_addr().expect("it is bound"));
        drop(closed);
        let ran = folder
            .run(&["query", "documents", "--endpoint", &nobody])
            .ended(1)
            .complains("cannot be reached");
        assert!(!ran.stderr().contains("secret"), "{}", ran.stderr());
        for (words, said) in [
            (vec!["--endpoint", "policy.graph"], "http://"),
            (vec!["--endpoint", "ftp://host/query"], "http://"),
            (
                vec!["--endpoint", &*nobody, "--graph", "policy.graph"],
                "cannot be used with",
            ),
        ] {
            let asked = [vec!["query", "documents"], words].concat();
            folder.run(&asked).ended(2).complains(said);
        }
        if !cfg!(feature = "endpoint-tls") {
            let asked = ["query", "documents", "--endpoint", "https://127.0.0.1:9/query"];
            folder.run(&asked).ended(2).complains("endpoint-tls");
        }
    }
}
