r"""biblatex's localisation keys in English: ``\bibstring{phdthesis}``, ``pubstate = {inpress}``.

Source: biblatex manual, 4.9.2 (Localization Keys); the words are those that biblatex 3.18 prints in English, in the
middle of a sentence.
"""

from __future__ import annotations

from typing import Literal

from citekit.richtext import Inlines

# Keys that stand in a field for the words themselves.
_IN_FIELDS = frozenset(
    "inpreparation submitted forthcoming inpress prepublished bathesis mathesis phdthesis candthesis techreport "
    "resreport software datacd audiocd newseries oldseries countryde countryeu countryep countryfr countryuk countryus "
    "patent patentde patenteu patentfr patentuk patentus patreq patreqde patreqeu patreqfr patrequk patrequs".split()
)


def bibstring(key: str, form: Literal["long", "short"] = "long") -> str | None:
    """Return the words of a key; ``None`` if there is no such key.

    >>> bibstring("revisededition"), bibstring("volume", "short"), bibstring("frobnicate")
    ('revised edition', 'vol.', None)
    """
    found = _STRINGS.get(key.strip().lower())
    return found and found[form == "short"]


def said(text: Inlines) -> Inlines:
    """Return the words of a key that fields have for them; other text as it is.

    >>> said(("countryfr",)), said(("Paris",))
    (('France',), ('Paris',))
    """
    if len(text) == 1 and isinstance(text[0], str) and text[0] in _IN_FIELDS and (words := bibstring(text[0])):
        return (words,)
    return text


def key_of(words: str) -> str:
    """Return the key that fields have for *words*, else the words themselves.

    >>> key_of("in press"), key_of("PhD thesis"), key_of("sermon")
    ('inpress', 'phdthesis', 'sermon')
    """
    return next((key for key in sorted(_IN_FIELDS) if bibstring(key) == words), words)


def _table(text: str) -> dict[str, tuple[str, str]]:
    """Return a table whose lines are ``key: long form | short form``; one form stands for both."""
    strings = {}
    for line in text.strip().splitlines():
        key, _, forms = line.strip().partition(": ")
        long, _, short = forms.partition(" | ")
        strings[key] = (long, short or long)
    return strings


