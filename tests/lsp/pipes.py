#!/usr/bin/env python3
"""Drives `styrdok lsp` over pipes, on a small register.

  pipes.py PROGRAM FOLDER   runs all tests; the register is laid in FOLDER
  pipes.py --lay FOLDER     lays the register only
"""

import json
import os
import subprocess
import sys
import time

sys.dont_write_bytecode = True
REGISTER = {
    "styrdok.yaml": "language: en\n",
    "docs-corpus/vocabulary/bodies.yaml": "- id: council\n  name: City council\n  kind: assembly\n  rank: 1\n",
    "docs-corpus/vocabulary/types.yaml": "- id: policy\n  name: {sv: Policy, en: Policy}\n  governs: true\n",
    "docs-corpus/vocabulary/topics.yaml": "- id: telephony\n  label: {sv: Telefoni, en: Telephony}\n",
    "docs-corpus/old-policy.md": "---\nid: old-policy\ntitle: Policy on telephones\ntype: policy\nstatus: decided\n"
    "decided-by: council\ndecided: 1996-09-11\napplies-to: [council]\ntopics: [telephony]\nsteward: council\n---\n\n"
    "# Policy on telephones\n\n## Calls {#calls}\n\nCalls are short.\n",
    "docs-corpus/new-policy.md": "---\nid: new-policy\ntitle: Policy on mobile telephones\ntype: policy\nstatus: decided\n"
    "decided-by: council\ndecided: 2008-03-03\napplies-to: [council]\ntopics: [telephony]\nsteward: council\n"
    "supersedes:\n  - doc: old-policy\n    from: 2008-03-03\n---\n\n# Policy on mobile telephones\n\n## Scope\n\n"
    "\U0001F4DE Åter: see [[old-policy#calls]] and [the old](old-policy.md#calls).\n",
}


def lay(folder):
    for name, text in REGISTER.items():
        os.makedirs(os.path.dirname(f"{folder}/{name}"), exist_ok=True)
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)


def framed(message):
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


class Client:
    def __init__(self, program, folder, capabilities=None, options=()):
        self.folder = os.path.realpath(folder)
        self.server = subprocess.Popen([program, "lsp", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
        self.asked, self.told, self.texts = 0, [], {}
        self.started = self.ask("initialize", {"rootUri": "file://" + self.folder, "capabilities": capabilities or {}})
        self.tell("initialized", {})

    def send(self, **message):
        self.server.stdin.write(framed({"jsonrpc": "2.0", **message}))
        self.server.stdin.flush()

    def read(self):
        length = 0
        while (line := self.server.stdout.readline()) != b"\r\n":
            assert line, "the server has gone: " + self.server.stderr.read().decode()
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.server.stdout.read(length))

    def whole(self, method, params):
        self.asked += 1
        self.send(id=self.asked, method=method, params=params)
        while (message := self.read()).get("id") != self.asked:
            self.told.append(message)
        return message

    def ask(self, method, params):
        message = self.whole(method, params)
        assert "error" not in message, message
        return message["result"]

    def tell(self, method, params):
        self.send(method=method, params=params)

    def uri(self, name):
        return f"file://{self.folder}/docs-corpus/{name}"

    def open(self, name, text=None):
        text = REGISTER[f"docs-corpus/{name}"] if text is None else text
        self.texts[name] = [1, text]
        self.tell("textDocument/didOpen", {"textDocument": {
            "uri": self.uri(name), "languageId": "markdown", "version": 1, "text": text}})
        return self.findings(name)

    def change(self, name, *changes):
        self.texts[name][0] += 1
        self.tell("textDocument/didChange", {"textDocument": {"uri": self.uri(name), "version": self.texts[name][0]},
                                             "contentChanges": list(changes)})
        return self.findings(name)

    def findings(self, name):
        """The diagnostics of the text's newest version."""
        while True:
            message = self.told.pop(0) if self.told else self.read()
            params = message.get("params", {})
            if params.get("uri") == self.uri(name) and params.get("version") == self.texts[name][0]:
                return params["diagnostics"]

    def at(self, name, line, character):
        return {"textDocument": {"uri": self.uri(name)}, "position": {"line": line, "character": character}}

    def end(self):
        assert self.ask("shutdown", None) is None
        self.tell("exit", None)
        assert self.server.wait(5) == 0 and not self.server.stderr.read()


def span(line, start, end, to_line=None):
    return {"start": {"line": line, "character": start},
            "end": {"line": line if to_line is None else to_line, "character": end}}


def insert(line, character, text):
    return {"range": span(line, character, character), "text": text}


def codes(findings):
    return sorted(finding["code"] for finding in findings)


def labels(completion):
    return [item["label"] for item in completion["items"]]


def made(text, edits):
    """The text with edits made, positions in UTF-16."""
    lines = text.split("\n")

    def offset(position):
        line = lines[position["line"]]
        units = line.encode("utf-16-le")[:2 * position["character"]].decode("utf-16-le")
        return sum(len(before) + 1 for before in lines[:position["line"]]) + len(units)

    for edit in sorted(edits, key=lambda edit: -offset(edit["range"]["start"])):
        text = text[:offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]):]
    return text


