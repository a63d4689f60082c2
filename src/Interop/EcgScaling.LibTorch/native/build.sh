#!/bin/sh
# build.sh SOURCE_DIR BUILD_DIR OUTPUT: builds the shim and puts it at OUTPUT in one step, so that nobody sees half a file.
# Builds that share BUILD_DIR wait for one another.
set -eu
source_dir=$1 build_dir=$2 output=$3
mkdir -p "$build_dir" "$(dirname "$output")"

if [ "${ECGSCALING_SHIM_LOCKED:-}" != 1 ] && command -v flock >/dev/null 2>&1; then
  ECGSCALING_SHIM_LOCKED=1 exec flock "$build_dir/.lock" sh "$0" "$@"
fi

need() {
  command -v "$1" >/dev/null 2>&1 && return
  echo "EGS0001: '$1' was not found on PATH. It is needed to compile the layer between libtorch and .NET. Debian: apt install libtorch-dev g++ cmake (libopenblas0-openmp makes libtorch faster)." >&2
  exit 1
}
need cmake
if [ -z "${CXX:-}" ]; then need c++; fi

log="$build_dir/build.log"
# A cache from another libtorch or another source folder would be believed: start from nothing.
identity() {
  echo "$source_dir|${LIBTORCH:-}|${Torch_DIR:-}|${CXX:-}"
  found=$(cat "$build_dir/libtorch.found" 2>/dev/null || true)
  [ -z "$found" ] || stat -L -c '%n %s %Y' "$found" 2>/dev/null || true
}
if [ "$(cat "$build_dir/.configured" 2>/dev/null || true)" != "$(identity)" ]; then
  rm -rf "$build_dir/CMakeCache.txt" "$build_dir/CMakeFiles"
fi
# Only what was built to the end is believed next time: CMake also caches what it did not find.
rm -f "$build_dir/.configured"
if ! cmake -S "$source_dir" -B "$build_dir" -DCMAKE_BUILD_TYPE=Release >"$log" 2>&1 ||
   ! cmake --build "$build_dir" --parallel "$(env -u OMP_NUM_THREADS nproc)" >>"$log" 2>&1; then
  reason=$(grep -A6 -m1 -E 'CMake Error|error:' "$log" | tr '\n' ' ' | tr -s ' ')
  echo "EGS0002: the libtorch layer did not build: ${reason:-see the log} (log: $log)" >&2
  exit 1
fi
identity >"$build_dir/.configured"
cp "$build_dir/libEcgScalingTorch.so" "$output.$$"
mv -f "$output.$$" "$output"
