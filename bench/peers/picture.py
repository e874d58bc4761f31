#!/usr/bin/env python3
"""Draws what bench/peers/run has measured as SVG: answers a second, and how long 99 of 100 took.

usage: picture.py RESULTS > docs/pictures/peers.svg
"""

import html
import json
import pathlib
import sys

WIDTH = 920
TOP = 108
BAR, GAP, GROUP_GAP = 15, 3, 16
PANELS = ((190, 520), (610, 860))   # left and right of the bars: answers a second, milliseconds
LABEL_ROOM = 62                     # right of the longest bar

STYLE = """
  .paper { fill: #ffffff } .axis { stroke: #8c959f }
  text { font: 12.5px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #57606a }
  .title { font-size: 17px; font-weight: 600; fill: #1f2328 }
  .panel { font-size: 14px; font-weight: 600; fill: #1f2328 }
  .name { font-size: 13px; fill: #1f2328 }
  .bar0 { fill: #a5c9f3 } .bar1 { fill: #4c95e6 } .bar2 { fill: #0a4f9e } .bar3 { fill: #062f60 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } .axis { stroke: #6e7681 }
    text { fill: #9da7b3 } .title, .panel, .name { fill: #e6edf3 }
    .bar0 { fill: #1f3f66 } .bar1 { fill: #2f6fb5 } .bar2 { fill: #58a6ff } .bar3 { fill: #b6d8ff }
  }"""
SHADES = 4


def draw(results):
    """The picture of results, as the text of an SVG file."""
    measured = drawn_engines(results)
    if not measured:
        raise ValueError("there is no engine that was measured")
    connections = [load["connections"] for load in measured[0]["loads"]]
    group = len(connections) * (BAR + GAP) + GROUP_GAP
    bottom = TOP + group * len(measured)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 24}" '
        f'width="{WIDTH}" height="{bottom + 24}" role="img" aria-labelledby="title">',
        f"<style>{STYLE}\n</style>",
        f'<rect class="paper" width="{WIDTH}" height="{bottom + 24}" rx="8"/>',
        '<text id="title" class="title" x="24" y="32">Search over HTTP: answers a second, and '
        "how long they take</text>",
        text(24, 53, f"{results['articles']['count']:,} French articles, "
             f"{sum(results['queries'].values()):,} queries; exact total, ten hits with snippets, "
             f"facets{without_facets(measured)}; {results['machine']['used']} cores"),
        *legend(connections),
        *panel(measured, "Answers a second (more is better)", "per_second", PANELS[0], group,
               bottom),
        *panel(measured, "99 of 100 within, ms (less is better)", "p99_ms", PANELS[1], group,
               bottom)]
    for number, each in enumerate(measured):
        parts.append(text(PANELS[0][0] - 12, TOP + number * group + (group - GROUP_GAP) / 2 + 4,
                          each["name"], "name", "end"))
    return "\n".join([*parts, "</svg>", ""])


def drawn_engines(results):
    """Those that were measured, but those that keep answers: others would look all alike beside."""
    return [each for each in results["engines"]
            if each["state"] == "measured" and not each["keeps_answers"]]


def without_facets(measured):
    """A remark that names the engines that count no facets."""
    names = [each["name"] for each in measured if not each["checked"]["facets"]]
    return f" ({', '.join(names)}: none)" if names else ""


def legend(connections):
    """Which shade is how many connections."""
    x = 24
    for number, each in enumerate(connections):
        yield f'<rect class="bar{number % SHADES}" x="{x}" y="65" width="12" height="12"/>'
        words = f"{each} connection{'s' if each > 1 else ''}"
        yield text(x + 17, 76, words)
        x += 36 + 7 * len(words)


def panel(measured, title, key, place, group, bottom):
    """A bar for each engine and number of connections, in proportion from 0."""
    left, right = place
    most = max(load[key] for each in measured for load in each["loads"])
    yield text(left, TOP - 12, title, "panel")
    for row, each in enumerate(measured):
        for number, load in enumerate(each["loads"]):
            y = TOP + row * group + number * (BAR + GAP)
            width = max(1, (right - left - LABEL_ROOM) * load[key] / most)
            yield (f'<rect class="bar{number % SHADES}" x="{left}" y="{y}" width="{width:.1f}" '
                   f'height="{BAR}"/>')
            yield text(left + width + 6, y + 12, written(load[key]))
    yield (f'<line class="axis" x1="{left}" y1="{TOP - 4}" x2="{left}" '
           f'y2="{bottom - GROUP_GAP + 2}"/>')


def text(x, y, words, style="", anchor="start"):
    """A line of text."""
    named = f' class="{style}"' if style else ""
    return (f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
            f"{html.escape(words)}</text>")


def written(value):
    """A number as people write it: "1,234", "34", "3.4"."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def main():
    """Prints the picture of a results file."""
    if len(sys.argv) != 2:
        print(__doc__.strip().splitlines()[-1], file=sys.stderr)
        return 2
    sys.stdout.write(draw(json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
