//! A page as it is served: findings on top, the script that loads it again, a policy that lets it. Does not
//! know how pages are made; what `kohyo build` writes never has any of this.

/// Where the script, the style and the events are; no site has such a folder.
pub(super) const OWN: &str = "/_kohyo/";

/// The page with the findings, and with the script that knows what is shown by its token.
pub(super) fn served(page: &str, panel: &str, token: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let head_end = lower.find("</head>");
    let after_head = head_end.map_or(0, |at| at + "</head>".len());
    let body = lower[after_head..].find("<body").and_then(|at| {
        let open = after_head + at;
        lower[open..].find('>').map(|end| open + end + 1)
    });
    let own = own_head(token);
    let (head_at, body_at) = match (head_end, body) {
        (Some(head), Some(body)) => (head, body),
        (Some(head), None) => (head, after_head),
        (None, Some(body)) => (body, body),
        // No page of ours: the end is the one place where nothing can be torn apart.
        (None, None) => (page.len(), page.len()),
    };
    let head = relaxed_head(&page[..head_at]);
    [&head, &own, &page[head_at..body_at], panel, &page[body_at..]].concat()
}

/// A page of its own around the findings.
pub(super) fn alone(title: &str, words: &str, panel: &str, token: &str, lang: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex, nofollow\">\
         <title>{title}</title>{}</head><body class=\"kohyo-alone\">{panel}<main><h1>{title}</h1>{words}</main></body></html>",
        own_head(token)
    )
}

fn own_head(token: &str) -> String {
    format!(
        "<link rel=\"stylesheet\" href=\"{OWN}panel.css\"><script src=\"{OWN}reload.js\" data-token=\"{token}\" defer></script>"
    )
}

/// The head of a page, its policies letting our script, style and events in.
fn relaxed_head(head: &str) -> String {
    let lower = head.to_ascii_lowercase();
    let mut out = String::with_capacity(head.len() + 64);
    let mut done = 0;
    while let Some(at) = lower[done..].find("<meta") {
        let open = done + at;
        let end = lower[open..].find('>').map_or(head.len(), |end| open + end);
        let policy = content(&lower[open..end])
            .filter(|_| lower[open..end].contains("content-security-policy"));
        match policy {
            Some((from, to)) => {
                out.push_str(&head[done..open + from]);
                out.push_str(&relaxed(&head[open + from..open + to]));
                done = open + to;
                out.push_str(&head[done..end]);
            }
            None => out.push_str(&head[done..end]),
        }
        done = end;
    }
    out.push_str(&head[done..]);
    out
}

/// Where the value of the attribute `content` stands in a tag, when it is quoted.
fn content(tag: &str) -> Option<(usize, usize)> {
    let start = tag.find("content=")? + "content=".len();
    let quote = tag[start..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let from = start + 1;
    let to = from + tag[from..].find(quote)?;
    Some((from, to))
}

/// A policy that also lets in what comes from us; everything else in it stays.
fn relaxed(policy: &str) -> String {
    let mut parts: Vec<Vec<&str>> = policy
        .split(';')
        .map(|part| part.split_whitespace().collect())
        .filter(|part: &Vec<&str>| !part.is_empty())
        .collect();
    let usual = parts.iter().find(|part| part[0] == "default-src").cloned();
    for name in ["script-src", "style-src", "connect-src"] {
        let at = parts.iter().position(|part| part[0] == name);
        let at = at.or_else(|| {
            // What is not said follows the usual; where there is none, all is let in already.
            let mut own = usual.clone()?;
            own[0] = name;
            parts.push(own);
            Some(parts.len() - 1)
        });
        if let Some(at) = at {
            parts[at].retain(|source| *source != "'none'");
            if !parts[at].contains(&"'self'") {
                parts[at].push("'self'");
            }
        }
    }
    let parts: Vec<String> = parts.iter().map(|part| part.join(" ")).collect();
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'";

    #[test]
    fn a_policy_lets_in_what_is_ours_and_nothing_more() {
        assert_eq!(
            relaxed(POLICY),
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; script-src 'self'; connect-src 'self'"
        );
        assert_eq!(relaxed("img-src 'none'"), "img-src 'none'");
        assert_eq!(
            relaxed("default-src https://a.example; style-src 'none'"),
            "default-src https://a.example; style-src 'self'; script-src https://a.example 'self'; connect-src https://a.example 'self'"
        );
    }

    #[test]
    fn findings_stand_first_in_the_body() {
        let page = format!(
            "<!doctype html><html><head><meta charset=utf-8><meta content=\"{POLICY}\" http-equiv=Content-Security-Policy><title>公表</title></head><body class=x><p>本文</p>"
        );
        let html = served(&page, "<section>指摘</section>", "1-2");
        assert!(html.contains("</head><body class=x><section>指摘</section><p>本文</p>"), "{html}");
        assert!(html.contains("connect-src 'self'\" http-equiv="), "{html}");
        assert!(html.contains("<title>公表</title><link rel=\"stylesheet\" href=\"/_kohyo/panel.css\"><script src=\"/_kohyo/reload.js\" data-token=\"1-2\""), "{html}");
    }

    #[test]
    fn a_page_without_head_or_body_keeps_its_words() {
        for page in ["", "<p>本文", "<body><p>本文", "<head></head>本文", "<meta", "<body"] {
            let html = served(page, "[指摘]", "1");
            assert!(html.contains("[指摘]") && html.contains("reload.js"), "{page}: {html}");
            let rest = html.replacen("[指摘]", "", 1).replacen(&own_head("1"), "", 1);
            assert_eq!(rest, page);
        }
    }
}
