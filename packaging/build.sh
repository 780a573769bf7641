#!/usr/bin/env bash
# Makes of the image that "mvn package" left in target/parley what this system installs, in target/packages, with SHA256SUMS and a list of
# what is in it (CycloneDX). On Linux deb and rpm, each for the desktop and for the relay; on macOS dmg, which is untested.
# Usage: packaging/build.sh [deb] [rpm] [dmg] [sbom], by default all that is for this system.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
shopt -s inherit_errexit
# What is installed can be read by everybody, whoever builds it.
umask 022

fail() {
  echo "build: $1" >&2
  exit 1
}
# What the build file says in its outermost element.
pom() {
  sed -n "s|^ \{2,4\}<$1>\(.*\)</$1>$|\1|p" pom.xml | head -1
}
version=$(pom version)
time=$(pom project.build.outputTimestamp)
maintainer='The Parley authors <parley@localhost>'
packages=target/packages
work=target/packages-work
# At its best (6) it makes a fifth less, and takes five times as long. Not zstd: not every dpkg that is in use knows it.
compression=(xz 2)

# The JDK that linked the image, or a later one.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-/nonexistent}" /usr/lib/jvm/*; do
    if [[ -x $home/bin/jpackage ]] && grep -Eq '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$home/release"; then
      echo "$home/bin"
      return
    fi
  done
  fail 'no JDK 25 or later under /usr/lib/jvm or in JAVA_HOME'
}

# The relay with a Java runtime that has no screen: the image's jars but those of the screen, linked and trained by themselves.
relay_image() {
  local jdk=$1 image=target/parley-relay input=$work/relay-app jar
  rm -rf "$image" "$work/relay-runtime" "$input"
  mkdir -p "$input"
  for jar in target/image/app/*; do
    case ${jar##*/} in
      atlantafx-* | controlsfx-* | ikonli-*) ;;
      *) cp -p "$jar" "$input" ;;
    esac
  done
  grep -Ev '^--(module-path|add-modules|output) ' packaging/jlink.args >"$work/jlink.args"
  "$jdk/jlink" "@$work/jlink.args" @packaging/relay/jlink.args --output "$work/relay-runtime"
  "$jdk/jpackage" @packaging/relay/jpackage.args --app-version "$version" --runtime-image "$work/relay-runtime" --input "$input" \
    --java-options "$(sed -n 's/^java-options=//p' packaging/parley-relay.properties)"
  "$jdk/java" -Dterminals=target/parley packaging/Training.java "$image" "$image/lib/app" "$time" parley-relay
}

# What lies where when a package is installed.
stage() {
  local name=$1 root=$2 program size
  local lib=usr/lib/$name share=$root/usr/share
  rm -rf "$root"
  mkdir -p "$root/usr/bin" "$root/usr/lib" "$share/man/man1" "$share/doc/$name"
  cp -a "target/$image" "$root/$lib"
  rm -f "$root/$lib"/lib/*.png "$root/$lib/lib/runtime/bin/keytool"
  for program in "$root/$lib"/bin/*; do
    program=${program##*/}
    if [[ " ${programs[*]} " != *" $program "* ]]; then
      rm "$root/$lib/bin/$program" "$root/$lib/lib/runtime/bin/$program" "$root/$lib/lib/app/$program.aot"
    fi
  done
  for program in "${programs[@]}"; do
    [[ -x $root/$lib/bin/$program && -f $root/$lib/lib/app/$program.aot ]] || fail "target/$image lacks $program or its cache"
    ln -s "../lib/$name/bin/$program" "$root/usr/bin/$program"
    sed "s/@VERSION@/$version/; s/@DATE@/${time%T*}/" "packaging/linux/$program.1" | gzip -9n >"$share/man/man1/$program.1.gz"
  done
  find "$root/$lib/lib" -type f \( -name '*.so' -o -name jspawnhelper -o -name java \) -exec strip --strip-unneeded {} +
  chmod -R u+w "$root/$lib"

  cp packaging/linux/copyright "$share/doc/$name/copyright"
  changelog "$name" | gzip -9n >"$share/doc/$name/changelog.gz"
  case $name in
    parley-messenger)
      local id=chat.parley.Parley
      install -Dm644 "packaging/linux/$name/$id.desktop" "$share/applications/$id.desktop"
      mkdir -p "$share/metainfo"
      sed "s/@VERSION@/$version/; s/@DATE@/${time%T*}/" "packaging/linux/$name/$id.metainfo.xml" >"$share/metainfo/$id.metainfo.xml"
      for size in 16 22 24 32 48 64 128 256 512; do
        install -Dm644 "packaging/icons/$size.png" "$share/icons/hicolor/${size}x$size/apps/$id.png"
      done
      install -Dm644 packaging/parley.svg "$share/icons/hicolor/scalable/apps/$id.svg"
      ;;
    parley-relay)
      install -Dm644 packaging/relay/relay.conf "$root/etc/parley/relay.conf"
      install -Dm644 "packaging/linux/$name/parley-relay.service" "$root/usr/lib/systemd/system/parley-relay.service"
      ;;
  esac
}

