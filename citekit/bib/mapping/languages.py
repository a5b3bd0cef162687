"""The language of an entry, from babel's, polyglossia's and people's names of languages -> BCP 47, and back to babel's.

``langid`` (``hyphenation`` of old) names a locale, as babel's languages do: ``german`` is Germany's German beside
``austrian``. So it becomes the tag that CSL's locale has, "de-DE". ``language`` names languages without a country:
"German" is "de". A name that is not known is kept as it is.

Sources: biblatex manual, 2.2.2 (language), 2.2.3 (langid, langidopts) and 4.9.2.21 (localisation keys of languages);
the lists of languages in the manuals of babel and polyglossia; ISO 639-1 and 639-2; RFC 5646; the names of CSL's
locales. pandoc 3.9 was asked, as a black box: it has no tag for half of babel's names, takes Canada's English for the
United States' and Australia's for Great Britain's, and knows no options but those of English.
"""

from __future__ import annotations

from functools import cache, lru_cache

from citekit.bib.dates.words import folded
from citekit.bib.draft import Draft
from citekit.patterns import pattern
from citekit.richtext import plain

FIELDS = frozenset(("langid", "langidopts", "hyphenation", "language"))

# Tag, country of CSL's locale or "-", codes of ISO 639-2; names: the first is babel's, "*" for none; "_" is a blank.
_LANGUAGES = """
af ZA afr: afrikaans
am - amh: amharic አማርኛ
ang - : * oldenglish old_english anglo-saxon anglosaxon
ar - ara: arabic العربية arabisch arabe арабский
arc - : * aramaic imperial_aramaic
ast - : asturian asturianu
az - aze: azerbaijani azərbaycan
ba - bak: bashkir башҡорт
be BY bel: belarusian беларуская belorussian byelorussian
bg BG bul: bulgarian български bulgarisch bulgare болгарский
bn - ben: bengali bangla বাংলা
bo - bod tib: tibetan བོད་ཡིག
br - bre: breton brezhoneg
bs - bos: bosnian bosanski
ca AD cat: catalan català valencian katalanisch
ce - che: chechen нохчийн
cop - : coptic koptisch copte
cs CZ ces cze: czech čeština česky tschechisch tchèque чешский
cu - chu: churchslavonic churchslavic slavonic church_slavonic church_slavic old_church_slavonic церковнославянский
cv - chv: chuvash чӑваш
cy GB cym wel: welsh cymraeg
da DK dan: danish dansk dänisch danois
de DE deu ger: german ngerman germanb deutsch allemand alemán tedesco duits niemiecki немецкий tysk
de-AT - : austrian naustrian austriangerman
de-CH - : swissgerman nswissgerman swisshighgerman
dsb - : lowersorbian lsorbian lower_sorbian
dv - div: divehi
egy - : * egyptian ancient_egyptian
el GR ell gre: greek monotonicgreek ελληνικά modern_greek neugriechisch griechisch grec griego greco греческий
el-polyton - : polutonikogreek polytonicgreek
en US eng: english englisch anglais inglés inglese engels angielski английский engelsk
en-US - : american usenglish americanenglish us_english american_english
en-GB - : british ukenglish britishenglish uk_english british_english
en-AU - : australian australianenglish
en-CA - : canadian canadianenglish
en-NZ - : newzealand
enm - : * middleenglish middle_english
eo - epo: esperanto
es ES spa: spanish español castellano castilian spanisch espagnol spagnolo испанский
es-MX - : mexican spanishmx mexicanspanish
et EE est: estonian eesti estnisch
eu - eus baq: basque euskara
fa IR fas per: persian farsi فارسی persisch
fi FI fin: finnish suomi finnisch
fo - fao: faroese føroyskt
fr FR fra fre: french français frenchb francais französisch francés francese frans francuski французский fransk
fr-CA - : canadien acadian acadien canadianfrench
fr-CH - : * swissfrench
frm - : * middlefrench middle_french
fro - : * oldfrench old_french
fur - : friulan friulian furlan
ga - gle: irish gaeilge
gd - gla: scottish scottishgaelic scottish_gaelic gàidhlig
gl ES glg: galician galego
gmh - : * middlehighgerman middle_high_german mittelhochdeutsch
goh - : * oldhighgerman old_high_german althochdeutsch
grc - : ancientgreek ancient_greek classical_greek greek,_ancient ancient_greek_(to_1453) altgriechisch
gu - guj: gujarati
ha - hau: hausa
he IL heb: hebrew עברית hebräisch hébreu иврит
hi IN hin: hindi हिन्दी
hr HR hrv: croatian hrvatski kroatisch
hsb - : uppersorbian usorbian upper_sorbian
hu HU hun: hungarian magyar ungarisch hongrois венгерский
hy AM hye arm: armenian հայերեն
ia - ina: interlingua
id ID ind: indonesian bahasa bahasai bahasa_indonesia indon
ig - ibo: igbo
is IS isl ice: icelandic íslenska
it IT ita: italian italiano italienisch italien italiaans włoski итальянский
ja JP jpn: japanese 日本語 japanisch japonais японский
ka - kat geo: georgian ქართული georgisch
kk - kaz: kazakh қазақша
km KH khm: khmer
kn - kan: kannada
ko KR kor: korean 한국어 koreanisch
ku - kur: kurmanji northernkurdish kurdish kurdî
ky - kir: kyrgyz кыргызча
la - lat: latin latina lateinisch latein latino łacina латинский
la-x-classic - : classiclatin classicallatin classical_latin
la-x-medieval - : medievallatin medieval_latin
la-x-liturgic - : ecclesiasticlatin ecclesiastical_latin
lb - ltz: luxembourgish lëtzebuergesch
lij IT : ligurian
lo - lao: lao
lt LT lit: lithuanian lietuvių litauisch
lv LV lav: latvian latviešu lettisch
mk MK mkd mac: macedonian македонски
ml - mal: malayalam
mn MN mon: mongolian монгол
mr - mar: marathi मराठी
ms MY msa may: malay bahasam bahasa_melayu bahasa_malaysia melayu meyalu
mt - mlt: maltese malti
my - mya bur: burmese
nb NO nob: norsk bokmal bokmål norwegianbokmal norwegian_bokmål
ne - nep: nepali
nn NO nno: nynorsk norwegiannynorsk norwegian_nynorsk
no - nor: norwegian norwegisch norvégien
nl NL nld dut: dutch nederlands flemish vlaams niederländisch néerlandais holländisch нидерландский
nqo - : nko
non - : * oldnorse old_norse altnordisch
oc - oci: occitan
ota - : * ottoman ottoman_turkish turkish,_ottoman_(1500-1928)
or - ori: odia oriya
os - oss: ossetic ossetian
pa PK pan: punjabi
pl PL pol: polish polski polnisch polonais польский
pms - : piedmontese
ps - pus: pashto
pt PT por: portuguese portuges europeanportuguese português portugiesisch portugais португальский
pt-BR - : brazilian brazil brasil brazilianportuguese brazilian_portuguese
rm - roh: romansh romansch rumantsch
ro RO ron rum: romanian română rumänisch roumain румынский
ru RU rus: russian русский russisch russe ruso russo rosyjski rysk
sa - san: sanskrit संस्कृतम्
sah - : sakha yakut
se - sme: samin northernsami northern_sami
si - sin: sinhala
sk SK slk slo: slovak slovenčina slowakisch
sl SI slv: slovene slovenian slovenščina slowenisch
so - som: somali
sq AL sqi alb: albanian shqip albanisch
sr RS srp: serbian српски srpski serbisch
sr-Cyrl RS : serbianc
sv SE swe: swedish svenska schwedisch suédois шведский
sw - swa: swahili kiswahili
syr - : syriac syrisch
ta - tam: tamil தமிழ்
te - tel: telugu
tg - tgk: tajik тоҷикӣ
th TH tha: thai ไทย
ti - tir: tigrinya
tk - tuk: turkmen
tr TR tur: turkish türkçe türkisch turc турецкий
tt - tat: tatar татарча
ug - uig: uyghur uighur
uk UA ukr: ukrainian українська ukrainisch украинский
ur - urd: urdu اردو
uz - uzb: uzbek oʻzbek
vi VN vie: vietnamese vietnam tiếng_việt
yi - yid: yiddish ייִדיש jiddisch
yo - yor: yoruba
yue - : cantonese
zh CN zho chi: chinese 中文 汉语 漢語 chinesisch chinois китайский mandarin
zh-Hans CN : chinese-hans chinese-simplified simplified_chinese
zh-Hant TW : chinese-hant chinese-traditional traditional_chinese
zu - zul: zulu isizulu
zh-Latn-pinyin - : * pinyin
mul - : * multilingual multiple_languages mehrsprachig
und - : * undetermined
zxx - : * no_linguistic_content
"""
# What babel joins to a name ("german-austria-traditional"), and people put in parentheses ("Chinese (Simplified)").
_ADDITIONS = {
    "latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "simplified": "Hans", "traditional": "Hant",
    "australia": "AU", "austria": "AT", "belgium": "BE", "brazil": "BR", "canada": "CA", "mexico": "MX",
    "newzealand": "NZ", "portugal": "PT", "switzerland": "CH", "uk": "GB", "unitedkingdom": "GB", "unitedstates": "US",
    "usa": "US",
}  # fmt: skip
# What options of langid, as polyglossia has them, make of a language: (primary language, option, value) -> tag.
_VARIANTS = """
en variant american en-US, en variant us en-US, en variant usmax en-US, en variant british en-GB, en variant uk en-GB
en variant australian en-AU, en variant newzealand en-NZ, en variant canadian en-CA
de variant german de-DE, de variant austrian de-AT, de variant swiss de-CH, de spelling old 1901
el variant ancient grc, el variant poly el-polyton, el variant polytonic el-polyton, el variant mono el-GR
es variant spanish es-ES, es variant mexican es-MX
fr variant french fr-FR, fr variant canadian fr-CA, fr variant acadian fr-CA, fr variant swiss fr-CH
la variant classic la-x-classic, la variant medieval la-x-medieval, la variant ecclesiastic la-x-liturgic
no variant nynorsk nn-NO, no variant bokmal nb-NO, pt variant brazilian pt-BR, pt variant portuguese pt-PT
sr script cyrillic sr-Cyrl-RS, sr script latin sr-Latn-RS, mn script cyrillic mn-Cyrl
zh variant simplified zh-Hans, zh variant traditional zh-Hant
"""
_TAG = pattern(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{1,8})*)")
_OPTION = pattern(r"([a-z]+)\s*=\s*\{?\s*([a-z]+)")
_LIST = pattern(r"\s+(?:and|und|et|y|e|и|en)\s+|\s*[;,/&]\s*")


