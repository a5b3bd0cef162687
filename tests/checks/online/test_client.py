"""Questions to servers: what is read of an answer, when they are put again, when no more."""

from __future__ import annotations

import socket
import time
from email.utils import formatdate

import pytest

from citekit.checks.online.client import Answer, Manners, WebClient
from citekit.values import replace
from tests.checks.online.servers import QUICK, Said, serving


@pytest.fixture(autouse=True)
def _without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("status", [200, 204, 401, 403, 404, 405, 410, 418, 451])
def test_an_answer_is_taken_as_it_is(status: int) -> None:
    with serving({"/a": [Said(status, {"X-Name": "b"})]}) as site:
        answer = WebClient(QUICK).fetch(f"{site.base}/a")
        assert (answer.status, answer.lack, answer.headers["x-name"]) == (status, "", "b")
        assert site.asked == [("HEAD", "/a")]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_server_that_is_busy_is_asked_again(status: int) -> None:
    with serving({"/a": [Said(status), Said(status), Said(200)]}) as site:
        assert WebClient(QUICK).fetch(f"{site.base}/a").status == 200
        assert len(site.asked) == 3


def test_one_that_stays_busy_is_asked_three_times() -> None:
    with serving({"/a": [Said(503)]}) as site:
        assert WebClient(QUICK).fetch(f"{site.base}/a").status == 503
        assert len(site.asked) == 3


def test_the_pause_doubles() -> None:
    waits: list[float] = []
    with serving({"/a": [Said(500)]}) as site:
        WebClient(replace(QUICK, pause=5.0, longest=30.0), waits.append).fetch(f"{site.base}/a")
    assert [round(one) for one in waits] == [5, 10]


def test_retry_after_in_seconds_and_as_a_date() -> None:
    waits: list[float] = []
    manners = replace(QUICK, longest=30.0)
    later = formatdate(time.time() + 20, usegmt=True)
    pages = {
        "/a": [Said(429, {"Retry-After": "7"}), Said(200)],
        "/b": [Said(503, {"Retry-After": later}), Said(200)],
    }
    with serving(pages) as site:
        for path in pages:
            assert WebClient(manners, waits.append).fetch(f"{site.base}{path}").status == 200
    assert waits[0] == pytest.approx(7, abs=0.5)
    assert waits[1] == pytest.approx(20, abs=2)


@pytest.mark.parametrize(
    "asked",
    ["3600", "99999999999999999999", formatdate(time.time() + 7200, usegmt=True)],
    ids=["an hour", "for ever", "a date"],
)
def test_one_that_asks_for_more_than_a_moment_is_left_alone(asked: str) -> None:
    with serving({"/a": [Said(429, {"Retry-After": asked}), Said(200)]}) as site:
        assert WebClient(QUICK).fetch(f"{site.base}/a").status == 429
        assert len(site.asked) == 1


@pytest.mark.parametrize("asked", ["soon", "-5", "", "Wed, 99 Foo 2020"])
def test_a_retry_after_that_says_nothing(asked: str) -> None:
    with serving({"/a": [Said(429, {"Retry-After": asked}), Said(200)]}) as site:
        assert WebClient(QUICK).fetch(f"{site.base}/a").status == 200


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int) -> None:
    with serving({"/a": [Said(status, {"Location": "b?c=1"})], "/b": [Said(200)]}) as site:
        answer = WebClient(QUICK).fetch(f"{site.base}/a")
        assert (answer.status, answer.url) == (200, f"{site.base}/b?c=1")


def test_a_redirect_to_nothing_is_nothing() -> None:
    with serving({"/a": [Said(301, {"Location": "/b"})]}) as site:
        assert WebClient(QUICK).fetch(f"{site.base}/a").status == 404


def test_a_redirect_without_a_place_is_an_answer() -> None:
    with serving({"/a": [Said(302)], "/b": [Said(304)]}) as site:
        assert WebClient(QUICK).fetch(f"{site.base}/a").status == 302
        assert WebClient(QUICK).fetch(f"{site.base}/b").status == 304


@pytest.mark.parametrize("there", ["/a", "/b"])
def test_a_loop_is_left(there: str) -> None:
    with serving({"/a": [Said(302, {"Location": there})], "/b": [Said(302, {"Location": "/a"})]}) as site:
        answer = WebClient(QUICK).fetch(f"{site.base}/a")
        assert (answer.status, answer.lack) == (0, "loop")
        assert len(site.asked) <= 2


def test_a_chain_without_end_is_left() -> None:
    count = iter(range(1000))
    with serving({"/a": lambda _: Said(302, {"Location": f"/a?{next(count)}"})}) as site:
        assert WebClient(QUICK).fetch(f"{site.base}/a").lack == "loop"
        assert len(site.asked) < 15


