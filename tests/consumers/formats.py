"""Every format of check, on registers that are hard to write down: is it valid, do its consumers read the findings that --format json
tells, and would the validators notice if it were wrong? Last line: "N passed, N failed"."""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

import yaml

sys.path.insert(0, "tests")
import golden  # noqa: E402
import readers
import registers
from tally import finish, verdict

PROGRAM = os.path.abspath(os.environ.get("STYRDOK", "build/styrdok"))
MULTITOOL = f"{readers.NODE_MODULES}/@microsoft/sarif-multitool-linux/Sarif.Multitool"
READERS = {"json": readers.read_json, "sarif": readers.read_sarif, "junit": readers.read_junit, "gitlab": readers.read_gitlab,
           "checkstyle": readers.read_checkstyle, "github": lambda text: readers.read_github(text)[0]}


def check(folder, form, *more):
    done = subprocess.run([PROGRAM, "check", "--repo", folder, "--on=2010-01-01", f"--format={form}", *more], capture_output=True,
                          timeout=300, check=False)
    if done.returncode not in (0, 1) or done.stderr:
        raise ValueError(f"exit status {done.returncode}: {done.stderr[:300]}")
    return done.stdout


def units(folder, found):
    """The column in UTF-16 units of a place whose column is in characters."""
    try:
        with open(os.path.join(os.fsencode(folder), os.fsencode(found["path"])), encoding="utf-8") as file:
            line = file.read().split("\n")[found["line"] - 1]
    except (OSError, UnicodeDecodeError):
        return found["column"]
    return len(line[:found["column"] - 1].encode("utf-16-le")) // 2 + 1


def expected(folder, told, form):
    """What a format should tell of what the JSON tells. `told` names files as they are."""
    result = []
    for found in told:
        one = dict(found, message=readers.shown(found["message"]).split(" – ")[0])
        if form == "sarif":
            one["message"] = readers.shown(found["message"])
            one["column"] = units(folder, found)
        elif form in ("github", "junit"):
            one["message"] = readers.shown(found["message"])
        if form == "gitlab":
            one["column"] = None
            one["path"] = readers.as_json(found["path"])
        elif form != "sarif":
            one["path"] = readers.shown(readers.as_json(found["path"]), "\n\t\r")
        if form == "checkstyle":
            one["code"] = None
        result.append(one)
    return result


def same(label, folder, form, found, told):
    """Line 0, the file as a whole, is told as 1:1 in JSON."""
    wanted = expected(folder, told, form)
    for i, one in enumerate(found):
        if one["line"] == 0 and i < len(wanted) and wanted[i]["line"] == 1:
            one.update(line=1, column=1)
    def key(one):
        return json.dumps(one, sort_keys=True)
    missing = [one for one in map(key, wanted) if one not in set(map(key, found))]
    extra = [one for one in map(key, found) if one not in set(map(key, wanted))]
    verdict(label, missing and f"missing: {missing[:2]}", extra and f"extra: {extra[:2]}",
            len(found) != len(wanted) and f"{len(found)} findings, not {len(wanted)}")


def every_format(name, folder):
    """Each format tells what the JSON tells; files that are named in no UTF-8 are known from SARIF's bytes."""
    told = readers.read_json(check(folder, "json"))
    exact = readers.read_sarif(check(folder, "sarif"))
    told = [dict(one, path=other["path"]) for one, other in zip(told, exact)]
    for form, read in READERS.items():
        for language in ("sv", "en"):
            try:
                found = read(check(folder, form, "--lang", language))
            except (ValueError, KeyError, AttributeError) as error:
                verdict(f"{form} of {name} in {language}", error)
                continue
            if language == "sv" and form != "github" and form != "json":
                same(f"{form} of {name}", folder, form, found, told)
            else:
                verdict(f"{form} of {name} in {language}")
    return told


def github_of(folder, told):
    """The first ten of each level are annotations, one less of what is told of the rest; the rest stands in the log."""
    found, plain = readers.read_github(check(folder, "github"))
    wanted, passed = [], {"error": 10, "warning": 10, "note": 10}
    counts = [sum(one["severity"] == level for one in told) for level in passed]
    if max(counts) > 10 and counts[2] >= 10:
        passed["note"] = 9  # the tenth says where the rest stands
    for one in expected(folder, told, "github"):
        passed[one["severity"]] -= 1
        if passed[one["severity"]] >= 0:
            wanted.append(one)
    for one in found:
        if one["line"] == 0:
            one.update(line=1, column=1)
    verdict("github tells the first ten of each", found != wanted and f"{found[:1]} {wanted[:1]}")
    verdict("github tells the rest in the log", len([line for line in plain if re.match("(error|warning|note) ", line)]) !=
            len(told) - len(found) and "not all findings are told")