def test_diagnostics(new):
    client = new()
    assert client.open("new-policy.md") == []
    found = client.change("new-policy.md", insert(2, 0, "titel: x\n"))
    assert codes(found) == ["front-matter.key-unknown"], found
    assert found[0]["range"] == span(2, 0, 5) and found[0]["severity"] in (1, 2) and "help:" in found[0]["message"], found
    assert client.change("new-policy.md", {"range": span(2, 0, 0, 3), "text": ""}) == []
    # of unsaved texts, one is judged by the other
    client.open("old-policy.md")
    found = client.change("old-policy.md", {"range": span(1, 4, 14), "text": "older-policy"})
    client.tell("textDocument/didChange", {"textDocument": {"uri": client.uri("new-policy.md"), "version": 3}, "contentChanges": []})
    deadline = time.time() + 5
    while "relation.dangling" not in codes(found) and time.time() < deadline:
        message = client.read()
        if message["params"]["uri"] == client.uri("new-policy.md"):
            found = message["params"]["diagnostics"]
    assert "relation.dangling" in codes(found), found
    client.tell("textDocument/didClose", {"textDocument": {"uri": client.uri("old-policy.md")}})
    client.end()


def test_half_written(new):
    """YAML that is being written is no obstacle, and what was wrong is right again afterwards."""
    client = new()
    client.open("new-policy.md")
    for text in 'titles: ["a, {b':
        found = client.change("new-policy.md", insert(1, 0, text))
    assert found and found[0]["code"].startswith("front-matter."), found
    assert client.change("new-policy.md", {"text": REGISTER["docs-corpus/new-policy.md"]}) == []
    client.end()


def test_unsaved(new):
    """A text that was never saved is a document; one outside the register is none."""
    client = new()
    found = client.open("drafted.md", "---\nid: drafted\ntitle: T\ntype: polcy\n---\n\nText.\n")
    assert "type.unknown" in codes(found), found
    client.texts["../other.md"] = [1, ""]
    client.tell("textDocument/didOpen", {"textDocument": {"uri": client.uri("../other.md"), "version": 1, "text": "# x\n"}})
    assert client.findings("../other.md") == []
    client.end()


def test_utf16(new):
    for encodings, column in ((["utf-16"], 19), (["utf-8", "utf-16"], 23)):
        client = new({"general": {"positionEncodings": encodings}})
        assert client.started["capabilities"]["positionEncoding"] == encodings[0]
        client.open("new-policy.md")
        text = client.texts["new-policy.md"][1].split("\n")
        line = next(i for i, at in enumerate(text) if "Åter" in at)
        before = text[line][:text[line].index("old-policy")]
        column = len(before.encode("utf-16-le")) // 2 if encodings[0] == "utf-16" else len(before.encode())
        hover = client.ask("textDocument/hover", client.at("new-policy.md", line, column + 3))
        assert hover["range"]["start"] == {"line": line, "character": column}, hover
        assert "Policy on telephones" in hover["contents"]["value"] and "superseded" in hover["contents"]["value"], hover
        # a change behind the emoji
        found = client.change("new-policy.md", {"range": span(line, column, column + 3), "text": "cold"})
        assert codes(found) == ["link.dangling"] and "cold-policy" in found[0]["message"], found
        client.end()


def test_clamped(new):
    client = new()
    client.open("old-policy.md")
    for position in ((10**9, 10**9), (-5, -5), (3, 10**12), (10**18, 0)):
        client.ask("textDocument/hover", client.at("old-policy.md", *position))
        client.ask("textDocument/completion", client.at("old-policy.md", *position))
    client.change("old-policy.md", {"range": span(10**9, 0, 10**9, 10**10), "text": "\nThe end.\n"},
                  {"range": span(5, 9, 2), "text": ""}, {"range": span(-1, -1, -1), "text": ""})
    client.end()


