"""Kiosque as users meet it: its indexer, its server, its HTTP."""

import concurrent.futures
import contextlib
import http.client
import json
import re
import subprocess
import threading
import time
import urllib.parse

import judged_sets

CONNECTIONS = 4
RESULTS = 100
MAX_QUERY_CHARACTERS = 1000  # the server refuses longer ones
MAX_QUERY_BYTES = 8000       # as it stands in the address, which may have 8,192
START_SECONDS = 60
LISTENING = re.compile(r"listening on http://127\.0\.0\.1:(\d+)/")
FOUND_SOME_PROBLEMS = 3      # exit code of kiosque-index: the rest is indexed


class KiosqueError(Exception):
    """Kiosque did not do what the bench needs; the message says what."""


def index_documents(programs, documents, folder):
    """Indexes Documents into `folder`/index, which it gives back."""
    source = folder / "documents.jsonl"
    with open(source, "w", encoding="utf-8") as lines:
        for each in documents:
            lines.write(json.dumps({"id": each.id, "title": each.title, "text": each.text},
                                   ensure_ascii=False) + "\n")
    return index_path(programs, source, folder)


def index_path(programs, source, folder):
    """Indexes a file or folder of articles into `folder`/index, which it gives back."""
    index = folder / "index"
    ended = subprocess.run([programs / "kiosque-index", "--rebuild", "--index", index, source],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if ended.returncode not in (0, FOUND_SOME_PROBLEMS):
        raise KiosqueError(f"kiosque-index ended with {ended.returncode}:\n{ended.stdout}")
    return index


@contextlib.contextmanager
def serving(programs, index):
    """Starts kiosque-server over `index` on a free port, gives the port, stops it in the end."""
    server = subprocess.Popen([programs / "kiosque-server", "--index", index, "--port", "0"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        port = port_of(server)
        # Its log must be read on, or the pipe fills and the server waits for us.
        threading.Thread(target=server.stderr.read, daemon=True).start()
        yield port
    finally:
        server.terminate()
        server.wait()


def port_of(server):
    """The port that a server's log names."""
    log = []
    # A server that hangs before it listens is ended, which ends its log too.
    limit = threading.Timer(START_SECONDS, server.kill)
    limit.start()
    try:
        for line in server.stderr:
            log.append(line)
            found = LISTENING.search(line)
            if found:
                return int(found.group(1))
    finally:
        limit.cancel()
    raise KiosqueError("kiosque-server did not start:\n" + "".join(log))


def ask(connection, path):
    """The JSON answer of a server to a path."""
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise KiosqueError(f"GET {path} was answered by status {answer.status}: "
                           f"{body.decode('utf-8', 'replace')}")
    return json.loads(body)


def fitting(query):
    """`query`, cut at a space where it is longer than the server takes."""
    while (len(query) > MAX_QUERY_CHARACTERS or
           len(urllib.parse.quote(query, safe="")) > MAX_QUERY_BYTES):
        shorter = query[:MAX_QUERY_CHARACTERS]
        space = shorter.rfind(" ")
        query = shorter[:space] if space > 0 else shorter[:len(shorter) // 2]
    return query


def search(connection, query):
    """The ids of the first articles for a query, best first."""
    text = urllib.parse.quote(fitting(query), safe="")
    answer = ask(connection, f"/v1/search?q={text}&limit={RESULTS}&fields=id")
    return [hit["id"] for hit in answer["hits"]]


def run_queries(port, queries):
    """{query id: [document id, ...]} and the seconds that all of them took together."""
    local = threading.local()

    def answer(query):
        if not hasattr(local, "connection"):
            local.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        return search(local.connection, query)

    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as threads:
        begin = time.perf_counter()
        answers = list(threads.map(answer, queries.values()))
        seconds = time.perf_counter() - begin
    return dict(zip(queries, answers)), seconds


def served_documents(port):
    """Every article of an index as a Document, as the server shows it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    documents = []
    offset = 0
    while offset is not None:
        page = ask(connection, f"/v1/search?q=&limit={RESULTS}&offset={offset}&fields=id")
        for hit in page["hits"]:
            article = ask(connection, "/v1/articles/" + urllib.parse.quote(hit["id"]))
            documents.append(judged_sets.Document(article["id"], article["title"],
                                                  article["body"]))
        offset = page["next_offset"]
    return documents
