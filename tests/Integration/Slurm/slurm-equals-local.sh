#!/usr/bin/env bash
# Runs one small plan on this machine and through a real SLURM, and compares the numbers to the last bit.
#   tests/Integration/Slurm/slurm-equals-local.sh [--install] [STUDYRUNNER.dll]
# On the way through SLURM one worker is killed with SIGKILL, and the longest trial, of about a minute, runs into its time limit and is queued again; the report is a job that depends on the arrays.
# Starts a one-node SLURM of its own (see one-node-cluster.sh), stops it and removes every file at the end. Needs root. Exit codes: 0 equal, 1 not, 2 SLURM is not installed.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
# shellcheck source=one-node-cluster.sh
. "$here/one-node-cluster.sh"

say() { printf '==> %s %s\n' "$(date +%T)" "$*"; }
fail() { echo "FAILED: $*" >&2; tail -n 15 "$work"/slurm/logs/slurm-* 2>/dev/null >&2; exit 1; }

if [ "${1:-}" = --install ]; then shift; slurm_install || exit 2; fi
[ -z "$(slurm_missing)" ] || { echo "SLURM is not installed ($(slurm_missing) is missing): run this with --install." >&2; exit 2; }
[ "$(id -u)" -eq 0 ] || { echo "A SLURM of one's own needs root." >&2; exit 2; }
runner=${1:-$root/artifacts/bin/StudyRunner/release/StudyRunner.dll}
if [ ! -f "$runner" ]; then
  say "Building StudyRunner"
  dotnet build "$root/samples/StudyRunner" -c Release -v quiet -nologo -clp:NoSummary || exit 1
fi

work=$(mktemp -d /tmp/slurm-study.XXXXXX)
trap 'slurm_stop; rm -rf "$work"' EXIT
study() { dotnet "$runner" "$@"; }
plan_of() { sed "s/LONG/$1/" "$here/study.json"; }

# The long trial must outlast a task's minute on this machine: a short one says how quick it is here.
steps=${SLURM_TEST_STEPS:-}
if [ -z "$steps" ]; then
  plan_of 1500 >"$work/short.json"
  study run --study "$work/short.json" --out "$work/short" --workers 2 >"$work/short.log" 2>&1 || { cat "$work/short.log" >&2; fail "the short run"; }
  steps=$(python3 - "$work/short" <<'PY'
import glob, json, sys
results = [json.load(open(path))["content"] for path in glob.glob(sys.argv[1] + "/trials/*/result.json")]
seconds = [result["run"]["seconds"] for result in results if result["steps"] == 1500]
print(min(100_000, max(3_000, int(1500 * 60 / seconds[0] / 100) * 100)))
PY
  ) || fail "the short run has no result of 1500 steps"
fi
plan_of "$steps" >"$work/study.json"

say "Running the plan here, with a trial of $steps steps"
study run --study "$work/study.json" --out "$work/local" --workers 2 >"$work/local.log" 2>&1 || { cat "$work/local.log" >&2; fail "the local run"; }

say "Starting SLURM"
slurm_start || exit 1
study plan --study "$work/study.json" --out "$work/slurm" >/dev/null || fail "planning"
study submit --engine slurm --out "$work/slurm" --time 00:01:00 --warning 00:00:20 --max-array-size 4 || fail "submit"
if study submit --engine slurm --out "$work/slurm" >"$work/twice.log" 2>&1; then fail "a second submission was taken while the first was queued"; fi
grep -q 'queued already' "$work/twice.log" || fail "the second submission: $(cat "$work/twice.log")"

say "Waiting for a worker of the long trial, to kill it"
worker=
for _ in $(seq 600); do
  worker=$(python3 - "$work/slurm" <<'PY'
import glob, json, os, sys
for path in glob.glob(sys.argv[1] + "/trials/*/claims/0*.json"):
    try:
        claim = json.load(open(path))
    except ValueError:
        continue
    progress = claim.get("progress") or {}
    if not claim.get("released") and progress.get("steps", 0) > 1000 and 300 < progress.get("step", 0) < 0.6 * progress["steps"] and os.path.exists("/proc/%d" % claim["holder"]["processId"]):
        print(claim["holder"]["processId"])
        break
PY
)
  [ -z "$worker" ] || break
  sleep 0.2
done
[ -n "$worker" ] || fail "no worker was seen in the middle of the long trial"
kill -9 "$worker" && say "Killed worker $worker"

for _ in $(seq 900); do
  [ -n "$(squeue -h)" ] || break
  sleep 1
done
[ -z "$(squeue -h)" ] || fail "jobs are still queued: $(squeue)"
[ -s "$work/slurm/report/report.html" ] || fail "the dependent job wrote no report"
cat "$work"/slurm/logs/deaths-* >/dev/null 2>&1 || fail "the death of the worker was not seen by its task"
requeued=$(cat "$work"/slurm/logs/slurm-*.out | grep -c 'queued again')
[ "$requeued" -ge 2 ] || fail "expected a requeue for the killed worker and one for the time limit, saw $requeued: make the long trial longer (SLURM_TEST_STEPS)"
say "Tasks were queued again $requeued times: once for the killed worker, the others at the time limit"
study compare --out "$work/local" --with "$work/slurm" || fail "the numbers differ"
say "Equal."
