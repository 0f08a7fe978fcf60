"""The bench of `styrdok scan`: 200 rules over proposals, and 200 over the documents of a register. Called by run.

A scan first reads the register and the rules, which takes as long for one text as for many: how long, a scan of one text shows. MB/s
are of what remains, and the ratio is of the whole."""
import os
import shlex
import shutil
import statistics
import subprocess
import sys

import generate_scan
from timing import FOLDER, ROOT, STYRDOK, digest, run

RULES = 200
PROPOSALS = (100, 1000, 4000)
RUNS = 3
RATIO_GOAL, SPEED_GOAL, GROWTH_GOAL = 6.0, 30.0, 1.2


def register_make(path, documents):
    """A register of generated documents, with the rules and what they cite."""
    repository = os.path.join(path, "made.git")
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", repository], check=True)
    generate = subprocess.Popen([os.path.join(ROOT, "build/generate"), str(documents)], stdout=subprocess.PIPE)
    subprocess.run(["git", "-C", repository, "fast-import", "--quiet"], stdin=generate.stdout, check=True)
    if generate.wait() != 0:
        sys.exit("generate failed")
    subprocess.run(["git", f"--git-dir={repository}", f"--work-tree={path}", "checkout", "-q", "-f", "main"], check=True)
    shutil.rmtree(repository)
    generate_scan.register_write(path, RULES, False)


def proposals_make(path):
    """In folders of which the first so many together hold so many."""
    begun = 0
    for count in PROPOSALS:
        generate_scan.proposals_write(os.path.join(path, str(count)), begun, count, 10000)
        begun = count


def ready(name, make, *arguments):
    path = os.path.join(FOLDER, name)
    stamp = os.path.join(path, "made-by")
    maker = digest("generate.c", "generate_scan.py")
    try:
        with open(stamp) as file:
            made_by = file.read()
    except OSError:
        made_by = ""
    if made_by != maker:
        print(f"making {path}", file=sys.stderr)
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        make(path, *arguments)
        with open(stamp, "w") as file:
            file.write(maker)
    return path


def texts_in(folders):
    """How many there are, and their MB."""
    sizes = [os.path.getsize(os.path.join(at, name))
             for folder in folders for at, _, names in os.walk(folder) for name in names if name.endswith(".md")]
    return len(sizes), sum(sizes) / 1e6


def command_of(register, folders, *options):
    return [STYRDOK, "scan", "--repo", register, "--format", "json", *options, *folders]


def same(register, folders):
    """Are the outputs the same, byte for byte?"""
    both = (shlex.join(command_of(register, folders, "--all", *option)) for option in ((), ("--no-prefilter",)))
    compared = subprocess.run(["bash", "-c", "cmp <({}) <({})".format(*both)], capture_output=True, text=True)
    sys.stderr.write(compared.stdout + compared.stderr)
    return compared.returncode == 0


def measure(what, register, folders, both):
    count, size = texts_in(folders)
    one = next(os.path.join(at, name) for at, _, names in os.walk(folders[0]) for name in names if name.endswith(".md"))
    start, filtered, plain, peaks = [], [], [], []
    run(command_of(register, folders), [0, 1])  # the cache is warm for both
    for _ in range(RUNS):
        seconds, peak = run(command_of(register, folders), [0, 1])
        filtered.append(seconds)
        peaks.append(peak)
        start.append(run(command_of(register, [one]), [0, 1])[0])
        if both:
            plain.append(run(command_of(register, folders, "--no-prefilter"), [0, 1])[0])
    return {"what": what, "texts": count, "mb": size, "filtered": statistics.median(filtered), "start": statistics.median(start),
            "peak": statistics.median(peaks), "plain": statistics.median(plain) if both else None, "same": same(register, folders) if both else None}


def line(row):
    speed = row["mb"] / max(row["filtered"] - row["start"], 1e-3)
    text = (f"{row['what']:>9}  {row['texts']:>6}  {row['mb']:>7.1f}  {row['filtered']:>7.3f}  {row['start']:>7.3f}  {speed:>5.1f}  "
            f"{row['peak']:>7.1f}")
    if row["plain"] is None:
        return text
    ratio = row["plain"] / row["filtered"]
    return (f"{text}  {row['plain']:>12.3f}  {ratio:>5.2f}  {'same output' if row['same'] else 'OUTPUTS DIFFER'}"
            f"{'  missed' if ratio < RATIO_GOAL or speed < SPEED_GOAL else ''}")


def table(rows):
    lines = [f"{'':>9}  {'texts':>6}  {'MB text':>7}  {'scan s':>7}  {'start s':>7}  {'MB/s':>5}  {'peak MB':>7}  "
             f"{'one by one s':>12}  {'ratio':>5}"]
    lines += [line(row) for row in rows]
    small, large = rows[1], rows[len(PROPOSALS) - 1]  # the fewest fill no second batch
    growth = large["peak"] / small["peak"]
    lines.append(f"memory, {small['texts']} to {large['texts']} proposals: x {growth:.2f}{'  missed' if growth > GROWTH_GOAL else ''}")
    lines.append(f"goals, with {RULES} live rules: ratio at least {RATIO_GOAL:.0f}, at least {SPEED_GOAL:.0f} MB/s on two cores, memory at most x {GROWTH_GOAL}; "
                 f"{os.cpu_count()} processors")
    return "\n".join(lines) + "\n"


def bench():
    """True when both ways of scanning say the same."""
    register = ready("scan-1000", register_make, 1000)
    proposals = ready("scan-proposals", proposals_make)
    folders = [os.path.join(proposals, str(count)) for count in PROPOSALS]
    rows = [measure("proposals", register, folders[:i + 1], count == 1000) for i, count in enumerate(PROPOSALS)]
    register = ready("scan-10000", register_make, 10000)
    rows.append(measure("documents", register, [os.path.join(register, "docs-corpus")], True))
    text = table(rows)
    sys.stdout.write(text)
    with open(os.path.join(FOLDER, "scan.txt"), "w") as file:
        file.write(text)
    return all(row["same"] is not False for row in rows)
