"""A commit that changes one document of many: `check --since` and the hook pre-receive, with stored facts and without, against `git diff --stat` of
the two revisions, loading what is stored, and a whole check, in the same run."""
import os
import shlex
import statistics
import subprocess
import sys
import tempfile

from query import forget
from timing import FOLDER, STYRDOK, run

BRANCH, DAY = "one-changed", "2012-06-01"
GOAL_SECONDS = 1.0


def git(path, *words, **more):
    return subprocess.run(["git", "-C", path, "-c", "user.name=R", "-c", "user.email=r@example.org", *words], check=True,
                          capture_output=True, text=True, **more).stdout.strip()


def change_one(path):
    """A branch whose commit adds a line of text to a document in the middle."""
    if subprocess.run(["git", "-C", path, "rev-parse", "-q", "--verify", BRANCH], capture_output=True, check=False).returncode == 0:
        return
    files = [name for name in git(path, "ls-tree", "-r", "--name-only", "HEAD", "docs-corpus").splitlines()
             if "/vocabulary/" not in name]
    name = files[len(files) // 2]
    text = git(path, "show", f"HEAD:{name}") + "\n\nEn rad till.\n"
    blob = git(path, "hash-object", "-w", "--stdin", input=text)
    with tempfile.TemporaryDirectory() as folder:
        index = dict(os.environ, GIT_INDEX_FILE=os.path.join(folder, "index"))
        git(path, "read-tree", "HEAD", env=index)
        git(path, "update-index", "--cacheinfo", f"100644,{blob},{name}", env=index)
        tree = git(path, "write-tree", env=index)
    git(path, "update-ref", f"refs/heads/{BRANCH}", git(path, "commit-tree", tree, "-p", "HEAD", "-m", "Ett dokument"))


def tree_of(path):
    """A working tree in which that commit is checked out; git's index knows its files."""
    tree = path.removesuffix(".git") + ".work"
    if not os.path.isdir(tree):
        subprocess.run(["git", "clone", "-q", "-b", BRANCH, path, tree], check=True)
        git(tree, "update-index", "-q", "--refresh")
    return tree


def commands(path):
    """pre-receive gets what git tells it of a push; its hash of every object that it reads is checked, as in quarantine."""
    line = f"{git(path, 'rev-parse', 'HEAD')} {git(path, 'rev-parse', BRANCH)} refs/heads/main"
    hook = (f"cd {shlex.quote(path)} && echo {line} | GIT_DIR=. GIT_QUARANTINE_PATH={shlex.quote(path)} "
            f"{shlex.quote(STYRDOK)} hook pre-receive --on {DAY}")
    name = git(path, "diff", "--name-only", "HEAD", BRANCH)
    document = os.path.basename(name).removesuffix(".md")
    return {"diff": ["git", "-C", path, "diff", "--stat", "HEAD", BRANCH],
            "load": [STYRDOK, "show", "--repo", path, "--rev", BRANCH, "--on", DAY, document],
            "check": [STYRDOK, "check", "--repo", path, "--rev", BRANCH, "--on", DAY],
            "since": [STYRDOK, "check", "--repo", path, "--rev", BRANCH, "--since", "HEAD", "--on", DAY],
            "tree": [STYRDOK, "check", "--repo", tree_of(path), "--since", "HEAD~1", "--on", DAY],
            "pre-receive": ["bash", "-c", hook]}


def bench(ready, sizes):
    text = (f"{'documents':>9}  {'git diff s':>10}  {'loading s':>9}  {'whole check s':>13}  {'since, first s':>14}  {'since s':>7}  "
            f"{'in a tree s':>11}  {'pre-receive s':>13}  {'since / (3 diff + loading)':>26}  {'since / 3 (diff + loading)':>26}\n")
    for documents in sizes:
        path, _ = ready(documents)
        change_one(path)
        asked = commands(path)
        taken = {name: [] for name in (*asked, "first")}
        for _ in range(3 if documents > 50000 else 5):
            forget(path)
            taken["check"].append(run(asked["check"], [0, 1])[0])
            forget(path)
            taken["first"].append(run(asked["since"], [0, 1])[0])
            run(asked["tree"], [0, 1])
            for name in ("diff", "load", "since", "tree", "pre-receive") * 3:
                taken[name].append(run(asked[name], [0, 1, 2])[0])
        forget(path)
        median = {name: statistics.median(seconds) for name, seconds in taken.items()}
        strict = median["since"] / (3 * median["diff"] + median["load"])
        ratio = median["since"] / (3 * (median["diff"] + median["load"]))
        missed = ("  missed" if ratio > 1 or max(median["since"], median["tree"]) > GOAL_SECONDS or median["first"] > 1.1 * median["check"]
                  else "  missed if read strictly" if strict > 1 else "")
        text += (f"{documents:>9}  {median['diff']:>10.3f}  {median['load']:>9.3f}  {median['check']:>13.3f}  {median['first']:>14.3f}  "
                 f"{median['since']:>7.3f}  {median['tree']:>11.3f}  {median['pre-receive']:>13.3f}  {strict:>26.2f}  {ratio:>26.2f}{missed}\n")
    text += (f"goals: since at most 3 times git diff plus loading what is stored (strictly: 3 times git diff, and loading once), and at most "
             f"{GOAL_SECONDS:.0f} s; a first run no slower than a whole check; {os.cpu_count()} processors\n")
    sys.stdout.write(text)
    with open(os.path.join(FOLDER, "since.txt"), "w") as file:
        file.write(text)
