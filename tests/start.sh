#!/bin/bash
# styrdok init: every kind of register, in both languages and with both sorts of keys, is one that check finds in order and of which applies
# has something to say; what exists is left; what cannot be made is told. STYRDOK is the program. Ends with "N passed, N failed".
. tests/shell/expect.bash

for kind in municipality:socialnamnden organisation:it association:board software:contributors; do
	for language in sv en; do
		for keys in sv en; do
			name="${kind%:*}, $language, $keys"
			expect 0 "init: $name" "$STYRDOK" init "$DIR/ny" --kind "${kind%:*}" --lang $language --keys $keys --name "Åby: 'A' #1"
			expect 0 "check: $name" "$STYRDOK" check --repo "$DIR/ny" --fail-on note
			expect 0 "applies: $name" "$STYRDOK" applies --repo "$DIR/ny" --body "${kind#*:}" --format json
			grep -qE '"id": ?"re?u?[gl]' "$DIR/out" && ok || bad "applies names nothing: $name"
			rm -r "$DIR/ny"
		done
	done
done

mkdir "$DIR/Mora kommun"
cd "$DIR/Mora kommun" || exit 2
git init -q
echo kvar >README.md
expect 0 'in a repository' "$STYRDOK" init
says 'README.md (fanns, lämnad som den är)'
[ "$(cat README.md)" = kvar ] && ok || bad 'README.md was changed'
[ -x .git/hooks/pre-commit ] && ok || bad 'no hook'
grep -q '^  name: "Mora kommun"' styrdokument/vocabulary/bodies.yaml && ok || bad 'the name of the folder is not taken'
expect 3 'a second time' "$STYRDOK" init
says 'är redan ett register'
rm styrdok.yaml
expect 0 'what was cut off is made again' "$STYRDOK" init
cd "$DIR" || exit 2

printf 'sv\nÖckerö kommun\nstyrning\nj\n' >"$DIR/svar"
script -qec "'$STYRDOK' init '$DIR/fragat'" /dev/null <"$DIR/svar" >"$DIR/out" 2>&1
[ $? -eq 0 ] && ok || bad 'asked at a terminal'
says 'I vilken mapp ska dokumenten ligga? [styrdokument]'
grep -q "^titel: " "$DIR/fragat/styrning/regler-for-styrdokument.md" 2>/dev/null && ok || bad 'the answers are not taken'

# a proposal's template for given facts: a row for each rule that applies; not filled in, nothing is told to be satisfied; filled in, it is clean
cd "$ROOT" || exit 2
expect 0 'a proposal for given facts' "$STYRDOK" new projektforslag "$DIR/forslag.md" --body 'Norrmalms stadsdelsnämnd' --topic e-tjanster \
	--on 2009-02-02 --category differentiating
grep -q '^| ITP2008-2.4-a | ska | it-program-2008#kap-2-4: ”Innan en applikation' "$DIR/forslag.md" && ok || bad 'no clause is quoted'
sed -n 's/^| [A-Z0-9][^|]*| \(ska\|bör\) |.*/\1/p' "$DIR/forslag.md" | uniq | tr '\n' ' ' >"$DIR/out"
says 'ska bör '
expect 1 'a proposal that accounts for nothing' "$STYRDOK" scan "$DIR/forslag.md" --format json
grep -q '"satisfied": 0' "$DIR/out" && ok || bad 'an empty template satisfies something'
sed -e 's/^## .*/&\n\nHär redovisas det som hör till rubriken, i den ordning som tabellen anger./' \
	-e 's/^\(| [A-Z0-9][^|]*| \(ska\|bör\) |[^|]*|[^|]*|\) |/\1 uppfylld |/' "$DIR/forslag.md" >"$DIR/ifyllt.md"
expect 0 'a proposal that is filled in' "$STYRDOK" scan "$DIR/ifyllt.md" --format json
says '"cannot_tell": 0'
says '"not_satisfied": 0'
expect 2 'no body' "$STYRDOK" new projektforslag --topic it
expect 2 'an unknown body' "$STYRDOK" new projektforslag --body nämnd-x --topic it
cd "$DIR" || exit 2

touch "$DIR/fil"
expect 3 'a file in the way' "$STYRDOK" init "$DIR/fil/x"
expect 2 'a name of two lines' "$STYRDOK" init "$DIR/x" --name $'a\nb'
expect 2 'no name' "$STYRDOK" init "$DIR/x" --name ''
for folder in ../ute /etc 'a b' . '' 'a: b' -x; do
	expect 2 "documents in '$folder'" "$STYRDOK" init "$DIR/x" --documents="$folder"
done
expect 2 'two folders' "$STYRDOK" init "$DIR/x" "$DIR/y"
expect 2 'an unknown kind' "$STYRDOK" init "$DIR/x" --kind kommun
[ ! -e "$DIR/x" ] && ok || bad 'something was written all the same'
ln -s /nowhere "$DIR/lank"
expect 3 'a link that leads nowhere' "$STYRDOK" init "$DIR/lank"

summary
