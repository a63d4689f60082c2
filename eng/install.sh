#!/usr/bin/env bash
# Installs what this repository needs on a Debian machine, and only what is missing. Safe to run again.
#   eng/install.sh               libtorch, Gloo, libhdf5, a C++ compiler and CMake
#   eng/install.sh --tests       also the programs that some tests check our files with; without them those tests are skipped and say so
#   eng/install.sh --benchmarks  also the peers that tests/Benchmarks compares with (python3-torch, h5py, scipy, sklearn)
set -euo pipefail

say() { printf '==> %s\n' "$*"; }

packages=(libtorch-dev libgloo-dev libopenblas0-openmp libhdf5-dev g++ cmake make)
optional=
case "${1:-}" in
  "") ;;
  --tests) optional=1; packages=(protobuf-compiler chromium postgresql python3-jsonschema python3-nbformat python3-onnx) ;;
  --benchmarks) packages+=(python3-torch python3-h5py python3-scipy python3-numpy python3-sklearn) ;;
  *) echo "eng/install.sh: unknown option '$1'; allowed: --tests, --benchmarks" >&2; exit 2 ;;
esac

if ! command -v dotnet >/dev/null; then
  cat >&2 <<'TEXT'
The .NET SDK 10 is missing: 'dotnet' is not on PATH, and Debian does not package it.
Install it as https://learn.microsoft.com/dotnet/core/install/linux-debian says, then run this again.
TEXT
  exit 1
fi
case "$(dotnet --version 2>/dev/null)" in
  10.*) ;;
  *) echo "The .NET SDK 10 is needed; 'dotnet --version' says '$(dotnet --version 2>&1 | head -1)'. See global.json." >&2; exit 1 ;;
esac

if ! command -v dpkg-query >/dev/null; then
  say "Not a Debian system: nothing is installed here. Needed: libtorch 1.13 to 2.11 (or set LIBTORCH), libhdf5 1.10+, g++, cmake."
  exit 0
fi

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  say "Everything needed is installed."
  exit 0
fi

root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Root is needed to install: ${missing[*]}. Run as root, or: apt-get install --no-install-recommends ${missing[*]}" >&2; exit 1; }
  root=(sudo)
fi
say "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp) policy=
trap 'rm -f "$log" $policy' EXIT
if [ -n "$optional" ] && [ "$(id -u)" -eq 0 ] && [ ! -e /usr/sbin/policy-rc.d ]; then
  # Debian starts a server when it is installed; the tests start their own.
  policy=/usr/sbin/policy-rc.d
  printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy
fi
if ! { "${root[@]}" apt-get update && "${root[@]}" apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -20 "$log" >&2
  if [ -n "$optional" ]; then echo "Installing failed; the lines above are apt's own. The tests that need these are skipped." >&2; exit 0; fi
  echo "Installing failed; the lines above are apt's own." >&2
  exit 1
fi
say "Installed."
