#!/usr/bin/env python3
"""Is a site whole? Every page parses strictly, ids are unique, every link within the site leads to a file and a place in it, nothing is asked of
anyone else, no script or style stands inline, and no markup of a stranger's has come through. Usage: site.py DIR. Tells each fault; status 1 if any."""

import os
import sys
import urllib.parse
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SAFE = {"http", "https", "mailto"}
OURS = {"a", "article", "aside", "blockquote", "body", "br", "button", "code", "dd", "del", "details", "div", "dl", "dt", "em", "fieldset", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "img", "input", "ins", "label", "legend", "li", "link",
        "main", "meta", "nav", "noscript", "ol", "optgroup", "option", "output", "p", "pre", "q", "script", "section", "select", "span", "strong",
        "summary", "table", "tbody", "td", "template", "th", "thead", "time", "title", "tr", "ul"}


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.ids, self.links, self.open, self.faults, self.csp, self.level = path, set(), [], [], [], False, 0
        with open(path, encoding="utf-8") as file:
            self.feed(file.read())
        self.close()
        if self.open:
            self.faults.append(f"not closed: {self.open}")
        if not self.csp:
            self.faults.append("no content security policy")

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if len(found) != len(attrs):
            self.faults.append(f"an attribute twice on <{tag}>")
        if tag not in OURS:
            self.faults.append(f"<{tag}> is none of ours")
        if tag not in VOID:
            self.open.append(tag)
        if "id" in found:
            if found["id"] in self.ids or any(c.isspace() for c in found["id"]) or not found["id"]:
                self.faults.append(f"id {found['id']!r} stands twice, or is none")
            self.ids.add(found["id"])
        if any(name.startswith("on") or name == "style" for name in found):
            self.faults.append(f"inline script or style on <{tag}>")
        if tag == "script" and "src" not in found and found.get("type") not in ("application/ld+json", "application/json"):
            self.faults.append("inline script")
        if tag == "meta" and found.get("http-equiv") == "Content-Security-Policy":
            self.csp = "default-src 'none'" in found["content"]
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            level = int(tag[1])
            if level > self.level + 1:
                self.faults.append(f"<{tag}> below <h{self.level}>")
            self.level = level
        for name in ("href", "src", "action"):
            if name in found:
                self.links.append((tag, name, found[name]))

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("script", "code", "pre") and "<:" in data:
            self.faults.append(f"broken markup: {data[:40]!r}")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def check_link(root, pages, page, tag, name, link):
    url = urllib.parse.urlsplit(link)
    if url.scheme or url.netloc:
        follows = name == "href" and tag == "a" or tag == "link"
        return None if url.scheme in SAFE and follows else f"asks somebody else: {link}"
    target = os.path.normpath(os.path.join(os.path.dirname(page.path), urllib.parse.unquote(url.path))) if url.path else page.path
    if link.startswith("/") or os.path.relpath(target, root).startswith(".."):
        return f"leads out of the site: {link}"
    if not os.path.isfile(target):
        return f"leads nowhere: {link}"
    if url.fragment and target in pages and urllib.parse.unquote(url.fragment) not in pages[target].ids:
        return f"no such place: {link}"
    return None


def main(root):
    root = os.path.normpath(root)
    pages = {}
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name != ".styrdok"]
        for name in files:
            if name.endswith(".html"):
                path = os.path.join(folder, name)
                pages[path] = Page(path)
    faults = [f"{path}: {fault}" for path, page in pages.items() for fault in page.faults]
    for path, page in pages.items():
        for tag, name, link in page.links:
            fault = check_link(root, pages, page, tag, name, link)
            if fault:
                faults.append(f"{path}: {fault}")
    for fault in sorted(faults)[:40]:
        print(fault)
    if not pages:
        print("no pages")
    return 1 if faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
