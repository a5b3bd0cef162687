"""JATS and TEI: notes, citations and references read with places."""

from __future__ import annotations

import pytest

from citekit import documents
from citekit.documents import jats, tei
from citekit.documents.manuscript import Manuscript
from citekit.errors import UnreadableError, UsageError
from citekit.model import Cite, Date, Key, Locator, Name
from citekit.richtext import ITALIC, Styled, plain

JATS = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) v1.3//EN" "JATS-archivearticle1-3.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="de"><front><article-meta><author-notes>
<fn id="c"><p>Corresponding</p></fn></author-notes></article-meta></front><body><sec><title>One</title>
<p>As said&nbsp;<xref ref-type="bibr" rid="B1 B2">1, 2</xref>.<xref ref-type="fn" rid="n1">1</xref> More<fn
id="in"><label>2</label><p>Here.</p></fn>.</p></sec></body><back><fn-group><fn id="n1"><label>1</label>
<p>See <italic>Pravda</italic>, <xref ref-type="bibr" rid="B1">1</xref>.</p><p>So.</p></fn></fn-group>
<ref-list><ref id="B1"><label>1</label><element-citation publication-type="journal"><person-group
person-group-type="author"><name><surname>Ward</surname><given-names>Ann B.</given-names></name>
<collab>The Group</collab><etal/></person-group><article-title>The <italic>Mill</italic></article-title>
<source>Journal</source><year>1951</year><month>4</month><volume>3</volume><issue>2</issue><fpage>45</fpage>
<lpage>67</lpage><pub-id pub-id-type="doi">10.1/x</pub-id></element-citation></ref>
<ref id="B2"><mixed-citation publication-type="book"><string-name><surname>Reed</surname></string-name>.
<chapter-title>Fire</chapter-title>. In: <person-group person-group-type="editor"><name><surname>Lee</surname>
<given-names>C</given-names></name></person-group>, <source>Book</source>. <publisher-loc>Bonn</publisher-loc>:
<publisher-name>Press</publisher-name>; <year>1960</year>.</mixed-citation></ref>
<ref id="B3"><mixed-citation>Untagged, 1970.</mixed-citation></ref></ref-list></back></article>"""

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="fr"><teiHeader><note>Not this.</note></teiHeader>
<text><body>
<div><head>One</head><p>As said <ref type="bibr" target="#w">Ward</ref>.<note place="foot" n="1">See
<hi rend="italic">Pravda</hi>, <bibl corresp="#w"><citedRange unit="page">3–4</citedRange></bibl>.</note>
<note place="margin">no</note> More<ref target="#n2">2</ref>.</p></div></body><back><div><note xml:id="n2" n="2"
place="end"><p>Reed.</p></note></div><listBibl><biblStruct xml:id="w"><analytic><author><persName><forename
>Ann</forename><surname>Ward</surname></persName></author>
<title level="a">Mill</title><idno type="DOI">10.1/x</idno></analytic>
<monogr><title level="j">Journal</title><editor>Lee, C.</editor><imprint><biblScope unit="volume">3</biblScope>
<biblScope unit="page" from="45" to="67"/><pubPlace>Bonn</pubPlace><publisher>Press</publisher>
<date when="1951-04"/></imprint></monogr></biblStruct></listBibl></back></text></TEI>"""


def bodies(manuscript: Manuscript) -> list[str]:
    text = manuscript.parts[""].text
    return [text[one.body.start : one.body.end] for one in manuscript.notes]


def marks(manuscript: Manuscript) -> list[list[str]]:
    text = manuscript.parts[""].text
    return [[text[mark.start : mark.end] for mark in one.marks] for one in manuscript.notes]


