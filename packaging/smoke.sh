#!/usr/bin/env bash
# Tries the packages as a person does who has neither Java nor this source: installs those of target/packages in a fresh Debian in a folder,
# has two people chat over the installed relay, plays the desktop's demonstration, opens its window as the menu does, removes all, and
# looks what is left. Needs root, debootstrap, Xvfb, xwininfo and a mirror of Debian.
# Usage: packaging/smoke.sh [SUITE], by default what this machine runs, or stable.
set -euo pipefail
if [[ ${1:-} != --within ]]; then
  ((EUID == 0)) || {
    echo 'smoke: only root can make a root folder' >&2
    exit 1
  }
  # Mounts and processes end with it.
  exec unshare --mount --pid --fork --kill-child "$0" --within "$@"
fi
shift
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mount -t proc proc /proc

release=stable
[[ ! -f /etc/debian_version ]] || release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
suite=${1:-$release}
root=$(mktemp -d /var/tmp/parley-smoke-XXXXXX)
chmod 755 "$root"
ada=/home/ada
finish() {
  local status=$?
  # Background jobs are all children of this shell, and the kernel kills theirs at its end.
  jobs -p | xargs -r kill 2>/dev/null || true
  umount -R -l "$root" 2>/dev/null || true
  rm -rf --one-file-system "$root" "$root.log"
  exit "$status"
}
trap finish EXIT

