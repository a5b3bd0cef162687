"""Keys that sort as a language's readers expect."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.collation import Preference, collator
from citekit.errors import UsageError

# Every line is in order.
ORDERS: list[tuple[str, str]] = [
    ("en-US", "1984|20|3M|al Azm|Alba|Ångström|Arendt|Öberg|O'Brien|Otto|Zander"),
    ("en-US", "cote|coté|côte|côté|coz"),
    ("en-US", "Ægir|Aeneas|Athens|Łukasiewicz|Lukin|Mulder|Müller|Mulligan|Overland|Øverlund|Ovid"),
    ("fr-CA", "cote|côte|coté|côté|coz"),
    ("de-DE", "Ähre|Apfel|Äpfel|Goethe|Göthe|Oder|Ödipus|Osten|Österreich|Straße|Strassen|Strauß|Uhl|Weiß|Weisz"),
    ("sv-SE", "Myller|Müller|Mzala|Thor|Vahl|Wahl|Zander|Åberg|Ängström|Öberg"),
    ("da-DK", "Andersen|Kierkegaard|Kjær|Zeuthen|Ærø|Østergaard|Aagaard|Ångström"),
    ("nb-NO", "Hamsun|Undset|Zahl|Ærlig|Øst|Aas|Åsen"),
    ("fi-FI", "Saari|Sääski|Virtanen|Wirkkala|Zitting|Åkerman|Äijälä|Öhman"),
    ("is-IS", "Arnar|Árni|Edda|Eðvarð|Oddur|Ólafur|Unnur|Úlfur|Ýmir|Þór|Ægir|Össur"),
    ("et-EE", "Saar|Šmidt|Zahharov|Žukov|Tamm|Uibo|Viiding|Õunapuu|Ärm|Öö|Üksi"),
    ("es-ES", "Luz|Mundo|Munoz|Muñoz|Nunez|Nzambi|Ñuñoa|Ocampo"),
    ("pl-PL", "Cwik|Czech|Ćwik|Lublin|Lwów|Łódź|Mazur|Ozon|Ósmy|Szymborska|Ślązak|Zych|Źdźbło|Żak"),
    ("cs-CZ", "cizí|Cupal|Čapek|Hus|Chalupa|Ibsen|Rezek|Řehoř|Svoboda|Šalda|Zíma|Žižka"),
    ("hu-HU", "Cukor|Czuczor|Csoóri|Gzel|Gyula|Orbán|Ozsvát|Örkény|Őze|Sütő|Szabó|Zuboly|Zsigmond"),
    ("hr-HR", "Cvetko|Čosić|Ćosić|Dvornik|Džamonja|Đurić|Lucić|Ljubić|Nušić|Njegoš"),
    ("lt-LT", "Ignas|Ygnotas|Jonas|Saja|Šalkauskas|Zalanskas|Žemaitė"),
    ("tr-TR", "Cuma|Çelik|Ilgaz|Işık|inci|İnsan|Ozan|Özal|Suna|Şahin|Ulusoy|Ülkü"),
    ("ro-RO", "Azuga|Ăla|Âtre|Iuga|Îna|Szabo|Ștefan|Tudor|Țepeș"),
    ("vi-VN", "An|Ăn|Ân|Ấn|Ba|Dung|Đặng|On|Ôn|Ơn|Ung|Ưng"),
    ("ru-RU", "1984|Ежов|Ёлкин|Ельцин|Жуков|Иванов|Йозеф|Эйдельман|Яковлев|Aron|Αριστοτέλης"),
    ("uk-UA", "Гуцул|Ґалаґан|Дмитро|Ертель|Єфремов|Ивга|Ільченко|Їжакевич|Йогансен|Костенко"),
    ("sr-Cyrl-RS", "Дучић|Ђурић|Ерић|Илић|Јовановић|Лазић|Љубић|Тодоровић|Ћосић|Чолић|Џонић|Шантић"),
    ("el-GR", "Άγγελος|Άννα|Αριστοτέλης|Έλλη|Ελύτης|Ήρα|Οδυσσέας|Όμηρος|Ύδρα|Ώρα|Smith"),
    ("ja-JP", "Smith|あべ|かっこう|がっこう|さとう|伊藤|佐藤|小林|中村"),
    ("zh-CN", "陈|高|郭|李|林|王|张|赵|Smith"),
    ("zh-TW", "王|朱|何|李|林|馬|張|陳|Smith"),
    ("ko-KR", "강|김|박|이|최|Smith"),
    ("fa-IR", "آذر|احمد|بهار|پرویز|جامی|چوبک|زرین|ژاله|کسروی|گلشیری|وحید|هدایت|یوسف|Smith"),
]


def ordered(words: Sequence[str], language: str, prefer: Preference = "auto") -> list[str]:
    """Return *words* sorted, from the wrong end."""
    backwards = [*words][::-1]
    return sorted(backwards, key=collator(language, prefer))


@pytest.mark.parametrize(("language", "words"), ORDERS)
def test_words_come_in_the_language_s_order(language: str, words: str) -> None:
    assert ordered(words.split("|"), language, "embedded") == words.split("|")


def test_case_and_accents_only_break_ties() -> None:
    words = ["resume A", "Résumé B", "resume C", "smith", "Smith", "smith b"]
    assert ordered(words, "en-US") == words


@pytest.mark.parametrize("marked", ["O'Brien", "O’Brien", "O-Brien", "“OBrien”", "(OBrien)", "& OBrien"])
def test_punctuation_is_passed_over(marked: str) -> None:
    words = ["OBrian", marked, "OBrien A", "OBryan"]
    assert ordered(words, "en-US") == words


def test_a_text_is_the_same_composed_or_not() -> None:
    for word in itertools.chain.from_iterable(words.split("|") for _, words in ORDERS):
        for language in ("en-US", "sv-SE", "vi-VN"):
            key = collator(language)
            assert key(unicodedata.normalize("NFD", word)) == key(unicodedata.normalize("NFC", word))


@given(
    st.lists(st.text(max_size=12), max_size=12), st.sampled_from(["en", "cs", "hu", "sv", "tr", "ru", "fr-CA", "ja"])
)
def test_any_texts_have_one_order(texts: list[str], language: str) -> None:
    key = collator(language, "embedded")
    composed = {unicodedata.normalize("NFC", text) for text in texts}
    assert len({key(text) for text in texts}) == len(composed)
    assert sorted(composed, key=key) == sorted(sorted(composed, reverse=True), key=key)


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=12))
def test_the_short_way_for_ascii_is_the_long_way(text: str) -> None:
    """A typographic apostrophe, which is passed over, forces the long way."""
    key = collator("en", "embedded")
    assert key(f"a{text}")[:2] == key(f"a\u02bc{text}")[:2]


def test_an_unknown_implementation_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: Any = "icu"
    with pytest.raises(UsageError, match="unknown collation 'icu'"):
        collator("en-US", wrong)
    monkeypatch.setenv("CITEKIT_COLLATION", "pyicuu")
    with pytest.raises(UsageError, match=r"'pyicuu' \(from \$CITEKIT_COLLATION\)") as caught:
        collator("en-US")
    assert "'PyICU'" in caught.value.hint


def test_the_environment_names_an_implementation_for_auto_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEKIT_COLLATION", "Embedded")
    assert collator("en-US").name == "embedded"
    monkeypatch.setenv("CITEKIT_COLLATION", "none such")
    assert collator("en-US", "embedded").name == "embedded"


@pytest.mark.parametrize(("name", "module"), [("PyICU", "icu"), ("icu4py", "icu4py"), ("pyuca", "pyuca")])
def test_another_implementation_is_used_or_its_absence_said(name: Preference, module: str) -> None:
    usable = find_spec(module) is not None and name != "icu4py"  # icu4py 1.2 has no collation
    if not usable:
        with pytest.raises(
            UsageError, match="not installed" if find_spec(module) is None else "has no collation"
        ) as caught:
            collator("en-US", name)
        assert caught.value.hint
        return
    made = collator("en-US", name)
    assert made.name == name
    assert sorted(["b", "á", "c"], key=made) == ["á", "b", "c"]


@pytest.mark.skipif(find_spec("icu") is None, reason="PyICU is not installed")
@pytest.mark.parametrize(("language", "words"), ORDERS)
def test_icu_has_the_same_order(language: str, words: str) -> None:
    assert ordered(words.split("|"), language, "PyICU") == words.split("|")
