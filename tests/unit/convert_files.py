#!/usr/bin/env python3
"""Makes the files that test_convert.c reads, in the folder given. Needs pandoc and qpdf."""
import os
import random
import struct
import subprocess
import sys
import textwrap
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?><w:document %s><w:body>' % W
TAIL = '</w:body></w:document>'
TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
PARTS = {
    '[Content_Types].xml':
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels':
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="%sofficeDocument" Target="word/document.xml"/></Relationships>' % TYPE,
    'word/_rels/document.xml.rels':
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="%sstyles" Target="styles.xml"/></Relationships>' % TYPE,
    'word/styles.xml':
        '<?xml version="1.0"?><w:styles %s>' % W + ''.join(
            '<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/></w:style>' % style
            for style in [('Rubrik', 'Title'), ('Underrubrik', 'Subtitle'), ('Rubrik1', 'heading 1')]) + '</w:styles>',
}


def docx(path, body, **more):
    """body: XML, or a function that writes the whole of word/document.xml."""
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in {**PARTS, **more}.items():
            archive.writestr(name, text)
        with archive.open('word/document.xml', 'w') as part:
            if callable(body):
                body(part)
            else:
                part.write((HEAD + body + TAIL).encode())


def p(text, style=None):
    return '<w:p>%s<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>' % (
        '<w:pPr><w:pStyle w:val="%s"/></w:pPr>' % style if style else '', text)


def cell(content, properties=''):
    return '<w:tc><w:tcPr>%s</w:tcPr>%s</w:tc>' % (properties, content)


def table(*rows):
    return '<w:tbl><w:tblPr/><w:tblGrid>%s</w:tblGrid>%s</w:tbl>' % (
        '<w:gridCol w:w="4000"/>' * 2, ''.join('<w:tr>%s</w:tr>' % ''.join(row) for row in rows))


def word_files():
    with open('plain.md', 'w') as file:
        file.write('# Bakgrund\n\nTjänsten ska följa *IT-programmet*.\n\n## Mål\n\n- första\n- andra\n\n1. ett\n2. två\n\n'
                   '| Post | Belopp |\n|------|--------|\n| Konsulter | 1 200 000 |\n| Licenser | 300 000 |\n')
    subprocess.run(['pandoc', '-o', 'plain.docx', 'plain.md'], check=True)
    for copy in ('-o.docx', '--version.docx', 'utan ändelse', 'fel.pdf'):
        with open('plain.docx', 'rb') as source, open(copy, 'wb') as target:
            target.write(source.read())
    docx('real.docx',
         p('Förslag', 'Rubrik') + p('Ett underförslag', 'Underrubrik') + p('Bakgrund', 'Rubrik1') +
         '<w:p><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>struket</w:t></w:r></w:p>' +
         p('&lt;script&gt;alert(1)&lt;/script&gt;') +
         table([cell(p('Post')), cell(p('Belopp'))],
               [cell(p('ett stycke') + p('och ett till')), cell(p('a | b'))],
               [cell(p('över två'), '<w:gridSpan w:val="2"/>')],
               [cell(p('r'), '<w:vMerge w:val="restart"/>'), cell(p('x'))],
               [cell(p(''), '<w:vMerge/>'), cell(table([cell(p('inre')), cell(p('tabell'))]) + p(''))]) + p('slut'))
    docx('empty-text.docx', '')
    docx('outside.docx', lambda part: part.write(
        ('<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>' +
         HEAD[38:] + p('A&x;B') + TAIL).encode()))
    docx('wide.docx', '<w:tbl><w:tblPr/><w:tblGrid>' + '<w:gridCol w:w="400"/>' * 2 + '</w:tblGrid>' + ''.join(
        '<w:tr>' + cell(p('ord ' * (2000 if row == 5 else 2))) + cell(p('x')) + '</w:tr>' for row in range(200)) +
        '</w:tbl>')
    docx('much.docx', lambda part: [part.write(HEAD.encode())] + [
        part.write(('<w:p><w:r><w:t>' + 'x' * 1000000 + '</w:t></w:r></w:p>').encode()) for _ in range(9)] +
        [part.write(TAIL.encode())])


def repeated(count, text):
    def write(part):
        part.write(HEAD.encode())
        for _ in range(count):
            part.write(text)
        part.write(TAIL.encode())
    return write


def lie(source, target):
    """Says of word/document.xml that it is small."""
    with open(source, 'rb') as file:
        data = bytearray(file.read())
    at = data.find(b'PK\1\2')
    while at >= 0:
        length, where = struct.unpack_from('<H', data, at + 28)[0], struct.unpack_from('<I', data, at + 42)[0]
        if data[at + 46:at + 46 + length] == b'word/document.xml':
            struct.pack_into('<I', data, at + 24, 5000)
            struct.pack_into('<I', data, where + 22, 5000)
        at = data.find(b'PK\1\2', at + 46)
    with open(target, 'wb') as file:
        file.write(data)


