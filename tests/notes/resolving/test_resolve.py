"""What notes cite, found in a library."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Citation
from citekit.notes.citesyntax import parse_note
from citekit.notes.notetext import NoteText
from citekit.notes.resolving.proposals import Proposal
from citekit.notes.resolving.resolve import resolve_notes
from tests.notes.resolving.library import LIBRARY


def resolved(*texts: str, runs: str = "") -> tuple[Proposal, ...]:
    """Resolve notes numbered from 1; *runs* has a figure for the run of each."""
    notes = [NoteText(str(number), text, int(runs[number - 1]) if runs else 0) for number, text in enumerate(texts, 1)]
    return resolve_notes(notes, LIBRARY)


def last(*texts: str) -> tuple[str, str]:
    proposal = resolved(*texts)[-1]
    return proposal.status, proposal.text


FULL = "Ruth M. Halder, *Grain and Power* (New York: North Hall, 1974), 290–91."
OTHER = "Halder, *Rethinking Collectivization*, 3."
OKUN = "Isaac Okun, *The Silent Tribune* (London, 1961), 431."


@pytest.mark.parametrize(
    ("note", "text"),
    [
        (FULL, "@halder1974 [290–91]."),
        (f"See {FULL}", "See @halder1974 [290–91]."),
        (f"{FULL[:-1]}; cf. {OKUN}", "@halder1974 [290–91]; cf. @okun1961 [431]."),
        ("Halder, Ruth M. Grain and Power. New York: North Hall, 1974, p. 12.", "@halder1974 [p. 12]."),
        ("R. M. HALDER, Grain and Power, New York 1974, S. 45 f.", "@halder1974 [S. 45 f.]"),
        ("Halder, “Rethinking Collectivization,” 5.", "@halder1986 [5]."),
        ("*Rethinking Collectivization*, chap. 3.", "@halder1986 [chap. 3]."),
        ("Dubrov and Lisova, *Kak lomali derevniu*, vol. 4, 332.", "@dubrov2001 [vol. 4, 332]."),
        ("Dubrov et al., Kak lomali derevniu, 4:332.", "@dubrov2001 [4:332]."),
        (
            "Moses Levi, “The Immediate Background of the Grain Crisis,” *Soviet Papers* 17, no. 2 (1966): 162–97.",
            "@levi1966.",
        ),
        (
            "Moses Levi, “The Immediate Background of the Grain Crisis,” *Soviet Papers* 17, no. 2 (1966): 170.",
            "@levi1966 [170].",
        ),
        ("Levi, ‘Immediate Background’, Soviet Papers, 17(2), 1966, pp. 162–97, at p. 170.", "@levi1966 [p. 170]."),
        ("Троский Л. Д. Моя дорога. М., 1992. С. 45.", "@trosk1992 [С. 45]."),
        ("L. Trosky, Moia doroga, 45.", "@trosk1992 [45]."),
        ("Lind, “Introduction,” in *Letters to the Commissar*, ed. Lind (New Haven, 1996), 23.", "@lind1996 [23]."),
        ("RGALI, f. 17, op. 3, d. 695, l. 4.", "@fond695 [l. 4]."),
        ("Lohmann, Soziale Ordnungen, S. 45–47.", "@lohmann1985 [S. 45–47]."),
        ("(Halder 1986, 45)", "(@halder1986 [45])"),
        ("See Halder 1986: 45.", "See @halder1986 [45]."),
        (
            "The vote was secret. See Carden and Dorn, *Foundations*, 1:145.",
            "The vote was secret. See @carden1970 [1:145].",
        ),
        ("As Levi shows (“Immediate Background,” 165), it failed.", "As Levi shows (-@levi1966 [165]), it failed."),
        ("Quoted in Okun, *Silent Tribune*, 12n3.", "Quoted in @okun1961 [12n3]."),
        ("Lind, “Introduction,” 23, quoted in Halder, *Rethinking*, 5.", "@lind1996 [23], quoted in @halder1986 [5]."),
        ("Hal der, Grain and Pover, 3; Okuu, The Silcnt Tribunc, 7.", "Hal der, Grain and Pover, 3; @okun1961 [7]."),
        ("Okun, *Silent Tribune*, pp. 45, 47, and 60.", "@okun1961 [pp. 45, 47, and 60]."),
        (
            "Ann Bell to Ted, 12 January 1929, RGALI, f. 17, op. 3, d. 695.",
            "Ann Bell to Ted, 12 January 1929, @fond695.",
        ),
        ("A. to B., Jan. 12, 1929, RGALI, f. 17, op. 3, d. 695, l. 8.", "A. to B., Jan. 12, 1929, @fond695 [l. 8]."),
        ("He was ill, and wrote nothing.", "He was ill, and wrote nothing."),
        ("See n. 3 above.", "See n. 3 above."),
    ],
)
def test_cites_and_the_prose_around_them(note: str, text: str) -> None:
    assert resolved(note)[0].text == text


@pytest.mark.parametrize(
    ("notes", "status", "text"),
    [
        ((FULL, "Ibid., 12."), "proposed", "@halder1974 [12]."),
        ((FULL, "*Ibid.*, 12; Okun, *Silent Tribune*, 4."), "proposed", "@halder1974 [12]; @okun1961 [4]."),
        ((FULL, "Ibid."), "proposed", "@halder1974 [290–91]"),
        ((FULL, "Ebd., S. 12."), "proposed", "@halder1974 [S. 12]."),
        ((FULL, "Там же. С. 12."), "proposed", "@halder1974 [С. 12]."),
        ((FULL, OKUN, "Ibid., 3."), "proposed", "@okun1961 [3]."),
        ((f"{FULL[:-1]}; {OKUN}", "Ibid., 3."), "unsure", "Ibid., 3."),
        (("He was ill.", "Ibid., 3."), "unsure", "Ibid., 3."),
        (("Nobody, *Nothing at All* (1950), 3.", "Ibid., 4."), "unsure", "Ibid., 4."),
        ((FULL, OKUN, "Halder, op. cit., 45."), "proposed", "@halder1974 [45]."),
        ((FULL, OKUN, "Halder, a. a. O., S. 45."), "proposed", "@halder1974 [S. 45]."),
        ((FULL, OKUN, "Ruth M. Halder, art. cité, p. 45."), "proposed", "@halder1974 [p. 45]."),
        ((FULL, OKUN, "Halder, loc. cit."), "proposed", "@halder1974 [290–91]"),
        (
            (FULL, OTHER, "Halder, op. cit., 45."),
            "unsure",
            "Halder, op. cit., 45.",
        ),
        ((OKUN, "R. Halder, *Rethinking Collectivization*, op. cit., p. 5."), "proposed", "@halder1986 [p. 5]."),
        ((FULL, "Idem, *Rethinking Collectivization*, 3."), "proposed", "@halder1986 [3]."),
        ((FULL, OKUN, "Halder (n. 1), 12."), "proposed", "@halder1974 [12]."),
        (
            (FULL, OTHER, "Halder, supra note 1, at 12."),
            "proposed",
            "@halder1974 [12].",
        ),
        ((OKUN, "Okun, 45."), "proposed", "@okun1961 [45]."),
        ((FULL, OTHER, "Halder, 45."), "unsure", "Halder, 45."),
        (("Halder, *Wheat and Weather*, 12.",), "unsure", "Halder, *Wheat and Weather*, 12."),
        (("Nobody, *Nothing at All* (1950), 3.",), "unsure", "Nobody, *Nothing at All* (1950), 3."),
    ],
)
def test_what_leans_on_an_earlier_cite(notes: tuple[str, ...], status: str, text: str) -> None:
    assert last(*notes) == (status, text)


def test_ibid_does_not_reach_into_the_chapter_before() -> None:
    proposal = resolved(FULL, "Ibid., 3.", runs="01")[1]
    assert proposal.status == "unsure"
    assert proposal.cites[0].problem == "no note is before it"


def test_what_is_unsure_is_listed_with_its_reasons() -> None:
    (cite,) = resolved(FULL, OTHER, "Halder, 45.")[2].cites
    assert {choice.key for choice in cite.choices} == {"halder1974", "halder1986"}
    assert all("author halder" in choice.reasons for choice in cite.choices)
    assert sum(choice.confidence for choice in cite.choices) <= 1
    (unknown,) = resolved("Nobody, *Nothing at All* (1950), 3.")[0].cites
    assert (unknown.choices, unknown.problem) == ((), "the library has no such work")


def test_what_would_be_markup_stays_text() -> None:
    proposal = resolved(f"Mail a@b.org, @home; {FULL[:-1]} [emphasis added].")[0]
    assert proposal.text == "Mail a@b.org, \\@home; @halder1974 [290–91] \\[emphasis added]."
    assert [
        cite.key for part in parse_note(proposal.text).parts if isinstance(part, Citation) for cite in part.cites
    ] == ["halder1974"]


_PIECES = st.sampled_from(
    [
        FULL,
        OKUN,
        "Ibid., 12.",
        "; ",
        ". ",
        "See ",
        "Halder, ",
        "op. cit., ",
        "*Rethinking*",
        " [",
        "]",
        "(",
        ")",
        "@",
        "“",
        "”",
        " 45",
        "Там же",
        "n. 1",
    ]
)


@given(st.lists(st.lists(_PIECES, max_size=8).map("".join), max_size=4))
def test_cites_stand_apart_in_order_and_prose_is_kept(texts: list[str]) -> None:
    for proposal in resolved(*texts):
        place = 0
        kept = []
        for cite in proposal.cites:
            assert place <= cite.start < cite.end <= len(proposal.note.text)
            kept.append(proposal.note.text[place : cite.start])
            place = cite.end
        assert all(0 <= choice.confidence <= 1 for cite in proposal.cites for choice in cite.choices)
        written = proposal.text.replace("\\", "")
        for prose in kept:
            assert prose.replace("\\", "").strip() in written


@given(st.text(max_size=80))
def test_no_note_is_too_odd(text: str) -> None:
    (proposal,) = resolved(text)
    assert parse_note(proposal.text).parts is not None


def test_ibid_does_not_lean_over_a_note_that_is_missing() -> None:
    first, second = resolve_notes([NoteText("11", FULL), NoteText("13", "Ibid., 3.")], LIBRARY)
    assert first.status == "proposed"
    assert second.cites[0].problem == "the note before note 13 is missing"
