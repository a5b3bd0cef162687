"""The words of dates in the languages of European historiography: months, seasons, "circa", "B.C.", "n.d.".

A word is looked up without accents, case and full stop (``folded``). A month may be cut short where no two months of
any language are cut to the same ("juil." is July, "jui" is nothing). The names of months of one language that mean
another month elsewhere are left out: Croatian "listopad" (October) yields to Polish, Czech and Ukrainian (November).
"""

from __future__ import annotations

import unicodedata
from functools import cache

# January to December; cases and spellings of one month are joined by "|".
_MONTHS = """
january february march april may june july august september|sept october november december
januar|jänner|jaenner februar|feber|feb märz|maerz april mai juni juli august|augst september oktober november dezember
janvier février mars avril mai juin juillet août|aout septembre octobre|8bre novembre|9bre décembre|10bre|xbre
enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
ianuarius|ianuarii|ianuariis|januarii februarius|februarii martius|martii aprilis maius|maii|maji iunius|iunii|junii
iulius|iulii|julii augustus|augusti septembris october|octobris nouember|nouembris|novembris decembris
januari februari maart|mrt april mei juni juli augustus september oktober november december
januar februar marts april maj juni juli august september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar mars april mai juni juli august september oktober november desember
janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
tammikuu|tammikuuta helmikuu|helmikuuta maaliskuu|maaliskuuta huhtikuu|huhtikuuta toukokuu|toukokuuta
kesäkuu|kesäkuuta heinäkuu|heinäkuuta elokuu|elokuuta syyskuu|syyskuuta lokakuu|lokakuuta marraskuu|marraskuuta
joulukuu|joulukuuta
jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember
janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris
sausis|sausio vasaris|vasario kovas|kovo balandis|balandžio gegužė|gegužės birželis|birželio liepa|liepos
rugpjūtis|rugpjūčio rugsėjis|rugsėjo spalis|spalio lapkritis|lapkričio gruodis|gruodžio
styczeń|stycznia luty|lutego marzec|marca kwiecień|kwietnia maj|maja czerwiec|czerwca lipiec|lipca sierpień|sierpnia
wrzesień|września październik|października listopad|listopada grudzień|grudnia
leden|ledna únor|února březen|března duben|dubna květen|května červen|června červenec|července|čvc srpen|srpna
září říjen|října listopad|listopadu prosinec|prosince
január|januára február|februára marec|marca apríl|apríla máj|mája jún|júna júl|júla august|augusta september|septembra
október|októbra november|novembra december|decembra
januar|januarja februar|februarja marec|marca april|aprila maj|maja junij|junija julij|julija avgust|avgusta
september|septembra oktober|oktobra november|novembra december|decembra
januar|januara februar|februara mart|marta april|aprila maj|maja jun|juna jul|jula avgust|avgusta septembar|septembra
oktobar|oktobra novembar|novembra decembar|decembra
siječanj|siječnja veljača|veljače ožujak|ožujka travanj|travnja svibanj|svibnja lipanj|lipnja srpanj|srpnja
kolovoz|kolovoza rujan|rujna * studeni|studenoga|studenog prosinac|prosinca
január február március április május június július augusztus szeptember október november december
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua iraila urria azaroa abendua
ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr
январь|января|генварь|генваря февраль|февраля март|марта апрель|апреля май|мая июнь|июня|iюнь|iюня июль|июля|iюль|iюля
август|августа сентябрь|сентября октябрь|октября ноябрь|ноября декабрь|декабря
січень|січня лютий|лютого березень|березня квітень|квітня травень|травня червень|червня липень|липня серпень|серпня
вересень|вересня жовтень|жовтня листопад|листопада грудень|грудня
студзень|студзеня люты|лютага сакавік|сакавіка красавік|красавіка май|мая чэрвень|чэрвеня ліпень|ліпеня
жнівень|жніўня верасень|верасня кастрычнік|кастрычніка лістапад|лістапада снежань|снежня
януари февруари март април май юни юли август септември октомври ноември декември
јануар|јануара фебруар|фебруара март|марта април|априла мај|маја јун|јуна|јуни јул|јула|јули август|августа
септембар|септембра октобар|октобра новембар|новембра децембар|децембра
ιανουάριος|ιανουαρίου φεβρουάριος|φεβρουαρίου μάρτιος|μαρτίου απρίλιος|απριλίου μάιος|μαΐου ιούνιος|ιουνίου
ιούλιος|ιουλίου αύγουστος|αυγούστου σεπτέμβριος|σεπτεμβρίου οκτώβριος|οκτωβρίου νοέμβριος|νοεμβρίου
δεκέμβριος|δεκεμβρίου
ינואר פברואר מרץ|מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
يناير|جانفي فبراير مارس أبريل|إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
一月|正月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月
"""
# Spring, summer, autumn, winter.
_SEASONS = """
spring|spr summer|sum autumn|fall|aut winter|wint
frühling|frühjahr sommer herbst winter
printemps été automne hiver
primavera verano otoño invierno
primavera estate autunno inverno
primavera verão outono inverno
lente|voorjaar zomer herfst|najaar winter
forår sommer efterår vinter
vår sommar|sommer höst|høst vinter
kevät kesä syksy talvi
wiosna|wiosną lato|latem jesień|jesienią zima|zimą
jaro léto podzim zima
proljeće|proleće|pomlad ljeto|leto|poletje jesen zima
tavasz nyár ősz tél
весна|весной|весны лето|летом|лета осень|осенью|осени зима|зимой|зимы
весна літо осінь зима
пролет лято есен зима
άνοιξη καλοκαίρι φθινόπωρο χειμώνας
春|春季 夏|夏季 秋|秋季 冬|冬季
"""
_WEEKDAYS = """
monday mon tuesday tue tues wednesday wed weds thursday thu thur thurs friday fri saturday sat sunday sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
lunedì martedì mercoledì giovedì venerdì sabato domenica
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
понедельник вторник среда четверг пятница суббота воскресенье
poniedziałek wtorek środa czwartek piątek sobota niedziela
"""
# Words that only join the parts of a date: "11 de julio de 1928", "11 июля 1928 г.", "on the 11th of July".
_FILLERS = "de del of the den le am on il dne г год года гг р рік року r rok roku anno year"
_CIRCA = """
c ca circa cca cirka sirka approx approximately about around um etwa ungefähr vers env environ hacia alrededor
около ок примерно приблизительно близько бл około asi kolem kb körülbelül noin περίπου περ
"""
_UNTIL = "to until till through thru bis à au al hasta fino tot til till do по"
_AND = "and & und et y e и i"
_QUARTER = "q quarter quartal vierteljahr trimestre trimestr kwartał kwartal кв квартал"
_STILL = "present today now ongoing date heute jetzt présent oggi hoy heden настоящее"
# What stands for a date that nobody knows, without blanks and stops: "n. d.", "o. J.", "б. г.".
_NO_DATE = """
nd nodate undated notdated dateunknown unknowndate unknown datenotidentified noyear ny
sa sineanno sd sinedato sinedie sansdate oj ohnejahr od ohnedatum undatiert sf sinfecha s/f senzadata senzaanno semdata
zj zd zonderjaar zonderdatum uå utenår udenår utanår br bezroku bd brakdaty bezdaty бг безгода бд бездаты безроку
日期不详 日期不詳 χχ
"""
# A work that has no date yet.
_STATUSES = """
forthcoming|in press|to appear|inpress|in preparation|submitted|accepted|in print|in review|under review|online first
im druck|im erscheinen|in vorbereitung|à paraître|sous presse|en prensa|in corso di stampa|ter perse|в печати|w druku
"""


