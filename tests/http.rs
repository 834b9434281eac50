//! Sends the requests of `tests/http/*.toml` to the real router, over a stub schema, and compares what comes back.
//! What cannot be told as one request and its answer stands here as a test of its own.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

#[path = "http/case.rs"]
mod case;
#[path = "http/stub.rs"]
mod stub;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode};
use clap::{Args, Command};
use huiqi::api::error::Code;
use huiqi::serve::{App, Options, router, status};
use tower::ServiceExt;

use case::{Case, options};

async fn send(router: &Router, request: Request<Body>) -> (Response<()>, String) {
    let response = router.clone().oneshot(request).await.expect("the router never fails");
    let (head, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a body that ends");
    (Response::from_parts(head, ()), String::from_utf8(bytes.into()).expect("UTF-8"))
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).expect("a request")
}

fn served(flags: &[&str]) -> (Arc<App>, Router) {
    let flags: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).collect();
    let app = Arc::new(stub::app(options(&flags)));
    (app.clone(), router(app))
}

#[tokio::test]
async fn every_case_is_answered_as_it_says() {
    let mut wrong = Vec::new();
    let cases = Case::all("http");
    for case in &cases {
        let router = router(Arc::new(stub::app(options(&case.flags))));
        let request = case.request();
        let began = Instant::now();
        let (head, body) = send(&router, request).await;
        let took = began.elapsed();
        wrong.extend(case.differences(&head, &body, took).into_iter().map(|difference| format!("{}: {difference}\n    {body:.500}", case.name)));
    }
    let refusals = cases.iter().filter(|case| case.code.is_some()).count();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(refusals * 3 >= cases.len(), "only {refusals} of {} cases are refusals", cases.len());
}

/// A part that is written and not served would leave the page silent; one that names another host would fail where there is none.
#[tokio::test]
async fn every_part_of_the_page_is_served_and_asks_no_other_host() {
    let (_, router) = served(&[]);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/serve/page");
    let files = std::fs::read_dir(folder).expect("the page").map(|file| file.expect("a file").path());
    for file in files.filter(|file| !file.ends_with("index.html")) {
        let name = file.file_name().expect("a name").to_string_lossy();
        let (head, body) = send(&router, get(&format!("/page/{name}"))).await;
        assert_eq!(head.status(), StatusCode::OK, "{name}");
        assert_eq!(body, std::fs::read_to_string(&file).expect("a text"), "{name}");
        assert!(!body.contains("http://") && !body.contains("https://"), "{name} names another host");
    }
}

#[tokio::test]
async fn head_says_what_get_would_send() {
    let (_, router) = served(&[]);
    let paths = ["/", "/graphql?query=%7Bsnapshot%7D", "/graphiql", "/page/main.js", "/q", "/openapi.json", "/schema.graphql", "/healthz", "/readyz"];
    for path in paths {
        let (got, body) = send(&router, get(path)).await;
        let (head, nothing) = send(&router, Request::head(path).body(Body::empty()).expect("a request")).await;
        assert_eq!(nothing, "", "{path}");
        assert_eq!(head.status(), got.status(), "{path}");
        for name in ["content-type", "content-length"] {
            assert_eq!(head.headers().get(name), got.headers().get(name), "{path} {name}");
        }
        assert_eq!(got.headers()["content-length"], body.len().to_string().as_str(), "{path}");
    }
}