_STRINGS = _table(
    """
    abstract: abstract
    afterword: afterword | afterw.
    am: AM
    and: and
    andmore: et al.
    andothers: et al.
    annodomini: Anno Domini | AD
    annotation: annotations
    annotations: annotations | annot.
    annotator: annotator | annot.
    annotators: annotators | annot.
    april: April | Apr.
    astitle: as
    audiocd: audio CD
    august: August | Aug.
    autumn: Autumn | Aut.
    backrefpage: cited on page | cit. on p.
    backrefpages: cited on pages | cit. on pp.
    bathesis: Bachelor’s thesis | BA thesis
    beforechrist: Before Christ | BC
    beforecommonera: Before Common Era | BCE
    bibliography: Bibliography
    book: book
    byannotator: annotated by | annot. by
    byauthor: by
    bycollaborator: in collaboration with | in collab. with
    bycommentator: commented by | comm. by
    bycompiler: compiled by | comp. by
    bycontinuator: continued by | cont. by
    byeditor: edited by | ed. by
    byeditoran: edited and annotated by | ed. and annot. by
    byeditorco: edited and commented by | ed. and comm. by
    byeditortr: edited and translated by | ed. and trans. by
    byfounder: founded by | found. by
    byorganizer: organized by | org. by
    bypublisher: by
    byredactor: redacted by | red. by
    byreviewer: reviewed by | rev. by
    byreviser: revised by | rev. by
    bytranslator: translated by | trans. by
    bytranslatoran: translated and annotated by | trans. and annot. by
    bytranslatorco: translated and commented by | trans. and comm. by
    candthesis: Candidate thesis | Cand. thesis
    chapter: chapter | chap.
    circa: circa | ca.
    citedas: henceforth cited as
    collaborator: collaborator | collab.
    collaborators: collaborators | collab.
    column: column | col.
    columns: columns | cols.
    commentary: commentary | comm.
    commentator: commentator | comm.
    commentators: commentators | comm.
    commonera: Common Era | CE
    compiler: compiler | comp.
    compilers: compilers | comp.
    confer: cf.
    continuator: continued | cont.
    continuators: continued | cont.
    countryde: Germany | DE
    countryep: European Union | EP
    countryeu: European Union | EU
    countryfr: France | FR
    countryuk: United Kingdom | GB
    countryus: United States of America | US
    datacd: CD-ROM
    december: December | Dec.
    edition: edition | ed.
    editor: editor | ed.
    editoran: editor and annotator | ed. and annot.
    editorco: editor and commentator | ed. and comm.
    editors: editors | eds.
    editorsaf: editors and afterword | eds. and afterw.
    editorsan: editors and annotators | eds. and annot.
    editorsco: editors and commentators | eds. and comm.
    editorsfo: editors and foreword | eds. and forew.
    editorsin: editors and introduction | eds. and introd.
    editorstr: editors and translators | eds. and trans.
    editortr: editor and translator | ed. and trans.
    expandededition: expanded edition | exp. ed.
    february: February | Feb.
    file: file
    foreword: foreword | forew.
    forthcoming: forthcoming
    founder: founder | found.
    founders: founders | found.
    ibidem: ibidem | ibid.
    idem: idem
    idemsf: eadem
    idemsm: idem
    in: in
    inpreparation: in preparation
    inpress: in press
    inseries: in
    introduction: introduction | intro.
    issue: issue
    january: January | Jan.
    jourser: series | ser.
    jourvol: volume | vol.
    july: July
    june: June
    library: library
    line: line | l.
    lines: lines | ll.
    loccit: loc. cit.
    march: March | Mar.
    mathesis: Master’s thesis | MA thesis
    may: May
    newseries: new series | new ser.
    nodate: no date | n.d.
    november: November | Nov.
    number: number | no.
    october: October | Oct.
    offprint: offprint
    ofseries: of
    oldseries: old series | old ser.
    opcit: op. cit.
    organizer: organizer | org.
    organizers: organizers | orgs.
    origpubas: originally published as | orig. pub. as
    origpubin: originally published in | orig. pub. in
    page: page | p.
    pages: pages | pp.
    paragraph: paragraph | par.
    paragraphs: paragraphs | par.
    part: part
    passim: passim | pass.
    patent: patent | pat.
    patentde: German patent | German pat.
    patenteu: European patent | European pat.
    patentfr: French patent | French pat.
    patentuk: British patent | British pat.
    patentus: U.S. patent | U.S. pat.
    patreq: patent request | pat. req.
    patreqde: German patent request | German pat. req.
    patreqeu: European patent request | European pat. req.
    patreqfr: French patent request | French pat. req.
    patrequk: British patent request | British pat. req.
    patrequs: U.S. patent request | U.S. pat. req.
    phdthesis: PhD thesis
    pm: PM
    prepublished: pre-published
    quotedin: quoted in | qtd. in
    redactor: redactor | red.
    redactors: redactors | red.
    references: References
    reprint: reprint | repr.
    reprintas: reprinted as | rpt. as
    reprintedition: reprint edition | repr. ed.
    reprintfrom: reprinted from | repr. from
    reprintof: reprint of | repr. of
    resreport: research report | research rep.
    reviewof: review of | rev. of
    revisededition: revised edition | rev. ed.
    reviser: reviser | rev.
    revisers: revisers | rev.
    section: section | §
    sections: sections | §§
    see: see
    seealso: see also
    september: September | Sept.
    sequens: sq.
    sequentes: sqq.
    shorthands: List of Abbreviations | Abbreviations
    software: computer software | comp. software
    spring: Spring | Spr.
    submitted: submitted
    summer: Summer | Sum.
    supplement: supplement | suppl.
    techreport: technical report | tech. rep.
    thesis: thesis
    translationas: translated as | trans. as
    translationfrom: translated from | trans. from
    translationof: translation of | trans. of
    translator: translator | trans.
    translatoran: translator and annotator | trans. and annot.
    translatorco: translator and commentator | trans. and comm.
    translators: translators | trans.
    translatorsan: translators and annotators | trans. and annot.
    translatorsco: translators and commentators | trans. and comm.
    translatorsin: translators and introduction | trans. and introd.
    url: address
    urlfrom: available from
    urlseen: visited on
    verse: verse | v.
    verses: verses | vv.
    version: version
    volume: volume | vol.
    volumeof: volume of | vol. of
    volumes: volumes | vols.
    winter: Winter | Win.
    withafterword: with an afterword by | with an afterw. by
    withannotator: with annotations by | with annots. by
    withcommentator: with a commentary by | with a comment. by
    withforeword: with a foreword by | with a forew. by
    withintroduction: with an introduction by | with an intro. by
    withothers: with others
    """
)
_LANGUAGES = """
    American Australian Brazilian British Bulgarian Canadian Catalan Chinese Croatian Czech Danish Dutch English
    Estonian Finnish French Galician German Greek Hebrew Hungarian Icelandic Italian Japanese Latin Latvian
    Lithuanian Norwegian Persian Polish Portuguese Romanian Russian Serbian Slovak Slovene Spanish Swedish Turkish
    Ukrainian
""".split()
_STRINGS |= {f"lang{name.lower()}": (name, name) for name in _LANGUAGES}
_STRINGS |= {f"from{name.lower()}": (f"from the {name}", f"from the {name}") for name in _LANGUAGES}
