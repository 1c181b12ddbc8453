"""Says whether two kohyo binaries make the same of the same content: every published file byte for byte, pages as
the same document (parsed; white space that no reader sees aside), what commands print, what an import writes.

    python3 tests/same/same.py OLD NEW [--specimen OLD_FOLDER NEW_FOLDER] [--import FILE ...] [--site FOLDER ...]

Needs html5lib. Ends with 1 where anything differs."""

import argparse, difflib, filecmp, json, os, re, shutil, subprocess, sys, tempfile
from pathlib import Path
import html5lib

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-23"
# Elements at whose edges no white space is seen; in LAYOUT none is seen between children either.
LAYOUT = set("html head body div section article aside nav header footer main ol ul dl table thead tbody tfoot tr "
             "colgroup figure blockquote details".split())
WORDS = set("p h1 h2 h3 h4 h5 h6 caption figcaption address summary li dt dd td th title script style meta link br "
            "hr col".split())
BLOCK = LAYOUT | WORDS


def flat(node, out):
    """A document as tokens: tags with sorted attributes, and words with white space folded."""
    name = node.tag
    if not isinstance(name, str):
        # Comments are no content.
        out.append(("", node.tail or ""))
        return
    attributes = []
    for key, value in node.attrib.items():
        attributes.append((key, " ".join(value.split()) if key == "class" else value))
    out.append(("open", name, tuple(sorted(attributes))))
    out.append(("", node.text or ""))
    for child in node:
        flat(child, out)
    out.append(("close", name))
    out.append(("", node.tail or ""))


def document(html):
    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    raw = []
    flat(tree, raw)
    merged = []
    for token in raw:
        if token[0] == "" and merged and merged[-1][0] == "":
            merged[-1] = ("", merged[-1][1] + token[1])
        else:
            merged.append(token)
    out, ends_blank = [], True
    for index, token in enumerate(merged):
        if token[0]:
            if token[1] in BLOCK:
                while out and out[-1] == ("", " "):
                    out.pop()
                if out and out[-1][0] == "":
                    out[-1] = ("", out[-1][1].rstrip(" "))
                ends_blank = True
            out.append(token)
            continue
        words = re.sub(r"[ \n\t\r\f]+", " ", token[1])
        if ends_blank:
            words = words.lstrip(" ")
        if words:
            ends_blank = words.endswith(" ")
            out.append(("", words))
    # Blanks before the end of a block, inline ends between.
    tidy = []
    for token in out:
        if token[0] and token[1] in BLOCK:
            at = len(tidy) - 1
            while at >= 0 and tidy[at][0] == "close" and tidy[at][1] not in BLOCK:
                at -= 1
            if at >= 0 and tidy[at][0] == "":
                words = tidy[at][1].rstrip(" ")
                tidy[at:at + 1] = [("", words)] if words else []
        tidy.append(token)
    return tidy


class Report:
    def __init__(self):
        self.counts, self.faults = {}, []

    def same(self, kind):
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def fault(self, words):
        self.faults.append(words)
        print("DIFFERS", words, flush=True)


def first_difference(old, new):
    for at, (a, b) in enumerate(zip(old, new)):
        if a != b:
            return f"token {at}: {old[max(0, at - 2):at + 2]} / {new[max(0, at - 2):at + 2]}"
    return f"length {len(old)} / {len(new)}"


def files(folder):
    return {str(p.relative_to(folder)): p for p in sorted(Path(folder).rglob("*")) if p.is_file()}


SKIPPED = ("records/builds.jsonl",)  # says when; .kohyo/ holds marks of the file system


def folders(old, new, what, report, saved):
    one, other = files(old), files(new)
    for path in sorted(p for p in set(one) ^ set(other) if "/.kohyo/" not in f"/{p}"):
        report.fault(f"{what}/{path}: only in {'old' if path in one else 'new'}")
    for path in sorted(set(one) & set(other)):
        a, b = one[path].read_bytes(), other[path].read_bytes()
        saved[0] += len(a)
        saved[1] += len(b)
        if path.endswith(SKIPPED) or path.endswith(".upload.txt") or "/.kohyo/" in f"/{path}":
            continue
        if a == b:
            report.same("files equal byte for byte")
        elif path.endswith(".html"):
            left, right = document(a.decode()), document(b.decode())
            if left == right:
                report.same("pages equal as documents")
            else:
                report.fault(f"{what}/{path}: {first_difference(left, right)}")
        elif path.endswith("manifest.json"):
            left, right = json.loads(a), json.loads(b)
            for side in (left, right):
                side["files"] = {k: ("" if k.endswith(".html") else v) for k, v in side["files"].items()}
            if json.dumps(left) == json.dumps(right):
                report.same("manifests equal but for digests of pages")
            else:
                report.fault(f"{what}/{path}: another manifest")
        else:
            report.fault(f"{what}/{path}: {len(a)} / {len(b)} bytes")


