"""Load on a server by wrk, and what it tells in the end."""

import dataclasses
import json
import threading

import engine
import processes

TIMEOUT_SECONDS = 60
THREADS = 1   # of wrk: it has little to do, and shares the cores with the server


@dataclasses.dataclass(frozen=True)
class Load:
    """So many connections, each of which asks again as soon as it is answered."""

    connections: int
    requests: int
    per_second: float
    p50_ms: float
    p99_ms: float
    errors: int        # other states than 200, broken connections, answers after a minute
    memory_bytes: int  # of the server, halfway through


def run(service, paths, connections, seconds):
    """Asks for the paths of a file, over and over."""
    memory = []
    sampler = threading.Timer(seconds / 2,
                              lambda: memory.append(processes.memory_bytes(service.pids)))
    sampler.start()
    try:
        printed = processes.run_program([
            "wrk", "-t", THREADS, "-c", connections, "-d", f"{seconds}s", "--timeout",
            f"{TIMEOUT_SECONDS}s", "-s", engine.HERE / "load.lua",
            f"http://127.0.0.1:{service.port}", "--", paths, THREADS])
    finally:
        sampler.cancel()
        sampler.join()
    return parsed(printed, connections, max(memory, default=0))


def parsed(printed, connections, memory):
    """The Load in what wrk prints: its own words, then the line of load.lua."""
    told = json.loads(printed.rstrip().rpartition("\n")[2])
    if told["requests"] == 0:
        raise processes.ServerFailed(f"no answer to {connections} connections")
    return Load(connections, told["requests"], told["requests"] * 1e6 / told["microseconds"],
                told["p50"] / 1000, told["p99"] / 1000,
                told["refused"] + told["broken"] + told["late"], memory)