changelog() {
  printf '%s (%s) stable; urgency=medium\n\n  * This is %s; the history of its source says what is new.\n\n -- %s  %s\n' \
    "$1" "$version" "$version" "$maintainer" "$(LC_ALL=C date -u -R -d "$time")"
}

# The libraries of the system that those of a tree need, but for glibc's.
libraries() {
  find "$1" -type f \( -name '*.so' -o -path '*/runtime/bin/*' -o -name jspawnhelper \) -exec readelf -d {} + \
    | sed -n 's/.*(NEEDED).*\[\(.*\)\]$/\1/p' | sort -u | while read -r library; do
    case $library in
      libc.so.* | libm.so.* | libdl.so.* | libpthread.so.* | librt.so.* | ld-linux-*) ;;
      *) [[ -n $(find "$1" -name "$library" -print -quit) ]] || echo "$library" ;;
    esac
  done
}
glibc() {
  find "$1" -type f \( -name '*.so' -o -path '*/bin/java' \) -exec readelf -V {} + \
    | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//' | sort -uV | tail -1
}
# Each of a package's libraries that is needed, or else each without which it works less well.
needed() {
  local library
  libraries "$2" | while read -r library; do
    if [[ " ${better[*]} " == *" $library "* ]]; then
      if [[ $1 == better ]]; then
        echo "$library"
      fi
    elif [[ $1 == needed ]]; then
      echo "$library"
    fi
  done
}
# Packages of Debian for libraries, as a list with commas.
debian() {
  local library found list=()
  while read -r library; do
    found=$(sed -n "s/^${library//./\\.}  *//p" packaging/linux/libraries)
    [[ -n $found ]] || fail "packaging/linux/libraries does not say where $library is"
    list+=("$found")
  done
  printf '%s\n' "${list[@]}" | sort -u | paste -sd, | sed 's/,/, /g'
}
field() {
  [[ -z $2 ]] || echo "$1: $2"
}

