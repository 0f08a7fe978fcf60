#!/bin/bash
# What the site's scripts answer: its search finds what the program finds (tests/site/search.mjs), and it answers for any day what the program answers (tests/site/days.mjs): docs-corpus, and registers where bodies follow each other, where legal
# persons are bound from a day of their own, and where it is not clear whom a document binds.
set -eu
trap 'echo "failed at line $LINENO: $BASH_COMMAND"' ERR
DIR=$(mktemp -d)
trap 'rm -rf "$DIR"' EXIT

# compare NAME REGISTER
compare() {
	"$STYRDOK" site --no-pictures --repo "$2" "$DIR/$1.site" >/dev/null 2>"$DIR/unread" || [ -s "$DIR/unread" ]
	build/answers "$2" 4000 >"$DIR/$1.answers"
	node tests/site/days.mjs "$DIR/$1.site" "$DIR/$1.answers"
}

compare corpus .
node tests/site/search.mjs "$DIR/corpus.site" "$DIR/corpus.answers" "$STYRDOK" .
for case in body-over-time legal-persons.case reach; do
	name=${case%.case}
	python3 tests/golden.py "$DIR/in" "tests/golden/applies/$case"
	compare "$name" "$DIR/in/applies/$name"
done