#[tokio::test]
async fn readiness_follows_the_life_of_the_server() {
    let app = Arc::new(stub::loading(options(&[])));
    let router = router(app.clone());
    let (head, body) = send(&router, get("/readyz")).await;
    assert_eq!((head.status(), body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, r#"{"status":"loading"}"#));
    let (head, body) = send(&router, get("/graphql?query=%7Bsnapshot%7D")).await;
    assert_eq!(head.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(head.headers()["retry-after"], "1");
    assert!(body.contains("NOT_READY"), "{body}");

    app.publish(Arc::new(stub::Facts));
    let (head, body) = send(&router, get("/readyz")).await;
    assert_eq!((head.status(), body.as_str()), (StatusCode::OK, r#"{"status":"ready","snapshot":"stub"}"#));

    app.stop();
    let (head, body) = send(&router, get("/readyz")).await;
    assert_eq!((head.status(), body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, r#"{"status":"stopping"}"#));
    let (head, _) = send(&router, get("/healthz")).await;
    assert_eq!(head.status(), StatusCode::OK, "it lives until it has stopped");
}

#[tokio::test]
async fn more_work_than_fits_is_refused_and_health_still_answers() {
    let (_, router) = served(&["--limit-concurrency=1", "--limit-queue=1", "--limit-seconds=0.5"]);
    let endless = || {
        let router = router.clone();
        tokio::spawn(async move { send(&router, get("/graphql?query=%7Bendless%7D")).await })
    };
    let (runs, waits) = (endless(), endless());
    tokio::time::sleep(Duration::from_millis(100)).await;

    let (head, body) = send(&router, get("/graphql?query=%7Bsnapshot%7D")).await;
    assert_eq!(head.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(head.headers()["retry-after"], "1");
    assert!(body.contains("OVERLOADED"), "{body}");
    let (head, _) = send(&router, get("/healthz")).await;
    assert_eq!(head.status(), StatusCode::OK);

    for slow in [runs, waits] {
        let (head, body) = slow.await.expect("an answer");
        assert_eq!(head.status(), StatusCode::GATEWAY_TIMEOUT);
        assert!(body.contains("TIMEOUT"), "{body}");
    }
    // The places are given back once the work has really ended.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let (head, body) = send(&router, get("/graphql?query=%7Bsnapshot%7D")).await;
    assert_eq!((head.status(), body.as_str()), (StatusCode::OK, r#"{"data":{"snapshot":"stub"}}"#));
}

/// Nobody waits for an answer after its time, so that nobody should compute it: who asks next has the place at once.
#[tokio::test]
async fn work_ends_when_its_time_is_up() {
    let (_, router) = served(&["--limit-concurrency=1", "--limit-queue=1", "--limit-seconds=0.5"]);
    let (head, body) = send(&router, get("/graphql?query=%7Bslow(first:5000)%7Bvalue%7D%7D")).await;
    assert_eq!(head.status(), StatusCode::GATEWAY_TIMEOUT, "{body}");
    let (head, body) = send(&router, get("/graphql?query=%7Bsnapshot%7D")).await;
    assert_eq!((head.status(), body.as_str()), (StatusCode::OK, r#"{"data":{"snapshot":"stub"}}"#));
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_not_waited_for() {
    let (_, router) = served(&["--limit-seconds=0.1"]);
    let never = Body::from_stream(Never);
    let request = Request::post("/graphql").header("content-type", "application/json").body(never).expect("a request");
    let (head, body) = send(&router, request).await;
    assert_eq!(head.status(), StatusCode::REQUEST_TIMEOUT);
    assert!(body.contains("REQUEST_TIMEOUT"), "{body}");
}

#[tokio::test]
async fn every_answer_has_an_id_and_a_client_may_bring_its_own() {
    let (_, router) = served(&[]);
    let asked = |id: &'static str| Request::get("/nothing").header("x-request-id", id).body(Body::empty()).expect("a request");
    let (head, body) = send(&router, asked("grafana-17")).await;
    assert_eq!(head.headers()["x-request-id"], "grafana-17");
    assert!(body.contains(r#""requestId":"grafana-17""#), "{body}");
    for unfit in ["a b", "x\"y", ""] {
        let (head, _) = send(&router, asked(unfit)).await;
        assert_ne!(head.headers()["x-request-id"], unfit);
    }
    let (first, _) = send(&router, get("/")).await;
    let (second, _) = send(&router, get("/")).await;
    assert_ne!(first.headers()["x-request-id"], second.headers()["x-request-id"]);
}

/// A body of which nothing ever comes.
struct Never;

impl futures_core::Stream for Never {
    type Item = Result<String, std::io::Error>;

    fn poll_next(self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Pending
    }
}

/// `docs/http.md` lists every code with its status, and every limit with its default.
#[tokio::test]
async fn the_manual_lists_every_code_and_every_limit() {
    let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/http.md")).expect("the manual");
    let rows: Vec<&str> = manual.lines().filter(|line| line.starts_with("| `")).collect();
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let row = format!("| `{}` | {} |", code.as_str(), status(code).as_u16());
        wrong.extend((!rows.iter().any(|line| line.starts_with(&row))).then_some(row));
    }
    let help = Options::augment_args(Command::new("serve")).render_long_help().to_string();
    let flags = help.lines().filter_map(|line| line.trim().strip_prefix("--limit-").map(|rest| rest.split([' ', '=']).next().unwrap_or_default()));
    let flags: Vec<String> = flags.map(|flag| format!("| `--limit-{flag}` |")).collect();
    assert!(flags.len() > 15, "{flags:?}");
    wrong.extend(flags.into_iter().filter(|row| !rows.iter().any(|line| line.starts_with(row.as_str()))));
    let documented = rows.iter().filter(|line| line.starts_with("| `--limit-")).count();
    assert_eq!(wrong, Vec::<String>::new(), "missing from docs/http.md");
    assert_eq!(documented, help.matches("--limit-").count(), "docs/http.md lists a limit that is none");
}