def test_completion(new):
    client = new()
    client.open("new-policy.md", "---\nid: new-policy\n\ntype: \ndecided-by: \ndecided: \nstatus: \ntopics: []\nsupersedes:\n"
                                 "  - doc: \n    \n  - doc: old-policy#\n---\n\nSee [[old and [[old-policy#\n")

    def completed(line, character):
        return labels(client.ask("textDocument/completion", client.at("new-policy.md", line, character)))

    keys = client.ask("textDocument/completion", client.at("new-policy.md", 2, 0))["items"]
    title = next(item for item in keys if item["label"] == "title")
    assert title["detail"] == "its full title" and title["textEdit"]["newText"] == "title: ", title
    assert "supersedes" in labels({"items": keys})
    assert completed(3, 6) == ["policy"]
    assert completed(4, 12) == ["council"]
    assert completed(5, 9) == [time.strftime("%Y-%m-%d")]
    assert completed(6, 8) == ["draft", "referred", "decided", "withdrawn"]
    assert completed(7, 9) == ["telephony"]
    assert completed(9, 9) == ["new-policy", "old-policy"]
    assert "from" in completed(10, 4) and "title" not in completed(10, 4)
    assert "calls" in completed(11, 20), completed(11, 20)
    assert completed(14, 9) == ["old-policy"], completed(14, 9)
    assert "calls" in completed(14, 27), completed(14, 27)
    client.end()


def test_hover(new):
    client = new()
    client.open("new-policy.md")
    assert "the day of the decision" in client.ask("textDocument/hover", client.at("new-policy.md", 6, 2))["contents"]["value"]
    assert "on which it takes effect" in client.ask("textDocument/hover", client.at("new-policy.md", 12, 5))["contents"]["value"]
    assert client.ask("textDocument/hover", client.at("new-policy.md", 5, 14))["contents"]["value"] == "City council"
    hover = client.ask("textDocument/hover", client.at("new-policy.md", 11, 12))["contents"]["value"]
    assert "Policy on telephones" in hover and "superseded" in hover and "\n- " in hover, hover
    assert client.ask("textDocument/hover", client.at("new-policy.md", 14, 0)) is None
    client.end()


def test_navigation(new):
    client = new({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}})
    client.open("new-policy.md")
    old = client.uri("old-policy.md")
    place = client.ask("textDocument/definition", client.at("new-policy.md", 11, 12))
    assert place == {"uri": old, "range": span(1, 4, 4)}, place
    place = client.ask("textDocument/definition", client.at("new-policy.md", 19, 20))
    assert place == {"uri": old, "range": span(14, 0, 0)}, place
    client.open("old-policy.md")
    params = {**client.at("old-policy.md", 1, 6), "context": {"includeDeclaration": False}}
    assert [at["range"]["start"]["line"] for at in client.ask("textDocument/references", params)] == [11, 19, 19]
    params = {**client.at("old-policy.md", 14, 4), "context": {"includeDeclaration": True}}
    assert [at["range"]["start"]["line"] for at in client.ask("textDocument/references", params)] == [19, 19, 14]
    symbols = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": old}})
    assert [at["name"] for at in symbols][:3] == ["id", "title", "type"], symbols
    assert symbols[-1]["name"] == "Policy on telephones" and symbols[-1]["children"][0]["name"] == "Calls", symbols[-1]
    client.end()