def language_tag(name: str, *, options: str = "") -> str:
    """Return the tag of a language's *name* or code, *name* where it is not known; *options* are ``langidopts``.

    >>> language_tag("German"), language_tag("langdutch"), language_tag("русский"), language_tag("en_us")
    ('de', 'nl', 'ru', 'en-US')
    >>> language_tag("Klingon")
    'Klingon'
    """
    tag = _found(name)
    return _varied(tag, options) if tag and options else tag or name.strip()


def locale_tag(name: str, *, options: str = "") -> str:
    """Return the tag of one of babel's languages, with the country that babel means.

    >>> locale_tag("german"), locale_tag("english", options="variant=british"), locale_tag("latin")
    ('de-DE', 'en-GB', 'la')
    """
    tag = language_tag(name, options=options)
    if name.strip() == tag:  # a code says all that is meant
        return tag
    country = _countries().get(tag, "")
    return f"{tag}-{country}" if country else tag


def language_tags(text: str) -> tuple[str, ...]:
    """Return the tags of a list of languages; () where one of them is not known.

    >>> language_tags("langlatin and langgerman"), language_tags("English, French"), language_tags("various")
    (('la', 'de'), ('en', 'fr'), ())
    """
    whole = _found(text)
    tags = [whole] if whole else [_found(item) for item in _LIST.split(text.strip())]
    return tuple(dict.fromkeys(tags)) if all(tags) else ()


