//! `kohyo serve`, asked as a browser asks, over plain connections. Knows no internals.

mod address;
mod door;
mod inject;
mod server;
mod watch;

use crate::world::{files, kohyo, write};
use server::{Server, header, status, token};
use std::ffi::OsString;
use std::io::Read;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

const LAW: &str = "content/rules/main.law.txt";

fn site(root: &Path, url: &str) {
    for (path, words) in [
        ("content/site.yaml", format!("title: 見本健康保険組合\nroot: ours\n{url}")),
        ("content/organisation.yaml", "name: 見本健康保険組合\n".into()),
        ("content/rules/document.yaml", "kind: regulation\ntitle: 見本規程\n".into()),
        (LAW, "見本規程\n\n第1条　この規程は、見本である。\n".into()),
        ("content/static/様式 集/a b.txt", "own".into()),
    ] {
        write(&root.join(path), words);
    }
}

fn change(root: &Path, words: &str) {
    write(&root.join(LAW), format!("見本規程\n\n第1条　この規程は、{words}。\n"));
}

#[test]
fn drafts_are_shown_under_the_path_of_the_site() {
    let home = tempfile::tempdir().unwrap();
    site(home.path(), "url: https://www.example.jp/kojin/\n");
    let server = Server::start(home.path(), &[]);
    let page = server.get("/kojin/rules/draft/");
    assert_eq!(status(&page), "200");
    assert!(page.contains("見本である") && page.contains("案・未公表"), "{page}");
    assert_eq!(header(&page, "content-type"), "text/html; charset=utf-8");
    assert_eq!(header(&page, "cache-control"), "no-store");
    assert!(page.contains("script-src 'self'; connect-src 'self'\""), "{page}");
    assert!(!page.contains("unsafe"), "{page}");
    assert!(page.contains("src=\"/_kohyo/reload.js\""), "{page}");
    for (from, to) in [("/", "/kojin/"), ("/kojin", "/kojin/"), ("/kojin/rules", "/kojin/rules/")] {
        let answer = server.get(from);
        assert_eq!((status(&answer), header(&answer, "location")), ("307", to));
    }
    // A link that would be broken once published is broken here too.
    assert_eq!(status(&server.get("/rules/")), "404");
    let own = server.get("/kojin/%E6%A7%98%E5%BC%8F%20%E9%9B%86/a%20b.txt");
    assert!(own.ends_with("\r\n\r\nown"), "{own}");
    assert_eq!(header(&own, "content-type"), "text/plain; charset=utf-8");
    let script = server.get("/_kohyo/reload.js");
    assert_eq!(header(&script, "content-type"), "text/javascript; charset=utf-8");
    let style = page.split("/assets/kohyo-").nth(1).unwrap();
    let style = format!("/kojin/assets/kohyo-{}.css", style.split_once(".css").unwrap().0);
    assert_eq!(header(&server.get(&style), "content-type"), "text/css; charset=utf-8");
}

#[test]
fn a_saved_file_is_told_and_shown() {
    for more in [&[][..], &["--poll"]] {
        let home = tempfile::tempdir().unwrap();
        site(home.path(), "");
        let server = Server::start(home.path(), more);
        let before = token(&server.get("/rules/draft/")).to_owned();
        let mut events = server.events();
        change(home.path(), "改めた見本である");
        let told = events.next();
        assert_ne!(told, before);
        let page = server.get("/rules/draft/");
        assert!(page.contains("改めた見本である"), "{page}");

        // Saved as many editors do: beside, then renamed.
        let beside = home.path().join("content/rules/.main.law.txt.swp");
        write(&beside, "見本規程\n\n第1条　この規程は、別名で保存した。\n");
        std::fs::rename(&beside, home.path().join(LAW)).unwrap();
        events.next();
        assert!(server.get("/rules/draft/").contains("別名で保存した"));

        // A folder of the look that was not there at the start.
        let theme = "themes/kohyo/assets/kohyo.css";
        write(&home.path().join(theme), "body{color:navy}");
        events.next();
        write(&home.path().join(theme), "body{color:teal}");
        let last = events.next();
        assert_ne!(last, told);
        let page = server.get("/rules/draft/");
        assert_eq!(token(&page), last);
        let style = page.split("assets/kohyo-").nth(1).unwrap();
        let style = format!("/assets/kohyo-{}.css", style.split_once(".css").unwrap().0);
        assert!(server.get(&style).ends_with("teal}"), "{more:?}");
    }
}

#[test]
fn a_content_folder_that_is_exchanged_is_watched_again() {
    let home = tempfile::tempdir().unwrap();
    site(home.path(), "");
    let server = Server::start(home.path(), &[]);
    let mut events = server.events();
    let (content, aside) = (home.path().join("content"), home.path().join("aside"));
    std::fs::rename(&content, &aside).unwrap();
    events.next();
    assert!(server.get("/rules/draft/").contains("content/site.yaml"));
    std::fs::rename(&aside, &content).unwrap();
    events.next();
    change(home.path(), "戻したあとに改めた");
    events.next();
    assert!(server.get("/rules/draft/").contains("戻したあとに改めた"));
}

