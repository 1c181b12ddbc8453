//! Who sends half of a request, too much of one, or nothing, is shown the door. Does not know what is asked.

use axum::Router;
use axum::routing::get;
use kohyo::cli::serve::door::{Door, DoorLimits};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A hung test fails; no working one waits for this.
const GUARD: Duration = Duration::from_secs(60);

/// A server of one page, of the test's own limits.
fn served(limits: DoorLimits) -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            let router = Router::new().fallback(get(|| async { "here" }));
            axum::serve(Door::new(listener, limits), router).await.unwrap();
        });
    });
    address
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(GUARD)).unwrap();
    stream
}

/// What comes until the server closes the connection.
fn rest(stream: &mut TcpStream) -> String {
    let mut all = Vec::new();
    // Closing while bytes of ours are unread may reset the connection: closed it is.
    let _ = stream.read_to_end(&mut all);
    String::from_utf8_lossy(&all).into_owned()
}

fn get_it(address: SocketAddr) -> String {
    let mut stream = connect(address);
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    rest(&mut stream)
}

#[test]
fn half_a_request_is_dropped_and_takes_nobodys_place() {
    let limits =
        DoorLimits { request: Duration::from_millis(50), connections: 4, ..DoorLimits::default() };
    let address = served(limits);
    // As many as there are places, each in another way: nothing, half a line, half a head, half a body.
    let halves =
        ["", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\nX: ", "POST / HTTP/1.1\r\nHost: x\r\n"];
    let mut slow: Vec<TcpStream> = halves
        .map(|half| {
            let mut stream = connect(address);
            stream.write_all(half.as_bytes()).unwrap();
            stream
        })
        .into();
    assert!(get_it(address).ends_with("here"));
    for stream in &mut slow {
        assert!(!rest(stream).contains("200 OK"));
    }
}

#[test]
fn a_body_that_never_comes_whole_and_a_second_half_request_are_dropped() {
    let limits = DoorLimits { request: Duration::from_millis(50), ..DoorLimits::default() };
    let address = served(limits);
    for second in
        ["GET /again HTTP/1.1\r\nHost", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab"]
    {
        let mut stream = connect(address);
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut answer = [0; 4096];
        let read = stream.read(&mut answer).unwrap();
        assert!(answer[..read].starts_with(b"HTTP/1.1 200"));
        stream.write_all(second.as_bytes()).unwrap();
        assert!(!rest(&mut stream).contains("200 OK"));
    }
}

#[test]
fn a_head_without_end_is_dropped() {
    let address = served(DoorLimits { bytes: 4 << 10, ..DoorLimits::default() });
    let mut stream = connect(address);
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").unwrap();
    let line = format!("X-A: {}\r\n", "a".repeat(1000));
    // The connection closes long before all of it was sent.
    let sent = (0..10_000).take_while(|_| stream.write_all(line.as_bytes()).is_ok()).count();
    assert!(sent < 10_000 && !rest(&mut stream).contains("200 OK"));
    assert!(get_it(address).ends_with("here"));
}

#[test]
fn a_connection_on_which_nothing_is_said_is_closed() {
    let address = served(DoorLimits { idle: Duration::from_millis(50), ..DoorLimits::default() });
    let mut stream = connect(address);
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    assert!(rest(&mut stream).ends_with("here"));
}
