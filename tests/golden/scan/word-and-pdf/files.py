"""Makes a proposal as Word and as PDF, byte for byte the same everywhere: nothing is compressed, and no clock is asked."""
import sys
import zipfile

HEAD = ["Nämnd: Skärholmens stadsdelsnämnd", "Datum: 1 mars 2009", "Dnr: 031-78/2009"]
PAGES = [
    ("Bokningssystem för lokaler", [
        "Förvaltningen köper ett system för bokning av lokaler. Någon behovsanalys har inte gjorts.",
        "Systemet direktupphandlas av nuvarande leverantör, enligt telefonpolicyn.",
    ]),
    ("Kostnad och nytta", [
        "Kostnaden är 480 000 kronor. Nyttan är 90 000 kronor om året i minskad arbetstid för personalen.",
        "Projektet följs upp varje år och styrs enligt stadens projektmodell.",
    ]),
]


def docx(path):
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kinds = "http://schemas.openxmlformats.org/package/2006/"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    def paragraph(text, style=""):
        style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f'<w:p>{style}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'

    body = "".join(paragraph(line) for line in HEAD)
    for heading, paragraphs in PAGES:
        body += paragraph(heading, "Rubrik1") + "".join(paragraph(text) for text in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{kinds}relationships"><Relationship Id="rId1" '
        f'Type="{office}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{kinds}relationships"><Relationship Id="rId1" '
        f'Type="{office}styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles {word}><w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/>'
        "</w:style></w:styles>",
        "word/document.xml": f"<w:document {word}><w:body>{body}</w:body></w:document>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2009, 3, 1, 0, 0, 0)), '<?xml version="1.0"?>' + text)


def lines_of(paragraphs, width=70):
    """Paragraphs cut into lines, with an empty line between one and the next."""
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) >= width:
                yield line
                line = ""
            line = f"{line} {word}".strip()
        yield line
        yield ""


def content(first, heading, paragraphs):
    at = 780
    for size, line in [*((12, line) for line in first), (12, ""), (18, heading), (12, ""), *((12, line) for line in lines_of(paragraphs))]:
        if line:
            text = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            yield b"BT /F1 %d Tf 72 %d Td (%s) Tj ET\n" % (size, at, text)
        at -= 16


def pdf(path, head):
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (
        b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(PAGES))), len(PAGES)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    for number, (heading, paragraphs) in enumerate(PAGES):
        stream = b"".join(content([] if number else head, heading, paragraphs))
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" %
                       (5 + 2 * number))
        objects.append(b"<</Length %d>>stream\n%sendstream" % (len(stream), stream))
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number + 1, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out))
    with open(path, "wb") as file:
        file.write(out)


docx(f"{sys.argv[1]}/forslag.docx")
pdf(f"{sys.argv[1]}/forslag.pdf", [line for text in HEAD for line in (text, "")])
pdf(f"{sys.argv[1]}/rader.pdf", HEAD)
