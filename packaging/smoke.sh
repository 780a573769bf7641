#!/usr/bin/env bash
# Tries the program image by hand, as PackagedImageIT does: two terminals exchange a message over the relay, and the desktop program plays its
# demonstration without a display. Usage: packaging/smoke.sh [IMAGE], by default target/parley.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bin=$(realpath "${1:-target/parley}/bin")
work=$(mktemp -d)
pids=()
finish() {
  kill "${pids[@]}" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
unset JAVA_HOME DISPLAY WAYLAND_DISPLAY

# Waits at most 20 seconds for a line in a file.
await() {
  timeout 20 grep -qm1 -- "$1" <(tail -n +1 -F "$2" 2>/dev/null) || {
    echo "no '$1' in:" >&2
    cat "$2" >&2
    exit 1
  }
}

"$bin/parley-relay" --classic-port 0 >"$work/relay" 2>&1 &
pids+=($!)
await '^listening classic ' "$work/relay"
address=$(sed -n 's/^listening classic //p' "$work/relay")
echo "relay on $address"

mkfifo "$work/bob.in" "$work/alice.in"
for name in bob alice; do
  "$bin/parley-cli" chat --keys keys --as "$name" --classic "$address" <"$work/$name.in" >"$work/$name" 2>&1 &
  pids+=($!)
done
exec 3>"$work/bob.in" 4>"$work/alice.in"
await 'bob joined the chat!' "$work/bob"
await 'alice joined the chat!' "$work/alice"
printf 'hello bob\nbob\n' >&4
await '^alice to bob: hello bob$' "$work/bob"
printf 'hello alice\nalice\n' >&3
await '^bob to alice: hello alice$' "$work/alice"
printf '!quit\n' >&3
printf '!quit\n' >&4
wait "${pids[1]}" "${pids[2]}"
echo "two terminals chatted"

"$bin/parley" --demo --out "$work/screens"
ls "$work/screens"
