"""Asks a server every query once, before it is measured, and looks at what it answers."""

import dataclasses
import http.client
import statistics

import engine


class CheckFailed(Exception):
    """An engine does not answer as the others; the message names the query."""


@dataclasses.dataclass(frozen=True)
class Checked:
    """What an engine answered to all queries."""

    median_total: float
    without_hits: int       # queries
    snippet_share: float    # of all hits, those with a snippet
    facets: int             # of engine.FACETS
    answer_bytes: float     # the median


def check(service, peer, queries):
    """A Checked; throws CheckFailed at the first answer that is not one."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=120)
    answers = []
    sizes = []
    for query in queries:
        connection.request("GET", peer.target(query))
        response = connection.getresponse()
        body = response.read()
        answers.append(read(peer, query, response.status, body))
        sizes.append(len(body))
    connection.close()
    return summary(answers, sizes)


def read(peer, query, status, body):
    """The engine.Answer of a response, when it is a good one."""
    asked = f"{query.kind} '{' '.join(query.words)}'"
    if status != 200:
        raise CheckFailed(f"{asked}: status {status}: {body[:200].decode('utf-8', 'replace')}")
    try:
        answer = peer.answer(body)
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise CheckFailed(f"{asked}: {error!r} in {body[:200]!r}") from error
    if answer.hits != min(engine.HITS, answer.total):
        raise CheckFailed(f"{asked}: {answer.hits} hits are shown of {answer.total}")
    return answer


def summary(answers, sizes):
    """The Checked of all answers."""
    hits = sum(answer.hits for answer in answers)
    return Checked(statistics.median(answer.total for answer in answers),
                   sum(answer.total == 0 for answer in answers),
                   sum(answer.snippets for answer in answers) / max(hits, 1),
                   max(answer.facets for answer in answers), statistics.median(sizes))
