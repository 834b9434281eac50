//! The real server in a process of its own, with one thread for its connections, and clients whose own time does not count.

use super::corpus;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// Requests under way at the same time.
const CONNECTIONS: usize = 16;

/// Requests of one measurement on each connection.
const REQUESTS: usize = 250;

pub struct Server {
    process: Child,
    address: String,
    connections: Vec<TcpStream>,
}

impl Server {
    /// Comes back when the facts are loaded.
    pub fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_huiqi"))
            .args(["serve", "--listen", "127.0.0.1:0", "--facts"])
            .arg(corpus::shipped())
            .env("TOKIO_WORKER_THREADS", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server");
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().expect("its output")).read_line(&mut line).expect("a line");
        let address = line.trim().trim_start_matches("listening on http://").to_owned();
        let mut server = Self { process, address, connections: Vec::new() };
        // The server keeps no connection that asks for nothing, so those that count are made when it is ready.
        loop {
            server.connections = vec![server.connect()];
            if server.answer(&server.get("/readyz")).starts_with(b"HTTP/1.1 200") {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        server.connections = (0..CONNECTIONS).map(|_| server.connect()).collect();
        server
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).expect("a connection")
    }

    pub fn get(&self, path: &str) -> String {
        format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", self.address)
    }

    pub fn post(&self, query: &str) -> String {
        let body = serde_json::json!({ "query": query }).to_string();
        let length = body.len();
        format!("POST /graphql HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}", self.address)
    }

    /// CPU time of the server for one request, in microseconds.
    pub fn microseconds(&mut self, request: &str) -> f64 {
        let first = self.answer(request);
        assert!(first.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&first));
        // Answers to one request are equally long, so that nothing has to be read twice to know where one ends.
        let mut answer = vec![0; first.len()];
        let before = self.nanoseconds();
        for _ in 0..REQUESTS {
            for connection in &mut self.connections {
                connection.write_all(request.as_bytes()).expect("a request");
            }
            for connection in &mut self.connections {
                connection.read_exact(&mut answer).expect("an answer");
            }
        }
        (self.nanoseconds() - before) / (REQUESTS * CONNECTIONS) as f64 / 1e3
    }

    pub fn answer_bytes(&mut self, request: &str) -> usize {
        let answer = self.answer(request);
        body_of(&answer).map_or(0, <[u8]>::len)
    }

    /// One answer, head and body.
    fn answer(&mut self, request: &str) -> Vec<u8> {
        let connection = &mut self.connections[0];
        connection.write_all(request.as_bytes()).expect("a request");
        let (mut answer, mut part) = (Vec::new(), [0; 4096]);
        loop {
            let read = connection.read(&mut part).expect("an answer");
            answer.extend_from_slice(&part[..read]);
            let head = String::from_utf8_lossy(&answer).to_lowercase();
            let length = head.split("content-length: ").nth(1).and_then(|rest| rest.split('\r').next()?.parse::<usize>().ok());
            if read == 0 || body_of(&answer).map(<[u8]>::len) == length && length.is_some() {
                return answer;
            }
        }
    }

    /// What the threads of the server have computed so far.
    fn nanoseconds(&self) -> f64 {
        let threads = fs::read_dir(format!("/proc/{}/task", self.process.id())).expect("a system that tells the time of threads");
        let one = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("schedstat")).ok()?.split(' ').next()?.parse::<f64>().ok();
        threads.flatten().filter_map(one).sum()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn body_of(answer: &[u8]) -> Option<&[u8]> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    answer.get(end + 4..)
}
