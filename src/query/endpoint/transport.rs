//! Questions over HTTP, as SPARQL 1.1 Protocol has them: a form that is posted.

use std::io::Read as _;
use std::time::{Duration, Instant};

use ureq::http::header::{CONTENT_TYPE, LOCATION};
use ureq::http::{Response, Uri};
use ureq::{Agent, Body};

use super::super::error::Error;
use super::{Endpoint, EndpointError};

/// How much of what a server says about an error is shown, in characters.
const SHOWN: usize = 400;

impl Endpoint {
    /// The endpoint of this address. All questions to it together may take as long as `timeout`, from now on.
    ///
    /// # Errors
    /// An address that is none of a server, or needs TLS where the program was built without.
    pub fn open(url: &str, timeout: Option<Duration>) -> Result<Self, Error> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A redirected question would lose its body.
            .max_redirects(0)
            .user_agent(concat!("policygraph/", env!("CARGO_PKG_VERSION")));
        let endpoint = Self {
            url: url.to_owned(),
            shown: without_password(url),
            agent: config.build().into(),
            deadline: timeout.map(|timeout| (Instant::now() + timeout, timeout)),
        };
        check(url).map_err(|error| endpoint.error(error))?;
        Ok(endpoint)
    }

    /// The address, without a password.
    pub fn address(&self) -> &str {
        &self.shown
    }

    /// What the server answers to a query, where that is an answer; and its media type.
    pub(super) fn send(&self, query: &str, accept: &str) -> Result<(String, Response<Body>), EndpointError> {
        let request = self.agent.post(&self.url).header("accept", accept);
        let request = request.config().timeout_global(self.left()?).build();
        let response = request.send_form([("query", query)]);
        let response = response.map_err(|error| self.unanswered(&error))?;
        let status = response.status();
        if status.is_redirection() {
            let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
            let to = to.unwrap_or("an address that it does not tell").to_owned();
            return Err(EndpointError::Moved { to });
        }
        if !status.is_success() {
            return Err(EndpointError::Status {
                status: status.as_u16(),
                message: message(response),
            });
        }
        Ok((media_type(&response), response))
    }

    /// How long the server may still take.
    fn left(&self) -> Result<Option<Duration>, EndpointError> {
        let Some((deadline, after)) = self.deadline else {
            return Ok(None);
        };
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(EndpointError::TimedOut { after });
        }
        Ok(Some(left))
    }

    fn unanswered(&self, error: &ureq::Error) -> EndpointError {
        let why = error.to_string();
        match (error, self.deadline) {
            (ureq::Error::Timeout(_), Some((_, after))) => EndpointError::TimedOut { after },
            (ureq::Error::BadUri(_) | ureq::Error::Http(_), _) => EndpointError::Address { why },
            _ => EndpointError::Unreachable { why },
        }
    }

    /// Why an answer that had begun did not end.
    pub(super) fn broken_off(&self, error: &std::io::Error) -> EndpointError {
        match self.deadline {
            Some((deadline, after)) if Instant::now() >= deadline => EndpointError::TimedOut { after },
            _ => EndpointError::BrokenOff { why: error.to_string() },
        }
    }
}

fn check(url: &str) -> Result<(), EndpointError> {
    let wrong = |why: String| EndpointError::Address { why };
    let uri: Uri = url
        .parse()
        .map_err(|_| wrong(format!("'{}' is no address", without_password(url))))?;
    match uri.scheme_str() {
        Some("http") => {}
        Some("https") if cfg!(feature = "endpoint-tls") => {}
        Some("https") => return Err(EndpointError::NoTls),
        _ => return Err(wrong("the address does not begin with http:// or https://".to_owned())),
    }
    if uri.host().is_none_or(str::is_empty) {
        return Err(wrong("the address names no host".to_owned()));
    }
    Ok(())
}

/// The address as it may be shown.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let host_ends = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest[..host_ends].rfind('@') {
        Some(at) => format!("{scheme}://{}", &rest[at + 1..]),
        None => url.to_owned(),
    }
}

fn media_type(response: &Response<Body>) -> String {
    let said = response.headers().get(CONTENT_TYPE).and_then(|said| said.to_str().ok());
    let said = said.and_then(|said| said.split(';').next()).unwrap_or_default();
    said.trim().to_ascii_lowercase()
}

/// The first of what a server says about an error, in one line, without the tags of a page.
fn message(response: Response<Body>) -> String {
    const READ: u64 = 64 * 1024;
    let is_page = media_type(&response).contains("html");
    let mut bytes = Vec::new();
    // What cannot be read any more is not shown; the number is.
    let _ = response.into_body().into_reader().take(READ).read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let text = if is_page { without_tags(&text) } else { text };
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn without_tags(page: &str) -> String {
    let mut text = String::new();
    for (place, piece) in page.split('<').enumerate() {
        let after = if place == 0 {
            Some(piece)
        } else {
            piece.split_once('>').map(|(_, after)| after)
        };
        text.push_str(after.unwrap_or_default());
        text.push(' ');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_before_anything_is_sent() {
        for (url, wrong) in [
            ("http://127.0.0.1:7878/query", None),
            ("http://[::1]:7878/query?default-graph-uri=a:b", None),
            ("127.0.0.1:7878/query", Some("http")),
            ("policy.graph", Some("http")),
            ("ftp://host/query", Some("http")),
            ("http://", Some("address")),
            ("http://a b/", Some("no address")),
        ] {
            let error = Endpoint::open(url, None).err();
            let Some(wrong) = wrong else {
                assert!(error.is_none(), "{url}");
                continue;
            };
            let error = error.expect(url);
            assert!(error.is_usage(), "{url}");
            let why = std::error::Error::source(&error).map(ToString::to_string);
            assert!(why.is_some_and(|why| why.contains(wrong)), "{url}: {error:?}");
        }
    }

    #[test]
    fn no_password_is_shown() {
        for (url, shown) in [
            ("http://me:secret@host/query", "http://host/query"),
            ("http://me:se@cret@host", "http://host"),
            ("http://host/a@b", "http://host/a@b"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }

    #[test]
    fn a_page_is_told_without_its_tags() {
        let told = without_tags("<html><body class=\"a\">Not <b>found</b></body></html>");
        assert_eq!(told.split_whitespace().collect::<Vec<_>>(), ["Not", "found"]);
    }
}