#[test]
fn an_error_keeps_the_last_good_page_with_the_findings_on_top() {
    let home = tempfile::tempdir().unwrap();
    site(home.path(), "");
    let server = Server::start(home.path(), &[]);
    let mut events = server.events();
    let wrong = "kind: regulation\ntitle: 見本規程\n<script>alert(1)</script>: 'x'\n";
    write(&home.path().join("content/rules/document.yaml"), wrong);
    events.next();
    let page = server.get("/rules/draft/");
    assert_eq!(status(&page), "200");
    let body = page.split_once("<body").unwrap().1;
    let panel = body.split_once('>').unwrap().1;
    assert!(
        panel.starts_with("<section id=\"kohyo-findings\" class=\"error\" lang=\"ja\""),
        "{panel}"
    );
    let (panel, rest) = panel.split_once("</section>").unwrap();
    for words in [
        "<details open>",
        "エラー1件",
        "最後に正しく作れたときのページ",
        "<strong>エラー</strong>",
        "content/rules/document.yaml:3:1",
        "<mark>&lt;script&gt;",
        "対処：",
    ] {
        assert!(panel.contains(words), "{words}: {panel}");
    }
    assert!(!panel.contains("<script"), "{panel}");
    assert!(rest.contains("見本である"), "{rest}");

    write(&home.path().join("content/rules/document.yaml"), "kind: regulation\ntitle: 見本規程\n");
    events.next();
    let page = server.get("/rules/draft/");
    assert!(!page.contains("最後に正しく作れた"), "{page}");
    assert!(!page.contains("<strong>エラー</strong>"), "{page}");
}

#[test]
fn a_template_that_is_wrong_is_told_in_the_page() {
    let home = tempfile::tempdir().unwrap();
    site(home.path(), "");
    let server = Server::start(home.path(), &[]);
    let mut events = server.events();
    let template = "themes/kohyo/pages/index.html";
    write(&home.path().join(template), "{{ page.title }\n");
    events.next();
    let page = server.get("/");
    assert!(page.contains(&format!("{template}:1:")), "{page}");
    assert!(page.contains("rules/index.html"), "{page}");
}

#[test]
fn without_a_good_page_the_findings_stand_alone() {
    let home = tempfile::tempdir().unwrap();
    site(home.path(), "colour: red\n");
    let server = Server::start(home.path(), &["--lang", "en"]);
    let page = server.get("/rules/draft/");
    assert_eq!(status(&page), "503");
    for words in ["content/site.yaml:3:1", "no page could be made yet", "reload.js"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let mut events = server.events();
    site(home.path(), "");
    events.next();
    assert_eq!(status(&server.get("/rules/draft/")), "200");
}

#[test]
fn strangers_and_climbers_get_nothing() {
    let home = tempfile::tempdir().unwrap();
    site(home.path(), "");
    write(&home.path().join("records/secret.txt"), "secret");
    let server = Server::start(home.path(), &[]);
    let asked = |host: &[&str]| server.ask(&[&["GET /rules/ HTTP/1.1"], host].concat());
    for host in [
        &["Host: evil.example"][..],
        &["Host: localhost.evil.example"],
        &["Host: 192.168.0.1"],
        &["Host: localhost", "Host: evil.example"],
    ] {
        let answer = asked(host);
        assert!(["400", "403"].contains(&status(&answer)), "{host:?}: {answer}");
        assert!(!answer.contains("見本である"), "{host:?}");
    }
    let none = server.ask(&["GET /rules/ HTTP/1.0"]);
    assert_eq!(status(&none), "403");
    assert_eq!(status(&server.ask(&["GET /_kohyo/events HTTP/1.1", "Host: evil.example"])), "403");
    assert_eq!(status(&asked(&["Host: localhost:1"])), "200");
    for path in [
        "/../records/secret.txt",
        "/%2e%2e/records/secret.txt",
        "/rules/..%2f..%2frecords/secret.txt",
        "/rules/%2e%2e/%2E%2E/records/secret.txt",
        "/..%5crecords%5csecret.txt",
        "//records/secret.txt",
        "/records/secret.txt",
        "/content/site.yaml",
        "/%00",
        "/%",
        "/%FF",
    ] {
        let answer = server.get(path);
        assert!(["400", "404"].contains(&status(&answer)), "{path}: {answer}");
        assert!(!answer.contains("secret\n") && !answer.ends_with("secret"), "{path}");
    }
    let posted = server.ask(&["POST /rules/ HTTP/1.1", &format!("Host: {}", server.host)]);
    assert_eq!(status(&posted), "405");
    let head = server.ask(&["HEAD /rules/ HTTP/1.1", &format!("Host: {}", server.host)]);
    assert!(status(&head) == "200" && head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn serving_changes_nothing_and_ends_when_asked() {
    let home = tempfile::tempdir().unwrap();
    site(home.path(), "");
    kohyo([OsString::from("build"), "--root".into(), home.path().into()]).ok();
    let before = files(home.path());
    let mut server = Server::start(home.path(), &[]);
    let mut events = server.events();
    change(home.path(), "改めた見本である");
    events.next();
    server.get("/rules/draft/");
    write(&home.path().join("content/site.yaml"), "title: [\n");
    events.next();
    server.get("/rules/draft/");
    write(&home.path().join("content/site.yaml"), "title: 見本健康保険組合\nroot: ours\n");
    events.next();
    // Another command is not kept waiting, and its output is no reason to make anything anew.
    kohyo([OsString::from("build"), "--root".into(), home.path().into()]).ok();
    change(home.path(), "見本である");
    events.next();
    assert_eq!(files(home.path()), before);
    end(&mut server);
    assert_eq!(files(home.path()), before);
}

#[cfg(unix)]
fn end(server: &mut Server) {
    let id = server.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    let mut said = String::new();
    server.out.read_to_string(&mut said).unwrap();
    assert!(said.contains("終了しました"), "{said}");
}

#[cfg(not(unix))]
fn end(_: &mut Server) {}

#[test]
fn a_port_that_was_asked_for_is_not_exchanged() {
    let home = tempfile::tempdir().unwrap();
    site(home.path(), "");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let args = ["serve", "--port", &port, "--root"].map(OsString::from);
    let ran = kohyo(args.into_iter().chain([home.path().into()]));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains(&port) && ran.err.contains("--port"), "{}", ran.err);
}
