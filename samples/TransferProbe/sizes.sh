#!/usr/bin/env bash
# The loss on labels that pre-training never saw, against the number of pre-training records: generated site A pre-trains without labels, generated
# site B is probed. Prints one line a size; the first is the untrained network. Reproduces a table of docs/transfer.md.
#   ./sizes.sh [PARADIGM] [FOLDER] [SIZE...]
set -euo pipefail
cd "$(dirname "$0")/../.."
paradigm=${1:-masked}; folder=${2:-runs/transfer-sizes}; shift $(($# < 2 ? $# : 2))
sizes=("$@"); [ ${#sizes[@]} -gt 0 ] || sizes=(500 2000 8000)
dotnet build samples/PretrainOne -c Release -v quiet -nologo -clp:NoSummary >&2
dotnet build samples/TransferProbe -c Release -v quiet -nologo -clp:NoSummary >&2
probe() {
  dotnet run --no-build -c Release --project samples/TransferProbe -- --task synthetic-b --seen 1dAVb RBBB LBBB SB AF ST --threads 1 --json "${@:2}" > "$folder/$1.json"
  python3 - "$folder/$1.json" "$1" <<'PY'
import json, sys
r = json.load(open(sys.argv[1]))["intervals"]
print(sys.argv[2], *(f"{k} {r[k]['value']:.4f} [{r[k]['low']:.4f}, {r[k]['high']:.4f}]" for k in ("unseenLoss", "unseenAuroc", "seenLoss", "seenAuroc")))
PY
}
mkdir -p "$folder"
for size in "${sizes[@]}"; do
  dotnet run --no-build -c Release --project samples/PretrainOne -- --data synthetic:10000 --preprocess 'resample(100)|leads(8)|crop(1000)' --paradigm "$paradigm" \
    --family resnet1d --target 20000 --records "$size" --epochs 5 --batch-size 32 --threads 1 --seed 1 --out "$folder/$paradigm-$size" --json > "$folder/$paradigm-$size-pretraining.json"
  [ "$size" != "${sizes[0]}" ] || probe untrained --checkpoint "$folder/$paradigm-$size" --init random
  probe "$paradigm-$size-records" --checkpoint "$folder/$paradigm-$size"
done
