#!/usr/bin/env bash
# Pre-trains on the standardised PTB-XL subset, supervised and masked, and tries the encoders and their untrained twins on LUDB and on CinC records.
# Reproduces a table of docs/transfer.md.
#   ./ptbxl.sh DATA [FOLDER]      DATA holds ptbxl/, ludb/ and cinc2021/
set -euo pipefail
cd "$(dirname "$0")/../.."
data=$1; folder=${2:-runs/transfer-ptbxl}
dotnet build samples/PretrainOne -c Release -v quiet -nologo -clp:NoSummary >&2
dotnet build samples/TransferProbe -c Release -v quiet -nologo -clp:NoSummary >&2
labels=$(sed -n '1s/^[^,]*,[^,]*,[^,]*,//p' "$data/ptbxl/labels_cinc27.csv" | tr -d '\r' | tr ',' ' ')
mkdir -p "$folder"
pretrain() {
  dotnet run --no-build -c Release --project samples/PretrainOne -- --data "$data/ptbxl" --preprocess 'bandpass(0.5,40)|znorm(lead)|resample(100)|leads(8)|crop(1000)' \
    --paradigm "$1" --family "$2" --target 50000 --records 1442 --epochs "$3" --batch-size 32 --threads 1 --seed 1 --out "$folder/$1-$2" --json > "$folder/$1-$2-pretraining.json"
}
probe() {
  for task in ludb-rhythm ludb-all cinc2021; do
    # shellcheck disable=SC2086
    dotnet run --no-build -c Release --project samples/TransferProbe -- --task $task --data "$data/${task%%-*}" --seen $labels --cache "$folder/features" --threads 1 --json "${@:2}" > "$folder/$1-$task.json"
    python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); i=d["intervals"]; print(sys.argv[2], d["task"], *("{} {} [{}, {}]".format(k, v["value"], v["low"], v["high"]) for k, v in i.items()))' "$folder/$1-$task.json" "$1"
  done
}
for family in resnet1d transformer; do
  pretrain supervised $family 20
  pretrain masked $family "$([ $family = resnet1d ] && echo 20 || echo 40)"
  probe "untrained-$family" --checkpoint "$folder/supervised-$family" --init random
  probe "supervised-$family" --checkpoint "$folder/supervised-$family"
  probe "masked-$family" --checkpoint "$folder/masked-$family"
done
