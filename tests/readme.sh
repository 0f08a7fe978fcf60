#!/bin/bash
# What README.md and README.sv.md show as output is what the program prints: each line of a block that begins with "$ build/styrdok" must come,
# in that order, from the command; what begins with "$ tools" is run before it. /tmp/register stands for a temporary folder. Last line: "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# shows COMMAND LINE..: the lines are a subsequence of the command's output.
shows() {
	local command=$1 line
	shift
	while read -r line; do
		[ $# -gt 0 ] && [ "$line" = "$1" ] && shift
	done < <(bash -c "${command/build\/styrdok/\"\$STYRDOK\"}" 2>&1 | sed 's/^ *//')
	if [ $# -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED README: %s\n  does not print: %s\n' "$command" "$1"
	fi
}

export STYRDOK=${STYRDOK:-build/styrdok}
command='' lines=()
while IFS= read -r line; do
	line=${line//\/tmp\/register/$work/register}
	case $line in
	'$ tools/'*) bash -c "${line#\$ }" || { failed=$((failed + 1)); echo "FAILED README: ${line#\$ }"; } ;;
	'$ build/styrdok '*) command=${line#\$ } lines=() ;;
	'```') [ -z "$command" ] || shows "$command" "${lines[@]}"; command='' ;;
	*) [ -z "$command" ] || [ -z "${line// /}" ] || lines+=("$(sed 's/^ *//' <<<"$line")") ;;
	esac
done < <(cat README.md README.sv.md)
[ $passed -gt 0 ] || { echo 'FAILED README shows no command'; failed=$((failed + 1)); }

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
