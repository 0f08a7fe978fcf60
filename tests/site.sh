#!/bin/bash
# styrdok site: docs-corpus and a hostile register as sites that are whole (tests/site.py), in both languages; what has not changed is not
# touched; what is gone goes; a folder of somebody else's, one that is being written and a full one are refused, and the old site stays.
# STYRDOK is the program. Ends with "N passed, N failed".
. tests/shell/expect.bash

page_says() { tr '\n' ' ' <"$DIR/$1" | grep -qF -e "$2" && ok || bad "$1 does not say: $2"; }
page_lacks() { ! grep -qF -e "$2" "$DIR/$1" && ok || bad "$1 says: $2"; }
is_whole() { expect 0 "whole: $1" "$ROOT/tests/site.py" "$DIR/$1"; }

for language in sv en; do
	expect 0 "docs-corpus, $language" "$STYRDOK" site --lang $language --no-pictures "$DIR/$language"
	is_whole $language
done
page=sv/dokument/it-program-2008/index.html
page_says $page '<strong>gäller, ändrat</strong>: tillämpas från och med den 1 juli 2008'
page_says $page 'KF 2008-03-03, IT-programmet, 2.2'
page_says $page '<a href="../../dokument/utlatande-2008-18/index.html#andringar">'
page_says $page '<a href="../../organ/kommunfullmaktige/index.html">Kommunfullmäktige</a>'
page_says sv/dokument/leveransstrategi/index.html '<a href="#kap-1">1. Bakgrund och syfte</a>'
page_says sv/remiss/index.html 'remiss'
page_says sv/galler/kulturnamnden/index.html '<a href="../../dokument/it-program-2008/index.html">IT-program'
page_says sv/index.html 'Registret känner till läget till och med den 21 december 2012'

find "$DIR/sv" -type f -exec touch -d 2001-01-01 {} +
expect 0 'once more' "$STYRDOK" site --no-pictures "$DIR/sv"
says 'varav 0 nya eller ändrade'
[ -z "$(find "$DIR/sv" -type f -newermt 2002-01-01 ! -path '*/.styrdok/*')" ] && ok || bad 'files were touched'

# What strangers write: in titles, ids, links, notes, text.
mkdir -p "$DIR/r/docs-corpus/vocabulary"
cat >"$DIR/r/docs-corpus/vocabulary/types.yaml" <<'END'
- {id: policy, name: {sv: '<b>Policy</b>', en: Policy}}
- {id: taxa, name: {sv: Taxa, en: Tariff}, regulation: true}
END
echo "- {id: 'a/../\"x', name: '<script>alert(1)</script>', kind: assembly, rank: 1}" >"$DIR/r/docs-corpus/vocabulary/bodies.yaml"
printf '%s\n' "- {id: it, label: {sv: \"<img src=x onerror=alert(1)>\"}}" "- {id: utan-namn}" >"$DIR/r/docs-corpus/vocabulary/topics.yaml"
cat >"$DIR/r/docs-corpus/ond.md" <<'END'
---
id: ond
title: "<script>alert(1)</script> \"' & ]]> --> </title>"
type: policy
status: decided
decided: 2008-03-03
decided-by: "a/../\"x"
topics: [it]
dnr: ['"><svg onload=alert(1)>']
refers-to: [{doc: taxa, note: '<iframe src=//evil.example>'}]
---

# <script>alert(2)</script> {#x"y}