def test_notes_of_jats() -> None:
    manuscript = documents.read("a.xml", JATS.encode())
    assert (manuscript.format, manuscript.asked.language) == ("jats", "de")
    assert [(one.identity, one.number) for one in manuscript.notes] == [("n1", "1"), ("in", "2")]
    assert marks(manuscript)[0] == ['<xref ref-type="fn" rid="n1">1</xref>']
    assert bodies(manuscript)[1] == "Here."
    assert bodies(manuscript)[0].startswith("See <italic>")
    parts = manuscript.notes[0].parts
    assert parts[0] == ("See ", Styled(("Pravda",), ITALIC), ", ")
    assert parts[1] == manuscript.cited[1].citation
    assert "".join(plain(one) for one in parts[2:] if isinstance(one, tuple)) == ". So."


def test_citations_of_jats() -> None:
    first, second = jats.read("a.xml", JATS.encode()).cited
    assert first.citation.cites == (Cite(Key("B1")), Cite(Key("B2")))
    assert (first.before.replace("\xa0", " "), first.after.strip(), first.note) == ("As said ", ". More.", "")
    assert (second.note, second.before, second.after) == ("n1", "See Pravda, ", ".")


def test_references_of_jats() -> None:
    works = jats.read("a.xml", JATS.encode()).references.references
    assert list(works) == ["B1", "B2"]
    article, chapter = works.values()
    assert (article.type, chapter.type) == ("article-journal", "chapter")
    assert article.names["author"] == (Name("Ward", "Ann B."), Name(literal="The Group"), Name(literal="others"))
    assert article.texts["title"] == ("The ", Styled(("Mill",), ITALIC))
    assert (article.numbers["page"], article.dates["issued"]) == ("45–67", Date((1951, 4)))
    assert article.texts["DOI"] == ("10.1/x",)
    assert chapter.names == {"author": (Name("Reed"),), "editor": (Name("Lee", "C"),)}
    assert chapter.texts["container-title"] == ("Book",)


def test_notes_and_citations_of_tei() -> None:
    manuscript = documents.read("a.xml", TEI.encode())
    assert (manuscript.format, manuscript.asked.language) == ("tei", "fr")
    assert [(one.number, one.kind) for one in manuscript.notes] == [("1", "footnote"), ("2", "endnote")]
    assert marks(manuscript) == [['<note place="foot" n="1">'], ['<ref target="#n2">2</ref>']]
    assert bodies(manuscript)[1] == "Reed."
    assert bodies(manuscript)[0].endswith("</bibl>.")
    assert manuscript.notes[0].parts[0] == ("See ", Styled(("Pravda",), ITALIC), ", ")
    assert [one.citation.cites for one in manuscript.cited] == [
        (Cite(Key("w")),),
        (Cite(Key("w"), Locator("page", "3–4")),),
    ]


def test_references_of_tei() -> None:
    (work,) = tei.read("a.xml", TEI.encode()).references.references.values()
    assert (work.type, work.names["author"]) == ("article-journal", (Name("Ward", "Ann"),))
    assert work.names["editor"] == (Name("Lee", "C."),)
    assert (work.numbers, work.dates["issued"]) == ({"volume": "3", "page": "45–67"}, Date((1951, 4)))
    assert {name: plain(text) for name, text in work.texts.items()} == {
        "title": "Mill",
        "container-title": "Journal",
        "publisher": "Press",
        "publisher-place": "Bonn",
        "DOI": "10.1/x",
    }


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "windows-1252"])
def test_other_encodings(encoding: str) -> None:
    text = TEI.replace("Reed.", "Réed.").replace("–", "-")
    data = f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'.encode(encoding)
    assert bodies(documents.read("a.xml", data))[1] == "Réed."


def test_they_are_only_read() -> None:
    manuscript = jats.read("a.xml", JATS.encode())
    with pytest.raises(UsageError, match="is read, and not written in place"):
        documents.rewrite(manuscript, None)  # type: ignore[arg-type] # refused before it is looked at


@pytest.mark.parametrize("module", [jats, tei])
def test_damage_is_told(module: documents.Format) -> None:
    text = JATS if module is jats else TEI
    for cut in range(10, len(text), 97):
        with pytest.raises(UnreadableError, match="XML"):
            module.read("a.xml", text[:cut].encode())
