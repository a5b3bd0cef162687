"""Names as BibTeX writes them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.latex.decoding import to_text
from citekit.bib.people.name_lists import read_people

# What biber 2.18 makes of names (biber --tool --output-format=biblatexml), in a table of our own:
# name | family | given | prefix | suffix
BIBER = r"""
Stalin | Stalin
Stephen Cohen | Cohen | Stephen
Cohen, Stephen F. | Cohen | Stephen F.
Cohen , Stephen | Cohen | Stephen
Cohen,Stephen | Cohen | Stephen
Cohen, | Cohen
King, Jr., Martin Luther | King | Martin Luther | | Jr.
King Jr., Martin | King Jr. | Martin
King, Martin, III | King | III | | Martin
Martin King III | III | Martin King
{King Jr.}, Martin | King Jr. | Martin
King, Jr., | King | Jr.
van | van
van Gogh | Gogh | | van
Vincent van Gogh | Gogh | Vincent | van
van Gogh, Vincent | Gogh | Vincent | van
van der Berg, Jr., Jan | Berg | Jan | van der | Jr.
Van Gogh, Vincent | Van Gogh | Vincent
Vincent Van Gogh | Gogh | Vincent Van
Vincent van gogh | gogh | Vincent | van
vincent van gogh | gogh | | vincent van
VINCENT VAN GOGH | GOGH | VINCENT VAN
de la | la | | de
de la, Jean | la | Jean | de
Jean de la | la | Jean | de
Jean von | von | Jean
Johann von Berg zu Tal | Berg zu Tal | Johann | von
von Berg zu Tal, Johann | Berg zu Tal | Johann | von
Von der Berg, Johann | Von der Berg | Johann
van Von de Berg, Johann | Von de Berg | Johann | van
Ortega y Gasset, José | Ortega y Gasset | José
José Ortega y Gasset | Gasset | José Ortega | y
Jean le Rond d'Alembert | Rond d'Alembert | Jean | le
d'Alembert, Jean le Rond | d'Alembert | Jean le Rond
Guillaume de l'Hôpital | l'Hôpital | Guillaume | de
Bar d'Foo Baz | Baz | Bar | d'Foo
't Hooft, Gerard | 't Hooft | Gerard
Gerard 't Hooft | Hooft | Gerard 't
al-Ṣāliḥ, ʿAbdallāh | al-Ṣāliḥ | ʿAbdallāh
ʿAbd al-Raḥmān al-Jabartī | al-Jabartī | ʿAbd | al-Raḥmān
Ḥasan ibn Ṯābit | Ṯābit | Ḥasan | ibn
Лев Толстой | Толстой | Лев
Толстой, Л. Н. | Толстой | Л. Н.
Денис фон Визин | Визин | Денис | фон
毛泽东 | 毛泽东
毛 泽东 | 泽东 | 毛
محمد نجيب | نجيب | محمد
שלום עליכם | עליכם | שלום
ß Foo Bar | Foo Bar | | ß
ªb Foo Bar | Bar | ªb Foo
ⅳ Foo Bar | Bar | ⅳ Foo
A. B. Foo | Foo | A. B.
A.B. Foo | Foo | A.B.
A - B Foo | Foo | A - B
Jean-Paul Sartre | Sartre | Jean-Paul
Foo, Bar~Baz | Foo | Bar Baz
Foo, A.~B. | Foo | A. B.
A\ B Foo | Foo | A B
Foo 1bar Baz | Baz | Foo 1bar
Foo -bar Baz | Baz | Foo -bar
Foo (bar) Baz | Baz | Foo (bar)
Foo "bar" Baz | Baz | Foo "bar"
"Foo", Bar | "Foo" | Bar
Foo & Bar | Bar | Foo &
Foo=Bar | Foo=Bar
E=mc Foo | Foo | E=mc
Foo, others | Foo | others
{Red Army} | Red Army
{{Red Army}} | Red Army
{Red} {Army} | Army | Red
{Red}{Army} | RedArmy
{Last, First} | Last, First
{van Gogh}, Vincent | van Gogh | Vincent
Vincent {van} Gogh | Gogh | Vincent van
Vincent {van Gogh} | van Gogh | Vincent
{Vincent} {Gogh} | Gogh | Vincent
Gogh, {Vincent Willem} | Gogh | Vincent Willem
Gogh, {Jr.}, {V}incent | Gogh | Vincent | | Jr.
Vázques{ de }Parga, Luis | Vázques de Parga | Luis
Foo {B}ar Baz | Baz | Foo Bar
Foo {b}ar Baz | Baz | Foo bar
Foo b{B}ar Baz | Baz | Foo | bBar
foo {Bar} Baz | Bar Baz | | foo
{foo} bar, Baz | foo bar | Baz
{\'E}mile Zola | Zola | Émile
{\'e}mile Zola | Zola | | émile
\'emile Zola | Zola | | émile
\'{e}mile Zola | Zola | | émile
{{\'e}}mile Zola | Zola | émile
{\'emile} Zola | Zola | émile
Bar {\v s}iber Foo | Foo | Bar | šiber
Bar \v{s}iber Foo | Foo | Bar | šiber
Bar {\"{u}}ber Foo | Foo | Bar | über
Bar \" uber Foo | Foo | Bar | über
Bar \r aber Foo | Foo | Bar | åber
Bar \'{\i}ber Foo | Foo | Bar | íber
Bar \o re Foo | Foo | Bar | øre
Bar \oe{}uvre Foo | Foo | Bar | œuvre
Bar {\o}re Foo | Foo | Bar øre
\O ystein \AA s | Ås | Øystein
{\O}ystein {\AA}s | Ås | Øystein
{\relax Ch}arles Foo | Foo | Charles
{\relax ch}arles Foo | Foo | charles
Foo \textsc{bar} Baz | Baz | Foo bar
Foo \& Bar | Bar | Foo &
Foo \& bar Baz | Baz | Foo & | bar
family=Foo, given=Bar | Foo | Bar
given=Bar,family=Foo | Foo | Bar
family=Foo Bar, given=Baz Qux | Foo Bar | Baz Qux
family={Foo}, given={Bar Baz} | Foo | Bar Baz
family=Foo, prefix=von der, given=A, suffix=Jr. | Foo | A | von der | Jr.
family=Foo, prefix=von, prefix-i=v, given=A B, given-i=AB | Foo | A B | von
"family={Foo, Inc.}", given=Baz | Foo, Inc. | Baz
"family=Foo, Inc.", given=Baz | Foo, Inc. | Baz
family={\'E}mile, given=x | Émile | x
family=Foo-Bar, given=A.~B. | Foo-Bar | A. B.
family=Foo, given= | Foo
family=Foo, family=Bar | Bar
"""

# Where we read otherwise than biber, and why: name | parts | biber's parts, or what it says.
DEVIATIONS = r"""
D.~E.~Knuth | Knuth | D. E. | | | all of it the family name; BibTeX parts words at ties
Ludwig van~Beethoven | Beethoven | Ludwig | van | | the family name "van Beethoven"
own, own | own | own | | | no family name, the particle "own own"
A\,B Foo | Foo | A B | | | parted at the command's comma
, Smith | Smith | | | | it crashes
Smith,, John | Smith | John | | | it crashes
Foo, Bar, Baz, Qux | Foo | Baz, Qux | | Bar | the entry is left out
family={Foo, Bar}, given=Baz | Foo, Bar | Baz | | | the family name "{Foo"
family=Foo, Bar | Foo, Bar | | | | the part without a label is dropped
Foo, given=Bar | Foo | Bar | | | the same
family="Foo", given="Bar" | Foo | Bar | | | nothing
family = Foo, given = Bar | Foo | Bar | | | nothing
{given={Bar}, family={Foo}, prefix=van} | Foo | Bar | van | | braces are part of the values
{family=Foo, "given=B. R.", suffix=Jr.} | Foo | B. R. | | Jr. | the same
Given=Bar, FAMILY=Foo | Foo | Bar | | | no extended form, as labels are in small letters there
family=a=b, given=c | a=b | c | | | no family name
"""


def rows(table: str, columns: int) -> list[tuple[str, ...]]:
    lines = [[cell.strip() for cell in line.split(" |")] for line in table.strip().splitlines()]
    return [tuple([*line, *[""] * columns][:columns]) for line in lines]


def shown(text: str) -> tuple[str, ...]:
    """Return the parts of the one name in *text*, as characters."""
    (person,) = read_people(text).persons
    return tuple(re.sub(r"[\s\u00a0\u202f]+", " ", to_text(part)).replace("’", "'") for part in person[:4])


@pytest.mark.parametrize(("name", "family", "given", "prefix", "suffix"), rows(BIBER, 5))
def test_a_name_has_the_parts_that_biber_gives_it(name: str, family: str, given: str, prefix: str, suffix: str) -> None:
    assert shown(name) == (family, given, prefix, suffix)


@pytest.mark.parametrize(("name", "family", "given", "prefix", "suffix"), [row[:5] for row in rows(DEVIATIONS, 6)])
def test_where_biber_loses_something_the_name_is_read_whole(
    name: str, family: str, given: str, prefix: str, suffix: str
) -> None:
    assert shown(name) == (family, given, prefix, suffix)


LISTS = {
    "Foo and Bar": (("Foo", "Bar"), False),
    "Foo AND Bar aNd Baz": (("Foo", "Bar", "Baz"), False),
    "Foo\nand\n\tBar": (("Foo", "Bar"), False),
    "Foo\tand\tBar": (("Foo", "Bar"), False),  # biber: one name, as a tab is no blank there
    "Foo {and} Bar": (("Bar",), False),
    "{Foo and Bar} and Baz": (("Foo and Bar", "Baz"), False),
    "Foo {}and Bar": (("Bar",), False),
    r"Foo\ and Bar": (("Foo", "Bar"), False),
    r"Foo \AA and Bar": (("Å", "Bar"), False),
    "Anderson, And": (("Anderson",), False),
    "Metin And": (("And",), False),
    "Foo and others": (("Foo",), True),
    "Foo and Others": (("Foo",), True),
    "Foo and {others}": (("Foo",), True),
    "Foo and others and Bar": (("Foo", "Bar"), True),
    "others": ((), True),
    "Foo and others.": (("Foo", "others."), False),
    "": ((), False),
}


@pytest.mark.parametrize(("text", "names", "others"), [(text, *rest) for text, rest in LISTS.items()])
def test_a_list_is_split_at_and(text: str, names: tuple[str, ...], others: bool) -> None:
    found = read_people(text)
    assert tuple(person.family for person in found.persons) == names
    assert found.others is others


def families(text: str) -> tuple[list[str], list[str]]:
    """Return the family names that *text* lists, and the rules of what is odd about it."""
    told: list[str] = []
    found = read_people(text, lambda rule, _message, _hint: told.append(rule))
    return [person.family for person in found.persons], told


@pytest.mark.parametrize(
    ("text", "names", "rule"),
    [
        ("and Foo", ["Foo"], "name-list"),
        ("Foo and", ["Foo"], "name-list"),
        ("Foo and and Bar", ["Foo", "Bar"], "name-list"),
        ("Foo and  and Bar and", ["Foo", "Bar"], "name-list"),
        ("and", [], "name-list"),
        ("Foo, A.; Bar, B.", ["Foo", "Bar"], "name-semicolon"),
        ("Dept. of Foo; Office of Bar", ["Foo; Office of Bar"], "name-semicolon"),
        ("Foo, A., Bar, B. and Baz, C.", ["Foo", "Bar", "Baz"], "name-commas"),
        ("Foo, Bar, Baz, Qux", ["Foo"], "name-commas"),
        ("Foo and et al.", ["Foo"], "name-others"),
        ("Foo, A. et al.", ["Foo"], "name-others"),
        (", Foo", ["Foo"], "name-empty-part"),
        ("Foo,, Bar", ["Foo"], "name-empty-part"),
        ("M&uuml;ller", ["Müller"], "name-entity"),
        ("Foo &amp; Sons", ["Sons"], "name-entity"),
        (r"Foo \&amp; Sons", ["Sons"], "name-entity"),
        ("family=Foo, Bar", ["Foo, Bar"], "name-parts"),
        ("xdata=foo-author-1", [], "name-xdata"),
    ],
)
def test_what_is_odd_is_told_and_read_as_it_was_meant(text: str, names: list[str], rule: str) -> None:
    found, told = families(text)
    assert found == names
    assert set(told) == {rule}


@pytest.mark.parametrize("text", ["Foo &foo; Bar", "AT\\&T", "{Foo; Bar}", "Foo,", "Sala, Al", "Foo, G. A."])
def test_what_is_only_unusual_is_not_told(text: str) -> None:
    assert families(text)[1] in ([], ["name-semicolon"] if "&foo;" in text else [])


def test_options_of_a_list_and_of_a_name_are_kept() -> None:
    found = read_people("useprefix=true, nosortothers=true and von Foo, A and family=Bar, given=B, given-i=BB, id=7")
    assert found.options == {"useprefix": "true", "nosortothers": "true"}
    assert [dict(person.options) for person in found.persons] == [{}, {"given-i": "BB", "id": "7"}]


def test_institutions_are_in_braces() -> None:
    found = read_people('{Red Army} and "family={Robert and Sons, Inc.}" and {Red} Army and family={Foo}, given=B')
    assert [person.institution for person in found.persons] == [True, True, False, False]


WORDS = st.sampled_from(
    ["Foo", "van", "{Bar Baz}", r"{\'e}mile", r"\o re", "A.", "d'Art", "Jr.", "фон", "李", "{and}", "(x)", "é", r"\&"]
)
PARTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
NAMES = st.lists(PARTS, min_size=1, max_size=3).map(", ".join)


def letters(text: str) -> list[str]:
    return sorted(character for character in to_text(text) if character.isalnum())


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_no_letter_of_a_name_is_lost(names: list[str]) -> None:
    found = read_people(" and ".join(names))
    assert len(found.persons) == len(names)
    for name, person in zip(names, found.persons, strict=True):
        assert letters(" ".join(person[:4])) == letters(name)


@given(st.text(alphabet="aB ,{}\\'\"~=;&.-\nandothersfamily", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for person in read_people(text).persons:
        assert any(person[:4])


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_a_list_read_part_by_part_is_the_same(names: list[str]) -> None:
    whole = read_people(" and ".join(names))
    assert whole.persons == tuple(person for name in names for person in read_people(name).persons)
