#!/usr/bin/env bash
# The main job on a fresh machine: installs what is missing, builds, runs a small scaling study end to end and writes its report.
#   ./quickstart.sh                     on synthetic 12-lead ECGs
#   ./quickstart.sh --data DIR          on CODE-layout shards or the PTB-XL set in DIR
#   ./quickstart.sh --help              every option of the study
# Running it again continues an interrupted study; a finished one only prints its table.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

"$here/eng/install.sh"
echo "==> Building (the first build also compiles the libtorch shim)"
dotnet build "$here/samples/QuickStart" -c Release -v quiet -nologo -clp:NoSummary
echo "==> Running the study"
# Each trial runs on one core, two beside each other: OpenMP threads that spin would only take time from the other trial.
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}" DOTNET_TieredPGO=1
exec dotnet "$here/artifacts/bin/QuickStart/release/QuickStart.dll" "$@"
