#!/bin/bash
# styrdok fmt changes no fact of any register that the tests hold, reads standard input, and writes into no folder that is write-protected.
# STYRDOK is the program. Ends with "N passed, N failed".
. tests/shell/expect.bash

mkdir -p "$DIR/r/docs"
echo 'documents: docs' >"$DIR/r/styrdok.yaml"
cd "$DIR/r" || exit 2
printf -- '---\ntitle: A\nid: a\n---\n\nText' >"$DIR/a"
printf -- '---\nid: a\ntitle: A\n---\n\nText' >"$DIR/b"
expect 0 'from standard input' "$STYRDOK" fmt - <"$DIR/a"
cmp -s "$DIR/out" "$DIR/b" && ok || bad 'standard input is not put in order'
expect 0 'in order already' "$STYRDOK" fmt - <"$DIR/b"
cmp -s "$DIR/out" "$DIR/b" && ok || bad 'what is in order is changed'
expect 1 'nothing' "$STYRDOK" fmt - </dev/null
expect 1 'broken' "$STYRDOK" fmt - <<<$'---\nid: "a\n---'
says '-:'

# more files in one folder than a hundred, and more than are waited for one by one
for i in $(seq 150); do sed "s/id: a/id: a$i/" "$DIR/a" >"docs/a$i.md"; done
expect 0 'many files in a folder' "$STYRDOK" fmt
says '150 av 150'
expect 0 'again' "$STYRDOK" fmt --check
[ -z "$(find . -name '.styrdok*')" ] && ok || bad 'something is left behind'

cp "$DIR/a" docs/a.md
chmod a-w docs
expect 3 'a write-protected folder' "$STYRDOK" fmt
says 'docs/a.md'
cmp -s docs/a.md "$DIR/a" && ok || bad 'a write-protected folder was written into'
chmod u+w docs
cd - >/dev/null || exit 2

python3 tests/fmt_property.py >"$DIR/out" 2>&1
grep -v 'passed, ' "$DIR/out"
passed=$((passed + $(sed -n 's/\([0-9]*\) passed.*/\1/p' "$DIR/out")))
failed=$((failed + $(sed -n 's/.*passed, \([0-9]*\) failed/\1/p' "$DIR/out")))
summary