def bad_word_files():
    docx('bomb.docx', repeated(300, b'a' * (1 << 20)))
    lie('bomb.docx', 'lie.docx')
    docx('dense.docx', repeated(30, b'a' * (1 << 20)))
    docx('entries.docx', '', **{'x/%d' % i: '' for i in range(5000)})
    with zipfile.ZipFile('odt.odt', 'w') as archive:
        archive.writestr('mimetype', 'application/vnd.oasis.opendocument.text')
        archive.writestr('content.xml', '<x/>')
    with zipfile.ZipFile('other.docx', 'w') as archive:
        archive.writestr('a.txt', 'a')
    with open('cut.docx', 'wb') as target, open('plain.docx', 'rb') as source:
        target.write(source.read()[:4000])
    with open('xml.docx', 'wb') as target:
        target.write(b'')
    docx('xml.docx', lambda part: part.write(b'<w:document'))
    ole = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(1000)
    files = {
        'random.docx': random.Random(1).randbytes(5000),
        'empty.docx': b'', 'empty.pdf': b'',
        'old.doc': ole,
        'locked.docx': ole + 'EncryptedPackage'.encode('utf-16-le') + bytes(100),
        'rich.rtf': b'{\\rtf1 hej}',
        'random.pdf': b'%PDF-1.4\n' + random.Random(2).randbytes(5000),
        'text.pdf': b'# Rubrik\n',
    }
    for name, data in files.items():
        with open(name, 'wb') as file:
            file.write(data)
    with open('huge.docx', 'wb') as file:
        file.truncate((32 << 20) + 1)


def stream(content):
    return b'<</Length %d>>stream\n%s\nendstream' % (len(content), content)


def pdf(path, pages, fonts=0):
    """pages: each a list of (x, y, size, text), or the bytes of its content; fonts: how many have all codes there are."""
    objects = [b'<</Type/Catalog/Pages 2 0 R>>', b'',
               b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>']
    more = b''
    for number in range(fonts):
        objects += [stream(b'1 begincodespacerange <000000> <ffffff> endcodespacerange 1 beginbfchar <ffffff> <0041> endbfchar'),
                    b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode %d 0 R>>' % (len(objects) + 1)]
        more += b'/B%d %d 0 R' % (number, len(objects))
    kids = []
    for page in pages:
        content = page if isinstance(page, bytes) else b''.join(
            b'BT /F1 %g Tf %g %g Td (%s) Tj ET\n' % (size, x, y, text.replace('(', '\\(').replace(')', '\\)').encode(
                'cp1252')) for x, y, size, text in page)
        objects.append(stream(content))
        objects.append(b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R'
                       b'/Resources<</Font<</F1 3 0 R%s>>>>>>' % (len(objects), more))
        kids.append(b'%d 0 R' % len(objects))
    objects[1] = b'<</Type/Pages/Kids[%s]/Count %d>>' % (b' '.join(kids), len(kids))
    data, offsets = b'%PDF-1.4\n', []
    for number, text in enumerate(objects):
        offsets.append(len(data))
        data += b'%d 0 obj\n%s\nendobj\n' % (number + 1, text)
    end = len(data)
    data += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1)
    data += b''.join(b'%010d 00000 n \n' % offset for offset in offsets)
    data += b'trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (len(objects) + 1, end)
    with open(path, 'wb') as file:
        file.write(data)


def typeset(leading, after):
    """A page as a word processor sets it: heading, paragraphs, a list, a table, a footer."""
    paragraphs = [
        'Tjänsten ska följa stadens IT-program och ersätta de blanketter som i dag används av nämnderna. Den beräknas kosta '
        'tre miljoner kronor.',
        'Behovsanalysen har gjorts tillsammans med alla nämnder och visar att åtta av tio hellre lämnar sin ansökan på nätet.',
        'Kort stycke.']
    y, page = 760, [(71, 800, 9, 'Stockholms stad'), (480, 800, 9, 'Sida 1 (2)')]

    def put(x, size, text):
        page.append((x, y, size, text))

    put(71, 16, '1 Bakgrund')
    y -= 22
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, 70):
            put(71, 11, line)
            y -= leading
        y -= after
    for item in ('första punkten', 'andra punkten'):
        put(85, 11, '• ')
        put(100, 11, item)
        y -= leading
    y -= after
    for row in (('Post', 'Belopp'), ('Konsulter', '1 200 000')):
        put(71, 11, row[0])
        put(300, 11, row[1])
        y -= leading
    return page


def pdf_files():
    second = [(71, 760, 11, 'Den andra sidan har en infor-'), (71, 747, 11, 'mationsdel om IT-'),
              (71, 734, 11, 'program, om drift-'), (71, 721, 11, 'och underhåll.')]
    pdf('two.pdf', [typeset(13, 8), second])
    pdf('open.pdf', [typeset(20, 0)])
    pdf('tight.pdf', [typeset(12.6, 3)])
    pdf('scanned.pdf', [b'0 0 500 700 re f\n'] * 2)
    for name, user in (('locked.pdf', 'hemlig'), ('owned.pdf', '')):
        subprocess.run(['qpdf', '--encrypt', user, 'agare', '256', '--', 'two.pdf', name], check=True)
    with open('cut.pdf', 'wb') as target, open('two.pdf', 'rb') as source:
        target.write(source.read()[:700])
    # Each font says which letter its code 0xffffff is; the reader sets up 64 MiB for the codes before it.
    pdf('bomb.pdf', [b''], fonts=24)


os.chdir(sys.argv[1])
word_files()
bad_word_files()
pdf_files()
