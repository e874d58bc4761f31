"""Measures one engine from its index to its answers under load."""

import dataclasses
import http.client
import json
import os
import pathlib
import shutil
import sys
import time

import check
import engine
import groonga_engine
import kiosque_engine
import load
import lucene_engine
import omega_engine
import postgresql_engine
import processes

ENGINES = {
    "kiosque": kiosque_engine.Kiosque,
    "kiosque-kept": kiosque_engine.KiosqueWithKeptAnswers,
    "lucene": lucene_engine.Lucene,
    "groonga": groonga_engine.Groonga,
    "omega": omega_engine.Omega,
    "postgresql": postgresql_engine.Postgresql,
}


@dataclasses.dataclass(frozen=True)
class Setting:
    """What is the same for all engines."""

    work: pathlib.Path
    programs: pathlib.Path    # of Kiosque
    cores: int
    connections: list
    seconds: int
    warm_up_seconds: int


def say(message):
    """Tells people what happens, apart from the table."""
    print(message, file=sys.stderr, flush=True)


def measure(name, setting, articles, queries):
    """What an engine did, as a part of the results; or why it did nothing."""
    try:
        peer = ENGINES[name](setting)
        result = {"name": peer.name, "state": "measured", "version": peer.version(),
                  "keeps_answers": peer.keeps_answers}
        result["load_seconds"] = loaded(peer, articles)
        with peer.serving() as service:
            result |= measured(peer, service, setting, queries)
        return result
    except engine.EngineMissing as missing:
        state, why = "missing", str(missing)
    except (processes.ServerFailed, check.CheckFailed, OSError,
            http.client.HTTPException) as failed:
        state, why = "failed", f"{type(failed).__name__}: {failed}"
    say(f"{name}: {state}, {why}")
    return {"name": ENGINES[name].name, "state": state, "why": why}


def loaded(peer, articles):
    """Makes the index unless there is one of the same articles; the seconds that it took."""
    stamp = peer.folder / "loaded.json"
    if stamp.exists():
        told = json.loads(stamp.read_text(encoding="utf-8"))
        if told["digest"] == articles.digest:
            return told["seconds"]
    shutil.rmtree(peer.folder, ignore_errors=True)
    peer.folder.mkdir(mode=0o755)
    begin = time.perf_counter()
    peer.load(articles)
    seconds = time.perf_counter() - begin
    say(f"{peer.name}: {articles.count} articles loaded in {seconds:.1f} s")
    stamp.write_text(json.dumps({"digest": articles.digest, "seconds": seconds}), encoding="utf-8")
    return seconds


def measured(peer, service, setting, queries):
    """What a server that runs was found to do."""
    checked = check.check(service, peer, queries)
    paths = peer.folder / "paths"
    paths.write_text("".join(peer.target(query) + "\n" for query in queries), encoding="utf-8")
    load.run(service, paths, max(setting.connections), setting.warm_up_seconds)
    loads = []
    for connections in setting.connections:
        processes.wait_until_idle(service.pids)
        before = os.getloadavg()[0]
        each = load.run(service, paths, connections, setting.seconds)
        say(f"{peer.name}: {connections} connections, {each.per_second:.0f} answers/s, "
            f"50 % within {each.p50_ms:.1f} ms, 99 % within {each.p99_ms:.1f} ms")
        loads.append(dataclasses.asdict(each) | {"machine_load_before": before})
    after = processes.memory_bytes(service.pids)
    return {"checked": dataclasses.asdict(checked), "loads": loads,
            "memory_bytes": max([after, *(each["memory_bytes"] for each in loads)]),
            "memory_after_bytes": after, "index_bytes": peer.index_bytes()}
