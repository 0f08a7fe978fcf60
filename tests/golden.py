"""Golden cases: the program is run on a folder and its bytes are compared. The head of tests/run describes a case."""

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOLDEN, BASES, SUFFIX = "tests/golden", "tests/golden/bases", ".case"
PARTS = ("args", "base", "setup", "expected", "status")
TIMED_OUT = 124
PATH = os.environ["PATH"]
if shutil.which("python3") != sys.executable:  # what stands before it may be a script that looks for it
    PATH = os.path.dirname(sys.executable) + ":" + PATH
GITCONFIG = b'[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[protocol "file"]\n\tallow = always\n'
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


class Case:
    """One case, a folder or a file <name>.case: what is told of it, each part as text, and its input files as bytes."""

    def __init__(self, path):
        self.path, self.file = path, os.path.isfile(path)
        self.parts, self.inputs = (sections(read(path)) if self.file else
                                   ({part: read(f"{path}/{part}") for part in PARTS if os.path.exists(f"{path}/{part}")}, {}))

    def __getitem__(self, part):
        return self.parts.get(part, b"")

    def text(self, part):
        return self[part].decode()

    def has_input(self):
        return bool(self.inputs or "base" in self.parts or os.path.isdir(f"{self.path}/input"))

    def lay(self, work):
        """Lays bases, the files common to all registers, and the case's own into the folder `work`, in that order."""
        os.makedirs(work, exist_ok=True)
        for line in self.text("base").splitlines():
            name, *registers = line.split()
            for register in registers or ["."]:
                copy(f"{BASES}/{name}", f"{work}/{register}")
        given, common = f"{self.path}/input", f"{self.path}/common"
        own = os.listdir(given) if os.path.isdir(given) else []
        for register in {*os.listdir(work), *own} if os.path.isdir(common) else []:
            copy(common, f"{work}/{register}")
        if own:
            copy(given, work)
        for name, content in self.inputs.items():
            os.makedirs(os.path.dirname(f"{work}/{name}"), exist_ok=True)
            write(f"{work}/{name}", content)

    def accept(self, actual, status):
        self.parts["expected"] = actual
        self.parts.pop("status", None)
        if status != 0:
            self.parts["status"] = f"{status}\n".encode()
        if self.file:
            write(self.path, self.as_file())
            return
        write(f"{self.path}/expected", actual)
        if status != 0:
            write(f"{self.path}/status", self["status"])
        elif os.path.exists(f"{self.path}/status"):
            os.remove(f"{self.path}/status")

    def as_file(self):
        before, after = ("args", "base", "setup", "status"), ("expected",)
        told = [(part, self[part]) for part in before if part in self.parts]
        told += [(f"input/{name}", content) for name, content in self.inputs.items()]
        told += [(part, self[part]) for part in after]
        return b"".join(f"=== {name}\n".encode() + content for name, content in told)


def sections(content):
    """(parts, inputs) of a case's file."""
    parts, inputs = {}, {}
    for title, body in re.findall(rb"^=== (\S+)\n(.*?)(?=^=== \S+\n|\Z)", content, re.MULTILINE | re.DOTALL):
        name = title.decode()
        if name.startswith("input/"):
            inputs[name.removeprefix("input/")] = body
        elif name in PARTS:
            parts[name] = body
        else:
            raise ValueError(f"no such section: {name}")
    return parts, inputs


def copy(source, target):
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


def cases_below(folder):
    for path, folders, files in os.walk(folder):
        if "args" in files:
            folders.clear()
            yield path
        yield from (f"{path}/{file}" for file in files if file.endswith(SUFFIX))


def find(names):
    """The cases that are named or below the named folders, sorted; LookupError for a name without any."""
    cases = set()
    for name in names or [GOLDEN]:
        places = [os.path.normpath(place) for place in (f"{GOLDEN}/{name}", f"{GOLDEN}/{name}{SUFFIX}", name)]
        place = next((place for place in places if os.path.exists(place)), "")
        found = [place] if os.path.isfile(place) else list(cases_below(place))
        if not found:
            raise LookupError(f"no such case: {name}")
        cases.update(found)
    return sorted(cases)


def prepare(case, scratch, home):
    """The case's working folder: laid out in `scratch` if it has input or a setup, else the project's root."""
    if not case.has_input() and "setup" not in case.parts:
        return ROOT
    work = f"{scratch}/work"
    case.lay(work)
    if "setup" in case.parts:
        done = run(["bash", "-euc", case.text("setup")], 120, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
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
    write(f"{home}/.gitconfig", GITCONFIG)
    work = prepare(case, scratch, home)
    lines = [line for line in case.text("args").splitlines() if line.strip() and not line.startswith("#")]
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


def compare(program, path, scratch):
    """What is wrong, or an empty text."""
    case = Case(path)
    try:
        actual, status = perform(program, case, scratch)
    except SetupFailed as failed:
        return str(failed)
    wrong = differences(path, case["expected"], actual) if case["expected"] != actual else ""
    wanted = int(case["status"] or 0)
    return wrong + (f"exit status {status}, expected {wanted}\n" if status != wanted else "")


def accept(program, path, scratch):
    """Writes what the program now does into the case; what kept it from that, or an empty text."""
    case = Case(path)
    try:
        case.accept(*perform(program, case, scratch))
    except SetupFailed as failed:
        return str(failed)
    return ""


def main():
    """For scripts that need the registers of cases: DIR CASE.. lays the input of each in DIR/<case>."""
    os.chdir(ROOT)
    for path in find(sys.argv[2:]):
        target = f"{sys.argv[1]}/{os.path.relpath(path, GOLDEN).removesuffix(SUFFIX)}"
        Case(path).lay(target)


if __name__ == "__main__":
    main()
