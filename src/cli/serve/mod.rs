//! `kohyo serve`: the site with its drafts in a browser, made anew whenever a file is saved. Writes nothing,
//! takes no lock. Does not know how pages look.

mod address;
mod inject;
mod make;
mod media;
mod panel;
mod shown;
mod watch;
mod web;

use self::make::{Look, Made, Maker};
use self::shown::Shown;
use self::watch::{Ping, Watch, Way};
use self::web::{Desk, Hosts};
use super::usage::{date_arg, say};
use super::{Context, Exit, Stop};
use crate::diagnostic::{Lang, Message, Severity};
use crate::text::date::{self, Date};
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::future::IntoFuture;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Instant;

/// The ports that are tried when none is asked for.
const PORTS: RangeInclusive<u16> = 4000..=4019;

pub(super) fn describe(lang: Lang) -> Command {
    let port = Arg::new("port")
        .long("port")
        .value_name(say(lang, "番号", "NUMBER"))
        .value_parser(clap::value_parser!(u16))
        .help(say(
            lang,
            "ポート番号（省略時は4000から始めて、空いている番号）",
            "The port (default: the first free one from 4000 on)",
        ));
    let address = Arg::new("address")
        .long("address")
        .value_name(say(lang, "IPアドレス", "IP"))
        .value_parser(clap::value_parser!(IpAddr))
        .help(say(
            lang,
            "待ち受けるIPアドレス（省略時は 127.0.0.1。このパソコンからだけ見られます）",
            "The address to listen on (default: 127.0.0.1, this computer only)",
        ));
    let as_of = date_arg(
        "as-of",
        lang,
        "いつの時点のサイトを見るか（省略時は今日）",
        "The day that the site is shown for (default: today)",
    );
    let poll = Arg::new("poll")
        .long("poll")
        .action(ArgAction::SetTrue)
        .help(say(
            lang,
            "ファイルの変更を定期的に見に行きます（共有フォルダーなど、変更が伝わらない場所で使います）",
            "Look for changes again and again, for shared folders where the system tells none",
        ));
    Command::new("serve")
        .about(say(
            lang,
            "案を含むページをブラウザーで確認します。ファイルを保存すると、表示も自動で更新されます",
            "Show the pages with drafts in a browser, renewed whenever a file is saved",
        ))
        .arg(port)
        .arg(address)
        .arg(as_of)
        .arg(poll)
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let lang = context.lang;
    let as_of = matches.get_one::<Date>("as-of");
    let as_of = as_of.copied().unwrap_or(context.today);
    let address = matches.get_one::<IpAddr>("address").copied();
    let address = address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let root = root(&context.root)?;
    let listener = listen(address, matches.get_one::<u16>("port").copied())?;
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
    context.screen.findings(&findings, &made.snapshot, lang);
    let first = Shown::first(made, lang);
    let hosts = if address.is_loopback() {
        Hosts::Own
    } else {
        context.screen.err(say(
            lang,
            "注意: 同じネットワークのほかの機器からも、公表前の案を見ることができます。\n",
            "warning: others on the network can read drafts that are not published yet.\n",
        ));
        Hosts::Any
    };
    let local = listener.local_addr().map_err(|error| no_server(&error))?;
    context.screen.out(&opened(lang, local, &first, as_of));
    let (shown, desk) = tokio::sync::watch::channel(Arc::new(first));
    let desk = Desk { shown: desk, hosts, lang };
    let keeper = Keeper { context, maker, watch, pings, shown };
    std::thread::scope(|scope| {
        scope.spawn(|| keeper.keep());
        let ended = serve(listener, desk);
        let _ = ping.send(Ping::End);
        ended
    })?;
    let said = say(lang, "終了しました。\n", "Ended.\n");
    context.screen.out(said);
    Ok(Exit::Done)
}

