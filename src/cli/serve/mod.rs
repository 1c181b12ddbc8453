//! `kohyo serve`: the site with its drafts in a browser, made anew whenever a file is saved. Writes nothing,
//! takes no lock. Does not know how pages look.

pub mod address;
pub mod door;
pub mod inject;
mod make;
mod panel;
pub mod watch;
mod web;

use self::door::{Door, DoorLimits};
use self::make::{Look, Made, Maker, ServedSite};
use self::watch::{Ping, Watch, Way};
use self::web::{Desk, Hosts};
use super::context::{Context, Exit, Stop};
use super::{args, work};
use crate::diagnostic::{Finding, Message, Severity};
use crate::fill;
use crate::text::date::{self, Date};
use clap::{ArgMatches, Command, value_parser};
use std::future::IntoFuture;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Instant;

/// The ports that are tried when none is asked for.
const PORTS: RangeInclusive<u16> = 4000..=4019;

pub(super) fn describe() -> Command {
    let port = args::option("port").value_parser(value_parser!(u16));
    let address = args::option("address").value_parser(value_parser!(IpAddr));
    Command::new("serve").args([port, address, args::day("as-of"), args::flag("poll")])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let lang = context.lang;
    let as_of = args::given(matches, "as-of").unwrap_or(context.today);
    let address = args::given(matches, "address").unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let root = root(&context.root)?;
    work::check_site(&root)?;
    let listener = listen(address, args::given(matches, "port"))?;
    let (ping, pings) = mpsc::channel();
    let way = if matches.get_flag("poll") { Way::Polling } else { Way::Told };
    // Watched before read: nothing that is saved meanwhile is missed.
    let watch = begin_watch(context, &root, way, &ping)?;
    let mut maker = Maker::new(root, as_of);
    let made = match maker.look() {
        Look::New(made) => made,
        Look::Same => unreachable!("nothing was made before"),
    };
    let findings = worth_saying(&made);
    context.findings(&findings, &made.snapshot);
    let first = ServedSite::first(made, lang);
    let hosts = if address.is_loopback() {
        Hosts::Own
    } else {
        context.screen.err(&context.words("cli/serve-open", fill! {}));
        Hosts::Any
    };
    let local = listener.local_addr().map_err(|error| no_server(&error))?;
    tell_address(context, local, &first, as_of);
    let (shown, desk) = tokio::sync::watch::channel(Arc::new(first));
    let desk = Desk { shown: desk, hosts, lang };
    let keeper = Keeper { context, maker, watch, pings, shown };
    std::thread::scope(|scope| {
        scope.spawn(|| keeper.keep());
        let ended = serve(listener, desk);
        let _ = ping.send(Ping::End);
        ended
    })?;
    context.out("cli/serve-ended", fill! {});
    Ok(Exit::Done)
}

/// The root as the system names it in what it tells.
fn root(root: &Path) -> Result<PathBuf, Stop> {
    root.canonicalize()
        .map_err(|error| Stop::world("cli/no-root", fill! { root = root.display(), error }))
}

/// The port asked for, or the first free one.
fn listen(address: IpAddr, port: Option<u16>) -> Result<TcpListener, Stop> {
    let ports = port.map_or(PORTS, |port| port..=port);
    let mut last = None;
    for port in ports {
        match TcpListener::bind((address, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some((port, error)),
        }
    }
    let (port, error) = last.expect("a range of ports is never empty");
    Err(Stop::world("cli/no-port", fill! { address, port, error }))
}

/// Watches in that way, or by polling where the system refuses to tell.
fn begin_watch(
    context: &Context<'_>,
    root: &Path,
    way: Way,
    ping: &Sender<Ping>,
) -> Result<Watch, Stop> {
    let error = match (Watch::begin(root, way, ping.clone()), way) {
        (Ok(watch), Way::Told | Way::Polling) => return Ok(watch),
        (Err(error), Way::Polling) => return Err(no_watch(&error)),
        (Err(error), Way::Told) => error,
    };
    context.screen.err(&context.words("cli/serve-polls", fill! { error }));
    Watch::begin(root, Way::Polling, ping.clone()).map_err(|error| no_watch(&error))
}

fn no_watch(error: &notify::Error) -> Stop {
    Stop::world("cli/no-watch", fill! { error })
}

fn no_server(error: &std::io::Error) -> Stop {
    Stop::world("cli/no-server", fill! { error })
}

/// What the terminal says of a site: as `build`, all but what is merely worth knowing.
fn worth_saying(made: &Made) -> Vec<Finding> {
    let found = made.findings.iter();
    found.filter(|finding| finding.severity != Severity::Note).cloned().collect()
}

fn tell_address(context: &Context<'_>, local: SocketAddr, first: &ServedSite, as_of: Date) {
    let good = first.good.as_ref();
    let path = good.map_or_else(|| "/".to_owned(), |good| good.base.with(""));
    let day = Message::new(date::western(as_of), as_of.to_string());
    context.out("cli/serve-open-address", fill! { local, path, day });
}

/// Keeps what is shown up to date.
struct Keeper<'a> {
    context: &'a Context<'a>,
    maker: Maker,
    watch: Watch,
    pings: Receiver<Ping>,
    shown: tokio::sync::watch::Sender<Arc<ServedSite>>,
}

impl Keeper<'_> {
    fn keep(mut self) {
        loop {
            match watch::wait(&self.pings) {
                Ping::End => return,
                Ping::Files => {}
                Ping::Folders => {
                    if let Err(error) = self.watch.renew() {
                        no_watch(&error).tell(self.context.screen, self.context.lang);
                    }
                }
            }
            let start = Instant::now();
            if let Look::New(made) = self.maker.look() {
                self.show(made, start);
            }
        }
    }

    fn show(&self, made: Made, start: Instant) {
        let lang = self.context.lang;
        let findings = worth_saying(&made);
        let pages = made.good.as_ref().map(|good| good.pages);
        let said = made.snapshot.clone();
        let next = self.shown.borrow().next(made, lang);
        self.shown.send_replace(Arc::new(next));
        // The browser first, the terminal after.
        let took = start.elapsed().as_millis();
        self.context.findings(&findings, &said);
        match pages {
            Some(pages) => self.context.out("cli/serve-renewed", fill! { pages, took }),
            None => self.context.out("cli/serve-stays", fill! {}),
        }
    }
}

/// Answers requests until Ctrl+C. Open connections are dropped then: browsers connect again by themselves.
fn serve(listener: TcpListener, desk: Desk) -> Result<(), Stop> {
    let ended = || -> std::io::Result<()> {
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let mut kept = desk.shown.clone();
            let gone = async { while kept.changed().await.is_ok() {} };
            let door = Door::new(listener, DoorLimits::default());
            let server = axum::serve(door, web::router(desk));
            tokio::select! {
                ended = server.into_future() => ended,
                ended = tokio::signal::ctrl_c() => ended,
                // Whoever keeps the site up to date has died, and says so itself.
                () = gone => Ok(()),
            }
        })
    };
    ended().map_err(|error| no_server(&error))
}
