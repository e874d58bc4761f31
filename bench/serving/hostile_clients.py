"""Clients that mean no good: each of them, again and again, until they are ended."""
import random
import socket
import struct
import threading
import time

HEAD = b"GET /v1/search?q=ville HTTP/1.1\r\nHost: x\r\n"


def connected(port):
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def reset(connection):
    """Ends a connection by RST, as a machine that is gone does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def slow_loris(port, draw, is_ending):
    """Holds heads open that never end, a byte a second each."""
    held = [connected(port) for _ in range(50)]
    for byte in HEAD * 2:
        if is_ending():
            break
        for connection in held:
            try:
                connection.send(bytes([byte]))
            except OSError:
                pass  # the server has ended it, as it should
        time.sleep(1)
    for connection in held:
        connection.close()


def vanishing(port, draw, is_ending):
    """Goes away in the middle of a head, behind one, or in the middle of the answer."""
    connection = connected(port)
    connection.sendall(HEAD[:draw.randrange(1, len(HEAD))] if draw.random() < .3 else HEAD + b"\r\n")
    if draw.random() < .5:
        connection.recv(100)
    reset(connection)


def garbage(port, draw, is_ending):
    """Sends bytes that are no HTTP."""
    connection = connected(port)
    connection.sendall(draw.randbytes(draw.randrange(1, 5000)) + b"\r\n\r\n")
    connection.recv(4096)
    connection.close()


def two_requests_in_one(port, draw, is_ending):
    """Sends what two servers could take for different requests."""
    framing = draw.choice([b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                           b"Content-Length: 5\r\nContent-Length: 6\r\n", b"Content-Length: -1\r\n",
                           b"X: a\r\n b\r\n", b"X : a\r\n"])
    connection = connected(port)
    connection.sendall(HEAD + framing + b"\r\n0\r\n\r\n" + HEAD + b"\r\n")
    connection.recv(4096)
    connection.close()


def flood(port, draw, is_ending):
    """Sends headers without an end."""
    connection = connected(port)
    connection.sendall(HEAD)
    for _ in range(1000):
        connection.sendall(b"X-Header: " + b"x" * 1000 + b"\r\n")
    connection.close()


def never_reading(port, draw, is_ending):
    """Asks for large answers in one packet, and reads none."""
    connection = connected(port)
    connection.sendall((b"GET /v1/search?q=ville&limit=100 HTTP/1.1\r\nHost: x\r\n\r\n") * 50)
    time.sleep(5)
    reset(connection)


def costly(port, draw, is_ending):
    """Asks what takes much: many words, phrases of frequent words, prefixes, deep pages."""
    query = draw.choice(["+".join(f"mot{i}" for i in range(150)), "%22de+la%22+%22a+la%22+%22de+l%22",
                         "con*+pro*+tra*+dis*", "(" * 300 + "a" + ")" * 300])
    connection = connected(port)
    connection.sendall(f"GET /v1/search?offset=10000&limit=100&q={query} HTTP/1.1\r\nHost: x\r\n"
                       "Connection: close\r\n\r\n".encode())
    while connection.recv(65536):
        pass
    connection.close()


KINDS = [slow_loris, vanishing, garbage, two_requests_in_one, flood, never_reading, costly]


class HostileClients:
    """A thread of each kind."""

    def __init__(self, port):
        self.port = port
        self.is_ending = False
        self.attacks = {kind.__name__: 0 for kind in KINDS}
        self.threads = [threading.Thread(target=self.attack, args=(kind,)) for kind in KINDS]
        for thread in self.threads:
            thread.start()

    def attack(self, kind):
        draw = random.Random(kind.__name__)
        while not self.is_ending:
            try:
                kind(self.port, draw, lambda: self.is_ending)
            except OSError:
                pass  # refused, reset or too slow: that is for the server to say
            self.attacks[kind.__name__] += 1
            time.sleep(draw.uniform(0, .1))

    def end(self):
        self.is_ending = True
        for thread in self.threads:
            thread.join()
