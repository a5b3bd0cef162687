"""Whether a DOI or an address exists, by what servers answer. What they do not clearly say is unknown.

Sources: DOI Handbook, 3.8 (the proxy's API: the response code 1 is success, 100 "handle not found", 200 "values not
found"); RFC 9110, 15.5.5 and 15.5.11 (404 Not Found, 410 Gone).
"""

from __future__ import annotations

import json
from typing import Literal, TypeAlias
from urllib.parse import quote

from citekit.checks.online.client import Client

State: TypeAlias = Literal["found", "gone", "no-host", "unknown"]

RESOLVER = "https://doi.org"
_GONE = frozenset((404, 410))
_MOST = 256 * 1024
_LARGEST = 400


def doi_state(client: Client, doi: str, resolver: str = RESOLVER) -> State:
    """Return whether a DOI is registered; the status of the answer says nothing, since others may have given it."""
    answer = client.fetch(f"{resolver.rstrip('/')}/api/handles/{quote(doi, safe='/')}", "GET", _MOST)
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        return "unknown"
    match said:
        case {"responseCode": 1 | 200}:
            return "found"
        case {"responseCode": 100}:
            return "gone"
    return "unknown"


def url_state(client: Client, url: str) -> State:
    """Return whether an address leads to something.

    Servers that do not answer the question for the head alone are asked for the whole, of which nothing is read.
    """
    answer = client.fetch(url, "HEAD")
    if answer.status >= _LARGEST or answer.lack == "no-answer":
        answer = client.fetch(url, "GET")
    if answer.lack == "no-host":
        return "no-host"
    if answer.status in _GONE:
        return "gone"
    return "found" if 200 <= answer.status < 300 else "unknown"
