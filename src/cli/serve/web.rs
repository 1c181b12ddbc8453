//! Requests and answers. Every file is looked up by name in memory, its content type by the ending of its name;
//! nothing here reads the disk.

use super::address::{decode, is_own_host};
use super::inject::{self, OWN};
use super::make::{Good, Served, ServedSite};
use super::panel;
use crate::diagnostic::{Lang, Message};
use crate::fill;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Under which names requests are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hosts {
    /// Those of this computer only.
    Own,
    /// Any: others were let in on purpose.
    Any,
}

/// What answers need.
#[derive(Clone)]
pub(super) struct Desk {
    /// What is shown now.
    pub shown: watch::Receiver<Arc<ServedSite>>,
    /// Under which names.
    pub hosts: Hosts,
    /// The language of kohyo's own words.
    pub lang: Lang,
}

/// All addresses.
pub(super) fn router(desk: Desk) -> Router {
    let own = |name: &str| format!("{OWN}{name}");
    Router::new()
        .route(&own("events"), get(events))
        .route(&own("reload.js"), get(script))
        .route(&own("panel.css"), get(style))
        .fallback(get(file))
        .layer(middleware::from_fn_with_state(desk.clone(), guard))
        .with_state(desk)
}

/// Refuses strangers, and says of every answer that it is not to be kept.
async fn guard(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let mut response = if is_welcome(desk.hosts, request.headers()) {
        next.run(request).await
    } else {
        refused(desk.lang)
    };
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn is_welcome(hosts: Hosts, headers: &HeaderMap) -> bool {
    match hosts {
        Hosts::Any => true,
        Hosts::Own => {
            let mut named = headers.get_all(header::HOST).iter();
            let host = named.next().and_then(|host| host.to_str().ok());
            named.next().is_none() && host.is_some_and(is_own_host)
        }
    }
}

fn refused(lang: Lang) -> Response {
    let words = Message::of("cli/serve-refused", fill! {});
    (StatusCode::FORBIDDEN, words.get(lang).to_owned()).into_response()
}

async fn script() -> Response {
    typed("reload.js", include_str!("reload.js"))
}

async fn style() -> Response {
    typed("panel.css", include_str!("panel.css"))
}

fn typed(path: &str, body: impl IntoResponse) -> Response {
    ([(header::CONTENT_TYPE, content_type(path))], body).into_response()
}

/// The token of what is shown: at once, and at each change.
async fn events(State(desk): State<Desk>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut shown = desk.shown;
    shown.mark_changed();
    let tokens = stream::unfold(shown, async |mut shown| {
        shown.changed().await.ok()?;
        let token = shown.borrow_and_update().token.clone();
        let event = Event::default().data(token).retry(Duration::from_millis(500));
        Some((Ok(event), shown))
    });
    Sse::new(tokens).keep_alive(KeepAlive::default())
}

async fn file(State(desk): State<Desk>, uri: Uri) -> Response {
    let shown = desk.shown.borrow().clone();
    let Some(good) = &shown.good else {
        return nothing_yet(&shown, desk.lang);
    };
    match decode(uri.path()).as_deref().map(|path| find(good, path)) {
        Some(Found::Served(path, Served::Page(page))) => {
            typed(path, inject::served(page, &shown.panel, &shown.token))
        }
        Some(Found::Served(path, Served::File(bytes))) => typed(path, bytes.clone()),
        Some(Found::Home) => to(&good.base.with(folder_of(&good.home))),
        Some(Found::Folder) => to(&format!("{}/", uri.path())),
        Some(Found::Nothing) | None => missing(&shown, good, desk.lang),
    }
}

/// What an address leads to.
enum Found<'a> {
    /// A file and its path in the site.
    Served(&'a str, &'a Served),
    /// The first page, which stands elsewhere.
    Home,
    /// A folder whose `/` is missing.
    Folder,
    /// Nothing.
    Nothing,
}

fn find<'a>(good: &'a Good, path: &str) -> Found<'a> {
    let is_base = good.base.within(&format!("{path}/")) == Some("");
    if is_base || (path == "/" && good.base.within("/").is_none()) {
        return Found::Home;
    }
    let Some(path) = good.base.within(path) else {
        return Found::Nothing;
    };
    let index = |folder: &str| format!("{folder}index.html");
    let name = if path.is_empty() || path.ends_with('/') { index(path) } else { path.to_owned() };
    match good.files.get_key_value(&name) {
        Some((name, served)) => Found::Served(name, served),
        None if path.is_empty() => Found::Home,
        None if good.files.contains_key(&index(&format!("{path}/"))) => Found::Folder,
        None => Found::Nothing,
    }
}

fn folder_of(page: &str) -> &str {
    page.strip_suffix("index.html").unwrap_or(page)
}

fn to(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(value) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, value)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

fn nothing_yet(shown: &ServedSite, lang: Lang) -> Response {
    let title = Message::of("cli/serve-nothing-yet", fill! {});
    (StatusCode::SERVICE_UNAVAILABLE, alone(shown, lang, &title, "")).into_response()
}

fn missing(shown: &ServedSite, good: &Good, lang: Lang) -> Response {
    let home = panel::escaped(&good.base.with(folder_of(&good.home)));
    let title = Message::of("cli/serve-missing", fill! {});
    let to_home = Message::of("cli/serve-to-home", fill! {});
    let words = format!("<p><a href=\"{home}\">{}</a></p>", to_home.get(lang));
    (StatusCode::NOT_FOUND, alone(shown, lang, &title, &words)).into_response()
}

/// A page of our own.
fn alone(shown: &ServedSite, lang: Lang, title: &Message, words: &str) -> Response {
    let (title, tag) = (title.get(lang), panel::lang_tag(lang));
    typed("index.html", inject::alone(title, words, &shown.panel, &shown.token, tag))
}

/// The content type of a file. What is not known is offered for saving rather than guessed.
// tidy: table
fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "jsonl" => "application/jsonl",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "atom" => "application/atom+xml",
        "ics" => "text/calendar; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "doc" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "" if name == "_headers" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
