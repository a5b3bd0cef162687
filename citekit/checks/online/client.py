"""Questions to servers over HTTP: redirects are followed, a server that is busy is asked again, and no server often.

Source: RFC 9110 (methods, redirects, Retry-After). Of an answer its head is read, and of its body what is asked for. No
cookies are kept and no passwords sent. Whoever gives no answer has lacked it; what that means is for others to say.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Literal, Protocol, TypeAlias
from urllib.error import URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPErrorProcessor, HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from citekit import __version__
from citekit.values import dataclass, field

Lack: TypeAlias = Literal["", "no-host", "no-answer", "private", "loop", "no-address"]
"""Why there is no answer: no server has the name; none came, or no certificate that holds; the address is of the own
network; redirects never end; it is no address of the Web."""

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_REDIRECTS = 10
_PASSING = frozenset((429, 500, 502, 503, 504))
"""Answers that may be others a little later."""
_PATIENCE = 3
"""Questions without an answer, one after the other, after which a host is asked no more."""
_PATH = "/%:@!$&'()+*,;=~"
_OWN = (".localhost", ".local", ".internal", ".home.arpa")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with HTTP's *status*, 0 for none; *url* is where redirects led. Names of *headers* are in small
    letters. *body* is the beginning that was asked for."""  # noqa: D209 - one paragraph

    status: int
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    lack: Lack = ""


class Client(Protocol):
    """Whoever puts questions."""

    def fetch(self, url: str, method: str = "HEAD", most: int = 0) -> Answer:
        """Return the answer of a server, with at most *most* bytes of its body."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are asked; times are in seconds.

    A question waits *timeout* for an answer and is put *tries* times in all, with a *pause* between that doubles, or as
    long as the server asks for, up to *longest*. Questions to one host are *pace* apart. *contact* is told them, an
    address of mail or a page. *private* asks hosts of the own network, too.
    """

    timeout: float = 10.0
    tries: int = 3
    pause: float = 1.0
    longest: float = 30.0
    pace: float = 0.1
    contact: str = ""
    private: bool = False


class WebClient:
    """A client on Python's own library; several threads may ask it."""

    def __init__(self, manners: Manners | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        self._manners = manners or Manners()
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()
        self._headers = {"User-Agent": _own_name(self._manners.contact), "Accept": "*/*"}

    def fetch(self, url: str, method: str = "HEAD", most: int = 0) -> Answer:
        """Return the answer of a server, with at most *most* bytes of its body."""
        seen: set[str] = set()
        while True:
            answer = self._patiently(url, method, most)
            location = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not location:
                return answer
            seen.add(url)
            try:
                url = urljoin(answer.url, location)
            except ValueError:
                return Answer(0, location, lack="no-address")
            if url in seen or len(seen) > _MOST_REDIRECTS:
                return Answer(0, url, lack="loop")

    def _patiently(self, url: str, method: str, most: int) -> Answer:
        try:
            name, address = _address(url)
        except ValueError:
            return Answer(0, url, lack="no-address")
        if not self._manners.private and _is_private(name):
            return Answer(0, url, lack="private")
        with self._lock:
            host = self._hosts.setdefault(name, _Host())
        answer = Answer(0, url, lack="no-answer")
        for turn in range(self._manners.tries):
            if host.failures >= _PATIENCE:
                break
            if wait := host.turn(self._manners.pace):
                self._sleep(wait)
            answer = self._once(address, method, most)
            host.failures = host.failures + 1 if answer.lack else 0
            if answer.status not in _PASSING and answer.lack != "no-answer":
                break
            pause = _asked_for(answer) or self._manners.pause * 2**turn
            if pause > self._manners.longest:
                break
            host.rest(pause)
        return answer

    def _once(self, address: str, method: str, most: int) -> Answer:
        request = Request(address, method=method, headers=self._headers)  # noqa: S310 - of the Web, see _address
        try:
            with _opener().open(request, timeout=self._manners.timeout) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status, address, headers, response.read(most) if most else b"")
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Answer(0, address, lack=_lack(error))


class _Host:
    """When a host may be asked next, and how many questions in a row it has not answered."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next = 0.0
        self.failures = 0

    def turn(self, pace: float) -> float:
        """Take the next turn, and return how long to wait for it."""
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next)
            self._next = at + pace
        return at - now

    def rest(self, seconds: float) -> None:
        """Ask nothing for a while."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


class _AsTheyAre(HTTPErrorProcessor):
    """Passes on all answers, those that are errors and redirects among them."""

    def http_response(self, request: Request, response: Any) -> Any:  # noqa: ARG002 - urllib's signature
        return response

    https_response = http_response


def _opener() -> OpenerDirector:
    """Return what opens addresses of the Web, by proxies that the environment names, and no others such as files."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(), _AsTheyAre()):
        opener.add_handler(handler)
    return opener


def _own_name(contact: str) -> str:
    """Return what citekit calls itself; a header has no line ends."""
    said = "".join(sign for sign in contact if " " < sign < "\x7f")
    said = f"mailto:{said}" if "@" in said and ":" not in said else said
    return f"citekit/{__version__} (checks references{'; ' if said else ''}{said})"


def _address(url: str) -> tuple[str, str]:
    """Return the name of an address's host, and the address as HTTP has it: in ASCII, without a user or password.

    Raises: ValueError for one that is not of the Web.
    """
    parts = urlsplit(url.strip())
    name = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in {"http", "https"} or not name:
        raise ValueError(url)
    host = f"[{name}]" if ":" in name else name.encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port else ""
    query = f"?{quote(parts.query, _PATH + '?')}" if parts.query else ""
    return name, f"{parts.scheme.lower()}://{host}{port}{quote(parts.path, _PATH) or '/'}{query}"


def _is_private(host: str) -> bool:
    """Tell whether a host is of the own network, by its name: a library from elsewhere shall not look around there."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_OWN)


def _asked_for(answer: Answer) -> float:
    """Return how many seconds a server asks to be left alone, 0 where it asks nothing."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - a dozen modules, for few answers

    try:
        return max(parsedate_to_datetime(asked).timestamp() - time.time(), 0.0) if asked else 0.0
    except (ValueError, OverflowError):
        return 0.0


def _lack(error: Exception) -> Lack:
    reason = error.reason if isinstance(error, URLError) else error
    is_unknown = isinstance(reason, socket.gaierror) and reason.errno in _UNKNOWN_NAMES
    return "no-host" if is_unknown else "no-address" if isinstance(reason, ValueError) else "no-answer"


_UNKNOWN_NAMES = frozenset((socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)))