def run(binary, args, cwd):
    done = subprocess.run([binary, *map(str, args)], cwd=cwd, capture_output=True, timeout=600)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def commands(old, new, sites, report):
    """What commands that write nothing print, in both languages."""
    asked = []
    names = re.findall(r"^  ([a-z]+) ", run(old, ["--help", "--lang", "en"], "/")[1], re.M)
    for lang in ("ja", "en"):
        asked.append(["--help", "--lang", lang])
        for name in names:
            asked.append([name, "--help", "--lang", lang])
            for inner in ("add", "upload") if name == "record" else ():
                asked.append([name, inner, "--help", "--lang", lang])
            asked.append([name, "--nonsense", "--lang", lang])
    for lang in ("ja", "en"):
        day = ["--today", DAY, "--lang", lang]
        asked += [["check", *day], ["check", "--format", "json", *day], ["status", *day], ["next", *day],
                  ["aids", *day], ["verify", *day], ["schema", *day], ["show", "nowhere", *day]]
        for document in ("privacy", "privacy-rules", "personal-information-rules", "policy", "joint-use"):
            asked += [["show", document, *day], ["diff", document, *day], ["seal", document, "--dry-run",
                      "--effective", "2027-04-01", *day], ["show", document, "--history", *day],
                      ["renumber", document, *day]]
            for form in ("text", "json", "markdown", "html", "amendment", "terminal"):
                for style in ("", "remarks", "before-first"):
                    extra = ["--style", style] if style else []
                    asked.append(["diff", document, "2022-04-01", "2026-04-01", "--format", form, *extra, *day])
    for args in asked:
        for site in sites:
            a, b = run(old, args, site[0]), run(new, args, site[1])
            if args == ["--help", "--lang", args[-1]]:
                # New commands may be listed.
                lines = [[l for l in x[1].splitlines() if not l.startswith("  explain")] for x in (a, b)]
                equal = lines[0] == lines[1]
            else:
                equal = [w.replace(str(site[0]), "S") for w in map(str, a)] == \
                        [w.replace(str(site[1]), "S") for w in map(str, b)]
            if equal:
                report.same("outputs of commands equal")
            else:
                diff = difflib.unified_diff((a[1] + a[2]).splitlines(), (b[1] + b[2]).splitlines(), lineterm="", n=0)
                report.fault(f"{' '.join(args)}: " + " | ".join(list(diff)[2:6])[:400])


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("old")
    asked.add_argument("new")
    asked.add_argument("--specimen", nargs=2)
    asked.add_argument("--import", dest="imports", nargs="*", default=[])
    asked.add_argument("--site", nargs="*", default=[])
    asked = asked.parse_args()
    old, new = os.path.abspath(asked.old), os.path.abspath(asked.new)
    report, sizes = Report(), [0, 0]
    with tempfile.TemporaryDirectory() as temp:
        temp = Path(temp)
        pairs = []
        for site in [ROOT, ROOT / "examples/kenpo", *map(Path, asked.site)]:
            pair = []
            for binary in ("old", "new"):
                copy = temp / binary / site.name
                copy.mkdir(parents=True)
                for part in ("content", "records", "themes"):
                    if (site / part).is_dir() and not (part == "themes" and site == ROOT):
                        shutil.copytree(site / part, copy / part)
                pair.append(copy)
            pairs.append(pair)
            for args, out in (([], "public"), (["--preview"], "preview")):
                said = [run(binary, ["build", "--as-of", DAY, "--today", DAY, *args], where)
                        for binary, where in ((old, pair[0]), (new, pair[1]))]
                if said[0][0] or said[1][0]:
                    report.fault(f"build of {site.name}: {said}")
                folders(pair[0] / out, pair[1] / out, f"{site.name}/{out}", report, sizes)
        for file in asked.imports:
            name = Path(file).name
            for binary, side in ((old, "old"), (new, "new")):
                where = temp / side / "imported" / name
                code, out, err = run(binary, ["import", os.path.abspath(file), "--out", where, "--today", DAY], temp)
                (temp / side / "said").mkdir(exist_ok=True)
                said = (out + err).replace(str(where), "S")
                (temp / side / "said" / (name + ".txt")).write_text(f"{code}\n{said}")
                for own in where.glob("content/*/document.yaml"):
                    run(binary, ["seal", own.parent.name, "--root", where, "--effective", "2026-04-01",
                                 "--today", DAY], temp)
                if where.is_dir():
                    run(binary, ["build", "--root", where, "--as-of", DAY, "--today", DAY], temp)
            if (temp / "old/imported" / name).is_dir() or (temp / "new/imported" / name).is_dir():
                for pair in [(temp / "old/imported" / name, temp / "new/imported" / name)]:
                    folders(*pair, f"import {name}", report, sizes)
        if asked.imports:
            folders(temp / "old/said", temp / "new/said", "import said", report, sizes)
        if asked.specimen:
            folders(*asked.specimen, "specimen", report, sizes)
        commands(old, new, pairs, report)
    for kind, count in report.counts.items():
        print(f"{count:6} {kind}")
    print(f"bytes: {sizes[0]} before, {sizes[1]} after")
    print(f"{len(report.faults)} differences")
    sys.exit(1 if report.faults else 0)


main()