def is_language(name: str) -> bool:
    """Tell whether *name* is the name of a language in any of many languages, or a tag."""
    return bool(_found(name))


def babel_names() -> frozenset[str]:
    """Return the names that babel has for languages, of those that are known here."""
    return frozenset(_babel_names().values())


def babel_name(tag: str) -> str:
    """Return babel's name for a tag, of the language where it has none for the country; "" for no language of babel.

    >>> babel_name("en-GB"), babel_name("de"), babel_name("ru-RU"), babel_name("de-CH-1901"), babel_name("x-elvish")
    ('british', 'german', 'russian', 'swissgerman', '')
    """
    names = _babel_names()
    parts = tag.replace("_", "-").lower().split("-")
    return next((name for size in range(len(parts), 0, -1) if (name := names.get("-".join(parts[:size])))), "")


def read_language(draft: Draft) -> None:
    """Put in the language of *draft*: that of ``langid``, else the first of ``language``, kept if it says more."""
    langid = plain(draft.inlines("langid")) or plain(draft.inlines("hyphenation"))
    options = plain(draft.inlines("langidopts"))
    language = " ".join(draft.text("language").split())
    tags = language_tags(language)
    if langid and not _found(langid) and tags:
        draft.keep("langid")
        langid = ""
    tag = locale_tag(langid, options=options) if langid else tags[0] if tags else language
    if not langid:
        draft.keep("langidopts")
    if not tag:
        return
    draft.texts["language"] = (tag,)
    if language and (len(tags) != 1 or tag.partition("-")[0] != tags[0].partition("-")[0]):
        draft.keep("language")
    if langid and draft.has("hyphenation") and draft.has("langid"):
        draft.keep("hyphenation")


