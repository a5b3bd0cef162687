"""Words that say who speaks, by language: verbs of saying, and what may stand around them.

Written down from grammars and common usage; an unknown verb merely loses its speaker. All casefolded.
"""

from __future__ import annotations

from collections.abc import Mapping

from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class Saying:
    """*verbs* are forms of verbs of saying; *pronouns* may be their subjects; *between* are words that stand between
    verb and subject, auxiliaries and adverbs; *sources* are words that lead to a name without a verb ("according to");
    *articles* begin what is no name; *openers*, which may have a capital, are no part of one.
    """

    verbs: frozenset[str]
    pronouns: frozenset[str]
    between: frozenset[str]
    sources: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = Saying(
    _words("""
    say says said saying write writes wrote written writing ask asks asked asking reply replies replied answer answers
    answered add adds added adding tell tells told remark remarks remarked note notes noted observe observes observed
    declare declares declared declaring state states stated claim claims claimed argue argues argued arguing explain
    explains explained insist insists insisted recall recalls recalled report reports reported reporting announce
    announces announced cries cried exclaim exclaims exclaimed shout shouts shouted whisper whispers whispered warn
    warns warned complain complains complained conclude concludes concluded continue continues continued concede
    concedes conceded admit admits admitted confess confesses confessed comment comments commented assert asserts
    asserted affirm affirms affirmed repeat repeats repeated protest protests protested object objects objected retort
    retorts retorted begin begins began murmur murmurs murmured mutter muttered testify testified telegraphed wired
    cabled quip quipped joke joked boast boasted lament laments lamented demand demands demanded inquire inquired
    inquires put puts quote quotes quoted think thinks thought call calls called describe describes described condemn
    condemned denounce denounced proclaim proclaims proclaimed urge urged suggest suggests suggested record records
    recorded respond responds responded emphasize emphasizes emphasized stress stressed confide confided
    """),
    _words("he she they i we it who you one"),
    _words("""
    had has have was is would will could did might may must can should later once also then often again always never
    famously simply merely only even just still now soon first finally himself herself themselves to him them me us
    that how whether thus so out back it as
    """),
    ("according to", "in the words of", "to quote"),
    _words("the a an his her their this that these those my our its one some another"),
    _words("""
    yesterday today then later when while after before but and or so yet still in on at as if for from by with once now
    thus here there although though because since until however moreover nevertheless indeed perhaps even only again
    meanwhile finally afterwards according that this these those the a an he she they it we i you his her their who
    what why how yes no not nor where to of my our its
    """),
)
_GERMAN = Saying(
    _words("""
    sagt sagte sagten gesagt sagen schreibt schrieb schrieben geschrieben fragt fragte fragten gefragt antwortet
    antwortete antworteten erwidert erwiderte meint meinte meinten erklärt erklärte erklärten betont betonte bemerkt
    bemerkte behauptet behauptete ruft rief riefen berichtet berichtete notiert notierte ergänzt ergänzte fügt fügte
    warnt warnte versichert versicherte gesteht gestand entgegnet entgegnete verkündet verkündete heißt hieß nennt
    nannte flüsterte flüstert urteilt urteilte klagt klagte fordert forderte resümiert resümierte konstatiert
    konstatierte formuliert formulierte spricht sprach erinnert erinnerte
    """),
    _words("er sie ich wir es man ihr du"),
    _words("""
    hatte hat haben hatten war ist wird würde soll sollte später dann einmal auch noch oft wieder schon nur selbst sich
    daraufhin dazu ihm ihr ihnen uns mir so hinzu aus fort einst etwa
    """),
    ("laut", "so"),
    _words(
        "der die das den dem des ein eine einen einem einer sein seine ihr ihre dieser diese dieses jener kein keine"
    ),
    _words("""
    gestern heute dann später als während nach vor aber und oder doch noch in im am an auf wie wenn da so denn hier dort
    obwohl weil seit bis jedoch zwar auch der die das den dem er sie es wir ich man ein eine sein seine ihr ihre dies
    """),
)
_FRENCH = Saying(
    _words("""
    dit disait dira disent disaient déclare déclara déclarait déclaré écrit écrivit écrivait écrivent demande demanda
    demandait demandé répond répondit répondait répondu ajoute ajouta ajoutait ajouté note nota notait noté remarque
    remarqua remarquait explique expliqua expliquait expliqué affirme affirma affirmait affirmé rappelle rappela
    rappelait raconte raconta racontait observe observa observait conclut concluait reprend reprit reprenait s'écrie
    s'écria s’écrie s’écria s'écriait s’écriait constate constata soutient soutint soutenait précise précisa précisait
    souligne souligna soulignait estime estima estimait répète répéta répétait murmure murmura pense pensait avoue avoua
    annonce annonça annonçait proclame proclama confie confia fait
    """),
    _words("il elle ils elles on je nous vous tu"),
    _words(
        "a ont avait avaient aura est était plus tard aussi encore ensuite alors souvent ainsi lui leur se que qu t"
    ),
    ("selon", "d'après", "d’après"),
    _words("le la les l un une des du de son sa ses leur leurs ce cet cette ces mon notre"),
    _words("""
    hier puis alors quand lorsque après avant mais et ou donc or en dans à au le la les un une il elle ils elles on je
    nous ce cela selon pour comme si ainsi enfin plus son sa ses leur
    """),
)
_SPANISH = Saying(
    _words("""
    dice dijo decía dicho dicen dijeron escribe escribió escribía pregunta preguntó preguntaba responde respondió
    contesta contestó añade añadió agrega agregó afirma afirmó afirmaba declara declaró explica explicó señala señaló
    observa observó sostiene sostuvo recuerda recordó recordaba cuenta contó exclama exclamó advierte advirtió insiste
    insistió concluye concluyó repite repitió anota anotó comenta comentó reconoce reconoció apunta apuntó murmuró
    """),
    _words("él ella ellos ellas yo nosotros usted"),
    _words("ha había habían le les me nos se después luego también entonces más tarde ya una vez que"),
    ("según",),
    _words("el la los las un una unos unas su sus este esta ese esa mi"),
    _words("ayer entonces cuando después antes pero y o en el la los las un una él ella según para como si así su sus"),
)
_ITALIAN = Saying(
    _words("""
    dice disse diceva detto dicono dissero scrive scrisse scriveva scritto chiede chiese chiedeva domanda domandò
    risponde rispose rispondeva aggiunge aggiunse afferma affermò affermava dichiara dichiarò dichiarava spiega spiegò
    osserva osservò sostiene sostenne sosteneva ricorda ricordò ricordava racconta raccontò esclama esclamò avverte
    avvertì insiste insistette conclude concluse ripete ripeté annota annotò commenta commentò nota notò mormorò
    """),
    _words("egli ella lui lei essi loro io noi"),
    _words("ha aveva avevano hanno gli le mi ci si poi anche allora più tardi una volta che"),
    ("secondo",),
    _words("il lo la i gli le un uno una suo sua suoi sue questo questa quel quella l"),
    _words("ieri poi quando dopo prima ma e o in il lo la i gli le un una egli lui lei secondo per come se così"),
)
_RUSSIAN = Saying(
    _words("""
    сказал сказала сказали говорит говорил говорила говорили пишет писал писала писали написал написала спросил спросила
    спрашивал спрашивает ответил ответила отвечал отвечает добавил добавила заявил заявила заявлял заметил заметила
    отметил отметила отмечал воскликнул воскликнула вспоминал вспоминала вспоминает утверждал утверждает утверждала
    объяснил объяснила объяснял подчеркнул подчеркивал подчёркивал предупредил признался признавался повторил повторял
    считал считает сообщил сообщал сообщает рассказывал рассказал произнес произнёс возразил продолжал прошептал крикнул
    """),
    _words("он она они я мы вы"),
    _words("позже потом затем также тогда однажды ему ей им нам мне уже еще ещё не раз же что"),
    ("по словам", "согласно", "по мнению"),
    frozenset(),
    _words("вчера потом затем когда после но и а в на по как если так он она они я мы это этот его её их согласно"),
)

SAYING: Mapping[str, Saying] = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "ru": _RUSSIAN,
}
"""What is known of a language, by its first tag."""