@cache
def months() -> dict[str, int]:
    """Return month names, folded, and what they may be cut to -> 1 to 12."""
    names = _table(_MONTHS, 12)
    cut: dict[str, set[int]] = {}
    for name, number in names.items():
        for length in range(3, len(name)):
            cut.setdefault(name[:length], set()).add(number)
    english = {name[:length]: number for name, number in list(names.items())[:12] for length in range(3, len(name))}
    return {word: min(numbers) for word, numbers in cut.items() if len(numbers) == 1} | english | names


@cache
def seasons() -> dict[str, int]:
    """Return names of seasons, folded -> 1 spring to 4 winter."""
    return _table(_SEASONS, 4)


@cache
def small_words() -> dict[str, str]:
    """Return folded words that join parts of a date -> the kind of token that each is (``datetokens.Token``)."""
    kinds = {" ": f"{_FILLERS} {_WEEKDAYS}", "~": _CIRCA, "=": _UNTIL, "&": _AND, "T": _STILL, "Q": _QUARTER}
    return {folded(word): kind for kind, words in kinds.items() for word in words.split()}


@cache
def no_date() -> frozenset[str]:
    """Return what stands for a date nobody knows, folded and without blanks and full stops."""
    return frozenset(folded(word) for word in _NO_DATE.split())


@cache
def statuses() -> frozenset[str]:
    """Return words that stand for the date of a work not yet published, folded."""
    return frozenset(folded(word) for row in _STATUSES.split("\n") for word in row.split("|"))


def _table(text: str, count: int) -> dict[str, int]:
    """Return name -> number for rows of *count* words; a name already there keeps its number."""
    table: dict[str, int] = {}
    for index, names in enumerate(text.split()):
        for name in names.split("|"):
            table.setdefault(folded(name), index % count + 1)
    return table


_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "ı": "i", "œ": "oe"})


def folded(word: str) -> str:
    """Return *word* without accents, case and a full stop at its end.

    >>> folded("Févr."), folded("ŚRODA")
    ('fevr', 'sroda')
    """
    word = word.casefold().rstrip(".")
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
