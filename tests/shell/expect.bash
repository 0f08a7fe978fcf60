# Sourced by scripts that run one command after another and say what its status and its words must be: STYRDOK becomes absolute, DIR is a
# folder that goes at the end, ROOT the project's. They end with `summary`.
set -u
export LC_ALL=C.UTF-8
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
ROOT=$PWD
STYRDOK=$(realpath "$STYRDOK")
export STYRDOK
DIR=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$DIR" 2>/dev/null; rm -rf "$DIR"' EXIT
exec </dev/null
passed=0 failed=0

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "FAILED $*"; sed 's/^/  /' "$DIR/out" | head -n 8; }
# expect STATUS NAME COMMAND..: what it says is in $DIR/out. With WITHIN set, a command may take so many seconds.
expect() {
	local status=$1 name=$2
	shift 2
	${WITHIN:+timeout "$WITHIN"} "$@" >"$DIR/out" 2>&1
	[ $? -eq "$status" ] && ok || bad "$name"
}
says() { grep -qF -e "$1" "$DIR/out" && ok || bad "does not say: $1"; }
is_silent_on() { grep -qF -e "$1" "$DIR/out" && bad "says: $1" || ok; }

summary() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
}
