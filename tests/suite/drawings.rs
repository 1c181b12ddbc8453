//! Drawings and other files that are published as they are: what may run, or fetch, or is not what its name says, is
//! refused at its place; what drawing programs write is accepted.

use kohyo::diagnostic::{Finding, Severity};
use kohyo::disk::Snapshot;
use kohyo::site::load::{harm, load};

const SVG: &str =
    "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

/// A drawing around a part.
fn drawn(part: &str) -> String {
    format!("<svg {SVG} viewBox=\"0 0 9 9\">{part}</svg>")
}

/// What is said of a drawing, and the part of it that is pointed at.
fn said(svg: &[u8]) -> Option<(Finding, String)> {
    let found = harm("a.svg", svg)?;
    let range = found.span.clone().unwrap().range;
    let part = String::from_utf8_lossy(&svg[range]).into_owned();
    Some((found, part))
}

/// Parts that run, and where each is pointed at.
const RUNNING: &[(&str, &str)] = &[
    ("<script>alert(1)</script>", "script"),
    ("<s:script xmlns:s='http://www.w3.org/2000/svg'>alert(1)</s:script>", "s:script"),
    ("<script xlink:href='data:,alert(1)'/>", "script"),
    ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>", "h:script"),
    ("<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>", "script"),
    ("<h:img xmlns:h='http://www.w3.org/1999/xht&#109;l' src='x' onerror='alert(1)'/>", "h:img"),
    (
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        "foreignObject",
    ),
    ("<g onclick='alert(1)'/>", "onclick"),
    ("<g\nonload\n=\n'alert(1)'/>", "onload"),
    ("<path d='M0 0'onload='alert(1)'/>", "onload"),
    ("<style onload='alert(1)'>a{}</style>", "onload"),
    ("<a href='javascript:alert(1)'/>", "href"),
    ("<a href='java&#115;cript:alert(1)'/>", "href"),
    ("<a xlink:href=' java&#9;script:alert(1)'/>", "xlink:href"),
    ("<a xmlns:q='http://www.w3.org/1999/xlink' q:href='javascript:alert(1)'/>", "q:href"),
    ("<a><set attributeName='href' to='javascript:alert(1)'/></a>", "set"),
    ("<animate attributeName='x' onbegin='alert(1)' dur='1s'/>", "animate"),
    (
        "<a id='x'/><animate href='#x' attributeName='href' values='javascript:alert(1)'/>",
        "animate",
    ),
    ("<animateMotion path='M0 0'/>", "animateMotion"),
    ("<discard onbegin='alert(1)'/>", "discard"),
    (
        "<handler type='application/ecmascript' ev:event='load' xmlns:ev='http://www.w3.org/2001/xml-events'/>",
        "handler",
    ),
    ("<listener event='load' handler='#x' xmlns='http://www.w3.org/2001/xml-events'/>", "listener"),
    ("<iframe src='javascript:alert(1)'/>", "iframe"),
];

/// Parts that fetch, or could be read in two ways.
const FETCHING: &[(&str, &str)] = &[
    ("<image href='https://evil.example/a.png'/>", "href"),
    ("<image href='data:image/svg+xml;base64,PHN2Zy8+'/>", "href"),
    ("<image href='data:image/png;base64,AAAA\"onload=\"x'/>", "href"),
    ("<use href='data:image/png;base64,AAAA'/>", "href"),
    ("<use xlink:href='other.svg#a'/>", "xlink:href"),
    ("<use xml:base='https://evil.example/' href='#a'/>", "xml:base"),
    ("<g fill='url(https://evil.example/a.svg#b)'/>", "fill"),
    ("<g filter='u\\72l(//evil.example/a#b)'/>", "filter"),
    ("<g style='background:URL( \"//evil.example\" )'/>", "style"),
    ("<g style='background-image:image-set(\"//evil.example/a.png\" 1x)'/>", "style"),
    ("<g style='width:expression(alert(1))'/>", "style"),
    ("<g style='behavior:url(#default#x);x:\"'/>", "style"),
    ("<style>@import '//evil.example/a.css';</style>", "@import"),
    ("<style>@im<!-- -->port '//evil.example/a.css';</style>", "@import"),
    ("<style><![CDATA[@im]]>port '//evil.example/a.css';</style>", "@import"),
    ("<style>&#64;import '//evil.example/a.css';</style>", "@import"),
    ("<style>a{content:\"/*\"} @import '//evil.example'; /*\"*/</style>", "@import"),
    ("<style>a{content:'\n'} b{c:'@import'}</style>", "'"),
    ("<style>@font-face{font-family:a;src:url(//evil.example/a.woff)}</style>", "@font-face"),
    ("<style>a{background:url(//evil.example)}</style>", "url(//evil.example"),
    ("<style type='text/x-script'>a{}</style>", "type"),
    ("<style>a{}<g/></style>", "g"),
    ("<metadata><script xmlns='http://www.w3.org/2000/svg'>alert(1)</script></metadata>", "script"),
    ("<title><h:img xmlns:h='http://www.w3.org/1999/xhtml' src='x'/></title>", "h:img"),
    ("<math xmlns='http://www.w3.org/1998/Math/MathML' href='javascript:alert(1)'/>", "math"),
    ("<b:binding xmlns:b='http://www.mozilla.org/xbl'/>", "b:binding"),
    ("<g>&x;</g>", "&x;"),
    (
        "<?xml-stylesheet href='//evil.example/a.xsl' type='text/xsl'?>",
        "<?xml-stylesheet href='//evil.example/a.xsl' type='text/xsl'?>",
    ),
];

