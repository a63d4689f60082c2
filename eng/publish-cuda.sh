#!/usr/bin/env bash
# Packs programs for a machine that has a CUDA libtorch (PyTorch's wheel) but no .NET: self-contained, with the sources of the layer to libtorch, which is compiled there.
#   eng/publish-cuda.sh OUT      makes OUT/ and OUT.tar.xz; on the other machine: tar xf OUT.tar.xz && OUT/setup.sh && OUT/bin/DeviceTests
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=${1:-}
[ -n "$out" ] || { echo "usage: eng/publish-cuda.sh OUT" >&2; exit 2; }
mkdir -p "$out/bin"
out=$(cd "$out" && pwd)
# A copy is built: a self-contained restore would write another runtime into the lock files.
copy=$(mktemp -d) && trap 'rm -rf "$copy"' EXIT
(cd "$here" && git ls-files -z --cached --others --exclude-standard | grep -zv 'packages\.lock\.json$' | tar --null -T - -cf -) | tar -xf - -C "$copy"
for project in tests/DeviceTests tests/Benchmarks/StepBenchmarks samples/PretrainOne; do
  echo "==> Publishing $project"
  # All into one folder: they share the runtime and the libraries. The layer to libtorch is left out, for it is compiled where it runs.
  dotnet publish "$copy/$project" -c Release -r linux-x64 --self-contained -p:EcgScalingBuildTorchShim=false -p:RestorePackagesWithLockFile=false \
    -p:InvariantGlobalization=true -p:DebugType=none -o "$out/bin" -v quiet -nologo -clp:NoSummary
done
rm -f "$out"/bin/*.so.dbg "$out"/bin/libEcgScalingTorch.so
rm -rf "$out/native"
cp -r "$here/src/Interop/EcgScaling.LibTorch/native" "$out/native"
cp "$here/eng/cuda-setup.sh" "$out/setup.sh"
echo "==> Packing"
tar -C "$(dirname "$out")" -cf - "$(basename "$out")" | xz -T0 -6 >"$out.tar.xz"
du -h "$out.tar.xz" | sed 's/^/==> /'