/// The root as the system names it in what it tells.
fn root(root: &Path) -> Result<PathBuf, Stop> {
    root.canonicalize().map_err(|error| Stop {
        message: Message::new(
            format!("フォルダー「{}」を開けません（{error}）。", root.display()),
            format!("cannot open the folder `{}` ({error})", root.display()),
        ),
        help: Some(Message::new(
            "サイトのフォルダーを --root で指定してください。",
            "give the site's folder with --root",
        )),
    })
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
    Err(Stop {
        message: Message::new(
            format!("{address} のポート {port} を使えません（{error}）。"),
            format!("cannot listen on port {port} of {address} ({error})"),
        ),
        help: Some(Message::new(
            "別の番号を --port で指定してください。",
            "give another one with --port",
        )),
    })
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
    context.screen.err(&match context.lang {
        Lang::Ja => format!(
            "注意: ファイルの変更の通知を受け取れないため、定期的に見に行きます（{error}）。\n"
        ),
        Lang::En => format!(
            "warning: the system does not tell of changes, so they are looked for again and again ({error}).\n"
        ),
    });
    Watch::begin(root, Way::Polling, ping.clone()).map_err(|error| no_watch(&error))
}

fn no_watch(error: &notify::Error) -> Stop {
    Stop {
        message: Message::new(
            format!("ファイルの変更を見張れません（{error}）。"),
            format!("cannot watch the files ({error})"),
        ),
        help: None,
    }
}

fn no_server(error: &std::io::Error) -> Stop {
    Stop {
        message: Message::new(
            format!("サーバーを動かせません（{error}）。"),
            format!("the server does not run ({error})"),
        ),
        help: None,
    }
}

/// What the terminal says of a site: as `build`, all but what is merely worth knowing.
fn worth_saying(made: &Made) -> Vec<crate::diagnostic::Finding> {
    let found = made.findings.iter();
    found.filter(|finding| finding.severity != Severity::Note).cloned().collect()
}

fn opened(lang: Lang, local: SocketAddr, first: &Shown, as_of: Date) -> String {
    let good = first.good.as_ref();
    let path = good.map_or_else(|| "/".to_owned(), |good| good.base.with(""));
    let day = date::western(as_of);
    match lang {
        Lang::Ja => format!(
            "http://{local}{path} をブラウザーで開いてください（{day}時点、案を含みます）。\n終えるときは Ctrl+C を押してください。\n"
        ),
        Lang::En => format!(
            "Open http://{local}{path} in a browser (as of {as_of}, with drafts).\nPress Ctrl+C to end.\n"
        ),
    }
}

/// Keeps what is shown up to date.
struct Keeper<'a> {
    context: &'a Context<'a>,
    maker: Maker,
    watch: Watch,
    pings: Receiver<Ping>,
    shown: tokio::sync::watch::Sender<Arc<Shown>>,
}

impl Keeper<'_> {
    fn keep(mut self) {
        loop {
            match watch::wait(&self.pings) {
                Ping::End => return,
                Ping::Files => {}
                Ping::Folders => {
                    if let Err(error) = self.watch.renew() {
                        self.context.screen.stop(&no_watch(&error), self.context.lang);
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
        let (screen, lang) = (self.context.screen, self.context.lang);
        let findings = worth_saying(&made);
        let pages = made.good.as_ref().map(|good| good.pages);
        let said = made.snapshot.clone();
        let next = self.shown.borrow().next(made, lang);
        self.shown.send_replace(Arc::new(next));
        // The browser first, the terminal after.
        let took = start.elapsed().as_millis();
        screen.findings(&findings, &said, lang);
        screen.out(&match (pages, lang) {
            (Some(pages), Lang::Ja) => format!("更新しました（{pages}ページ、{took}ミリ秒）。\n"),
            (Some(pages), Lang::En) => format!("Renewed: {pages} pages, {took} ms.\n"),
            (None, Lang::Ja) => {
                "エラーがあるため、最後に正しく作れたページを表示したままにしています。\n"
                    .to_owned()
            }
            (None, Lang::En) => "There are errors: the last good pages stay.\n".to_owned(),
        });
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
            let server = axum::serve(listener, web::router(desk));
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