@pytest.mark.parametrize("there", ["file:///etc/passwd", "ftp://example.org/a", "http://[::1", "javascript:1"])
def test_a_redirect_out_of_the_web_is_not_followed(there: str) -> None:
    with serving({"/a": [Said(302, {"Location": there})]}) as site:
        assert WebClient(QUICK).fetch(f"{site.base}/a").lack == "no-address"


def test_one_that_is_slow_has_no_answer() -> None:
    with serving({"/a": [Said(slow=5)]}) as site:
        began = time.monotonic()
        assert WebClient(replace(QUICK, timeout=0.1)).fetch(f"{site.base}/a") == Answer(
            0, f"{site.base}/a", lack="no-answer"
        )
        assert time.monotonic() - began < 2


def test_a_connection_that_is_closed_is_tried_again() -> None:
    with serving({"/a": [Said(closes=True), Said(200)], "/b": [Said(closes=True)]}) as site:
        assert WebClient(QUICK).fetch(f"{site.base}/a").status == 200
        assert WebClient(QUICK).fetch(f"{site.base}/b").lack == "no-answer"


def test_a_port_where_nobody_listens() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    assert WebClient(QUICK).fetch(f"http://127.0.0.1:{port}/").lack == "no-answer"


def test_a_host_that_never_answers_is_given_up() -> None:
    with serving({"/a": [Said(closes=True)]}) as site:
        client = WebClient(QUICK)
        for _ in range(5):
            assert client.fetch(f"{site.base}/a").lack == "no-answer"
        assert len(site.asked) == 3


def test_of_a_body_is_read_what_is_asked_for() -> None:
    huge = {"Content-Length": str(10**12)}
    with serving({"/a": [Said(200, huge, b"x" * 100_000)]}) as site:
        began = time.monotonic()
        assert WebClient(QUICK).fetch(f"{site.base}/a", "GET").body == b""
        assert WebClient(QUICK).fetch(f"{site.base}/a", "GET", 10).body == b"x" * 10
        assert time.monotonic() - began < 2


def test_of_a_body_that_breaks_off_is_what_came() -> None:
    with serving({"/a": [Said(200, {"Content-Length": "1000"}, b"x")]}) as site:
        assert WebClient(QUICK).fetch(f"{site.base}/a", "GET", 1000).body == b"x"


def test_questions_to_one_host_are_apart() -> None:
    waits: list[float] = []
    with serving({"/a": [Said(200)]}) as site:
        client = WebClient(replace(QUICK, pace=5.0), waits.append)
        for _ in range(3):
            client.fetch(f"{site.base}/a")
    assert [round(one) for one in waits] == [5, 10]


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        ("", "(checks references)"),
        ("ann@example.org", "(checks references; mailto:ann@example.org)"),
        ("https://example.org/", "(checks references; https://example.org/)"),
        ("a\r\nX: b\u20ac", "(checks references; aX:b)"),
    ],
)
def test_it_says_who_it_is(contact: str, name: str) -> None:
    with serving({"/a": [Said(200)]}) as site:
        WebClient(replace(QUICK, contact=contact)).fetch(f"{site.base}/a")
        assert site.headers[0]["User-Agent"].endswith(name)
        assert site.headers[0]["User-Agent"].startswith("citekit/")


def test_addresses_are_asked_in_ascii_without_a_password() -> None:
    with serving({}) as site:
        host = site.base.removeprefix("http://")
        WebClient(QUICK).fetch(f"http://ann:secret@{host}/\u00fc b/%20(c)?q=\u00e4%26#part")
        assert site.asked == [("HEAD", "/%C3%BC%20b/%20(c)?q=%C3%A4%26")]
        assert "Authorization" not in site.headers[0]


@pytest.mark.parametrize("url", ["", "www.example.org", "ftp://example.org/", "http://", "http://[::1", "http://a:x/"])
def test_what_is_no_address_is_not_asked(url: str) -> None:
    assert WebClient(QUICK).fetch(url).lack == "no-address"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "[::1]", "[fe80::1]", "localhost", "router", "a.local"],
)
def test_the_own_network_is_not_asked(host: str) -> None:
    assert WebClient(Manners(tries=1, timeout=0.1)).fetch(f"http://{host}/").lack == "private"


def test_nor_after_a_redirect(monkeypatch: pytest.MonkeyPatch) -> None:
    client = WebClient(Manners(tries=1))
    monkeypatch.setattr(client, "_once", lambda url, *_: Answer(302, url, {"location": "http://127.0.0.1/"}))
    assert client.fetch("https://example.org/").lack == "private"


@pytest.mark.parametrize(
    ("errno", "lack"), [(socket.EAI_NONAME, "no-host"), (socket.EAI_AGAIN, "no-answer"), (socket.EAI_FAIL, "no-answer")]
)
def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch, errno: int, lack: str) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(errno, "name")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert WebClient(QUICK).fetch("https://nobody.example/").lack == lack
