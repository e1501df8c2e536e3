# Shared by the scripts beside it: finds the tree, installs missing Debian packages, builds what changed.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# need_packages NAME...: installs what is missing; says nothing when nothing is.
need_packages() {
  local missing=() name
  for name in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  echo "installing Debian packages: ${missing[*]}" >&2
  [ "$(id -u)" = 0 ] || { echo "run as root once, or install them yourself" >&2; return 1; }
  # Installed services (sshd, ptp4l...) are not started: the tests bring up their own.
  export DEBIAN_FRONTEND=noninteractive
  local policy=/usr/sbin/policy-rc.d made=
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod +x "$policy"; made=1; }
  apt-get -qq update >&2 && apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "${missing[@]}" >/dev/null
  local status=$?
  [ -z "$made" ] || rm -f "$policy"
  return $status
}

# unpacked NAME: a directory with the files of a Debian package, without installing it; fails where it cannot be fetched.
unpacked() {
  local directory=$ROOT/out/unpacked/$1
  if [ ! -e "$directory" ]; then
    mkdir -p "$directory.new"
    (cd "$directory.new" && apt-get -qq -o APT::Sandbox::User=root download "$1" >/dev/null && dpkg -x "$1"_*.deb . && rm "$1"_*.deb) >&2 \
      || { rm -rf "$directory.new"; return 1; }
    mv "$directory.new" "$directory"
  fi
  echo "$directory"
}

# changed_since STAMP DIR...: true when a source below DIR, or the build configuration, is newer than STAMP.
changed_since() {
  local stamp=$1
  shift
  [ -e "$stamp" ] || return 0
  [ -n "$(cd "$ROOT" && find "$@" yang Directory.Build.props Directory.Build.targets Directory.Packages.props global.json .editorconfig \
    \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit)" ]
}

# build TARGET STAMP-NAME DIR...: a Release build of TARGET when a source below DIR changed since the last one.
build() {
  local target=$1 stamp=$ROOT/out/.built-$2
  shift 2
  changed_since "$stamp" "$@" || return 0
  mkdir -p "$ROOT/out"
  touch "$stamp.new"
  echo "building $target" >&2
  (cd "$ROOT" && dotnet build "$target" -c Release -v quiet --tl:off) >"$ROOT/out/build.log" 2>&1 \
    || { grep -E 'error|warn' "$ROOT/out/build.log" | sort -u >&2 || cat "$ROOT/out/build.log" >&2; return 1; }
  mv "$stamp.new" "$stamp"
}

build_agent() { build src/AcrNetconf.Agent agent src; }
build_cli() { build tools/AcrNetconf.Cli cli src tools/AcrNetconf.Cli; }
build_lab() { build tools/AcrNetconf.Lab lab src tools/AcrNetconf.Lab; }

AGENT=$ROOT/src/AcrNetconf.Agent/bin/Release/net10.0/acr-netconf
ACR=$ROOT/tools/AcrNetconf.Cli/bin/Release/net10.0/acr
LAB=$ROOT/tools/AcrNetconf.Lab/bin/Release/net10.0/acr-lab
