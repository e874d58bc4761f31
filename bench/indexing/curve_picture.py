"""Draws how time and memory grow with the collection, as SVG: two panels side by side."""

import math

WIDTH, HEIGHT = 920, 430
TOP, BOTTOM = 92, 362        # of both panels
PANELS = {"time": (70, 438), "memory": (548, 890)}  # left and right
REFERENCE_ARTICLES = 100_000
ROUND_SECONDS = (0.1, 1, 10, 60, 600, 3600, 36000)

STYLE = """
  .paper { fill: #ffffff } .frame { stroke: #8c959f } .grid { stroke: #e4e8ec }
  text { font: 12.5px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #57606a }
  .title { font-size: 17px; font-weight: 600; fill: #1f2328 }
  .panel { font-size: 14px; font-weight: 600; fill: #1f2328 }
  .label { fill: #1f2328; paint-order: stroke; stroke: #ffffff; stroke-width: 4px }
  .curve { stroke: #0969da; stroke-width: 2.5; fill: none } .dot { fill: #0969da }
  .reference { stroke: #9a6700; stroke-width: 1.5; stroke-dasharray: 6 5 }
  .reference-label { fill: #9a6700 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } .frame { stroke: #6e7681 } .grid { stroke: #262c34 }
    text { fill: #9da7b3 } .title, .panel, .label { fill: #e6edf3 }
    .label { stroke: #0d1117 }
    .curve { stroke: #58a6ff } .dot { fill: #58a6ff }
    .reference { stroke: #d29922 } .reference-label { fill: #d29922 }
  }"""


class Axis:
    """Where a value stands on the picture; by its logarithm, or in proportion from 0."""

    def __init__(self, low, high, begin, end, is_logarithmic):
        self.scale = math.log10 if is_logarithmic else float
        self.low, self.high = self.scale(low), self.scale(high)
        self.begin, self.end = begin, end

    def at(self, value):
        """The coordinate of a value."""
        share = (self.scale(value) - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)


def draw(points):
    """The picture of measured points, smallest collection first, as the text of an SVG file.

    A point has articles, seconds, peak_bytes, cores, threads and text_megabytes.
    """
    if not points:
        raise ValueError("there are no points to draw")
    first = points[0]
    bytes_each = 1e6 * sum(p.text_megabytes for p in points) / sum(p.articles for p in points)
    threads = f"{first.threads} thread{'s' if first.threads > 1 else ''}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="title">',
        f"<style>{STYLE}\n</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
        '<text id="title" class="title" x="24" y="32">Indexing: time and memory by the number of '
        "articles</text>",
        text(24, 53, f"kiosque-index, {threads} on {first.cores} cores, generated articles of "
             f"{bytes_each / 1000:.1f} kB of text"),
        *time_panel(points), *memory_panel(points), "</svg>", ""]
    return "\n".join(parts)


def time_panel(points):
    """Seconds against articles, both by their logarithm, and a line for equal growth."""
    left, right = PANELS["time"]
    across = articles_axis(points, left, right)
    seconds = [point.seconds for point in points]
    up = Axis(min(seconds) / 3.5, max(seconds) * 3, BOTTOM, TOP, is_logarithmic=True)
    ticks = [(up.at(each), written_seconds(each)) for each in ROUND_SECONDS
             if min(seconds) / 3.5 <= each <= max(seconds) * 3]
    yield from frame(left, right, "Time (logarithmic)", ticks, articles_ticks(across, points))
    yield from reference_line(points, across, up, left, right)
    yield from curve([(across.at(p.articles), up.at(p.seconds)) for p in points])
    for point in points:  # below the rising line, to the right
        x, y = across.at(point.articles) + 9, up.at(point.seconds) + 17
        yield text(x, y, written_seconds(point.seconds), "label")
        yield text(x, y + 16, f"{grouped(point.articles / point.seconds)} articles/s", "label")


