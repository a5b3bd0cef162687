"""A server that a test tells what to say, on this machine; no test asks another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import NamedTuple

from citekit.checks.online.client import Manners

QUICK = Manners(timeout=0.4, tries=3, pause=0.01, longest=0.5, pace=0.0, private=True)


class Said(NamedTuple):
    """What a server says: *status*, *headers*, *body*; it *closes* the connection instead, or waits *slow* seconds."""

    status: int = 200
    headers: Mapping[str, str] = {}
    body: bytes = b""
    closes: bool = False
    slow: float = 0.0


class Site:
    """What is asked of a server: *asked* are methods and paths; *pages* what it says of a path, one after the other."""

    def __init__(self, pages: Mapping[str, list[Said] | Callable[[str], Said]]) -> None:
        self.pages = pages
        self.asked: list[tuple[str, str]] = []
        self.headers: list[Mapping[str, str]] = []
        self.base = ""
        self._lock = Lock()
        self._turns: dict[str, int] = {}

    def said(self, method: str, path: str) -> Said:
        """Return what is said now; the last goes on for ever."""
        with self._lock:
            self.asked.append((method, path))
            page = self.pages.get(path.partition("?")[0])
            if page is None:
                return Said(404)
            if callable(page):
                return page(method)
            turn = self._turns.get(path, 0)
            self._turns[path] = turn + 1
            return page[min(turn, len(page) - 1)]


@contextmanager
def serving(pages: Mapping[str, list[Said] | Callable[[str], Said]]) -> Iterator[Site]:
    """Give a site that is served as long as the block runs."""
    site = Site(pages)

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            site.headers.append(dict(self.headers.items()))
            said = site.said(self.command, self.path)
            if said.slow:
                stopped.wait(said.slow)
            if said.closes:
                self.close_connection = True
                return
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in said.headers:
                self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(said.body)

        do_GET = do_HEAD = answer  # noqa: N815 - names of the library

        def handle(self) -> None:
            try:
                super().handle()
            except (BrokenPipeError, ConnectionResetError):
                return  # whoever asked has gone

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
            return

    stopped = Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    site.base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