deb() {
  local name=$1 root=$2 control=$work/$1-control architecture file
  case $(uname -m) in
    x86_64) architecture=amd64 ;;
    aarch64) architecture=arm64 ;;
    *) fail "which architecture of Debian is $(uname -m)?" ;;
  esac
  rm -rf "$control"
  mkdir -p "$control"
  cp -a "$root/." "$control"
  mkdir "$control/DEBIAN"
  {
    field Package "$name"
    field Version "$version"
    field Section "$section"
    field Priority optional
    field Architecture "$architecture"
    field Maintainer "$maintainer"
    field Installed-Size "$(du -sk --apparent-size "$root" | cut -f1)"
    field Depends "libc6 (>= $(glibc "$root"))$(needed needed "$root" | debian | sed 's/^./, &/')"
    field Recommends "$(needed better "$root" | debian)"
    field Conflicts "$(paste -sd, <<<"${excludes[*]}")"
    field Description "$summary"
    sed 's/^$/./; s/^/ /' <<<"$description"
  } >"$control/DEBIAN/control"
  if ((${#configuration[@]})); then
    printf '%s\n' "${configuration[@]}" >"$control/DEBIAN/conffiles"
  fi
  for file in installed:postinst removing:prerm removed:postrm; do
    if [[ -f packaging/linux/$name/${file%:*} ]]; then
      install -m755 "packaging/linux/$name/${file%:*}" "$control/DEBIAN/${file#*:}"
    fi
  done
  (cd "$control" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum) >"$work/md5sums"
  mv "$work/md5sums" "$control/DEBIAN/md5sums"
  dpkg-deb --root-owner-group "-Z${compression[0]}" "-z${compression[1]}" --build "$control" \
    "$packages/${name}_${version}_$architecture.deb"
  rm -r "$control"
}

rpm_package() {
  local name=$1 root=$2 top=$PWD/$work/$1-rpm file
  rm -rf "$top"
  mkdir -p "$top"
  {
    field Name "$name"
    field Version "$version"
    field Release 1
    field Summary "$summary"
    field License Apache-2.0
    # Libraries of its own are nobody else's, and those that it needs are counted here as for deb.
    field AutoReqProv no
    needed needed "$root" | sed 's/.*/Requires: &()(64bit)/'
    needed better "$root" | sed 's/.*/Recommends: &()(64bit)/'
    field Requires "libc.so.6(GLIBC_$(glibc "$root"))(64bit)"
    field Conflicts "${excludes[*]}"
    printf '\n%%description\n%s\n\n' "$description"
    printf '%%install\nmkdir -p "%%{buildroot}"\ncp -a "%s/." "%%{buildroot}"\n\n' "$root"
    for file in installed:post removing:preun removed:postun; do
      if [[ -f packaging/linux/$name/${file%:*} ]]; then
        printf '%%%s\n' "${file#*:}"
        cat "packaging/linux/$name/${file%:*}"
        echo
      fi
    done
    printf '%%files\n%%defattr(-,root,root)\n'
    # Folders of its own belong to it, those that it shares with others do not.
    (cd "$root" && find . -type d \( -path "./usr/lib/$name*" -o -path "./usr/share/doc/$name" -o -path ./etc/parley \) -printf '%%dir "/%P"\n' | sort)
    (cd "$root" && find . ! -type d -printf '/%P\n' | sort) | while read -r file; do
      if [[ " ${configuration[*]} " == *" $file "* ]]; then
        echo "%config(noreplace) $file"
      else
        echo "\"$file\""
      fi
    done
  } >"$top/$name.spec"
  rpmbuild -bb --quiet --buildroot "$PWD/$work/$name-buildroot" \
    --define "_topdir $top" --define "_rpmdir $PWD/$packages" --define '_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' \
    --define "_binary_payload w${compression[1]}.${compression[0]}dio" \
    --define '_buildhost localhost' --define 'use_source_date_epoch_as_buildtime 1' --define '_use_source_date_epoch_as_buildtime 1' \
    --define 'clamp_mtime_to_source_date_epoch 1' --define '_build_id_links none' --define '__os_install_post %{nil}' \
    --define 'debug_package %{nil}' \
    "$top/$name.spec"
}

linux() {
  local jdk name root kind
  [[ -x target/parley/bin/parley-cli && -d target/image/app ]] || fail 'no image in target/parley: mvn package makes it'
  jdk=$(find_jdk)
  SOURCE_DATE_EPOCH=$(date -u -d "$time" +%s)
  export SOURCE_DATE_EPOCH
  relay_image "$jdk"
  for name in parley-messenger parley-relay; do
    # shellcheck source=/dev/null
    . "packaging/linux/$name.package"
    root=$PWD/$work/$name
    stage "$name" "$root"
    for kind in "$@"; do
      case $kind in
        deb) deb "$name" "$root" ;;
        rpm) rpm_package "$name" "$root" ;;
      esac
    done
  done
}

dmg() {
  local jdk
  [[ -d target/parley.app ]] || fail 'no image in target/parley.app: mvn package makes it'
  jdk=$(JAVA_HOME=${JAVA_HOME:-$(/usr/libexec/java_home -v 25+)} find_jdk)
  "$jdk/jpackage" @packaging/macos/jpackage.args
}

sbom() {
  mvn --batch-mode --quiet --no-transfer-progress cyclonedx:makeBom
  cp target/bom.json "$packages/parley-$version.cdx.json"
}

if (($# == 0)); then
  case $(uname -s) in
    Linux) set -- deb rpm sbom ;;
    Darwin) set -- dmg sbom ;;
    *) fail 'on Windows: packaging/build.ps1' ;;
  esac
fi
rm -rf "$packages"
mkdir -p "$packages" "$work"
kinds=()
for kind in "$@"; do
  case $kind in
    deb | rpm) kinds+=("$kind") ;;
    dmg | sbom) ;;
    *) fail "makes deb, rpm, dmg or sbom, not $kind" ;;
  esac
done
if ((${#kinds[@]})); then
  linux "${kinds[@]}"
fi
for kind in "$@"; do
  case $kind in
    dmg | sbom) "$kind" ;;
  esac
done
cd "$packages"
files=(*)
sha256sum "${files[@]}" >SHA256SUMS
ls -l
