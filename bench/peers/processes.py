"""Servers that this bench starts on free ports and ends, and what they hold in memory."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import time

START_SECONDS = 120
END_SECONDS = 120    # PostgreSQL writes what it holds before it ends
IDLE_SECONDS = 180
IDLE_STEP = 1.0
IDLE_SHARE = 0.03    # of a core: less is not work for a request


class ServerFailed(Exception):
    """A server or a program beside it did not do what was asked; the message has its complaint."""


def free_port():
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_program(command, **options):
    """What a program prints; throws ServerFailed with its complaint."""
    ended = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                           text=True, **options)
    if ended.returncode != 0:
        raise ServerFailed(f"{pathlib.Path(command[0]).name} ended with {ended.returncode}: "
                           f"{(ended.stderr or ended.stdout).strip()[-600:]}")
    return ended.stdout


@contextlib.contextmanager
def server(command, port, log, **options):
    """Runs a server until the block ends; gives its process once something listens on the port.

    It has a process group of its own, so that Ctrl-C reaches this program first, which ends it.
    """
    with open(log, "w", encoding="utf-8") as lines:
        process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=lines,
                                   stderr=lines, process_group=0, **options)
    try:
        wait_until_listening(process, port, log)
        yield process
    finally:
        end(process)


def wait_until_listening(process, port, log):
    """Returns when a connection is taken; throws ServerFailed when the process ends before."""
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise ServerFailed(f"ended with {process.returncode} at its start: "
                               f"{pathlib.Path(log).read_text(errors='replace').strip()[-600:]}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise ServerFailed(f"does not listen after {START_SECONDS} s")


def end(process):
    """Asks a server to end, and ends what is left of its group by force."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT if is_postgresql(process) else signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def is_postgresql(process):
    """Whether it is one for which SIGTERM means to wait for its clients."""
    return pathlib.Path(process.args[0]).name == "postgres"


def tree(pids):
    """The processes and all below them."""
    parents = {}
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
    found = set(pids)
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more


def memory_bytes(pids):
    """Resident memory of process trees; what several share is counted once (Pss)."""
    total = 0
    for pid in tree(pids):
        with contextlib.suppress(OSError):
            for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


def cpu_seconds(pids):
    """What process trees have computed so far, with children that have ended."""
    ticks = 0
    for pid in tree(pids):
        with contextlib.suppress(OSError):
            status = pathlib.Path(f"/proc/{pid}/stat").read_text()
            ticks += sum(map(int, status.rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def wait_until_idle(pids):
    """Returns when servers no longer compute; throws ServerFailed when they do not come to rest.

    A load leaves requests behind that nobody waits for, but that are answered all the same: they
    would stand in the way of the next one.
    """
    limit = time.monotonic() + IDLE_SECONDS
    before = cpu_seconds(pids)
    while time.monotonic() < limit:
        time.sleep(IDLE_STEP)
        after = cpu_seconds(pids)
        if after - before <= IDLE_SHARE * IDLE_STEP:
            return
        before = after
    raise ServerFailed(f"still computes {IDLE_SECONDS} s after a load")


def disk_bytes(folder):
    """What a folder takes on disk; holes in files take nothing."""
    return sum(path.stat().st_blocks * 512 for path in pathlib.Path(folder).rglob("*")
               if path.is_file())