<img src=x onerror=alert(3)> <b onclick="x">fet</b> [a](javascript:alert(4)) [b](JaVaScRiPt&colon;alert(5)) [c](data:text/html,x)
[d](//evil.example/x) [e](https://example.org/?a="b"&c) ![bild](https://evil.example/x.png) <javascript:alert(6)>
[f]( javascript:alert(7)) [g](vbscript:x) [[taxa]] [h](taxa.md#avgift) [i](taxa.md#ingen) [j](../../etc/passwd) [k][ref]

[ref]: javascript:alert(8)

| <script>a</script> | b |
|---|---|
| `<i>` | [x](javascript:1) |
| - a | 1. b \| c |

> [!REGISTER]
> Registrets ord <script>alert(9)</script>.

- # Rubrik i lista
  text

###### Djup

<style>body { display: none }</style>
END
cat >"$DIR/r/docs-corpus/taxa.md" <<'END'
---
id: taxa
title: Taxa
type: taxa
status: decided
decided: 2008-03-03
amends: [{doc: ond, part: ingen}]
---

## 1 § Avgift

Enligt 2 § och 3 kap. 4 § tas avgift ut. Se § 5.

## 1 § Avgift {#par-1 from=2010-01-01}

Ny lydelse.

## 2 § Main {#s.main}

Text.
END
printf -- '---\nid: tom\n---\n' >"$DIR/r/docs-corpus/tom.md"
printf -- '---\nid: [\n---\n' >"$DIR/r/docs-corpus/trasig.md"
expect 1 'hostile' "$STYRDOK" site --repo "$DIR/r" --on 2009-01-01 "$DIR/h"
is_whole h
for what in '<script>a' 'javascript:' 'JaVaScRiPt' 'evil.example/x' onerror=alert '<iframe' '<svg onload' '<style' 'vbscript:' 'data:text' 'onclick="x'; do
	! grep -rhoiF --include=index.html "=\"$what" "$DIR/h" | grep -q . && ok || bad "in an attribute: $what"
	case $what in '<'*) ! grep -rqF --include=index.html "$what" "$DIR/h" && ok || bad "as markup: $what" ;; esac
done
page_says h/dokument/taxa/index.html 'Kommande lydelse, från och med den 1 januari 2010'
page_says h/dokument/taxa/index.html $'Enligt 2\u00a0§ och 3\u00a0kap.\u00a04\u00a0§'
page_says h/dokument/taxa/index.html '<a href="2010-01-01/index.html">Från och med den 1 januari 2010</a>'
page_says h/dokument/taxa/2010-01-01/index.html '<del>Enligt'
page_says h/dokument/taxa/2010-01-01/index.html '<ins>Ny lydelse.</ins>'
page_says h/dokument/ond/index.html '<aside class="remark"> <p>Registrets ord'
page_says h/foreskrifter/index.html '>Taxa</a>'
page_says h/assets/dagar.js '["utan-namn","utan-namn"]'
page_says h/sok/index.js '"utan-namn"]'
page_lacks h/foreskrifter/index.html dokument/ond/

rm "$DIR/r/docs-corpus/tom.md" "$DIR/r/docs-corpus/trasig.md"
[ -f "$DIR/h/dokument/tom/index.html" ] && ok || bad 'no page of an empty document'
expect 0 'after a document is gone' "$STYRDOK" site --repo "$DIR/r" --on 2009-01-01 "$DIR/h"
[ ! -e "$DIR/h/dokument/tom" ] && ok || bad 'the page of a document that is gone stays'
is_whole h

mkdir "$DIR/annan"
echo mitt >"$DIR/annan/min.txt"
expect 2 "somebody's folder" "$STYRDOK" site --repo "$DIR/r" "$DIR/annan"
says 'är inte tom'
[ "$(ls -A "$DIR/annan")" = min.txt ] && ok || bad 'the folder was written into'
expect 2 'no folder named' "$STYRDOK" site --repo "$DIR/r"
expect 2 'no address' "$STYRDOK" site --repo "$DIR/r" --url 'javascript:x' "$DIR/h"
expect 3 'a file in the way' "$STYRDOK" site --repo "$DIR/r" "$DIR/annan/min.txt"
exec 9<"$DIR/h/.styrdok/lock"
flock 9
expect 3 'two writers' "$STYRDOK" site --repo "$DIR/r" "$DIR/h"
says 'skrivs just nu'
exec 9<&-
before=$(find "$DIR/h" -type f ! -path '*/.styrdok/*' -exec md5sum {} + | sort | md5sum)
sed -i 's/^title: Taxa/title: Ny taxa/' "$DIR/r/docs-corpus/taxa.md"
(ulimit -f 4; trap '' XFSZ; "$STYRDOK" site --repo "$DIR/r" --on 2009-01-01 "$DIR/h") >"$DIR/out" 2>&1
[ $? -eq 3 ] && ok || bad 'a full disk'
[ "$before" = "$(find "$DIR/h" -type f ! -path '*/.styrdok/*' -exec md5sum {} + | sort | md5sum)" ] && ok || bad 'the old site did not stay'
[ -z "$(ls "$DIR/h/.styrdok" | grep new)" ] && ok || bad 'what was not used is left'

summary
