"""The articles that every engine is given, with the same keys and nothing else."""

import dataclasses
import hashlib
import json

import article_lines

MONTH = "mois"   # of the date, "01" to "12": a facet that the articles do not have by themselves


@dataclasses.dataclass(frozen=True)
class PeerArticles:
    """A JSON Lines file: id, title, text, and where they are known date, tags and month."""

    path: object
    count: int
    text_bytes: int
    left_out: int
    digest: str      # of the file, to know an index of it again

    def each(self):
        """The articles, one after the other."""
        with open(self.path, encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def prepare(source, path):
    """Copies the articles of `source` to `path`, cut down to what is measured."""
    whole = path.with_suffix(".whole")
    articles = article_lines.prepare(source, whole)
    digest = hashlib.sha256()
    with open(whole, encoding="utf-8") as lines, open(path, "w", encoding="utf-8") as copy:
        for line in lines:
            text = json.dumps(reduced(json.loads(line)), ensure_ascii=False) + "\n"
            digest.update(text.encode())
            copy.write(text)
    whole.unlink()
    return PeerArticles(path, articles.count, articles.text_bytes, articles.left_out,
                        digest.hexdigest())


def reduced(article):
    """An article with the keys that are measured; a date that is none is left out."""
    # PostgreSQL takes no zero character.
    kept = {key: article[key].replace("\0", " ") for key in ("id", "title", "text")}
    date = str(article.get("date") or "")[:10]
    if len(date) == 10 and date[:4].isdecimal() and date[5:7].isdecimal():
        kept["date"] = date
        kept[MONTH] = date[5:7]
    tags = article.get("tags") or []
    kept["tags"] = list(dict.fromkeys([tags] if isinstance(tags, str) else map(str, tags)))
    return kept
