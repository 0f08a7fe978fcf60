#!/bin/bash
# styrdok import: twelve documents as municipalities have them (tests/import), what cannot be read, what is there already, and the way from files
# to a checked register. STYRDOK is the program. Ends with "N passed, N failed".
. tests/shell/expect.bash
WITHIN=60

expect 0 "the twelve documents" tests/import.py "$STYRDOK" tests/import/expected.json tests/import
[ "$failed" -gt 0 ] && cat "$DIR/out"

# A folder of files becomes a register that check can judge.
cd "$DIR" || exit 2
expect 0 "init" "$STYRDOK" init ny --kind municipality --lang sv --name Lindbro
expect 0 "into" "$STYRDOK" import "$ROOT"/tests/import/*.{docx,pdf,html,txt} --repo ny --into ny/styrdokument --lang sv
[ "$(find ny/styrdokument -name '*.md' -newer ny/styrdok.yaml | wc -l)" -ge 12 ] && ok || bad "twelve files"
[ -f ny/styrdokument/taxa/taxa-for-provning-och-tillsyn-inom-miljobalkens-omrade.md ] && ok || bad "the tariff has no place"
expect 0 "check finds no fault in them" "$STYRDOK" check --repo ny --format json
is_silent_on front-matter.syntax

# What cannot be read: one message, in both languages.
python3 - <<'PYTHON'
import zipfile

def word(name, document, **more):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", document)
        for path, text in more.items():
            file.writestr(path.replace("__", "/"), text)

W = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
P = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
word("entiteter.docx", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + W % (P % "Policy &x;"))
word("bomb.docx", W % (P % "a") + " " * (150 << 20))
word("stor.docx", W % (P % ("ord " * 1500000)))
word("tom.docx", W % "")
word("makron.docx", W % (P % "Policy för makron") + "", word__vbaProject_bin="x")
with zipfile.ZipFile("makron.docx", "a") as file:
    file.writestr("word/vbaProject.bin", "x")
word("sidor.docx", W % ("".join(P % f"Sida {i} har en rad." + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' for i in range(10000))))
word("djup.docx", W % ("<w:tbl><w:tr><w:tc>" * 75 + P % "djupt" + "</w:tc></w:tr></w:tbl>" * 75 + P % "Policy"))
with open("sidor.docx", "rb") as file:
    whole = file.read()
with open("trasig.docx", "wb") as file:
    file.write(whole[: len(whole) // 2])
with open("losenord.docx", "wb") as file:
    file.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)
objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"]
pdf, places = b"%PDF-1.4\n", []
for number, text in enumerate(objects, 1):
    places.append(len(pdf))
    pdf += f"{number} 0 obj\n{text}\nendobj\n".encode()
start = len(pdf)
pdf += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(f"{at:010} 00000 n \n".encode() for at in places)
pdf += f"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
open("bild.pdf", "wb").write(pdf)
open("klar.md", "w").write("---\nid: x\n---\n")
open("ett.txt", "w").write("Policy för resor\n\nText som säger något.\n")
PYTHON
refused() { # FILE ENGLISH SWEDISH
	expect 3 "$1" "$STYRDOK" import "$1" --lang en
	says "$2"
	expect 3 "$1" "$STYRDOK" import "$1" --lang sv
	says "$3"
	[ "$(wc -l <out)" -eq 1 ] && ok || bad "$1: more than one line"
}
refused entiteter.docx "declares entities" "deklarerar egna entiteter"
refused bomb.docx "200:1" "200:1"
refused stor.docx "text > 4 MiB" "text > 4 MiB"
refused tom.docx "text recognition (OCR)" "(OCR)"
refused trasig.docx "is damaged" "är skadad"
refused losenord.docx "protected by a password" "skyddad med lösenord"
refused bild.pdf "text recognition (OCR)" "(OCR)"
refused klar.md "has front matter already" "har redan metadata"
refused saknas.docx "cannot be read" "kan inte läsas"
expect 0 "macros" "$STYRDOK" import makron.docx --lang sv
says "innehåller makron"
expect 0 "10,000 pages" "$STYRDOK" import sidor.docx --lang sv
says "Sida 9999 har en rad."
expect 0 "deep tables" "$STYRDOK" import djup.docx --lang sv

# Nothing is overwritten, and an id is given once.
cp ett.txt tva.txt
expect 1 "two of one id" "$STYRDOK" import ett.txt tva.txt --into ut --lang sv
says "skulle få id:t ”policy-for-resor”, som ”ett.txt” redan har"
expect 3 "what exists" "$STYRDOK" import ett.txt --into ut --lang sv
says "finns redan"
expect 2 "several to one" "$STYRDOK" import ett.txt tva.txt
expect 2 "no file" "$STYRDOK" import
expect 0 "a table to tick off" "$STYRDOK" import ett.txt --report --lang sv
says "Hittades inte: dnr"

summary