def reference_line(points, across, up, left, right):
    """The line on which twice the articles take twice the time, through one of the points."""
    through = min(points, key=lambda p: abs(math.log(p.articles / REFERENCE_ARTICLES)))
    per_article = through.seconds / through.articles

    def height(x):
        share = (x - across.begin) / (across.end - across.begin)
        articles = 10 ** (across.low + share * (across.high - across.low))
        return up.at(per_article * articles)

    slope = (height(right) - height(left)) / (right - left)
    begin = max(left, left + (BOTTOM - height(left)) / slope) if slope else left
    end = min(right, left + (TOP - height(left)) / slope) if slope else right
    yield (f'<line class="reference" x1="{begin:.1f}" y1="{height(begin):.1f}" x2="{end:.1f}" '
           f'y2="{height(end):.1f}"/>')
    yield text(left + 12, TOP + 20, "dashed: as many times the articles,", "reference-label")
    yield text(left + 12, TOP + 37, "as many times the seconds", "reference-label")


def memory_panel(points):
    """Megabytes from 0 against the logarithm of the articles."""
    left, right = PANELS["memory"]
    across = articles_axis(points, left, right)
    megabytes = [point.peak_bytes / 1e6 for point in points]
    step = round_step(max(megabytes) / 4)
    top = step * math.ceil(max(megabytes) * 1.15 / step)
    up = Axis(0, top, BOTTOM, TOP, is_logarithmic=False)
    ticks = [(up.at(value), f"{grouped(value)} MB")
             for value in (step * i for i in range(round(top / step) + 1))]
    yield from frame(left, right, "Peak of resident memory", ticks, articles_ticks(across, points))
    yield from curve([(across.at(p.articles), up.at(mb)) for p, mb in zip(points, megabytes)])
    for point, peak in zip(points, megabytes):  # above the line, to the left
        yield text(across.at(point.articles) + 10, up.at(peak) - 13, f"{grouped(peak)} MB", "label",
                   "end")


def articles_axis(points, left, right):
    """From left of the smallest collection to right of the largest, with room for its label."""
    return Axis(points[0].articles / 2.5, points[-1].articles * 5, left, right,
                is_logarithmic=True)


def articles_ticks(across, points):
    """A tick for each size that was measured."""
    return [(across.at(point.articles), grouped(point.articles)) for point in points]


def frame(left, right, title, ticks_up, ticks_across):
    """Title, axes, grid and their texts."""
    yield text(left, TOP - 12, title, "panel")
    for y, name in ticks_up:
        yield f'<line class="grid" x1="{left}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}"/>'
        yield text(left - 8, y + 4, name, anchor="end")
    for x, name in ticks_across:
        yield f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{BOTTOM}"/>'
        yield text(x, BOTTOM + 20, name, anchor="middle")
    yield f'<line class="frame" x1="{left}" y1="{BOTTOM}" x2="{right}" y2="{BOTTOM}"/>'
    yield f'<line class="frame" x1="{left}" y1="{TOP}" x2="{left}" y2="{BOTTOM}"/>'
    yield text((left + right) / 2, BOTTOM + 44, "articles (logarithmic)", anchor="middle")


def curve(places):
    """Points joined by a line."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline class="curve" points="{path}"/>'
    for x, y in places:
        yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'


def text(x, y, words, style="", anchor="start"):
    """A line of text."""
    named = f' class="{style}"' if style else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def grouped(number):
    """A rounded number, "12,345"; small ones keep a digit behind the point."""
    return f"{number:,.0f}" if number >= 10 or number == int(number) else f"{number:.1f}"


def written_seconds(seconds):
    """A time as people write it: "8.3 s", "1 min 35 s", "12 min", "1 h 05 min"."""
    if seconds < 60:
        return f"{grouped(seconds)} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 10:
        return f"{minutes} min {rest:02d} s" if rest else f"{minutes} min"
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{minutes} min"
    return f"{hours} h {rest:02d} min" if rest else f"{hours} h"


def round_step(most):
    """The largest of 1, 2, 5, 10, 20, 50 ... that is not above `most`, so that ticks are round."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(power * factor for factor in (1, 2, 5) if power * factor <= most)