@lru_cache(maxsize=1024)
def _found(name: str) -> str:
    """Return the tag of a name or code, "" for none."""
    name = folded(name.strip())
    tag = _tags().get(name) or (name[:4] == "lang" and _tags().get(name[4:]))
    if tag:
        return tag
    match = _TAG.fullmatch(name)
    if match and (primary := _codes().get(match[1])):
        return primary + "".join(map(_subtag, match[2].replace("_", "-").split("-")[1:]))
    language, *additions = name.replace(" ", "").replace("(", "-").rstrip(")").split("-")
    tag = _tags().get(language)
    return "".join((tag, *(_addition(tag, text) for text in additions))) if tag and additions else ""


def _addition(tag: str, text: str) -> str:
    if text == "traditional" and tag.startswith("de"):
        return "-1901"
    return _subtag(_ADDITIONS.get(text, text))


def _subtag(text: str) -> str:
    """Return a subtag in the case that RFC 5646, 2.1.1 asks for: scripts "Latn", countries "DE", others small."""
    if len(text) == 4 and text.isalpha():
        return f"-{text.title()}"
    return f"-{text.upper() if len(text) == 2 else text.lower()}"


def _varied(tag: str, options: str) -> str:
    spelling = ""
    for option, value in _OPTION.findall(options.lower()):
        varied = _variants().get((tag.partition("-")[0], option, value), "")
        if varied.isdecimal():  # a spelling, in any country
            spelling = f"-{varied}"
        elif varied:
            tag = varied
    return (locale_tag(babel_name(tag)) or tag) + spelling if spelling else tag


# --- the tables, by what is looked up ---


@cache
def _rows() -> tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]:
    """Return (tag, country or "", codes, names) of each language."""
    rows = []
    for line in _LANGUAGES.strip().splitlines():
        head, _, names = line.partition(": ")
        tag, country, *codes = head.split()
        rows.append((tag, country.strip("-"), tuple(codes), tuple(names.split())))
    return tuple(rows)


@cache
def _tags() -> dict[str, str]:
    return {folded(name.replace("_", " ")): tag for tag, _, _, names in _rows() for name in names if name != "*"}


@cache
def _codes() -> dict[str, str]:
    return {code: tag for tag, _, codes, _ in _rows() if len(tag) < 4 for code in (tag, *codes)}


@cache
def _countries() -> dict[str, str]:
    return {tag: country for tag, country, _, _ in _rows()}


@cache
def _babel_names() -> dict[str, str]:
    names = {tag.lower(): names[0].strip("*") for tag, _, _, names in reversed(_rows())}
    return (
        names
        | {f"{tag}-{country}".lower(): names[tag.lower()] for tag, country, _, _ in _rows() if country}
        | {tag.lower(): row[0].strip("*") for tag, _, _, row in _rows() if "-" in tag}
    )


@cache
def _variants() -> dict[tuple[str, str, str], str]:
    rows = (row.split() for line in _VARIANTS.strip().splitlines() for row in line.split(","))
    return {(language, option, value): tag for language, option, value, tag in rows}
