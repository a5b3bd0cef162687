"""What answers say of a DOI or an address; what is not clear is unknown."""

from __future__ import annotations

import pytest

from citekit.checks.online.client import Answer, Lack, WebClient
from citekit.checks.online.states import doi_state, url_state
from tests.checks.online.servers import QUICK, Said, serving


class Fixed:
    """A client with one answer to each method; *asked* has what was asked."""

    def __init__(self, **answers: Answer) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str]] = []

    def fetch(self, url: str, method: str = "HEAD", most: int = 0) -> Answer:
        self.asked.append((method, url))
        answer = self.answers[method]
        return Answer(answer.status, answer.url, answer.headers, answer.body[:most], answer.lack)


def said(status: int = 0, lack: Lack = "", body: bytes = b"") -> Answer:
    return Answer(status, "", {}, body, lack)


@pytest.mark.parametrize(
    ("status", "body", "state"),
    [
        (200, b'{"responseCode": 1, "handle": "10.1000/182", "values": []}', "found"),
        (200, b'{"responseCode": 200, "handle": "10.1000/182"}', "found"),  # it is there, and has no address
        (404, b'{"responseCode": 100, "handle": "10.1000/gone"}', "gone"),
        (200, b'{"responseCode": 100, "handle": "10.1000/gone"}', "gone"),
        (404, b"<html>Not Found</html>", "unknown"),  # of a proxy on the way
        (404, b"", "unknown"),
        (200, b"<html>Sign in to the network</html>", "unknown"),
        (500, b'{"responseCode": 2}', "unknown"),
        (200, b'{"responseCode": "1"}', "unknown"),
        (200, b'{"responseCode": [1]}', "unknown"),
        (200, b"[1]", "unknown"),
        (200, b'{"responseCode": 1', "unknown"),
        (200, b"\xff\xfe\x00", "unknown"),
        (200, b"[" * 100_000, "unknown"),
        (0, b"", "unknown"),
    ],
)
def test_a_doi(status: int, body: bytes, state: str) -> None:
    assert doi_state(Fixed(GET=said(status, body=body)), "10.1000/182") == state


def test_the_resolver_is_asked_for_the_handle() -> None:
    client = Fixed(GET=said(200, body=b'{"responseCode": 1}'))
    doi_state(client, "10.1002/(sici)1097<284::aid#1>3.0.co;2-0?%")
    doi_state(client, "10.1000/182", "http://127.0.0.1:1/")
    assert client.asked == [
        ("GET", "https://doi.org/api/handles/10.1002/%28sici%291097%3C284%3A%3Aaid%231%3E3.0.co%3B2-0%3F%25"),
        ("GET", "http://127.0.0.1:1/api/handles/10.1000/182"),
    ]


@pytest.mark.parametrize(
    ("head", "get", "state"),
    [
        (said(200), None, "found"),
        (said(204), None, "found"),
        (said(404), said(404), "gone"),
        (said(410), said(410), "gone"),
        (said(404), said(200), "found"),  # servers that know no HEAD
        (said(405), said(200), "found"),
        (said(405), said(404), "gone"),
        (said(501), said(200), "found"),
        (said(403), said(403), "unknown"),
        (said(403), said(404), "gone"),
        (said(401), said(401), "unknown"),
        (said(429), said(429), "unknown"),
        (said(500), said(500), "unknown"),
        (said(503), said(404), "gone"),
        (said(404), said(429), "unknown"),
        (said(404), said(lack="no-answer"), "unknown"),
        (said(451), said(451), "unknown"),
        (said(304), None, "unknown"),
        (said(lack="no-answer"), said(200), "found"),
        (said(lack="no-answer"), said(lack="no-answer"), "unknown"),
        (said(lack="no-host"), None, "no-host"),
        (said(lack="loop"), None, "unknown"),
        (said(lack="private"), None, "unknown"),
        (said(lack="no-address"), None, "unknown"),
    ],
)
def test_an_address(head: Answer, get: Answer | None, state: str) -> None:
    client = Fixed(HEAD=head, **({"GET": get} if get else {}))
    assert url_state(client, "https://example.org/a") == state
    assert [method for method, _ in client.asked] == (["HEAD", "GET"] if get else ["HEAD"])


def test_of_a_server_that_refuses_to_answer_for_the_head_alone() -> None:
    pages = {"/a": lambda method: Said(405 if method == "HEAD" else 200, {"Content-Length": str(10**10)}, b"x" * 5000)}
    with serving(pages) as site:
        assert url_state(WebClient(QUICK), f"{site.base}/a") == "found"
        assert [method for method, _ in site.asked] == ["HEAD", "GET"]