# --- what is broken must be noticed ------------------------------------------------------------------------------------

def refused(label, read, text):
    try:
        read(text)
    except (ValueError, KeyError, AttributeError, IndexError):
        verdict(label)
    else:
        verdict(label, "a broken report was taken for a good one")


def changed(data, path, value):
    data = json.loads(data)
    at = data
    for step in path[:-1]:
        at = at[step]
    if value is None:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return json.dumps(data).encode()


def broken_reports(folder):
    sarif, gitlab, junit, checkstyle, github = (check(folder, form) for form in ("sarif", "gitlab", "junit", "checkstyle", "github"))
    result = ("runs", 0, "results", 0)
    for path, value in (((*result, "message"), None), ((*result, "level"), "fatal"), ((*result, "ruleIndex"), 1000),
                        (("runs", 0, "tool", "driver", "name"), None), ((*result, "locations", 0, "physicalLocation", "artifactLocation",
                        "uri"), "docs-corpus/å b.md"), (("runs", 0, "columnKind"), "bytes"), (("version",), "2.0.0"),
                        ((*result, "help"), {"text": "x"}), (("runs", 0, "versionControlProvenance"), [{"revisionId": "x"}])):
        refused(f"sarif with {path[-1]} {value}", readers.read_sarif, changed(sarif, path, value))
    for path, value in (((0, "fingerprint"), json.loads(gitlab)[1]["fingerprint"]), ((0, "severity"), "error"), ((0, "description"), ""),
                        ((0, "location", "lines", "begin"), 0), ((0, "check_name"), None)):
        refused(f"gitlab with {path[-1]} {value}", readers.read_gitlab, changed(gitlab, path, value))
    for old, new in ((b"<testcase ", b"<case "), (b' name="docs', b' title="docs'), (b'failures="0"', b'failures="77"'), (b"</skipped>", b""),
                     (b" classname=", b" file=\"x\" classname="), (b"help: ", b"\x01")):
        refused(f"junit with {new.decode()}", readers.read_junit, junit.replace(old, new, 1) if old in junit else b"")
    for old, new in ((b"severity=\"error\"", b"severity=\"note\""), (b" line=\"", b" lin=\""), (b"</file>", b""), (b"4.3", b"x"),
                     (b"message=\"", b"message=\"&")):
        refused(f"checkstyle with {new.decode()}", readers.read_checkstyle, checkstyle.replace(old, new, 1))
    for old, new in ((b"::error file=", b"::set-output file="), (b",col=", b",column="), (b"%0Ahelp", b"\n::stop-commands"),
                     (b"::error", b"##[add-mask]x\n::error")):
        refused(f"github with {new.decode()}", readers.read_github, github.replace(old, new, 1))


# --- SARIF, opened by Microsoft's tool ---------------------------------------------------------------------------------

