#!/bin/sh
# Compiles the layer between libtorch and .NET against the libtorch of this machine's PyTorch and puts it beside the published programs. Needs g++, cmake and python3 with torch (or LIBTORCH).
#   ./setup.sh      then: bin/DeviceTests; bin/StepBenchmarks loop --device cuda --batch 256; bin/PretrainOne --device cuda ...
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${LIBTORCH:-}" ]; then
  LIBTORCH=$(python3 -c 'import os, torch; print(os.path.dirname(torch.__file__))' 2>/dev/null || true)
  # Debian's torch for Python is only Python: its headers and libraries are the system's.
  [ -f "$LIBTORCH/include/ATen/core/dispatch/Dispatcher.h" ] || LIBTORCH=
fi
export LIBTORCH
echo "==> libtorch: ${LIBTORCH:-the system's}"
sh "$here/native/build.sh" "$here/native" "$here/build" "$here/bin/libEcgScalingTorch.so"
grep -hE '^-- (libtorch|c10d|CUDA graphs)' "$here/build/build.log" || true
