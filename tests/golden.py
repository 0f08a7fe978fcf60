"""Golden cases: the program is run on a folder and its bytes are compared. The head of tests/run describes a case."""

import difflib
import os
import shlex
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOLDEN = "tests/golden"
TIMED_OUT = 124
PATH = os.environ["PATH"]
if shutil.which("python3") != sys.executable:  # what stands before it may be a script that looks for it
    PATH = os.path.dirname(sys.executable) + ":" + PATH
GITCONFIG = '[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[protocol "file"]\n\tallow = always\n'
AUTHOR = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (
    ("NAME", "Registrator"), ("EMAIL", "registrator@example.org"), ("DATE", "2008-03-03T12:00:00Z"))}


class SetupFailed(Exception):
    pass


def clean_environment(home, **more):
    """What a command sees of the caller's environment: nothing that could change its answer."""
    return {
        "PATH": PATH, "HOME": home, "TMPDIR": home, "LC_ALL": "C.UTF-8", "TZ": "UTC",
        # git takes and gives back memory object by object, which can cost more than all else that it does.
        "MALLOC_TOP_PAD_": "8000000", "MALLOC_TRIM_THRESHOLD_": "1000000000",
        "ASAN_OPTIONS": "exitcode=99:detect_stack_use_after_return=1:fast_unwind_on_malloc=0",
        "LSAN_OPTIONS": f"exitcode=99:print_suppressions=0:suppressions={ROOT}/tests/lsan.supp",
        "UBSAN_OPTIONS": "exitcode=99:print_stacktrace=1", **more}


def run(command, timeout, **how):
    """subprocess.run as the shell sees it: 128 + N for a signal, 124 after too long."""
    try:
        done = subprocess.run(command, timeout=timeout, stdin=subprocess.DEVNULL, **how)
    except subprocess.TimeoutExpired as late:
        return subprocess.CompletedProcess(command, TIMED_OUT, late.stdout or b"", late.stderr or b"")
    if done.returncode < 0:
        done.returncode = 128 - done.returncode
    return done


def find(names):
    """The cases at or below the named folders, sorted; LookupError for a name without any."""
    cases = set()
    for name in names or [GOLDEN]:
        folder = next((f for f in (os.path.normpath(f"{GOLDEN}/{name}"), os.path.normpath(name)) if os.path.isdir(f)), "")
        below = [path for path, _, files in os.walk(folder) if "args" in files]
        if not below:
            raise LookupError(f"no such case: {name}")
        cases.update(below)
    return sorted(cases)


def read(path, otherwise=""):
    if not os.path.exists(path):
        return otherwise
    with open(path, encoding="utf-8") as file:
        return file.read()


def prepare(case, scratch, home):
    """The case's working folder: laid out in `scratch` if it has input or a setup, else the project's root."""
    given, setup = f"{case}/input", f"{case}/setup"
    if not os.path.isdir(given) and not os.path.exists(setup):
        return ROOT
    work = f"{scratch}/work"
    os.mkdir(work)
    if os.path.isdir(given):
        shutil.copytree(given, work, symlinks=True, dirs_exist_ok=True)
    if os.path.exists(setup):
        done = run(["bash", "-eu", f"{ROOT}/{setup}"], 120, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                   env=clean_environment(home, ROOT=ROOT, **AUTHOR))
        if done.returncode != 0:
            raise SetupFailed("setup failed:\n" + done.stdout.decode(errors="replace"))
    return work


def whole_lines(output):
    return output if not output or output.endswith(b"\n") else output + b"\n"


def perform(program, case, scratch):
    """(what the case's commands print, exit status of a single one)"""
    home = f"{scratch}/home"
    os.mkdir(home)
    with open(f"{home}/.gitconfig", "w", encoding="utf-8") as file:
        file.write(GITCONFIG)
    work = prepare(case, scratch, home)
    lines = [line for line in read(f"{case}/args").splitlines() if line.strip() and not line.startswith("#")]
    output, errors, status = b"", b"", 0
    for line in lines:
        done = run([program, *shlex.split(line)], 120, cwd=work, env=clean_environment(home), capture_output=True)
        errors += done.stderr
        if len(lines) == 1:
            output, status = done.stdout, done.returncode
            continue
        output += f"$ styrdok {line}\n".encode() + done.stdout
        if done.returncode != 0:
            output += f"[exit {done.returncode}]\n".encode()
    output = whole_lines(output)
    if errors:
        output += b"--- stderr\n" + whole_lines(errors)
    return output.replace(work.encode(), b"<dir>"), status


def differences(path, expected, actual):
    texts = [text.decode(errors="backslashreplace").splitlines(keepends=True) for text in (expected, actual)]
    return "".join(difflib.unified_diff(*texts, path, "actual"))


def compare(program, case, scratch):
    """What is wrong, or an empty text."""
    try:
        actual, status = perform(program, case, scratch)
    except SetupFailed as failed:
        return str(failed)
    path = f"{case}/expected"
    expected = b""
    if os.path.exists(path):
        with open(path, "rb") as file:
            expected = file.read()
    wrong = differences(path, expected, actual) if expected != actual else ""
    wanted = int(read(f"{case}/status", "0"))
    return wrong + (f"exit status {status}, expected {wanted}\n" if status != wanted else "")


def accept(program, case, scratch):
    """Writes what the program now does into the case; what kept it from that, or an empty text."""
    try:
        actual, status = perform(program, case, scratch)
    except SetupFailed as failed:
        return str(failed)
    with open(f"{case}/expected", "wb") as file:
        file.write(actual)
    if status != 0:
        with open(f"{case}/status", "w", encoding="utf-8") as file:
            file.write(f"{status}\n")
    elif os.path.exists(f"{case}/status"):
        os.remove(f"{case}/status")
    return ""
