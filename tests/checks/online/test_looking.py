"""The DOIs and addresses of libraries looked up, from the files to what is told."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from citekit.checks.catalogue import codes_of, rule_named
from citekit.checks.checking import Asked, Checked, checked
from citekit.checks.library import read_entries
from citekit.checks.online.answers import Answers
from citekit.checks.online.client import Answer, WebClient
from citekit.checks.online.looking import Looking, Question, questions_of
from citekit.cli import run
from citekit.findings import Severity
from tests.checks.cases import TODAY, examples
from tests.checks.online.servers import QUICK, Said, Site, serving

HANDLE = Said(200, {}, b'{"responseCode": 1}')
NO_HANDLE = Said(404, {}, b'{"responseCode": 100}')


class Known:
    """A client that knows which DOIs and addresses are gone, and which hosts there are not."""

    def __init__(self, gone: tuple[str, ...] = ("gone",), unknown: tuple[str, ...] = ("nobody",)) -> None:
        self.gone, self.unknown = gone, unknown
        self.asked: list[str] = []
        self.at_once: dict[str, int] = {}
        self.most = 0
        self._lock = threading.Lock()

    def fetch(self, url: str, method: str = "HEAD", most: int = 0) -> Answer:
        self.asked.append(url)
        host = url.split("/")[2]
        with self._lock:
            self.at_once[host] = self.at_once.get(host, 0) + 1
            self.most = max(self.most, self.at_once[host])
        time.sleep(0.002)
        with self._lock:
            self.at_once[host] -= 1
        if any(one in url for one in self.unknown):
            return Answer(0, url, lack="no-host")
        if any(one in url for one in self.gone):
            return Answer(404, url, {}, b'{"responseCode": 100}')
        return Answer(200, url, {}, b'{"responseCode": 1}')


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "cache"))


def online(folder: Path, text: str, client: Known | WebClient, **asked: object) -> Checked:
    path = folder / "library.bib"
    path.write_text(text, "utf-8")
    given = {"select": ("online",), "online": True, **asked}
    return checked(Asked((str(path),), today=TODAY, **given), client=client)  # type: ignore[arg-type]  # as a command has it


def misc(key: str, **fields: str) -> str:
    return f"@misc{{{key}, {', '.join(f'{name} = {{{value}}}' for name, value in fields.items())}}}\n"


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"doi": "10.1000/ABC"}, [("doi", "doi", "10.1000/abc")]),
        ({"doi": r"10.1007/978-3_1\_2"}, [("doi", "doi", "10.1007/978-3_1_2")]),
        ({"doi": "https://doi.org/10.1000/182"}, [("doi", "doi", "10.1000/182")]),
        ({"doi": "10/gf4bnb"}, [("doi", "doi", "10/gf4bnb")]),
        ({"doi": "10.1000.182"}, []),  # CK340 tells it
        ({"doi": ""}, []),
        ({"doi": "forthcoming"}, []),
        ({"url": "https://dx.doi.org/10.1000/182"}, [("url", "doi", "10.1000/182")]),
        ({"url": "https://example.org/a#b"}, [("url", "url", "https://example.org/a")]),
        ({"url": r"\url{https://example.org/a\_b}"}, [("url", "url", "https://example.org/a_b")]),
        ({"url": "https://example.org/a b"}, []),
        ({"url": "ftp://example.org/a"}, []),
        ({"url": "urn:nbn:de:1"}, []),
        ({"url": "www.example.org"}, []),
        ({"note": "https://example.org"}, []),
        (
            {"doi": "10.1000/182", "url": "https://example.org/"},
            [("doi", "doi", "10.1000/182"), ("url", "url", "https://example.org/")],
        ),
    ],
)
def test_what_is_asked(tmp_path: Path, fields: dict[str, str], asked: list[tuple[str, str, str]]) -> None:
    path = tmp_path / "a.bib"
    path.write_text(misc("a", **fields), "utf-8")
    [entry] = read_entries([str(path)], TODAY).entries
    assert [(name, *question) for name, question in questions_of(entry)] == asked


def test_what_is_told_and_where(tmp_path: Path) -> None:
    text = misc("a", doi="10.1000/gone", url="https://example.org/tides") + misc("b", url="https://example.org/gone")
    found = online(tmp_path, text, Known()).report.problems
    assert [(one.code, one.severity, one.key, one.where.line) for one in found] == [
        ("CK388", Severity.ERROR, "a", 1),
        ("CK389", Severity.WARNING, "b", 2),
    ]
    lines = text.splitlines()
    at = [lines[one.where.line - 1][one.where.column - 1 : one.where.end_column - 1] for one in found]
    assert at == ["10.1000/gone", "https://example.org/gone"]
    assert "web.archive.org/web/https://example.org/gone" in found[1].hint


def test_the_same_doi_in_two_fields_is_told_once_and_in_two_entries_twice(tmp_path: Path) -> None:
    text = misc("a", doi="10.1000/gone", url="https://doi.org/10.1000/GONE") + misc("b", doi="10.1000/gone")
    client = Known()
    found = online(tmp_path, text, client).report.problems
    assert [one.key for one in found] == ["a", "b"]
    assert len(client.asked) == 1


def test_a_name_that_nobody_knows_is_a_hint_where_others_answer(tmp_path: Path) -> None:
    text = misc("a", url="https://nobody.example/") + misc("b", doi="10.1000/182")
    done = online(tmp_path, text, Known())
    [one] = done.report.problems
    assert (one.code, one.severity, one.key) == ("CK389", Severity.HINT, "a")
    assert (done.looked_up, done.unanswered) == (2, 1)


def test_without_a_network_nothing_is_dead(tmp_path: Path) -> None:
    text = misc("a", url="https://one.example/") + misc("b", doi="10.1000/182")
    done = online(tmp_path, text, Known(unknown=("",)))
    assert done.report.problems == ()
    assert (done.looked_up, done.unanswered) == (2, 2)
    assert not done.report.failed


def test_nothing_is_asked_unless_it_is_said(tmp_path: Path) -> None:
    client = Known()
    for select in (("all",), ("CK3",), ("CK388",), ("online",), ("default",)):
        online(tmp_path, misc("a", doi="10.1000/gone"), client, select=select, online=False, extend_select=("online",))
    assert client.asked == []


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"select": ()}, {"CK388", "CK389"}),
        ({"select": ("notes",)}, {"CK388", "CK389"}),
        ({"select": ("CK388",)}, {"CK388"}),
        ({"select": ("notes",), "ignore": ("dead-url",)}, {"CK388"}),
        ({"select": (), "ignore": ("online",)}, set()),
        ({"select": (), "ignore": ("CK3",)}, set()),
    ],
)
def test_which_of_them_are_run(tmp_path: Path, asked: dict[str, object], codes: set[str]) -> None:
    text = misc("a", doi="10.1000/gone", url="https://example.org/gone")
    found = online(tmp_path, text, Known(), **asked).report.problems
    assert {one.code for one in found} & codes_of(("online",)) == codes


def test_what_is_found_stands_in_the_order_of_the_file_whoever_answers_first(tmp_path: Path) -> None:
    keys = [f"k{number:03}" for number in range(60)]
    text = "".join(misc(key, url=f"https://h{int(key[1:]) % 7}.example/gone/{key}") for key in keys)
    client = Known()
    assert [one.key for one in online(tmp_path, text, client).report.problems] == keys
    assert client.most <= 2  # of one host at a time


def test_answers_are_kept_and_unknown_ones_are_not(tmp_path: Path) -> None:
    text = misc("a", doi="10.1000/gone") + misc("b", doi="10.1000/182") + misc("c", url="https://nobody.example/")
    first, second = Known(), Known()
    one = online(tmp_path, text, first).report.problems
    assert online(tmp_path, text, second).report.problems == one
    assert len(first.asked) == 3
    assert second.asked == ["https://nobody.example/"]


def test_other_resolvers_have_other_answers(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(misc("a", doi="10.1000/182"), "utf-8")
    entries = read_entries([str(path)], TODAY).entries
    client = Known()
    for resolver in ("", "https://one.example", "https://two.example", ""):
        Looking(client, resolver=resolver, answers=Answers(tmp_path / "kept.json")).looked_up(entries)
    assert [one.split("/")[2] for one in client.asked] == ["doi.org", "one.example", "two.example"]


def test_a_comment_keeps_a_dead_address_quiet(tmp_path: Path) -> None:
    text = "% citekit: ignore[CK389] the server is mended in May\n" + misc("a", url="https://example.org/gone")
    done = online(tmp_path, text, Known())
    assert (done.report.problems, done.report.suppressed) == ((), 1)
    offline = online(tmp_path, text, Known(), select=("all",), online=False)
    assert "CK389" not in {one.code for one in offline.report.problems}
    assert not [one for one in offline.report.problems if one.rule == "unused-suppression"]


def test_fixes_do_not_ask_again(tmp_path: Path) -> None:
    client = Known()
    text = misc("a", doi="https://doi.org/10.1000/gone", url="https://nobody.example/a")
    done = online(tmp_path, text, client, select=("online", "CK341"), fixing="unsafe")
    assert done.mended is not None
    assert len(client.asked) == 2
    [one, other] = done.report.problems
    assert (one.code, one.where.column) == ("CK388", text.index("https://doi") + 1)
    assert other.code == "CK389"


def test_a_file_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    path.write_text('[{"id": "a", "type": "book", "DOI": "10.1000/gone"}]\0\0', "utf-8")
    done = checked(Asked((str(path),), online=True, today=TODAY), client=Known())
    assert (len(done.unread), done.looked_up) == (1, 0)


def test_entries_of_csl_json(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    path.write_text(json.dumps([{"id": "a", "type": "book", "title": "T", "DOI": "10.1000/gone"}]), "utf-8")
    done = checked(Asked((str(path),), select=("online",), online=True, today=TODAY), client=Known())
    assert [(one.code, one.key) for one in done.report.problems] == [("CK388", "a")]


@pytest.mark.parametrize("name", ["unknown-doi", "dead-url"])
def test_examples_of_the_manual(tmp_path: Path, name: str) -> None:
    rule = rule_named(name)
    found = list(examples(rule))
    assert {one.wrong for one in found} == {True, False}
    for example in found:
        problems = online(tmp_path, example.files["library.bib"], Known(), select=("default",)).report.problems
        assert {one.code for one in problems} == ({rule.code} if example.wrong else set())


def settled(folder: Path, site: Site) -> None:
    (folder / "citekit.toml").write_text(
        f'bib = ["library.bib"]\n[check]\ncontact = "ann@example.org"\ndoi-resolver = "{site.base}"\n', "utf-8"
    )


def test_a_server_is_asked_as_the_settings_say(tmp_path: Path) -> None:
    pages = {"/api/handles/10.1000/182": [HANDLE], "/api/handles/10.1000/gone": [NO_HANDLE], "/tides": [Said(200)]}
    with serving(pages) as site:
        settled(tmp_path, site)
        text = misc("a", doi="10.1000/182", url=f"{site.base}/tides") + misc(
            "b", doi="10.1000/gone", url=f"{site.base}/winds"
        )
        found = online(tmp_path, text, WebClient(QUICK)).report.problems
        assert [(one.code, one.key) for one in found] == [("CK388", "b"), ("CK389", "b")]


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    with serving({}) as site:
        settled(tmp_path, site)
        (tmp_path / "library.bib").write_text(misc("a", doi="10.1000/182", title="T"), "utf-8")
        assert run(["check", "--online", "--select", "online"]) == 0
        assert "1 of 1 DOIs and addresses: no clear answer" in capfd.readouterr().err  # the own network is not asked
        assert site.asked == []


def test_a_question_names_its_host() -> None:
    assert Question("url", "https://Example.ORG:8080/a").host == "example.org:8080"
    assert not Question("doi", "10.1000/182").host
