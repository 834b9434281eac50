//! One request and what its answer must be, as the TOML files beside this one tell it.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use clap::Parser;
use huiqi::serve::Options;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// A sentence that says what must hold.
    pub name: String,
    #[serde(default = "post")]
    method: String,
    #[serde(default = "graphql")]
    path: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// Put into a JSON body, with the variables.
    query: Option<String>,
    variables: Option<toml::Value>,
    operation: Option<String>,
    /// Sent as it stands, instead of a query.
    body: Option<String>,
    /// Flags of the server that is asked.
    #[serde(default)]
    pub flags: Vec<String>,

    status: u16,
    /// `extensions.code` of the first error.
    pub code: Option<String>,
    /// `extensions` of the first error, those named here.
    #[serde(default)]
    extensions: BTreeMap<String, toml::Value>,
    /// Texts that the body has, and texts that it has not.
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    lacks: Vec<String>,
    /// The body, to the letter.
    is: Option<String>,
    /// Headers of the answer; an empty value means that the header is absent.
    #[serde(default)]
    answers: BTreeMap<String, String>,
    within_ms: Option<u64>,
}

fn post() -> String {
    "POST".to_owned()
}

fn graphql() -> String {
    "/graphql".to_owned()
}

pub fn options(flags: &[String]) -> Options {
    #[derive(Parser)]
    struct Flags {
        #[command(flatten)]
        options: Options,
    }
    Flags::parse_from(std::iter::once("huiqi").chain(flags.iter().map(String::as_str))).options
}

impl Case {
    /// The cases of a folder under `tests`.
    pub fn all(folder: &str) -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
        let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        paths.sort();
        let read = |path| {
            let text = std::fs::read_to_string(&path).expect("a text");
            toml::from_str::<File>(&text).unwrap_or_else(|error| panic!("{path:?}: {error}")).case
        };
        paths.into_iter().flat_map(read).collect()
    }

    pub fn request(&self) -> Request<Body> {
        let mut request = Request::builder().method(self.method.as_str()).uri(&self.path);
        if self.method == "POST" && !self.headers.contains_key("content-type") {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in self.headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(name, value);
        }
        let body = match (&self.body, &self.query) {
            (Some(body), _) => unfold(body),
            (None, Some(query)) => {
                let asked = serde_json::json!({ "query": unfold(query), "variables": self.variables, "operationName": self.operation });
                asked.to_string()
            }
            (None, None) => String::new(),
        };
        request.body(Body::from(body)).expect("a request")
    }

    pub fn differences(&self, head: &Response<()>, body: &str, took: Duration) -> Vec<String> {
        let mut wrong = Vec::new();
        let status = head.status().as_u16();
        if status != self.status {
            wrong.push(format!("status {status}, not {}", self.status));
        }
        let json: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
        let extensions = &json["errors"][0]["extensions"];
        if extensions["code"].as_str() != self.code.as_deref() {
            wrong.push(format!("code {}, not {:?}", extensions["code"], self.code));
        }
        for (name, value) in &self.extensions {
            if serde_json::to_value(value).ok().as_ref() != Some(&extensions[name]) {
                wrong.push(format!("{name} is {}, not {value}", extensions[name]));
            }
        }
        if self.code.is_some() && status >= 400 && json.get("data").is_some() {
            wrong.push("a refusal has data".to_owned());
        }
        if self.code.is_some() && extensions["requestId"] != head.headers()["x-request-id"].to_str().unwrap_or_default() {
            wrong.push("the error and the header name different requests".to_owned());
        }
        wrong.extend(self.has.iter().filter(|text| !body.contains(*text)).map(|text| format!("lacks {text:?}")));
        wrong.extend(self.lacks.iter().filter(|text| body.contains(*text)).map(|text| format!("has {text:?}")));
        if self.is.as_ref().is_some_and(|is| is != body) {
            wrong.push(format!("is not {:?}", self.is));
        }
        for (name, value) in &self.answers {
            let given = head.headers().get(name).map_or("", |given| given.to_str().unwrap_or("not text"));
            if given != value {
                wrong.push(format!("{name} is {given:?}, not {value:?}"));
            }
        }
        if self.within_ms.is_some_and(|most| took > Duration::from_millis(most)) {
            wrong.push(format!("took {took:?}"));
        }
        wrong
    }
}

/// `⟨3×a#:b ⟩` stands for `a1:b a2:b a3:b `, so that a case can be large and its file small.
fn unfold(text: &str) -> String {
    let Some((before, rest)) = text.split_once('⟨') else {
        return text.to_owned();
    };
    let (folded, after) = rest.split_once('⟩').expect("⟨ has its ⟩");
    let (times, part) = folded.split_once('×').expect("⟨times×text⟩");
    let times: usize = times.parse().expect("a number before ×");
    let parts: String = (1..=times).map(|i| part.replace("#+", &(i + 1).to_string()).replace('#', &i.to_string())).collect();
    format!("{before}{parts}{}", unfold(after))
}
