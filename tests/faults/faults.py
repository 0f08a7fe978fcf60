"""Every call that can fail, failed once: each kind of call of the C library, from each distinct call stack (tests/faults/preload.c), while
the program checks, mends, guards, scans and answers. It may end with its usual answer, with status 1 and what it could not read, or with
status 3 and a message; never with another answer, by a signal, or with half of what it should write.

    faults.py PRELOAD PROGRAM [STRIDE [COMMAND..]]     every STRIDE-th call, default all; COMMAND: names of COMMANDS
"""
import difflib
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile

PRELOAD, PROGRAM = map(os.path.realpath, sys.argv[1:3])
STRIDE = int(sys.argv[3]) if len(sys.argv) > 3 else 1
KINDS = ("alloc", "open", "read", "write", "stat", "readdir", "fsync", "rename", "mmap", "start")
WORK = tempfile.mkdtemp()
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": WORK, "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
               **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
                  for what, value in (("NAME", "R"), ("EMAIL", "r@example.org"), ("DATE", "2008-03-03T12:00:00Z"))}}
DAY = ["--on", "2012-12-21", "--lang", "en"]
tally = {"passed": 0, "failed": 0}

DOCUMENT = "---\nid: {id}\ntitle: Titel {id}\ntype: policy\nstatus: decided\ndecided: 2008-03-03\ndecided-by: kf\nsteward: kf\n{more}---\n" \
           "## Mål {{#mal}}\n\nStaden ska hushålla, se [[ett#mal]].\n"
FILES = {
    "docs-corpus/vocabulary/bodies.yaml": "- {id: kf, name: Kommunfullmäktige, rank: 1}\n",
    "docs-corpus/vocabulary/types.yaml": "- {id: policy, name: Policy}\n",
    "docs-corpus/ett.md": DOCUMENT.format(id="ett", more="in-forse: 2009-01-01\n"),
    "docs-corpus/tva.md": DOCUMENT.format(id="tva", more="supersedes: [ett]\nin-force: 2010-01-01\n"),
    "docs-corpus/mer/tre.md": DOCUMENT.format(id="tre", more="review-byy: 2009-01-01\nrefers-to: [saknas]\n"),
    "proposal.md": "---\ntitle: Förslag\nbody: kf\ndate: 2011-01-01\n---\n\nSe [[ett]]. Staden köper telefoner.\n",
}
# Each: arguments, what is prepared, and what must hold afterwards.
COMMANDS = {
    "check": ["check", *DAY],
    "check-json": ["check", "--format", "json", *DAY],
    "revision": ["check", "--rev", "HEAD", *DAY],
    "since": ["check", "--since", "HEAD~1", *DAY],
    "fix": ["check", "--fix", *DAY],
    "baseline": ["check", "--write-baseline", *DAY],
    "status": ["status", "--all", "--format", "json", *DAY],
    "applies": ["applies", "--body", "kf", *DAY],
    "scan": ["scan", "proposal.md", *DAY],
    "hook": ["hook", "pre-receive"],
    "commit": ["hook", "pre-commit"],
}


def run(command, folder, **more):
    return subprocess.run(command, cwd=folder, env={**ENVIRONMENT, **more}, capture_output=True, timeout=120, check=False,
                          input=more.pop("STDIN", "").encode())


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, env=ENVIRONMENT, check=True, capture_output=True)


def register():
    """The folder from which each run gets a copy: two commits, and a change that is staged."""
    folder = f"{WORK}/register"
    for path, text in FILES.items():
        os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
        with open(f"{folder}/{path}", "w", encoding="utf-8") as file:
            file.write(text)
    git(folder, "init", "-qb", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "1")
    with open(f"{folder}/docs-corpus/mer/tre.md", "a", encoding="utf-8") as file:
        file.write("\nSe [[borta]].\n")
    git(folder, "commit", "-qam", "2")
    with open(f"{folder}/docs-corpus/tva.md", "a", encoding="utf-8") as file:
        file.write("\nSe [[inte-heller]].\n")
    git(folder, "add", ".")
    return folder


