"""Words that tell a number of the prose from a note number.

Closed classes only (months, words that take a number, units, function words), in the languages histories are
mostly read in: English, German, French, Spanish, Portuguese, Italian, Russian. All casefolded; an unknown language
merely loses these hints, nothing depends on recognising one.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS = _words("""
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    januar jänner februar märz mai juni juli oktober dezember
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    """)
"""Month names: "11 July" and "July 11" are dates."""

ABBREVIATIONS = _words("""
    p pp v vv vol vols vols no nos nr nrs n nn fol fols ff ch chs chap chaps cap caps art arts sec sect fig figs tab
    eq eqs lib tom t bd bde s st par paras pt pts ser l ll col cols bk bks app doc docs op ap kap abb abs anm hrsg
    fl fls séc sec pl pls
    u.s.c tit r q nro núm núms pág págs tomo num vgl d c ca cca approx gen ex deut ps matt с т гл стр рис табл ст п
    № л д ф оп
    """)
"""Words cut by a full stop that take a number: "p.12", "vol. 3". Not those that end sentences (etc., ibid., cit.)."""

CONTRACTIONS = _words("al etc ibid co inc ltd jr sr gmbh vs usw cie ebd s.a")
"""Words whose full stop tells nothing of the sentence: it may go on or end."""

COUNTED_NOUNS = _words("""
    chapter chapters page pages volume volumes book books part parts section sections article articles figure figures
    table tables number numbers note notes footnote footnotes verse verses line lines act scene paragraph plate
    appendix equation step stage type class phase version group model case day week year level grade room box file
    supplement supplementary panel scheme algorithm protocol experiment study item question lemma theorem example
    size age aged ad bc ce bce circa ca total psalm kings samuel corinthians chronicles john genesis isaiah
    one two three four five six seven eight nine ten
    kapitel seite seiten band bände teil abschnitt artikel nummer jahr abb tabelle gleichung
    chapitre tome livre partie numéro année figure tableau équation
    capítulo página páginas libro parte sección artículo número año años figura tabla ecuación
    artigo artigos livro seção ano anos tabela imagem quadro equação equações
    capitolo pagina sezione articolo anno tabella
    глава страница том часть раздел статья рисунок таблица
    """)
"""Words that are counted off: a number after them is theirs."""

LEADING_WORDS = _words("""
    about approximately nearly almost over under than least most some only another every around between until till
    since before after during in on at by of to from for with within and or the a an any all these those first last
    next per plus minus times equals
    etwa rund über unter bis zwischen seit vor nach im am um mit von vom zu zum zur aus und oder der die das den dem
    des nur noch ein eine einen
    environ près plus moins entre depuis avant après en le la les du des de à au aux par sur et ou un une dans pour
    avec cerca casi unos unas hasta desde hacia el los las del al con por para sin sobre y o
    mais menos até há os as do da dos das no na nos nas ao aos às em com sem e um uma estes uns umas
    quasi oltre fino tra fra dal dalla il lo gli nel nella
    около почти более менее до с от в на к по из у и или за через между после перед
    """)
"""Prepositions, articles and the like: no sentence ends with one, and a number after them belongs to it."""

INTRODUCERS = COUNTED_NOUNS | LEADING_WORDS

FUNCTION_WORDS = _words("""
    and the which who whom whose that but as with when where while for by in to from on at is are was were had has have
    he she it they we his her their its this these those although because if or nor yet so than then not
    might may could would should will can did does do been be also whose whom against upon through into among under
    und der die das den dem des welche welcher dass daß aber als mit wenn wo für durch in zu von auf ist sind war
    waren hatte hat haben er sie es wir seine ihre oder nicht auch wie
    et le la les qui que dont mais comme avec quand où pour par dans est sont était avait a il elle ils on ses leur
    y el los las quien cuyo pero como con cuando donde para por en es son era había se su sus del
    e o os as quem cujo mas como com quando onde para por em é são era foi havia seu sua quanto do da dos das
    ed il lo gli che cui ma come con quando dove per è sono fu aveva si suo sua
    и а но что который которая которые как с когда где для в на от был была были он она они его её их не
    """)
"""Words no quantity stands before: "of labor, 7 and", unlike "7 men"."""

NUMBER_NOUNS = _words("""
    per percent million millions billion thousand hundred hundreds dozen years year months month weeks week days day
    hours hour minutes minute seconds men women people persons members votes rubles roubles dollars pounds francs marks
    miles feet inches acres kilometers kilometres km kg mg ml cm mm g h min am pm a.m p.m
    kings samuel chronicles corinthians thessalonians timothy peter maccabees
    prozent millionen jahre jahren tage uhr mark pour cent millions ans jours heures francs
    por ciento millones años días horas anos dias horas milhões mil reais
    лет года год млн тысяч человек рублей
    """)
"""Words a quantity does stand before."""

UNITS = _words("m km cm mm dm nm µm μm in ft s sec h kg g mg l ml mi yd x r n c")
"""Glued to a digit these make a power or a label (km2, m3, R2)."""

ORDINAL_SUFFIXES = _words("st nd rd th s er re e ème eme o a º ª ten te ter tes го й я е х")
"""What turns glued digits into an ordinal or a decade: 11th, 1920s, 2e."""
