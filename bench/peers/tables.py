"""What was measured, as JSON and as tables of Markdown."""

import collections
import datetime
import os
import pathlib
import platform
import subprocess

import processes

BEGIN = "<!-- measured by bench/peers/run -->"
END = "<!-- until here -->"
SPEED = ("engine", "connections", "answers/s", "p50 ms", "p99 ms", "errors")
WORK = ("engine", "median total", "no hit", "snippets", "facets", "answer kB", "loaded in s",
        "index MB", "memory MB")


class PageError(Exception):
    """A page has no place for what was measured."""


def results(articles, queries, setting):
    """The frame of the results, without an engine."""
    return {
        "date": datetime.date.today().isoformat(),
        "machine": {"processor": processor(), "cores": os.cpu_count(), "used": setting.cores,
                    "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
                    "system": system(), "kernel": platform.release()},
        "load_generator": wrk_version(),
        "articles": {"count": articles.count, "text_bytes": articles.text_bytes,
                     "left_out": articles.left_out},
        "queries": dict(collections.Counter(query.kind for query in queries)),
        "seconds": setting.seconds, "warm_up_seconds": setting.warm_up_seconds,
        "engines": [],
    }


def processor():
    """The name of the processor."""
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def system():
    """The name of the distribution."""
    return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())


def wrk_version():
    """wrk's first line about itself, which it tells with exit code 1."""
    try:
        told = subprocess.run(["wrk", "--version"], stdout=subprocess.PIPE, text=True)
    except FileNotFoundError as missing:
        raise processes.ServerFailed("wrk is not installed (Debian: wrk)") from missing
    return told.stdout.partition(" [")[0]


def markdown(found):
    """Two tables and what they were measured on."""
    measured = [each for each in found["engines"] if each["state"] == "measured"]
    others = [each for each in found["engines"] if each["state"] != "measured"]
    speed = [row for each in measured for row in speed_rows(each)]
    speed += [(each["name"], *"-----"[:len(SPEED) - 2], f"{each['state']}: {each['why']}")
              for each in others]
    return "\n\n".join([table([SPEED, *speed]), table([WORK, *map(work_row, measured)]),
                        conditions(found)])


def page_with(page, measured):
    """The text of a page with `measured` between its marks, in place of what stood there."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise PageError(f"it lacks the line '{END if begin else BEGIN}'")
    return f"{before}{begin}\n{measured}\n{end}{after}"


def speed_rows(result):
    """A row for each number of connections."""
    for load in result["loads"]:
        yield (result["name"], str(load["connections"]), figure(load["per_second"]),
               figure(load["p50_ms"]), figure(load["p99_ms"]), str(load["errors"]))


def work_row(result):
    """What an engine was found to do, and what it takes."""
    checked = result["checked"]
    return (result["name"], f"{checked['median_total']:.0f}", str(checked["without_hits"]),
            f"{100 * checked['snippet_share']:.0f} %", str(checked["facets"]),
            f"{checked['answer_bytes'] / 1000:.1f}", f"{result['load_seconds']:.0f}",
            f"{result['index_bytes'] / 1e6:.0f}", f"{result['memory_bytes'] / 1e6:.0f}")


def figure(value):
    """A number with as many digits as tell something."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def table(rows):
    """Rows, the headings first, as a table that reads well as it stands."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
             for row in rows]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)


def conditions(found):
    """What the tables were measured on."""
    machine, articles = found["machine"], found["articles"]
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(found["queries"].items()))
    loads = [load["machine_load_before"] for each in found["engines"]
             for load in each.get("loads", [])]
    load = (f" Load of the machine before the rows, their own included: {min(loads):.1f} to "
            f"{max(loads):.1f}.") if loads else ""
    versions = "; ".join(dict.fromkeys(each["version"] for each in found["engines"]
                                       if "version" in each))
    return (f"{articles['count']} articles, {articles['text_bytes'] / 1e6:.1f} MB of text; "
            f"queries: {kinds}. {machine['processor']}, {machine['used']} of {machine['cores']} cores, "
            f"{machine['memory_bytes'] / 2**30:.0f} GB, {machine['system']}; "
            f"{found['load_generator']}, {found['seconds']} s a row.{load}\n\n{versions}.")
