#!/usr/bin/env bash
# A real SLURM of one node on this machine, for a test: munged, slurmctld and slurmd with their files, keys and ports in one temporary folder.
# Source it, then:  slurm_start; ...sbatch, squeue, scontrol...; slurm_stop  (slurm_stop also cleans up; put it into a trap).
# Needs root (SLURM starts jobs as their users) and Debian's packages slurm-wlm and munge; slurm_install brings them where they are missing.
# Nothing of the machine's own SLURM or munge is read, changed or stopped: only the processes started here are ended.

slurm_missing() {
  local tool
  for tool in munged slurmctld slurmd sbatch scontrol; do
    command -v "$tool" >/dev/null || PATH="$PATH:/usr/sbin" command -v "$tool" >/dev/null || { echo "$tool"; return; }
  done
}

slurm_install() {
  [ -n "$(slurm_missing)" ] || return 0
  command -v apt-get >/dev/null || { echo "SLURM is missing ($(slurm_missing)) and this is no Debian system: install slurm-wlm and munge by hand." >&2; return 1; }
  echo "==> Installing slurm-wlm and munge"
  # Debian starts services on installation; a test wants its own.
  local policy=/usr/sbin/policy-rc.d made=
  if [ ! -e $policy ]; then printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy && made=1; fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends slurm-wlm munge; } >/tmp/slurm-install.$$ 2>&1
  local code=$?
  [ -z "$made" ] || rm -f $policy
  [ $code -eq 0 ] || tail -20 /tmp/slurm-install.$$ >&2
  rm -f /tmp/slurm-install.$$
  return $code
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

slurm_start() {
  export PATH="$PATH:/usr/sbin"
  SLURM_HOME=$(mktemp -d /tmp/one-node-slurm.XXXXXX)
  chmod 755 "$SLURM_HOME"
  mkdir -m 755 "$SLURM_HOME"/{munge,state,spool,log}
  head -c 1024 /dev/urandom >"$SLURM_HOME/munge/key" && chmod 400 "$SLURM_HOME/munge/key"
  local host controller daemon
  host=$(hostname -s) controller=$(free_port) daemon=$(free_port)
  cat >"$SLURM_HOME/slurm.conf" <<CONF
ClusterName=one-node
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$controller
SlurmdPort=$daemon
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$SLURM_HOME/munge/socket,cred_expire=5
CredType=cred/munge
StateSaveLocation=$SLURM_HOME/state
SlurmdSpoolDir=$SLURM_HOME/spool
SlurmctldPidFile=$SLURM_HOME/slurmctld.pid
SlurmdPidFile=$SLURM_HOME/slurmd.pid
SlurmctldLogFile=$SLURM_HOME/log/slurmctld.log
SlurmdLogFile=$SLURM_HOME/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
JobRequeue=1
KillWait=20
MinJobAge=3600
SchedulerParameters=sched_interval=2,bf_interval=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=$(awk '/MemTotal/ { print int($2 / 1024) - 256 }' /proc/meminfo) State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
  export SLURM_CONF="$SLURM_HOME/slurm.conf"
  SLURM_PIDS=()
  munged --foreground --force --socket="$SLURM_HOME/munge/socket" --key-file="$SLURM_HOME/munge/key" --pid-file="$SLURM_HOME/munge/pid" \
    --seed-file="$SLURM_HOME/munge/seed" --log-file="$SLURM_HOME/log/munged.log" >/dev/null 2>&1 &
  SLURM_PIDS+=($!)
  local try
  for try in $(seq 50); do [ -S "$SLURM_HOME/munge/socket" ] && break; sleep 0.1; done
  slurmctld -D >/dev/null 2>&1 &
  SLURM_PIDS+=($!)
  slurmd -D >/dev/null 2>&1 &
  SLURM_PIDS+=($!)
  for try in $(seq 60); do
    [ "$(sinfo -h -o %T 2>/dev/null)" = idle ] && return 0
    sleep 0.5
  done
  echo "SLURM did not come up; its logs end with:" >&2
  tail -n 5 "$SLURM_HOME"/log/*.log >&2
  return 1
}

slurm_stop() {
  [ -n "${SLURM_HOME:-}" ] || return 0
  scancel --user="$(id -un)" >/dev/null 2>&1
  local try at
  for try in $(seq 40); do [ -z "$(squeue -h 2>/dev/null)" ] && break; sleep 0.5; done
  for ((at = ${#SLURM_PIDS[@]} - 1; at >= 0; at--)); do
    kill "${SLURM_PIDS[at]}" 2>/dev/null && wait "${SLURM_PIDS[at]}" 2>/dev/null
  done
  rm -rf "$SLURM_HOME"
  unset SLURM_CONF SLURM_HOME
}