step() {
  printf '%4d s  %s\n' "$SECONDS" "$1"
}
fail() {
  echo "smoke: $1" >&2
  exit 1
}
within() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}
# As a person without rights, who has a home folder. Lists, not functions: what is begun in the background can be told to end.
as_ada=(chroot --userspec=ada "$root" env -i -C "$ada" HOME="$ada" PATH=/usr/bin:/bin LANG=C.UTF-8)
as_relay=(chroot --userspec=relay "$root" env -i PATH=/usr/bin:/bin)
# Waits at most 30 seconds for something to be so.
await() {
  local what=$1 until=$((SECONDS + 30))
  shift
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= until)); then
      tail -n 20 "$root"/home/*/*.log >&2 || true
      fail "waited in vain for $what"
    fi
    sleep 0.1
  done
}
files() {
  find "$root" -xdev \( -path "$root/proc" -o -path "$root/dev" -o -path "$root/tmp" -o -path "$root/var/log" -o -path "$root/var/cache" \
    -o -path "$root/var/lib/dpkg" -o -path "$root/var/lib/apt" -o -path "$root/home" \) -prune -o -printf '/%P\n' | sort
}

shopt -s nullglob
debs=(target/packages/parley-messenger_*.deb target/packages/parley-relay_*.deb)
((${#debs[@]} == 2)) || fail 'not two packages in target/packages: packaging/build.sh makes them'
size=$(stat -c %s "${debs[0]}")
((size < 80000000)) || fail "${debs[0]} has $size bytes"

mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 2>/dev/null | grep -m1 /debian || true)
debootstrap --variant=minbase --include=desktop-file-utils "$suite" "$root" "${mirror:-http://deb.debian.org/debian}" >"$root.log" 2>&1 || {
  tail "$root.log" >&2
  fail "no $suite from ${mirror:-deb.debian.org}"
}
rm "$root.log"
# A mount of its own, as a root is: Java asks on which one a file lies.
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
! within sh -c 'command -v java' || fail 'there is a Java'
mkdir "$root/packages"
cp "${debs[@]}" "$root/packages"
step "a Debian $suite without Java"

# The relay alone brings nothing with it.
within apt-get -qq update
within sh -c 'dpkg-query -W' | sort >"$root/tmp/before"
within sh -c 'apt-get -qq install -y --no-install-recommends /packages/parley-relay_*.deb' >"$root/apt.log" 2>&1 || {
  cat "$root/apt.log" >&2
  fail 'the relay cannot be installed'
}
added=$(within sh -c 'dpkg-query -W' | sort | comm -13 "$root/tmp/before" - | cut -f1)
[[ $added == parley-relay ]] || fail "with the relay came: $added"
step 'relay installed, and nothing else'

# Once to have what it needs; what is there then is what has to be left.
within sh -c 'apt-get -qq install -y --no-install-recommends /packages/parley-messenger_*.deb' >"$root/apt.log" 2>&1 || {
  cat "$root/apt.log" >&2
  fail 'the client cannot be installed'
}
within dpkg --purge parley-messenger parley-relay >/dev/null
rm "$root/apt.log"
files >"$root/tmp/without"
within sh -c 'dpkg -i /packages/*.deb' >/dev/null
grep -q '^x-scheme-handler/parley=chat.parley.Parley.desktop' "$root/usr/share/applications/mimeinfo.cache" || fail 'links open nothing'
[[ ! -e $root/etc/systemd/system/multi-user.target.wants/parley-relay.service ]] || fail 'the service is enabled'
step 'both installed'

for person in ada relay; do
  within useradd --create-home "$person"
done
cp -r keys "$root$ada/keys"
within chown -R ada: "$ada"
within install -d -o relay -m 700 /var/lib/parley-relay
for program in parley parley-cli parley-relay; do
  "${as_ada[@]}" JAVA_TOOL_OPTIONS=-XX:AOTMode=on "$program" --version >"$root$ada/version.log" 2>&1 \
    || fail "$program does not start from its cache: $(cat "$root$ada/version.log")"
done

# As the service does, but for what would disturb this machine.
"${as_relay[@]}" parley-relay --config /etc/parley/relay.conf --bind 127.0.0.1 --port 0 >"$root/home/relay/relay.log" 2>&1 &
await 'the relay' grep '^parley://' "$root/home/relay/relay.log"
invitation=$(grep '^parley://' "$root/home/relay/relay.log")
mkfifo "$root$ada/bob.in" "$root$ada/alice.in"
chat() {
  "${as_ada[@]}" parley-cli chat --keys keys --as "$1" --relay "$invitation" <"$root$ada/$1.in" >"$root$ada/$1.log" 2>&1 &
}
chat bob
exec 3>"$root$ada/bob.in"
await 'bob' grep '^Connected' "$root$ada/bob.log"
chat alice
exec 4>"$root$ada/alice.in"
printf 'hello bob\nbob\n' >&4
await "alice's message" grep 'hello bob' "$root$ada/bob.log"
printf 'hello alice\nalice\n' >&3
await "bob's message" grep 'hello alice' "$root$ada/alice.log"
printf '!quit\n' >&3
printf '!quit\n' >&4
exec 3>&- 4>&-
step 'alice and bob chatted over the relay'

"${as_ada[@]}" parley --demo --out pictures >"$root$ada/demo.log" 2>&1 || fail "the demonstration: $(cat "$root$ada/demo.log")"
# It names the pictures and says nothing else.
! grep -v '\.png$' "$root$ada/demo.log" || fail 'the demonstration said more than it should'
[[ -s $root$ada/pictures/conversation.png ]] || fail "the demonstration said: $(cat "$root$ada/demo.log")"
rm -r "$root$ada/keys"
step 'the demonstration was drawn without a display'

# A person's first start, by a click on the menu, and then by one on an invitation.
exec 5>"$root/tmp/display"
Xvfb -displayfd 5 -screen 0 1280x900x24 -nolisten tcp -noreset >/dev/null 2>&1 &
await 'a display' test -s "$root/tmp/display"
display=:$(cat "$root/tmp/display")
command=$(sed -n 's/^Exec=//p' "$root/usr/share/applications/chat.parley.Parley.desktop")
for link in '' "$invitation"; do
  # shellcheck disable=SC2086
  "${as_ada[@]}" DISPLAY="$display" ${command/ %u/ $link} >"$root$ada/desktop.log" 2>&1 &
  desktop=$!
  await 'the window' sh -c "xwininfo -display $display -name Parley | grep 'Map State: IsViewable'"
  # The window is there before what is in it: what makes noise does it by now.
  await 'settings' test -e "$root$ada/.local/share/parley"
  [[ -z ${SMOKE_PICTURES:-} ]] || {
    sleep 3
    import -display "$display" -window root "$SMOKE_PICTURES/first${link:+-link}.png"
  }
  kill "$desktop"
  wait "$desktop" || true
  await 'its end' sh -c "! xwininfo -display $display -name Parley"
  [[ ! -s $root$ada/desktop.log ]] || fail "the desktop said: $(cat "$root$ada/desktop.log")"
done
step 'its window came, by the menu and by a link'

jobs -p | xargs -r kill 2>/dev/null || true
wait
within dpkg --purge parley-messenger parley-relay >/dev/null
files | comm -3 "$root/tmp/without" - | grep -vE '^\s*/(etc/(passwd|shadow|group|gshadow|subuid|subgid)-?$|var/lib/parley-relay(/|$))' >"$root/tmp/left" || true
[[ ! -s $root/tmp/left ]] || fail "this is left, or gone: $(cat "$root/tmp/left")"
[[ -e $root/var/lib/parley-relay ]] || fail "the relay's data is gone"
step 'removed; what is left is what the users wrote'
