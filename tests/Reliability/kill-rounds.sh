#!/usr/bin/env bash
# Rounds of 'kill -9' at random moments over a running plan with four workers, also in the middle of a checkpoint; then every number is compared with an uninterrupted run.
#   tests/Reliability/kill-rounds.sh [ROUNDS] [SEED]      default: 200 rounds, seed 1; about two seconds a round
# The suite runs the same test with five rounds. What 200 gave: docs/study/reliability.md.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
export ECGSCALING_KILL_ROUNDS=${1:-200} ECGSCALING_KILL_SEED=${2:-1} OMP_NUM_THREADS=1
if [ ! -f artifacts/bin/EcgScaling.Study.Tests/release/EcgScaling.Study.Tests.dll ]; then
  dotnet build tests/EcgScaling.Study.Tests -c Release -v quiet -nologo -clp:NoSummary || exit 1
fi
exec dotnet test tests/EcgScaling.Study.Tests -c Release --no-build -nologo --filter FullyQualifiedName~KillRoundsTests --logger "console;verbosity=detailed"
