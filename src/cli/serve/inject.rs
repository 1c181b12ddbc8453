//! A page as it is served: findings on top, the script that loads it again, a policy that lets it. Does not
//! know how pages are made; what `kohyo build` writes never has any of this.

/// Where the script, the style and the events are; no site has such a folder.
pub const OWN: &str = "/_kohyo/";

/// The page with the findings, and with the script that knows what is shown by its token.
pub fn served(page: &str, panel: &str, token: &str) -> String {
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
pub fn alone(title: &str, words: &str, panel: &str, token: &str, lang: &str) -> String {
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
pub fn relaxed(policy: &str) -> String {
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
