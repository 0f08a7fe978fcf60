#!/bin/bash
# `applies` as a Word file, by the real pandoc, and what is said where there is none; and as a page, printed by a real browser. Last line: "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
STYRDOK=$(realpath "${STYRDOK:-build/styrdok}")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
question=(applies --body=svenska-bostader --topic=telefoni --on=2008-07-01 --format=docx)

expect() { # LABEL COMMAND..: the command succeeds
	if "${@:2}" >"$work/log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED $1"
		cat "$work/log"
	fi
}

word_holds() { # TEXT: the Word file, read back, has a line with it
	pandoc --from=docx --to=plain --wrap=none "$work/answer.docx" | grep -qF -- "$1"
}

without_pandoc() { # the words and the exit status where pandoc is not installed
	mkdir -p "$work/empty"
	PATH=$work/empty "$STYRDOK" "${question[@]}" >"$work/out" 2>"$work/err"
	[ $? -eq 3 ] && [ ! -s "$work/out" ] && grep -q pandoc "$work/err"
}

on_a_terminal() { # bytes are not thrown at a terminal
	script -qec "'$STYRDOK' ${question[*]}" "$work/typed" >/dev/null
	[ $? -eq 2 ] && ! grep -q '^PK' "$work/typed"
}

expect 'a Word file is written' bash -c "'$STYRDOK' ${question[*]} >'$work/answer.docx'"
expect 'it is one' [ "$(head -c 2 "$work/answer.docx")" = PK ]
part() { python3 -c "import sys, zipfile; print(zipfile.ZipFile('$work/answer.docx').read('word/$1.xml').decode())"; }
expect 'on A4' grep -c '<w:pgSz [^>]*w:w="11906"' <(part document)
expect 'in Swedish' grep -c '<w:lang [^>]*w:val="sv-SE"' <(part styles)
expect 'its heading' word_holds 'Styrdokument för Svenska Bostäder'
expect 'a group' word_holds 'Kan inte avgöras (2)'
expect 'a document' word_holds 'Telefonpolicy för Stockholms stad'
expect 'a place' word_holds 'docs-corpus/program/it-program-2008.md:20'
expect 'a Word file in English' bash -c "'$STYRDOK' ${question[*]} --lang=en >'$work/answer.docx'"
expect 'marked as English' grep -c '<w:lang [^>]*w:val="en-GB"' <(part styles)
expect 'no pandoc' without_pandoc
expect 'no terminal' on_a_terminal
python3 tests/golden.py "$work" applies/hostile && mv "$work/applies/hostile" "$work"
expect 'hostile titles' bash -c "'$STYRDOK' applies --repo '$work/hostile' --body=trafiknamnden --on=2010-01-01 --format=docx >'$work/answer.docx'"
expect 'a picture is not read' python3 -c "import sys, zipfile; names = zipfile.ZipFile('$work/answer.docx').namelist()
sys.exit('word/document.xml' not in names or any('media/' in name for name in names))"
expect 'what looks like markup is text' word_holds '<script>alert(1)</script>'

printed() { # the page, printed: one A4, with all that is to be on it
	"$STYRDOK" "${question[@]/docx/html}" >"$work/answer.html" &&
		HOME=$work timeout 60 chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$work/answer.pdf" \
			"file://$work/answer.html" &&
		pdfinfo "$work/answer.pdf" | grep -Eq '^Pages: +1$' && pdfinfo "$work/answer.pdf" | grep -q 'A4' &&
		pdftotext -raw "$work/answer.pdf" - | tr -s ' \n' ' ' >"$work/printed" &&
		grep -qF 'Telefonpolicy för Stockholms stad' "$work/printed" && grep -qF 'ingen bestämd version' "$work/printed" &&
		grep -qF '1 (1)' "$work/printed"
}
expect 'one A4 page' printed

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
