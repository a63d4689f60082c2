#!/usr/bin/env bash
# Runs one small plan on this machine and through a real SLURM, and compares the numbers to the last bit.
#   tests/Integration/Slurm/slurm-equals-local.sh [--install] [STUDYRUNNER.dll]
# On the way through SLURM the worker of the longest trial is killed with SIGKILL, and the next one is warned before its task's time limit and queued again; the report is a job that depends on the arrays.
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
sed "s/LONG/${SLURM_TEST_STEPS:-8000}/" "$here/study.json" >"$work/study.json"

say "Running the plan here"
study run --study "$work/study.json" --out "$work/local" --workers 2 >"$work/local.log" 2>&1 || { cat "$work/local.log" >&2; fail "the local run"; }

say "Starting SLURM"
slurm_start || exit 1
study plan --study "$work/study.json" --out "$work/slurm" >/dev/null || fail "planning"
study submit --engine slurm --out "$work/slurm" --time 00:01:00 --warning 00:00:20 --max-array-size 4 || fail "submit"
if study submit --engine slurm --out "$work/slurm" >"$work/twice.log" 2>&1; then fail "a second submission was taken while the first was queued"; fi
grep -q 'queued already' "$work/twice.log" || fail "the second submission: $(cat "$work/twice.log")"

# The process of the long trial's worker, once it is between two parts of its steps; not the one named.
worker_between() {
  local found
  for _ in $(seq 900); do
    found=$(python3 - "$work/slurm" "$1" "$2" "${3:-0}" <<'PY'
import glob, json, os, sys
folder, least, most, other = sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
for path in glob.glob(folder + "/trials/*/claims/0*.json"):
    try:
        claim = json.load(open(path))
    except ValueError:
        continue
    progress, process = claim.get("progress") or {}, claim["holder"]["processId"]
    steps = progress.get("steps", 0)
    if not claim.get("released") and process != other and steps > 1000 and least * steps < progress.get("step", 0) < most * steps and os.path.exists("/proc/%d" % process):
        print(process)
        break
PY
)
    [ -z "$found" ] || { echo "$found"; return; }
    sleep 0.2
  done
  return 1
}

say "Waiting for a worker of the long trial, to kill it"
worker=$(worker_between 0.03 0.5) || fail "no worker was seen in the middle of the long trial"
kill -9 "$worker" && say "Killed worker $worker"

# A limit is at least a minute, and how far the trial is by then depends on what else the machine does: so the next worker is held until SLURM's warning before the limit waits for it.
warned() { (( 16#$(sed -n 's/^ShdPnd:[[:space:]]*//p' "/proc/$1/status" 2>/dev/null || echo 0) & (1 << (10 - 1)) )); }
say "Waiting for the next one, to hold it until its warning"
held=
while [ -z "$held" ]; do
  next=$(worker_between 0.03 0.8 "$worker") || fail "the long trial was not taken up again"
  kill -STOP "$next" 2>/dev/null || continue # it was warned in this moment and has ended
  for _ in $(seq 400); do
    if warned "$next"; then held=$next; break; fi
    kill -0 "$next" 2>/dev/null || break
    sleep 0.2
  done
  kill -CONT "$next" 2>/dev/null
done
say "Worker $held was warned of its time limit and goes on"

for _ in $(seq 900); do
  [ -n "$(squeue -h)" ] || break
  sleep 1
done
[ -z "$(squeue -h)" ] || fail "jobs are still queued: $(squeue)"
[ -s "$work/slurm/report/report.html" ] || fail "the dependent job wrote no report"
cat "$work"/slurm/logs/deaths-* >/dev/null 2>&1 || fail "the death of the worker was not seen by its task"
requeued=$(cat "$work"/slurm/logs/slurm-*.out | grep -c 'queued again')
[ "$requeued" -ge 2 ] || fail "expected a requeue for the killed worker and one for the time limit, saw $requeued"
say "Tasks were queued again $requeued times: once for the killed worker, the others at the time limit"
study compare --out "$work/local" --with "$work/slurm" || fail "the numbers differ"
say "Equal."