#[test]
fn nothing_that_runs_or_fetches_passes_as_a_drawing() {
    for (part, place) in RUNNING.iter().chain(FETCHING).copied() {
        let svg = drawn(part);
        let (found, pointed) = said(svg.as_bytes()).unwrap_or_else(|| panic!("accepted: {svg}"));
        assert_eq!(found.severity, Severity::Error, "{svg}");
        // Of a style sheet whose words are not written in one piece, its beginning is shown.
        let is_sheet = pointed.starts_with('<');
        assert!(is_sheet || pointed == place, "{svg}: {pointed} ({found:?})");
        assert!(found.message.ja.contains("公表できません") && found.help.is_some(), "{found:?}");
    }
}

#[test]
fn a_file_that_two_readers_could_read_in_two_ways_is_no_drawing() {
    let utf16 = |svg: &str| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(svg.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let wholes: Vec<(Vec<u8>, &str)> = vec![
        (utf16(&drawn("")), "UTF-8"),
        (b"<?xml version='1.0' encoding='utf-7'?><svg xmlns='http://www.w3.org/2000/svg'/>".into(), "UTF-8"),
        (b"<?xml version='1.0' encoding='Shift_JIS'?><svg xmlns='http://www.w3.org/2000/svg'/>".into(), "UTF-8"),
        (b"<?xml version='1.1'?><svg xmlns='http://www.w3.org/2000/svg'/>".into(), "UTF-8"),
        ("<svg xmlns='http://www.w3.org/2000/svg'>\u{1B}(B</svg>".into(), "正しく読めない"),
        ("<!DOCTYPE svg [<!ENTITY x 'y'>]><svg xmlns='http://www.w3.org/2000/svg'/>".into(), "<!DOCTYPE svg"),
        ("<!DOCTYPE svg SYSTEM 'https://evil.example/a.dtd'><svg xmlns='http://www.w3.org/2000/svg'/>".into(), "<!DOCTYPE"),
        ("<!DOCTYPE html><html><body onload='alert(1)'/></html>".into(), "<!DOCTYPE html>"),
        ("<html><body onload='alert(1)'/></html>".into(), "1 つの「svg」"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>".into(), "1 つの「svg」"),
        ("<svg><path d='M0 0'/></svg>".into(), "名前空間"),
        ("<svg xmlns='http://www.w3.org/2000/SVG'/>".into(), "名前空間"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/><svg xmlns='http://www.w3.org/2000/svg'/>".into(), "1 つの「svg」"),
        ("<svg xmlns='http://www.w3.org/2000/svg'>".into(), "1 つの「svg」"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><g></svg>".into(), "正しく読めない"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><!-- a -- b --></svg>".into(), "正しく読めない"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><!--> <script>alert(1)</script> --></svg>".into(), "正しく読めない"),
        ("<svg xmlns='http://www.w3.org/2000/svg' id='a' id='b'/>".into(), "正しく読めない"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>alert(1)".into(), "正しく読めない"),
        ("".into(), "1 つの「svg」"),
    ];
    for (svg, words) in wholes {
        let shown = String::from_utf8_lossy(&svg).into_owned();
        let (found, _) = said(&svg).unwrap_or_else(|| panic!("accepted: {shown}"));
        assert!(found.message.ja.contains(words), "{shown}: {}", found.message.ja);
    }
}

const INKSCAPE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- Created with Inkscape -->\n<svg width=\"210mm\" height=\"297mm\" viewBox=\"0 0 210 297\" version=\"1.1\" id=\"svg5\" inkscape:version=\"1.2\" sodipodi:docname=\"図.svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" xmlns=\"http://www.w3.org/2000/svg\" xmlns:svg=\"http://www.w3.org/2000/svg\" xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:cc=\"http://creativecommons.org/ns#\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><sodipodi:namedview id=\"namedview7\" pagecolor=\"#ffffff\" inkscape:showpageshadow=\"2\" showgrid=\"false\"><inkscape:grid type=\"xygrid\"/></sodipodi:namedview><defs id=\"defs2\"/><metadata><rdf:RDF><cc:Work rdf:about=\"\"><dc:format>image/svg+xml</dc:format><dc:type rdf:resource=\"http://purl.org/dc/dcmitype/StillImage\"/></cc:Work></rdf:RDF></metadata><g inkscape:label=\"レイヤー 1\" inkscape:groupmode=\"layer\" id=\"layer1\"><text xml:space=\"preserve\" style=\"font-size:10.5833px;line-height:1.25;font-family:'MS PGothic';-inkscape-font-specification:'MS PGothic';stroke-width:0.264583\" x=\"10\" y=\"20\"><tspan sodipodi:role=\"line\" x=\"10\" y=\"20\">見本</tspan></text></g></svg>";
const ILLUSTRATOR: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg version=\"1.1\" id=\"レイヤー_1\" xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" x=\"0px\" y=\"0px\" viewBox=\"0 0 100 100\" style=\"enable-background:new 0 0 100 100;\" xml:space=\"preserve\">\n<style type=\"text/css\">\n\t.st0{clip-path:url(#SVGID_2_);}\n\t.st1{font-family:'KozGoPr6N-Regular-90ms-RKSJ-H';}\n</style>\n<g><defs><rect id=\"SVGID_1_\" width=\"9\" height=\"9\"/></defs><clipPath id=\"SVGID_2_\"><use xlink:href=\"#SVGID_1_\" style=\"overflow:visible;\"/></clipPath><text transform=\"matrix(1 0 0 1 10 10)\" class=\"st1\">見本</text></g></svg>";
const MATPLOTLIB: &str = "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"\n  \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"460.8pt\" height=\"345.6pt\" viewBox=\"0 0 460.8 345.6\" xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\">\n <metadata>\n  <rdf:RDF xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:cc=\"http://creativecommons.org/ns#\" xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n   <cc:Work><dc:creator><cc:Agent><dc:title>Matplotlib v3.8</dc:title></cc:Agent></dc:creator></cc:Work>\n  </rdf:RDF>\n </metadata>\n <defs>\n  <style type=\"text/css\">*{stroke-linejoin: round; stroke-linecap: butt}</style>\n </defs>\n <g id=\"figure_1\"><path d=\"M 0 345.6 L 460.8 0 z\" style=\"fill: #ffffff\"/><g clip-path=\"url(#p1)\"><use xlink:href=\"#m1\" x=\"1\" y=\"2\" style=\"stroke: #000000; stroke-width: 0.8\"/></g></g>\n <defs><clipPath id=\"p1\"><rect x=\"57\" y=\"41\" width=\"3\" height=\"2\"/></clipPath></defs>\n</svg>\n";
const DRAWIO: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" width=\"121px\" height=\"61px\" viewBox=\"-0.5 -0.5 121 61\" style=\"background: #ffffff; background-color: light-dark(#ffffff, var(--ge-dark-color, #121212)); color-scheme: light dark;\" content=\"&lt;mxfile host=&quot;app&quot;&gt;&lt;/mxfile&gt;\"><defs/><g><g data-cell-id=\"0\"><rect x=\"0\" y=\"0\" width=\"120\" height=\"60\" fill=\"#ffffff\" stroke=\"#000000\" pointer-events=\"all\"/><g fill=\"#000000\" font-family=\"&quot;Helvetica&quot;\" text-anchor=\"middle\" font-size=\"12px\"><text x=\"59.5\" y=\"34.5\">窓口</text></g></g></g></svg>";
const EXCEL: &str = "<svg width=\"624\" height=\"336\" xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xml:space=\"preserve\" overflow=\"hidden\"><defs><clipPath id=\"clip0\"><rect x=\"1\" y=\"2\" width=\"3\" height=\"4\"/></clipPath></defs><g clip-path=\"url(#clip0)\" transform=\"translate(-351 -208)\"><text fill=\"#595959\" font-family=\"Meiryo UI,Meiryo UI_MSFontService,sans-serif\" font-weight=\"400\" font-size=\"12\" transform=\"matrix(1 0 0 1 10 10)\">人数</text><image width=\"9\" height=\"9\" xlink:href=\"data:image/png;base64,iVBORw0KGgo=\" preserveAspectRatio=\"none\"></image></g></svg>";

/// Ten parts of ten parts, eight deep.
fn nested(
    define: impl Fn(usize) -> String,
    show: impl Fn(usize) -> String,
    show_last: &str,
) -> String {
    let level = |at: usize| define(at).replace("…", &show(at - 1).repeat(10));
    let levels: String = (1..=8).rev().map(level).collect();
    drawn(&format!(
        "<defs>{levels}{}</defs>{show_last}",
        define(0).replace("…", "<path d='M0 0h1'/>")
    ))
}

/// Nine parts, each of which shows the one before with each of its ten shapes（…）.
fn levels(define: impl Fn(usize) -> String) -> String {
    let all: String = (1..=9).map(&define).collect();
    drawn(&all.replace("…", &"<path d='M0 0h1'/>".repeat(10)))
}

/// Parts that show the one before ten times, and seem to show the one behind, which a style of their own undoes.
fn hidden(step: i32) -> String {
    let level = |at: i32| {
        let (shown, undone) = (at - step, at + step);
        format!(
            "<pattern id='p{at}'><path fill='url(#p{undone})' style='fill:none'/>{}</pattern>",
            format!("<path fill='url(#p{shown})'/>").repeat(10)
        )
    };
    drawn(&(0..9).map(level).collect::<String>())
}

/// A style sheet in which the shapes that a selector means are painted with the pattern of their level.
fn sheet(selector: impl Fn(usize) -> String) -> String {
    let rule = |at| {
        let selector = selector(at);
        let end = "}".repeat(selector.matches('{').count() + 1);
        format!("/* .x, #y */ {selector}{{stroke:none;fill:url(#p{at}){end}\n")
    };
    format!("<style>{}</style>", (0..8).map(rule).collect::<String>())
}

#[test]
fn a_drawing_that_grows_by_powers_is_refused() {
    let group = |at: usize| format!("<g id='ア{at}'>…</g>");
    let pattern = |at: usize| format!("<pattern id='p{at}'>…</pattern>");
    let coded = |at: usize| format!("<use xlink:href='#%E3%82%A2{at}'/>");
    for svg in [
        nested(group, |at| format!("<use href='#ア{at}'/>"), "<use href='#ア8'/>"),
        nested(group, coded, "<use href='#ア8'/>"),
        nested(pattern, |at| format!("<path fill='url( \"#p{at}\" )'/>"), "<g/>"),
        nested(pattern, |at| format!("<path style='fill:URL(#p{at})'/>"), "<g/>"),
        nested(pattern, |at| format!("<path fill='uRl(#p{at})'/>"), "<g/>"),
        nested(pattern, |at| format!("<path class='a c{at}'/>"), &sheet(|at| format!(".c{at}"))),
        nested(
            pattern,
            |at| format!("<path id='i{at}' />"),
            &sheet(|at| format!("g>#i{at}:not(.b)")),
        ),
        nested(
            pattern,
            |_| "<path/>".into(),
            &sheet(|at| format!("@media all{{pattern#p{} > *", at + 1)),
        ),
        levels(|at| format!("<pattern id='p{at}'><g fill='url(#p{})'>…</g></pattern>", at - 1)),
        levels(|at| {
            format!("<pattern id='p{at}'><g style='--a:url(#p{})'>…</g></pattern>", at - 1)
        }),
        levels(|at| {
            format!(
                "<marker id='p{at}'><path d='M0 0{}' marker-mid='url(#p{})'/></marker>",
                "h1".repeat(10),
                at - 1
            )
        }),
        levels(|at| {
            format!(
                "<marker id='p{at}'><g style='marker:url(#p{})'>{}</g></marker>",
                at - 1,
                "<line/>".repeat(10)
            )
        }),
        hidden(1),
        hidden(-1),
    ] {
        let (found, _) = said(svg.as_bytes()).unwrap_or_else(|| panic!("accepted: {svg}"));
        assert!(found.message.ja.contains("100 万個を超える"), "{found:?}");
    }
}

#[test]
fn a_drawing_of_many_shapes_is_accepted() {
    let shaded = format!(
        "<radialGradient id='r'>{}</radialGradient><g fill='url(#r)'>{}</g>",
        "<stop/>".repeat(10),
        "<path d='M0 0h1'/>".repeat(90_000)
    );
    let pointed = format!(
        "<style>.m{{marker-end:url(#m);clip-path:url(#c)}} .b{{fill:url(#m)}}</style>\
         <marker id='m'><path d='M0 0h1'/></marker><clipPath id='c'><rect/></clipPath>\
         <g class='m'>{}</g>",
        "<polyline points='0,0 1,1 2,2'/>".repeat(9_000)
    );
    assert_eq!(harm("a.svg", drawn(&shaded).as_bytes()), None);
    assert_eq!(harm("a.svg", drawn(&pointed).as_bytes()), None);
    let arrows = format!(
        "<style>path{{marker-end:url(#m)}}</style><marker id='m'><path d='M0 0h1'/></marker>{}",
        "<path d='M0 0h1v1'/>".repeat(5_000)
    );
    assert_eq!(harm("a.svg", drawn(&arrows).as_bytes()), None);
    let many = "<use href='#a'/>".repeat(5_000);
    let itself = "<g id='x'><use href='#y'/></g><g id='y'><use href='#x'/></g>";
    for part in [&*format!("<g id='a'><path d='M0 0'/></g>{many}"), itself] {
        assert_eq!(harm("a.svg", drawn(part).as_bytes()), None);
    }
}

#[test]
fn words_of_a_drawing_stand_as_they_are_read() {
    for part in [
        "<text>03-\u{202E}4321</text>",
        "<text>03-&#x202e;4321</text>",
        "<title>見\u{200B}本</title>",
        "<text><tspan><![CDATA[見\u{E0041}本]]></tspan></text>",
    ] {
        let (found, _) = said(drawn(part).as_bytes()).unwrap_or_else(|| panic!("accepted: {part}"));
        assert!(found.message.ja.contains("図の中の文字"), "{found:?}");
    }
    assert_eq!(
        harm("a.svg", drawn("<text>葛\u{E0100}城　見本\u{A0}❤\u{FE0F}</text>").as_bytes()),
        None
    );
}

#[test]
fn what_drawing_programs_write_is_accepted() {
    let parts = [
        "<linearGradient id='a' gradientUnits='userSpaceOnUse' x1='0' x2='1' xlink:href='#b'><stop offset='0' stop-color='#fff' style='stop-opacity:1'/></linearGradient><rect fill='url(#a)' width='9' height='9'/>",
        "<radialGradient id='a' fx='.5' fr='0' gradientTransform='rotate(20)'/><circle r='4' fill='url(&quot;#a&quot;)'/>",
        "<symbol id='a' viewBox='0 0 1 1'><path d='M0 0h1'/></symbol><use href='#a' x='1'/>",
        "<mask id='m' maskUnits='userSpaceOnUse'><rect width='9' height='9' fill='#fff'/></mask><g mask='url(#m)'/>",
        "<pattern id='p' width='4' height='4' patternUnits='userSpaceOnUse' patternTransform='scale(2)'><path d='M0 0'/></pattern>",
        "<marker id='m' orient='auto' markerWidth='3' refX='1'><path d='M0 0'/></marker><line x1='0' y2='1' marker-end='url(#m)'/>",
        "<filter id='f'><feGaussianBlur in='SourceAlpha' stdDeviation='2'/><feOffset dx='1'/><feMerge><feMergeNode/></feMerge></filter>",
        "<text writing-mode='vertical-rl' font-family=\"'ＭＳ 明朝',serif\"><tspan dy='1em'>縦に書く</tspan><textPath href='#a' startOffset='10%'>道</textPath></text>",
        "<title>組織図</title><desc>理事長の下に &amp; &#x4E00;</desc><g role='img' aria-label='図'/>",
        "<style>/* 色 */ .a:not(.b){fill:rgb(0,0,0);content:\"@import url(x)\"} @media (prefers-color-scheme: dark){.a{fill:hsl(0 0% 9%)}}</style>",
        "<style><![CDATA[ .a > .b { marker: url( '#m' ); transform: rotate(3deg) } ]]></style>",
        "<switch><g systemLanguage='ja'/><g/></switch><a href='#a'><path d='M0 0'/></a>",
        "<image href='data:image/jpeg;base64,/9j/\n 4AAQ' width='9' height='9'/>",
        "<path stroke-dasharray='4 2' text-rendering='geometricPrecision' stroke-linejoin='round'/><text glyph-orientation-horizontal='0' writing-mode='tb'/>",
        "<font id='f' horiz-adv-x='9'><font-face font-family='a' units-per-em='1000'/><glyph unicode='(' d='M0 0'/></font>",
    ];
    let wholes = [INKSCAPE, ILLUSTRATOR, MATPLOTLIB, DRAWIO, EXCEL].map(str::to_owned);
    let with_bom = format!("\u{FEFF}{ILLUSTRATOR}");
    for svg in wholes.into_iter().chain(parts.map(drawn)).chain([with_bom]) {
        assert_eq!(harm("図.SVG", svg.as_bytes()), None, "{svg}");
    }
}

#[test]
fn files_that_are_published_as_they_are_are_what_their_names_say() {
    let png = b"\x89PNG\r\n\x1A\n....";
    for (name, bytes, words) in [
        ("a.png", &b"<html><script>alert(1)</script></html>"[..], Some("PNG")),
        ("a.PNG", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", Some("PNG")),
        ("a.jpg", png, Some("中身は PNG です")),
        ("a.gif", b"GIF89", Some("GIF")),
        ("a.webp", b"RIFF", Some("WebP")),
        ("a.pdf", b"<html>%PDF-1.7", Some("PDF")),
        ("a.docx", b"", Some("Office")),
        ("a.svgz", b"\x1F\x8B", Some("圧縮")),
        ("a.png", png, None),
        ("a.jpeg", b"\xFF\xD8\xFF\xE0", None),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", None),
        ("a.xlsx", b"PK\x03\x04", None),
        ("a.pdf", b"%PDF-1.7", None),
        ("robots.txt", b"User-agent: *", None),
    ] {
        let found = harm(name, bytes);
        let said = found.map(|one| one.message.ja);
        match (said, words) {
            (Some(said), Some(words)) => assert!(said.contains(words), "{name}: {said}"),
            (said, words) => assert!(said.is_none() && words.is_none(), "{name}: {said:?}"),
        }
    }
}

#[test]
fn a_drawing_is_judged_wherever_it_would_be_published() {
    let hostile = drawn("<g onload='x()'/>");
    let site = |files: &[(&str, &str)]| {
        let sound = [
            ("content/site.yaml", "title: 見本\n"),
            ("content/organisation.yaml", "name: 見本健康保険組合\n"),
            ("content/a/document.yaml", "kind: notice\ntitle: 図\nsections: [figures]\n"),
        ];
        let sound = sound.iter().filter(|(path, _)| files.iter().all(|(own, _)| own != path));
        let files = sound.chain(files).map(|(path, text)| (*path, text.as_bytes()));
        let found = load(&Snapshot::from_memory(files)).findings;
        let told = found.iter().map(|one| {
            let file = one.span.as_ref().map_or("", |span| &*span.file);
            format!("{} {file}", one.code)
        });
        told.collect::<Vec<_>>()
    };
    let shows = ("content/a/figures.yaml", "figures: [{file: a.svg, alt: 図}]\n");
    let figure = ("content/a/figures/a.svg", &*hostile);
    assert_eq!(site(&[shows, figure]), ["svg-part content/a/figures/a.svg"]);
    let sound = drawn("<path d='M0 0'/>");
    let figure = ("content/a/figures/a.svg", &*sound);
    assert_eq!(site(&[shows, figure]), Vec::<String>::new());
    let logo = ("content/static/img/logo.svg", &*hostile);
    assert_eq!(site(&[shows, figure, logo]), ["svg-part content/static/img/logo.svg"]);
    let settings = ("content/site.yaml", "title: 見本\ntheme: own\n");
    let sign = ("themes/own/assets/sign.svg", &*hostile);
    let other = ("themes/other/assets/sign.svg", &*hostile);
    assert_eq!(
        site(&[settings, shows, figure, sign, other]),
        ["svg-part themes/own/assets/sign.svg"]
    );
}
