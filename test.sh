#!/usr/bin/env bash
# The tests on a fresh machine: installs what is missing, builds everything, runs every test project.
#   ./test.sh                 all tests
#   ./test.sh FILTER          only tests whose name matches, as in 'dotnet test --filter FILTER'
# The last line is 'N passed, N failed, N skipped' over all test projects.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here" || exit 1

./eng/install.sh || exit 1
echo "==> Building"
dotnet build EcgScaling.sln -c Release -v quiet -nologo -clp:NoSummary || { echo "The build failed; no test ran." >&2; echo "0 passed, 1 failed"; exit 1; }

echo "==> Testing"
results=artifacts/test-results
rm -rf "$results"
# One OpenMP thread: spinning threads beside another test process make a step ten times slower.
export OMP_NUM_THREADS=1 DOTNET_NOLOGO=1
filter=()
[ $# -gt 0 ] && filter=(--filter "$1")
dotnet test EcgScaling.sln -c Release --no-build -m:2 --logger trx --logger "console;verbosity=minimal" -v quiet --results-directory "$results" "${filter[@]}" --nologo
code=$?

# Each test project wrote a .trx file whose <Counters> element holds its counts.
count() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*>" | sed -E "s/.* $1=\"([0-9]+)\".*/\1/" | awk '{ sum += $1 } END { print sum + 0 }'; }
total=$(count total) passed=$(count passed) failed=$(count failed) executed=$(count executed)
# A project that crashed leaves a file without counts, or none.
if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
echo "$passed passed, $failed failed, $((total - executed)) skipped"
[ "$code" -eq 0 ] && [ "$failed" -eq 0 ]
