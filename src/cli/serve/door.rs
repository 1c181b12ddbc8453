//! Connections as they are let in: so many at a time, and of each a request within a time and a length, so that
//! whoever sends half of one, or nothing, takes nobody's place for long. Does not know what is asked.

use axum::serve::Listener;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// How much is let in.
#[derive(Clone, Copy, Debug)]
pub struct DoorLimits {
    /// Within which time a request must be there whole.
    pub request: Duration,
    /// How long a connection may stay on which nothing is said; answers that go on say something every 15 seconds.
    pub idle: Duration,
    /// Bytes of a request: its head, since no address here takes more.
    pub bytes: usize,
    /// Connections at a time.
    pub connections: usize,
}

impl Default for DoorLimits {
    fn default() -> DoorLimits {
        DoorLimits {
            request: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            bytes: 32 << 10,
            connections: 128,
        }
    }
}

/// Lets connections in.
pub struct Door {
    listener: TcpListener,
    seats: Arc<Semaphore>,
    limits: DoorLimits,
}

impl Door {
    /// A door in front of a listener.
    pub fn new(listener: TcpListener, limits: DoorLimits) -> Door {
        Door { listener, seats: Arc::new(Semaphore::new(limits.connections)), limits }
    }
}

impl Listener for Door {
    type Io = Guest;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Guest, SocketAddr) {
        let seat = self.seats.clone().acquire_owned().await.expect("nobody closes the door");
        let (stream, address) = Listener::accept(&mut self.listener).await;
        (Guest::new(stream, seat, self.limits), address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that was let in.
pub struct Guest {
    stream: TcpStream,
    _seat: OwnedSemaphorePermit,
    limits: DoorLimits,
    until: Pin<Box<Sleep>>,
    /// Bytes of the request that is being received; `None` while none is.
    received: Option<usize>,
}

impl Guest {
    fn new(stream: TcpStream, seat: OwnedSemaphorePermit, limits: DoorLimits) -> Guest {
        // Whoever connects is about to ask.
        let until = Box::pin(sleep(limits.request));
        Guest { stream, _seat: seat, limits, until, received: Some(0) }
    }

    /// An error once time is over; wakes the task when it is.
    fn hurry(&mut self, cx: &mut Context<'_>) -> io::Result<()> {
        match self.until.as_mut().poll(cx) {
            Poll::Ready(()) => Err(io::ErrorKind::TimedOut.into()),
            Poll::Pending => Ok(()),
        }
    }

    fn took(&mut self, bytes: usize) -> io::Result<()> {
        let before = match self.received {
            Some(before) => before,
            None if bytes == 0 => return Ok(()),
            None => {
                self.until.as_mut().reset(Instant::now() + self.limits.request);
                0
            }
        };
        self.received = Some(before + bytes);
        if before + bytes > self.limits.bytes {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(())
    }

    /// What is answered was asked: the request is over.
    fn gave(&mut self, sent: &Poll<io::Result<usize>>) {
        if matches!(sent, Poll::Ready(Ok(bytes)) if *bytes > 0) {
            self.received = None;
            self.until.as_mut().reset(Instant::now() + self.limits.idle);
        }
    }
}

impl AsyncRead for Guest {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let own = self.get_mut();
        own.hurry(cx)?;
        let before = buffer.filled().len();
        let read = Pin::new(&mut own.stream).poll_read(cx, buffer);
        if matches!(read, Poll::Ready(Ok(()))) {
            own.took(buffer.filled().len() - before)?;
            own.hurry(cx)?;
        }
        read
    }
}

impl AsyncWrite for Guest {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let own = self.get_mut();
        own.hurry(cx)?;
        let sent = Pin::new(&mut own.stream).poll_write(cx, bytes);
        own.gave(&sent);
        sent
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let own = self.get_mut();
        own.hurry(cx)?;
        let sent = Pin::new(&mut own.stream).poll_write_vectored(cx, parts);
        own.gave(&sent);
        sent
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
