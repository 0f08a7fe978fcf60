#!/usr/bin/env python3
"""No run of twelve words of a source stands in docs-corpus or the rules, outside quotation marks and titles.

    tests/quotation.py               checks; prints each run with its place
    tests/quotation.py --make DIR    writes tests/quotation.runs anew from the sources in DIR

The sources are not part of the project. tests/quotation.runs holds their runs as hashes of five bytes, sorted."""
import glob
import hashlib
import re
import sys

RUNS = "tests/quotation.runs"
LENGTH, BYTES = 12, 5
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"”[^”]*”|^\s*>.*$", re.M)  # also a block quote
NAMED = re.compile(r"^(?:title|aliases):.*(?:\n[ \t].*)*", re.M)


def blank(match):
    """A text of the same length whose words no source has, so that no run reaches over it."""
    return re.sub(r"\w", "_", match.group())


def runs(text):
    """Every run of words, hashed, with the offset where it begins."""
    words = [(word.group().lower(), word.start()) for word in WORD.finditer(text)]
    for i in range(len(words) - LENGTH + 1):
        run = " ".join(word for word, _ in words[i:i + LENGTH])
        yield hashlib.sha256(run.encode()).digest()[:BYTES], words[i][1]


def make(folder):
    found = set()
    for path in glob.glob(f"{folder}/*.txt"):
        text = open(path, encoding="utf-8").read()
        for joined in ("", "-"):  # a hyphen at a line's end may be the word's own
            found.update(digest for digest, _ in runs(re.sub(r"-\s*\n\s*", joined, text)))
    with open(RUNS, "wb") as file:
        file.write(b"".join(sorted(found)))


def check():
    data = open(RUNS, "rb").read()
    known = {data[i:i + BYTES] for i in range(0, len(data), BYTES)}
    paths = sorted(glob.glob("docs-corpus/**/*.*", recursive=True) + glob.glob("rules/*/*.yaml"))
    faults = 0
    for path in paths:
        text = open(path, encoding="utf-8").read()
        last = 0
        for digest, at in runs(QUOTED.sub(blank, NAMED.sub(blank, text))):
            line = text.count("\n", 0, at) + 1
            if digest in known and line > last + 1:
                faults += 1
                last = line
                print(f"{path}:{line}: twelve words of a source, not quoted: {text[at:at + 70]!r}")
    if len(paths) < 50 or len(known) < 10000:
        sys.exit("quotation: nothing to compare")
    print(f"{len(paths)} passed, 0 failed" if not faults else f"{len(paths)} passed, {faults} failed")
    return faults > 0


if __name__ == "__main__":
    sys.exit(make(sys.argv[2]) if sys.argv[1:2] == ["--make"] else check())