def test_rename(new):
    client = new({"workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]}}})
    client.open("new-policy.md")
    place = client.at("new-policy.md", 11, 12)
    assert client.ask("textDocument/prepareRename", place)["placeholder"] == "old-policy"
    changes = client.ask("textDocument/rename", {**place, "newName": "telephones-1996"})["documentChanges"]
    after = {at["textDocument"]["uri"].rsplit("/", 1)[1]: made(REGISTER["docs-corpus/" + at["textDocument"]["uri"].rsplit("/", 1)[1]],
                                                               at["edits"]) for at in changes if "edits" in at}
    assert after["old-policy.md"].startswith("---\nid: telephones-1996\n")
    assert "doc: telephones-1996\n" in after["new-policy.md"]
    assert "[[telephones-1996#calls]] and [the old](telephones-1996.md#calls)" in after["new-policy.md"], after
    assert changes[-1] == {"kind": "rename", "oldUri": client.uri("old-policy.md"), "newUri": client.uri("telephones-1996.md")}
    for name in ("new-policy", "Not an id", ""):
        assert "error" in client.whole("textDocument/rename", {**place, "newName": name}), name
    client.end()
    client = new()  # an editor that cannot rename files
    client.open("new-policy.md")
    changes = client.ask("textDocument/rename", {**place, "newName": "telephones-1996"})["changes"]
    text = made(REGISTER["docs-corpus/new-policy.md"], changes[client.uri("new-policy.md")])
    assert "[[telephones-1996#calls]] and [the old](old-policy.md#calls)" in text, text
    client.end()


def test_actions(new):
    client = new()
    text = REGISTER["docs-corpus/new-policy.md"].replace("doc: old-policy", "doc: old-polcy")
    assert "relation.dangling" in codes(client.open("new-policy.md", text))
    params = {"textDocument": {"uri": client.uri("new-policy.md")}, "range": span(11, 0, 0), "context": {"diagnostics": []}}
    actions = client.ask("textDocument/codeAction", params)
    assert [at["kind"] for at in actions] == ["quickfix"], actions
    edits = actions[0]["edit"]["changes"][client.uri("new-policy.md")]
    assert made(text, edits) == REGISTER["docs-corpus/new-policy.md"], edits
    params["context"]["only"] = ["source.fixAll"]
    edits = client.ask("textDocument/codeAction", params)[0]["edit"]["changes"][client.uri("new-policy.md")]
    assert made(text, edits) == REGISTER["docs-corpus/new-policy.md"], edits
    client.change("new-policy.md", {"text": "---\ntitle: T\nid: new-policy\n---\n\nText."})
    edits = client.ask("textDocument/formatting", {"textDocument": {"uri": client.uri("new-policy.md")}, "options": {}})
    assert made("---\ntitle: T\nid: new-policy\n---\n\nText.", edits) == "---\nid: new-policy\ntitle: T\n---\n\nText.", edits
    client.end()


def test_own_keys(new):
    """A collection that writes keys of its own is completed and explained in them."""
    client = new()
    with open(f"{client.folder}/styrdok.yaml", "w", encoding="utf-8") as file:
        file.write("language: sv\nfront-matter: {title: rubrik, decided: beslutad}\n")
    client.open("new-policy.md", "---\nrubrik: X\n\nbeslutad: \n---\n\nText.\n")
    keys = labels(client.ask("textDocument/completion", client.at("new-policy.md", 2, 0)))
    assert "rubrik" in keys and "title" not in keys, keys
    assert labels(client.ask("textDocument/completion", client.at("new-policy.md", 3, 10))) == [time.strftime("%Y-%m-%d")]
    assert "hela titeln" in client.ask("textDocument/hover", client.at("new-policy.md", 1, 2))["contents"]["value"]
    client.end()
    lay(client.folder)


def test_protocol(new):
    client = new()
    assert client.whole("textDocument/nothing", {})["error"]["code"] == -32601
    assert client.whole("initialize", {})["error"]["code"] == -32600
    client.tell("$/cancelRequest", {"id": 1})
    client.send(id="text", method="textDocument/hover", params={})
    assert client.read() == {"jsonrpc": "2.0", "id": "text", "result": None}
    for body, code in ((b"{", -32700), (b'{"a":1,"a":2}', -32700), (b"[1]", -32600), (b"{}", -32600), (b"\xff", -32700),
                       (b"[" * 100000, -32700)):
        client.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        client.server.stdin.flush()
        assert client.read()["error"]["code"] == code, body
    for params in ([], "x", {"textDocument": 1}, {"textDocument": {"uri": 7}}, {"contentChanges": {}}):
        for method in ("didOpen", "didChange", "didClose", "didSave"):
            client.tell("textDocument/" + method, params)
        client.ask("textDocument/hover", params)
    client.ask("shutdown", None)
    assert client.whole("textDocument/hover", {})["error"]["code"] == -32600
    client.tell("exit", None)
    assert client.server.wait(5) == 0


def hostile(program, folder):
    """What is no client ends the server at once, with one line that says why."""
    header = b"Content-Length: "
    for given, status, said in (
            (b"", 1, "closed the connection"),
            (b"GET / HTTP/1.1\r\n\r\n", 3, "not a message"),
            (b"\x00" * 100, 3, "not a message"),
            (b"C" * 10000, 3, "not a message"),
            (b"Content-Type: x\r\n\r\n", 3, "not a message"),
            (header + b"1000000000\r\n\r\n{", 3, "16 MB"),
            (header + b"99999999999999999999999999\r\n\r\n", 3, "16 MB"),
            (header + b"-1\r\n\r\n", 3, "16 MB"),
            (header + b"\r\n\r\n", 3, "16 MB"),
            (header + b"100\r\n\r\n{", 3, "middle of a message"),
            (header + b"10", 3, "middle of a message"),
            (framed({"jsonrpc": "2.0", "method": "exit"}), 1, None)):
        done = subprocess.run([program, "lsp", "--repo", folder], input=given, capture_output=True, timeout=10, check=False)
        lines = done.stderr.decode().splitlines()
        assert done.returncode == status and not done.stdout, (given[:50], done)
        assert (not lines if said is None else len(lines) == 1 and said in lines[0]), (given[:50], lines)
    # who asks, and has gone before the answer
    server = subprocess.Popen([program, "lsp", "--repo", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    server.stdout.close()
    server.stdin.write(framed({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}))
    server.stdin.flush()
    assert server.wait(5) == 3 and b"nothing more can be sent" in server.stderr.read()


def main():
    if sys.argv[1] == "--lay":
        lay(sys.argv[2])
        return
    program, folder = sys.argv[1:]
    lay(folder)
    for name, test in sorted(globals().items()):
        if name.startswith("test_"):
            try:
                test(lambda capabilities=None: Client(program, folder, capabilities))
            except Exception:
                print(name)
                raise
    hostile(program, folder)


main()
