#!/usr/bin/env bash
# Uses the packaged desktop program as a person does, by mouse and keyboard in real windows on a display of its own (Xvfb, openbox, xdotool,
# import). Says how long the login window took, and leaves pictures of the screen in a folder.
# Usage: packaging/drive.sh [IMAGE [PICTURES]], by default target/parley and target/drive.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bin=$(realpath "${1:-target/parley}/bin")
pictures=${2:-target/drive}
mkdir -p "$pictures"
home=$(mktemp -d)
pids=()
finish() {
  kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$home"
}
trap finish EXIT
fail() {
  echo "drive: $1" >&2
  import -window root "$pictures/failed.png" || true
  xdotool search --onlyvisible --name . getwindowname %@ >&2 || true
  exit 1
}

exec 3>"$home/display"
Xvfb -displayfd 3 -screen 0 2200x900x24 -nolisten tcp -noreset >/dev/null 2>&1 &
pids+=($!)
timeout 10 bash -c "until [ -s '$home/display' ]; do sleep 0.1; done"
DISPLAY=:$(cat "$home/display")
export DISPLAY
openbox >/dev/null 2>&1 &
pids+=($!)

# Waits at most 15 seconds for a visible window whose title matches, and says which.
window() {
  timeout 15 xdotool search --sync --onlyvisible --name "$1" | tail -1 || true
}
titled() {
  local found
  found=$(window "$1")
  [ -n "$found" ] || fail "no window '$1'"
  echo "$found"
}
in_window() {
  xdotool windowactivate --sync "$1"
}

# A relay of its own: another Parley may have the usual port.
"$bin/parley-relay" --classic-port 0 >"$home/relay" 2>&1 &
pids+=($!)
timeout 10 bash -c "until grep -q listening '$home/relay'; do sleep 0.1; done"
relay=$(sed -n 's/^listening classic //p' "$home/relay")

# The home folder of this user is in the user database, so that Java has to be told of another one.
before=$(date +%s%N)
HOME=$home JAVA_TOOL_OPTIONS=-Duser.home=$home "$bin/parley" --keys keys --classic "$relay" >"$home/out" 2>&1 &
desktop=$!
pids+=("$desktop")
login=$(titled '^Parley$')
echo "login window after $((($(date +%s%N) - before) / 1000000)) ms"
sleep 1
import -window root "$pictures/1-login.png"

in_window "$login"
xdotool key Return
alice=$(titled '^alice')
in_window "$alice"
xdotool key ctrl+n
login=$(titled '^Parley$')
in_window "$login"
sleep 0.5
# The second card, by mouse.
eval "$(xdotool getwindowgeometry --shell "$login")"
xdotool mousemove $((X + 280)) $((Y + 178)) click 1
sleep 0.3
xdotool key Return
bob=$(titled '^bob')
xdotool windowmove --sync "$alice" 0 0 windowmove --sync "$bob" 1100 0
sleep 0.5

in_window "$alice"
xdotool key ctrl+1
sleep 0.5
xdotool type --delay 30 'hello bob'
xdotool key Return
titled '^\(1\) bob' >/dev/null
in_window "$bob"
xdotool key ctrl+1
sleep 0.5
xdotool type --delay 30 'hello alice'
xdotool key Return
titled '^\(1\) alice' >/dev/null
in_window "$alice"
xdotool key ctrl+i
sleep 1
import -window root "$pictures/2-chat.png"
xdotool key Escape

[ ! -e "$home/.openjfx" ] || fail "native libraries were unpacked into the home folder"

# The program ends with its last window.
for last in "$bob" "$alice"; do
  in_window "$last"
  xdotool key alt+F4
done
timeout 10 tail --pid="$desktop" -f /dev/null || fail "the program did not end with its last window"
grep -v '^Picked up JAVA_TOOL_OPTIONS' "$home/out" || true
