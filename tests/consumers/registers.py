"""Registers to check: with names and texts that are hard to write down, without findings, and with very many."""
import os
import subprocess
import unicodedata

GIT = ["git", "-c", "user.name=Registrator", "-c", "user.email=registrator@example.org", "-c", "commit.gpgsign=false"]
BODIES = "- id: kommunfullmaktige\n  name: Kommunfullmäktige\n  rank: 1\n"
TYPES = "- {id: policy, name: Policy, governing: true}\n"
GOOD = "---\nid: {id}\ntitle: {title}\ntype: policy\n{more}---\n\n# {id}\n\n{text}\n"

# Each is a file's name or a folder's.
HARD_NAMES = [
    "med mellanslag  två",
    unicodedata.normalize("NFC", "blå-nfc"),
    unicodedata.normalize("NFD", "blå-nfd"),
    "kolon: och, komma",
    "hundra%25 procent%0A",
    "::error file=x::hej",
    "##[stop-commands]x",
    "citat\"'`<b>&amp;]]>",
    "rad\nbrytning\ttabb",
    "styr\x1b[31mtecken\x7f",
    "vänd\u202eord",
    "ej\ufffetecken",
    "emoji-😀",
    b"latin-\xe5",
    "fråga?#ankare",
    "\\bakstreck\\",
]
HARD_TEXT = 'a \\"b\\" \\\\ % %0A :: , <i>&amp; ]]> \\n::error::x \\u0007 \\u202e \\uFFFE \\U0001F600 å a\\u030A ##[error]'


def write(path, text):
    path = os.fsencode(path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode("utf-8"))


def frame(folder):
    write(f"{folder}/styrdok.yaml", "language: sv\n")
    write(f"{folder}/docs-corpus/vocabulary/bodies.yaml", BODIES)
    write(f"{folder}/docs-corpus/vocabulary/types.yaml", TYPES)


def clean(folder):
    """One document, nothing to say about it."""
    frame(folder)
    write(f"{folder}/docs-corpus/policy/a.md", GOOD.format(
        id="a", title="A", more="text: full\nstatus: decided\ndecided: 2001-01-01\ndecided-by: kommunfullmaktige\n"
        "steward: kommunfullmaktige\n", text="Text."))


def hard(folder):
    """Names and texts that any notation must escape; places behind å and 😀; findings about files as a whole."""
    frame(folder)
    for i, name in enumerate(HARD_NAMES):
        document = GOOD.format(id=f"h{i}", title=f'"{HARD_TEXT}"',
                               more=f'affects: ["{HARD_TEXT}"]\n"{HARD_TEXT}": 1\n',
                               text="Blå å 😀😀 [[borta]] och [[borta]] samt [[borta]].")
        path = os.fsencode(f"{folder}/docs-corpus/") + os.fsencode(name)
        write(path + b"/h%d.md" % i, document)
        write(path + b".md", "")
    write(f"{folder}/docs-corpus/policy/ej-utf8.md", GOOD.format(id="x", title="X", more="", text="å").encode("latin-1"))


def many(folder, count):
    """As many findings, most of them in one line."""
    clean(folder)
    write(f"{folder}/docs-corpus/policy/b.md", GOOD.format(
        id="b", title="B", more="", text=" ".join(f"å[[x{i}]]" for i in range(count * 9 // 10))))
    for i in range(count // 10):
        write(f"{folder}/docs-corpus/policy/c{i}.md", "")


def commit(folder, message="En version"):
    if not os.path.isdir(f"{folder}/.git"):
        subprocess.run(["git", "-C", folder, "init", "-q", "-b", "main"], check=True)
    subprocess.run(["git", "-C", folder, "add", "-A"], check=True)
    subprocess.run([*GIT, "-C", folder, "commit", "-q", "-m", message], check=True)
