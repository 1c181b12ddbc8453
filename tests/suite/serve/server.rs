//! A running `kohyo serve` and what it answers. Does not know what is right.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// A hung test fails; no working one waits for this.
const GUARD: Duration = Duration::from_secs(60);

/// A server that ends with the test.
pub struct Server {
    pub child: Child,
    pub out: BufReader<ChildStdout>,
    pub host: String,
}

impl Server {
    pub fn start(root: &Path, more: &[&str]) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kohyo"))
            .args(["serve", "--port", "0", "--today", "2026-11-23"])
            .args(more)
            .arg("--root")
            .arg(root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let rest = line.split_once("http://").expect("an address is said").1;
        let host = rest.split_once('/').unwrap().0.to_owned();
        Server { child, out, host }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(GUARD)).unwrap();
        stream
    }

    /// The whole answer to a request with these lines.
    pub fn ask(&self, lines: &[&str]) -> String {
        let mut stream = self.connect();
        let request = format!("{}\r\nConnection: close\r\n\r\n", lines.join("\r\n"));
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn get(&self, path: &str) -> String {
        self.ask(&[&format!("GET {path} HTTP/1.1"), &format!("Host: {}", self.host)])
    }

    /// The events from now on.
    pub fn events(&self) -> Events {
        let mut stream = self.connect();
        let request = format!("GET /_kohyo/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        stream.write_all(request.as_bytes()).unwrap();
        let mut events = Events(BufReader::new(stream));
        // What is shown now is told at once.
        events.next();
        events
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Events(BufReader<TcpStream>);

impl Events {
    /// The token that the next event tells.
    pub fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended");
            if let Some(token) = line.strip_prefix("data: ") {
                return token.trim().to_owned();
            }
        }
    }
}

pub fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

/// The value of a header.
pub fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let head = answer.split("\r\n\r\n").next().unwrap();
    let found = head.lines().find_map(|line| {
        let (key, value) = line.split_once(": ")?;
        key.eq_ignore_ascii_case(name).then_some(value)
    });
    found.unwrap_or_default()
}

pub fn token(page: &str) -> &str {
    let rest = page.split_once("data-token=\"").expect("a token").1;
    rest.split_once('"').unwrap().0
}