def multitool(*arguments):
    done = subprocess.run([MULTITOOL, *arguments], capture_output=True, check=False, timeout=120,
                          env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
    if done.returncode:
        raise ValueError((done.stdout + done.stderr).decode("utf-8", "replace")[-400:])


def snippets(work, folder, sarif):
    """The multitool opens each file that a result names, counts to its place, and copies what stands there."""
    with open(f"{work}/in.sarif", "wb") as file:
        file.write(sarif)
    multitool("rewrite", f"{work}/in.sarif", "--output", f"{work}/out.sarif", "--log", "ForceOverwrite", "--insert", "RegionSnippets",
              "--uriBaseIds", f"%SRCROOT%=file://{folder}/")
    with open(f"{work}/out.sarif", encoding="utf-8") as file:
        results = json.load(file)["runs"][0]["results"]
    return [result["locations"][0]["physicalLocation"].get("region", {}).get("snippet", {}).get("text") for result in results]


def sarif_opened(work, folder, told):
    sarif, wanted = check(folder, "sarif"), []
    for one, result in zip(told, json.loads(sarif)["runs"][0]["results"]):
        place = result["locations"][0]["physicalLocation"]
        with open(os.path.join(os.fsencode(folder), os.fsencode(one["path"])), "rb") as file:
            lines = file.read().decode("utf-8", "replace").split("\n")
        named = os.fsencode(one["path"]).decode("utf-8", "replace") == one["path"]  # .NET knows no other names
        wanted.append(lines[one["line"] - 1][one["column"] - 1:] if "region" in place and named else None)
    opened = snippets(work, folder, sarif)
    wrong = [pair for pair in zip(opened, wanted) if pair[0] != pair[1]]
    verdict("the multitool finds each place in its file", wrong and wrong[:2], len(opened) != len(wanted) and "not all results")
    shifted = sarif.replace(b'"startColumn": 14', b'"startColumn": 12')
    verdict("the multitool would notice columns in characters", snippets(work, folder, shifted) == opened and "it did not")


def matched(work, name, before, after):
    for label, sarif in (("before", before), ("after", after)):
        with open(f"{work}/{label}.sarif", "wb") as file:
            file.write(sarif)
    multitool("match-results-forward", f"{work}/after.sarif", "--previous", f"{work}/before.sarif", "--output-file-path",
              f"{work}/{name}.sarif", "--log", "ForceOverwrite")
    with open(f"{work}/{name}.sarif", encoding="utf-8") as file:
        states = [result["baselineState"] for result in json.load(file)["runs"][0]["results"]]
    return {state: states.count(state) for state in sorted(set(states))}


def results_followed(work):
    """Findings are known again where text has moved, by the multitool's own matching; a new one is new."""
    folder = f"{work}/followed"
    registers.clean(folder)
    path = f"{folder}/docs-corpus/policy/b.md"
    text = registers.GOOD.format(id="b", title="B", more="", text="[[borta]]\n\n[[fel]]")
    registers.write(path, text)
    before = check(folder, "sarif")
    count = len(json.loads(before)["runs"][0]["results"])
    registers.write(path, text.replace("[[borta]]", "Ett nytt stycke.\n\nEtt till. [[borta]]"))
    moved = matched(work, "moved", before, check(folder, "sarif"))
    verdict("moved text makes no new results", (moved.get("new", 0) or moved.get("absent", 0)) and moved)
    registers.write(path, text.replace("[[fel]]", ""))
    registers.write(path.replace("b.md", "c.md"), registers.GOOD.format(id="c", title="C", more="", text="[[annat]]"))
    other = matched(work, "other", before, check(folder, "sarif"))
    verdict("another finding is a new result", (other.get("new"), other.get("absent"), sum(other.values())) != (1, 1, count + 1) and other)


def at(lines, line, column):
    """The offset, in characters, of a place whose column is in UTF-16 units."""
    before = lines[line - 1].encode("utf-16-le")[:2 * (column - 1)].decode("utf-16-le")
    return sum(len(one) + 1 for one in lines[:line - 1]) + len(before)


def fixed_by_sarif(folder):
    """Makes the changes that SARIF's fixes tell, as an editor that reads them would; how many. A fix that several findings share is one."""
    fixes = [result["fixes"][0]["artifactChanges"] for result in json.loads(check(folder, "sarif"))["runs"][0]["results"] if "fixes" in result]
    changes = {}
    for fix in {json.dumps(fix): fix for fix in fixes}.values():
        for change in fix:
            path = os.path.join(os.fsencode(folder), urllib.parse.unquote_to_bytes(change["artifactLocation"]["uri"]))
            changes.setdefault(path, []).extend(change["replacements"])
    for path, replacements in changes.items():
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        lines = text.split("\n")
        order = sorted(replacements, key=lambda one: (one["deletedRegion"]["startLine"], one["deletedRegion"]["startColumn"]))
        for one in reversed(order):  # of two that begin at one place, the first stays first
            region = one["deletedRegion"]
            text = (text[:at(lines, region["startLine"], region["startColumn"])] + one.get("insertedContent", {"text": ""})["text"] +
                    text[at(lines, region["endLine"], region["endColumn"]):])
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    return len(fixes)


def fixes_told(work):
    """An editor that makes the fixes of the SARIF file comes to the same files as --fix, and a valid report told them."""
    for path in golden.find(["fix"]):
        golden.Case(path).lay(f"{work}/{path}")
    cases = sorted(glob.glob(f"{work}/tests/golden/fix/*/wrong"))
    verdict("there are fixes", len(cases) < 5 and cases)
    for case in cases:
        name = case.split("/")[-2]
        ours, theirs = f"{work}/fix å/{name}/ours", f"{work}/fix å/{name}/theirs"
        for folder in (ours, theirs):
            shutil.copytree(case, folder)
        try:
            readers.read_sarif(check(theirs, "sarif"))
            count = fixed_by_sarif(theirs)
        except ValueError as error:
            verdict(f"fixes of {name}", error)
            continue
        subprocess.run([PROGRAM, "check", "--repo", ours, "--on=2010-01-01", "--fix"], capture_output=True, check=False)
        done = subprocess.run(["diff", "-r", ours, theirs], capture_output=True, text=True, check=False)
        verdict(f"fixes of {name}", not count and "none are told", done.stdout)


# --- what is particular ------------------------------------------------------------------------------------------------

def below_a_repository(work):
    """A register in a folder of a repository: CI systems count paths from the repository's root."""
    top = f"{work}/top å"
    registers.hard(f"{top}/styr dok")
    registers.commit(top)
    for more in ((), ("--rev=HEAD",)):
        for form, read in READERS.items():
            if form == "json":
                continue
            paths = {one["path"] for one in read(check(f"{top}/styr dok", form, *more))}
            verdict(f"{form} below a repository {more}",
                    not all(path.startswith("styr dok/docs-corpus/") for path in paths) and sorted(paths)[:2], not paths and "no paths")
    done = json.loads(check(f"{top}/styr dok", "sarif", "--rev=HEAD"))["runs"][0]["versionControlProvenance"][0]
    head = subprocess.run(["git", "-C", top, "rev-parse", "HEAD"], capture_output=True, check=True, text=True).stdout.strip()
    verdict("sarif names the commit", done["revisionId"] != head and done,
            done["repositoryUri"] != f"file://{work}/top%20%C3%A5" and done["repositoryUri"])
    for remote, uri in (("https://anna:hemligt@git.example.org:8443/a/b.git?x=y", "https://git.example.org:8443/a/b.git"),
                        ("git@git.example.org:a/å b.git", "ssh://git.example.org/a/%C3%A5%20b.git"), ("/srv/git/x y.git", "file:///srv/git/x%20y.git"),
                        ("ssh://git@[::1]/a.git", "ssh://[::1]/a.git")):
        subprocess.run(["git", "-C", top, "remote", "remove", "origin"], capture_output=True, check=False)
        subprocess.run(["git", "-C", top, "remote", "add", "origin", remote], check=True)
        told = json.loads(check(f"{top}/styr dok", "sarif", "--rev=HEAD"))["runs"][0]["versionControlProvenance"][0]["repositoryUri"]
        verdict(f"the origin {remote} is told as {uri}", told != uri and told)
    verdict("files in a folder are no commit", "versionControlProvenance" in json.loads(check(top, "sarif"))["runs"][0] and "they are")


def levels(work):
    """A test fails in JUnit where the check fails; what lies below the level is skipped."""
    text = {level: check(f"{work}/hard", "junit", f"--fail-on={level}").decode() for level in ("error", "note")}
    count = {level: (report.count("<failure "), report.count("<skipped>")) for level, report in text.items()}
    verdict("junit fails what the check fails", (count["error"][0] == 0 or count["error"][1] == 0) and count,
            count["note"] != (sum(count["error"]), 0) and count)


def nothing_found(folder):
    told = {form: check(folder, form) for form in READERS}
    verdict("nothing found", json.loads(told["gitlab"]) != [] and told["gitlab"], json.loads(told["sarif"])["runs"][0]["results"] != [] and "sarif",
            b"::" in told["github"] and told["github"], told["junit"].count(b"<testcase") != 1 and told["junit"],
            b"<file" in told["checkstyle"] and told["checkstyle"])


def very_many(work):
    """10,000 findings, 9,000 of them in one line; the time grows as their number does."""
    def seconds(folder, form):
        begun = time.monotonic()
        check(folder, form)
        return time.monotonic() - begun

    registers.many(f"{work}/many", 10000)
    registers.many(f"{work}/few", 2500)
    for form, read in READERS.items():
        found = read(check(f"{work}/many", form))
        few, many = (0, 0) if "sanitize" in PROGRAM else (min(seconds(f"{work}/{size}", form) for _ in range(3)) for size in ("few", "many"))
        verdict(f"{form} of 10,000 findings", len(found) != (10 if form == "github" else 10000) and len(found),
                many > 8 * few + 0.2 and f"2,500 take {few:.2f} s, 10,000 take {many:.2f} s")


def published():
    """What SARIF says of the program is what publiccode.yml says of the project."""
    with open("publiccode.yml", encoding="utf-8") as file:
        url = yaml.safe_load(file)["url"]
    driver = json.loads(check(".", "sarif"))["runs"][0]["tool"]["driver"]
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, check=True, text=True).stdout.split()[1]
    verdict("SARIF's address and version are the project's", driver["informationUri"] != url and url, driver["version"] != version and version)


def main():
    work = os.path.realpath(tempfile.mkdtemp(prefix="styrdok-formats-"))
    os.chmod(MULTITOOL, 0o755)  # npm ci --ignore-scripts leaves it as it is packed
    try:
        registers.clean(f"{work}/clean")
        registers.hard(f"{work}/hard")
        every_format("docs-corpus", os.path.abspath("."))
        told = every_format("hard names and texts", f"{work}/hard")
        github_of(f"{work}/hard", told)
        sarif_opened(work, f"{work}/hard", told)
        results_followed(work)
        fixes_told(work)
        broken_reports(f"{work}/hard")
        below_a_repository(work)
        levels(work)
        nothing_found(f"{work}/clean")
        very_many(work)
        published()
    finally:
        shutil.rmtree(work)
    return finish()


if __name__ == "__main__":
    raise SystemExit(main())
