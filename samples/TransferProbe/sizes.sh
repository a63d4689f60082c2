#!/usr/bin/env bash
# The loss on labels that pre-training never saw, against the number of pre-training records: generated site A pre-trains without labels, generated
# site B is probed. Prints one line a size, with the paired difference from the line before; the first is the untrained network. Reproduces tables of docs/transfer.md.
#   ./sizes.sh [PARADIGM] [FOLDER] [SIZE...]
#   FAMILY=transformer EPOCHS=20 EXAMS=10000 ./sizes.sh masked      (defaults: resnet1d, 5 epochs, the task's own 2,000 exams)
set -euo pipefail
cd "$(dirname "$0")/../.."
paradigm=${1:-masked}; folder=${2:-runs/transfer-sizes}; shift $(($# < 2 ? $# : 2))
sizes=("$@"); [ ${#sizes[@]} -gt 0 ] || sizes=(500 2000 8000)
family=${FAMILY:-resnet1d}; epochs=${EPOCHS:-5}; exams=${EXAMS:-2000}
dotnet build samples/PretrainOne -c Release -v quiet -nologo -clp:NoSummary >&2
dotnet build samples/TransferProbe -c Release -v quiet -nologo -clp:NoSummary >&2
probe() {
  dotnet run --no-build -c Release --project samples/TransferProbe -- --task synthetic-b --data "synthetic:hospital:$exams:1001" --seen 1dAVb RBBB LBBB SB AF ST --threads 1 --json "${@:2}" > "$folder/$1.json"
  python3 - "$folder/$1.json" "$1" <<'PY'
import json, sys
r = json.load(open(sys.argv[1])); i = r["intervals"]; c = r.get("comparison")
print(sys.argv[2], *(f"{k} {i[k]['value']:.4f} [{i[k]['low']:.4f}, {i[k]['high']:.4f}]" for k in ("unseenLoss", "unseenAuroc", "seenLoss", "seenAuroc")),
      *(f"{k} {c[k]['value']:.4f} [{c[k]['low']:.4f}, {c[k]['high']:.4f}]" for k in ("unseenLossDifference", "unseenAurocDifference") if c))
PY
}
mkdir -p "$folder"
before=random
for size in "${sizes[@]}"; do
  run="$folder/$paradigm-$family-$size"
  dotnet run --no-build -c Release --project samples/PretrainOne -- --data synthetic:10000 --preprocess 'resample(100)|leads(8)|crop(1000)' --paradigm "$paradigm" \
    --family "$family" --target 20000 --records "$size" --epochs "$epochs" --batch-size 32 --threads 1 --seed 1 --out "$run" --json > "$run-pretraining.json"
  [ "$before" != random ] || probe "untrained-$family" --checkpoint "$run" --init random
  probe "$paradigm-$family-$size-records" --checkpoint "$run" --compare "$before"
  before=$run
done
