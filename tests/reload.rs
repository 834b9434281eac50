//! The program told to load its facts again: good ones are answered from at once, bad ones never.

#![cfg(unix)]
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};
use support::expect::root;
use support::folder;
use tempfile::TempDir;

struct Server {
    process: Child,
    address: String,
    log: BufReader<ChildStderr>,
}

impl Server {
    /// Comes back when the facts are loaded.
    fn start(facts: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huiqi"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--facts"]).arg(facts);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let log = BufReader::new(process.stderr.take().expect("its log"));
        let address = line.trim().trim_start_matches("listening on http://").to_owned();
        let mut server = Self { process, address, log };
        server.logs("ready");
        server
    }

    /// Waits for a line of the log.
    fn logs(&mut self, words: &str) {
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            assert_ne!(self.log.read_line(&mut line).expect("a line of the log"), 0, "the log ends before “{words}”");
        }
    }

    fn tell(&self, signal: &str) {
        let told = Command::new("kill").args([signal, &self.process.id().to_string()]).status().expect("kill");
        assert!(told.success());
    }

    /// The name of the first policy.
    fn title(&self) -> String {
        let query = r#"{"query":"{ policies { nodes { title } } }"}"#;
        let mut connection = TcpStream::connect(&self.address).expect("a connection");
        connection.set_read_timeout(Some(Duration::from_secs(10))).expect("a limit");
        let head = format!("POST /graphql HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json", self.address);
        write!(connection, "{head}\r\ncontent-length: {}\r\n\r\n{query}", query.len()).expect("a request");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).expect("an answer");
        let title = answer.split_once(r#""title":""#).and_then(|(_, rest)| rest.split_once('"'));
        title.unwrap_or_else(|| panic!("no title in {answer}")).0.to_owned()
    }

    fn end(mut self) {
        self.tell("-TERM");
        let began = Instant::now();
        while self.process.try_wait().expect("a process").is_none() {
            assert!(began.elapsed() < Duration::from_secs(20), "it does not stop");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(self.process.wait().expect("a process").success());
    }
}

#[test]
fn good_facts_are_taken_when_they_are_asked_for_and_bad_ones_are_not() {
    let good = TempDir::new().expect("a folder for temporary files");
    folder::copy(&root("tests/problems/_good"), good.path());
    let policies = good.path().join("policies");
    let edit = |from: &str, to: &str| {
        for file in ["demo.toml", "demo.txt"] {
            let text = fs::read_to_string(policies.join(file)).expect("a file of facts");
            fs::write(policies.join(file), text.replace(from, to)).expect("a file of facts");
        }
    };
    let mut server = Server::start(good.path());
    assert_eq!(server.title(), "乙市支持先进制造业若干措施");

    edit("若干措施", "十条措施");
    assert_eq!(server.title(), "乙市支持先进制造业若干措施", "nobody has asked for it");
    server.tell("-HUP");
    server.logs("ready");
    assert_eq!(server.title(), "乙市支持先进制造业十条措施");

    fs::write(policies.join("demo.toml"), "title = ").expect("a broken file");
    server.tell("-HUP");
    server.logs("those before are kept");
    assert_eq!(server.title(), "乙市支持先进制造业十条措施");
    server.end();
}