def contents(folder):
    """What of the folder is the user's."""
    found = {}
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            with open(f"{path}/{name}", "rb") as file:
                found[os.path.relpath(f"{path}/{name}", folder)] = file.read()
    return found


def perform(name, folder, kind, at, counter):
    with open(counter, "wb") as file:
        file.write(bytes(8))
    fault = {"LD_PRELOAD": PRELOAD, "FAULT_PROGRAM": PROGRAM, "FAULT_COUNT": counter, "FAULT_KIND": kind, "FAULT_AT": str(at), **({"FAULT_SHOW": "1"} if os.environ.get("FAULT_SHOW") else {})}
    pushed = ""
    if name == "hook":
        old, new = (subprocess.run(["git", "rev-parse", rev], cwd=folder, env=ENVIRONMENT, check=True, capture_output=True, text=True)
                    .stdout.strip() for rev in ("HEAD~1", "HEAD"))
        pushed = f"{old} {new} refs/heads/main\n"
    done = run([PROGRAM, *COMMANDS[name]], folder, STDIN=pushed, **fault)
    with open(counter, "rb") as file:
        return done, struct.unpack("Q", file.read())[0]


def substance(text):
    """Without the lines that are read once more to be shown, and without how many of the findings have a remedy."""
    return b"".join(line for line in text.splitlines(keepends=True) if not re.match(rb" +(\d+ )?\| |\d+ can be fixed", line))


def problems(name, done, usual, before, after, wanted):
    if done.returncode not in (0, 1, 2, 3):
        return f"exit status {done.returncode}"
    if done.returncode == 3 and not done.stderr:
        return "status 3 without a message"
    same = done.returncode == usual.returncode and substance(done.stdout) == substance(usual.stdout)
    # a body that is not in a vocabulary that cannot be read is not known either
    unread = done.returncode in (1, 2) and re.search(b"unread|cannot be read", done.stdout + done.stderr)
    unread = unread or b"document.unreadable" in after.get("styrdok-baseline.yaml", b"")
    mended_nothing = name == "fix" and b"nothing could be fixed" in done.stderr and after == before
    if not same and not unread and not mended_nothing and done.returncode != 3:
        return "another answer"
    left = [path for path in after if ".styrdok-" in path]
    if left and done.returncode != 3:
        return f"left behind, and not said: {left}"
    after = {path: text for path, text in after.items() if path not in left}
    if after != wanted and after != before:
        return "half is written"
    if after != wanted and same and not mended_nothing and name in ("fix", "baseline"):
        return "nothing is written, and it is not said"
    return ""


def differences(usual, done):
    texts = [(run.stdout + run.stderr).decode(errors="replace").splitlines() for run in (usual, done)]
    return list(difflib.unified_diff(*texts, "usual", "now", n=0, lineterm=""))[:20]


def copied(source):
    folder = f"{WORK}/copy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder, symlinks=True)
    return folder


def command(name, source):
    counter = f"{WORK}/count"
    folder = copied(source)
    before = contents(folder)
    usual, _ = perform(name, folder, "none", 0, counter)
    wanted = contents(folder)
    stacks = 0
    for kind in KINDS:
        _, total = perform(name, copied(source), kind, 0, counter)
        stacks += total
        for at in range(1 + total % STRIDE, total + 1, STRIDE):
            folder = copied(source)
            done, reached = perform(name, folder, kind, at, counter)
            wrong = problems(name, done, usual, before, contents(folder), wanted) if reached >= at else ""
            tally["failed" if wrong else "passed"] += 1
            if wrong:
                print(f"FAILED {name}: {kind} {at} of {total}: {wrong}, status {done.returncode}", *differences(usual, done), sep="\n")
    return stacks


def main():
    try:
        source = register()
        for name in sys.argv[4:] or COMMANDS:
            print(f"{name}: {command(name, source)} calls", flush=True)
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
    print(f"{tally['passed']} passed, {tally['failed']} failed")
    return tally["failed"] != 0


sys.exit(main())
