//! What hosts and search engines read: headers, robots, sitemap. Does not know templates.

use super::{Job, uri as encode};
use crate::publish::Build;
use crate::publish::plan::{Indexing, SitePlan};
use crate::site::Root;

/// What a page may load and do: nothing but its own style and images.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// Headers; the others where the root of the site is its own and its address is known.
pub(super) fn jobs<'a>(build: &'a Build<'a>) -> Vec<Job<'a>> {
    let Build { plan, settings, .. } = build;
    let mut files = vec![Job::new("_headers", || headers().into_bytes())];
    let is_refused = plan.pages.iter().any(|page| page.indexing == Indexing::Refused);
    if settings.root == Root::Ours
        && let Some(url) = &settings.url
    {
        files.push(Job::new("robots.txt", move || robots(url, is_refused).into_bytes()));
        if !is_refused {
            files.push(Job::new("sitemap.xml", || sitemap(plan, url).into_bytes()));
        }
    }
    files
}

/// For hosts that read such a file. Those that do not still have the policy in every page.
fn headers() -> String {
    format!(
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'self'\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n"
    )
}

fn robots(url: &str, is_refused: bool) -> String {
    if is_refused {
        "User-agent: *\nDisallow: /\n".to_owned()
    } else {
        format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", encode(url))
    }
}

fn sitemap(plan: &SitePlan, url: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in &plan.pages {
        let address = encode(&page.address.under(url));
        let address = address.replace('&', "&amp;").replace('<', "&lt;");
        out.push_str(&format!("<url><loc>{address}</loc></url>\n"));
    }
    out.push_str("</urlset>\n");
    out
}
