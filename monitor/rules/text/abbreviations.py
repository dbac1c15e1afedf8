"""Words that are written with a full stop, by language: ranks, titles, months, streets, and what follows them.

Chosen by hand and measured on texts of desks. The customs are those that AP (en), Duden (de), the Imprimerie nationale
(fr), the RAE (es), GOST R 7.0.12 (ru), DSTU 3582 (uk), PWN (pl) and TDK (tr) describe. A word counts as it is
written here or with a capital; one that has a capital here counts with it only ("Sun" and "Jan", not "sun").
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from monitor.rules.text.openers import OPENERS


@dataclass(frozen=True, slots=True)
class Customs:
    """What a full stop means in one language."""

    leading: frozenset[str]
    """Abbreviations that always stand before something: no sentence ends with them."""
    counting: frozenset[str]
    """Those that stand before a figure."""
    closing: frozenset[str]
    """Those that may be the last word of a sentence."""
    openers: frozenset[str]
    """Words (in small letters) that begin a sentence and no name."""
    has_ordinals: bool
    """Whether a figure with a full stop is an ordinal number (3. Mai)."""
    has_vowels: bool
    """Whether a short word without a vowel is no word, so an abbreviation."""


_LEADING = {
    "": "dr drs prof gen mr mrs ms lt sgt mgr vs ca cf capt д-р проф доц акад ген полк инж ул просп пл бул св гр",
    "en": """Mr Mrs Ms Mx Messrs Mme Mmes Mlle Dr Drs Prof Profs Gen Gens Lt Lts Col Cols Maj Capt Cmdr Cdr Cmdre
        Comdr Adm Brig Sgt Cpl Pvt Pfc Spc Ens Lieut Const Cllr Cmdt Sen Sens Rep Reps Gov Govs Pres Supt Insp
        Det Amb Hon Rev Fr Msgr Bro Rt Ven Atty Asst Assoc Dep Del Treas Wm Chas Geo Thos Mt Ft approx incl excl
        esp cf viz vs e.g i.e a.k.a""",
    "de": """dr prof gen hr fr frl hrn fa ing dipl Mag Min Lt Ltn Lnt Oblt Olt Hptm Maj Adm Kpt Uffz Fw stv stellv geb
        ehem sog bzw ca vgl inkl einschl exkl evtl ggf insb bes bspw zzgl abzgl rd Mio Mrd St Hl Frhr Kard Pfr
        Bgm Abg Präs Vors RA vs zw dgl u.a z.b d.h i.g a.d o.ä""",
    "fr": """M MM Mr Mme Mmes Mlle Mlles Dr Dre Pr Prof Me Mgr gén gal cdt cne lt sgt adj amb ste st sts env av cf
        resp bd boul pdt vs ex""",
    "es": """sr sra sres sras srta d dn dña dr dra dres prof profa gral cnel cap capt tte sgto cmdte cdte cte alm lic
        lcdo lcda ing arq abg mons fr sto sta hno hna pte pdte pdta ud vd excmo excma ilmo ilma rvdo av avda
        aprox ej vs incl ee ff rr jj mtro mtra brig gdor gob dip sen""",
    "it": """sig sigg sig.ra dott dr prof avv ing geom rag arch on sen gen magg col cap ten serg amm card mons S SS
        cav comm pres dir rev ca es min""",
    "pt": """sr sra srs sras srta dr dra drs prof profa gen cel maj cap ten sgt alm brig eng arq dep sen min pres gov
        exa exmo exma ilmo ilma pe D sto sta S av mons rev aprox vs ex cmte del""",
    "nl": """dhr mevr mw dr drs ir ing mr prof gen min pres kol lt Kap maj sgt adm ds st ca bijv incl excl evt resp vgl
        mln mld jhr wnd plv nl o.a m.n d.w.z""",
    "sv": "dr prof gen kapt löjtn adm ca st fr hr ing dir kand resp inkl exkl jfr ev bl.a t.ex d.v.s f.d dvs",
    "da": "dr prof gen kapt adm ca skt st fr hr ing dir inkl ekskl jf evt bl.a f.eks dvs",
    "pl": """gen płk ppłk mjr kpt por ppor sierż szer adm kmdr bryg prof dr hab mgr inż lek adw mec ks bp abp kard św
        bł ul al pl os tzw np tj tzn m.in ca woj pow gm nadkom podkom red dyr""",
    "cs": """gen plk pplk mjr kpt por npor ppor prap rtm prof doc dr MUDr JUDr PhDr RNDr Ing Mgr Bc PaedDr ThDr
        PharmDr MVDr sv p pí ul nám tř tj tzv tzn např napr resp cca vč příp popř odd mil mld tis brig arm mjr
        čet""",
    "ru": """ген полк подполк кап лейт серж адм акад проф доц д-р чл-корр ул пл пер просп пос дер г-н г-жа гр тов гос
        зам пом нач зав пред См ср напр исп св митр архиеп еп сев юж зап вост кн бул наб респ т.е т.н""",
    "uk": """ген полк підполк кап лейт адм акад проф доц д-р ім вул пл пров просп смт сел гр тов зам заст нач див напр
        св кн бул р-н т.зв""",
    "bg": "ген полк подп проф доц акад д-р инж св гр ул бул пл им кап адм г-н г-жа напр",
    "sr": "gen puk prof doc dr mr akad ing dipl sv ul npr tzv tj odn ген пук проф доц др мр акад инж св ул нпр тзв тј",
    "tr": """dr prof doç yrd Öğr Gör Av Sn Org Korg Tümg Tuğg Alb Yb Bnb Yzb Üstğm Tğm Astsb Müh Mim Kur Bşk Gn Müd Hz
        St Cad Sok Mah Bul Apt örn bkz""",
    "az": "dr prof dos akad gen polk müh küç pr",
    "el": "κ κα κκ κος δρ καθ στρ ταξ συντ λοχ σμχος πτχος υπ αγ πρ βλ δηλ π.χ",
    "ro": "dl dna d-l d-na dr prof gen col lt cpt cap maj plt str bd bul ing arh adv acad conf lect ex cca aprox sf",
    "hu": "dr prof id ifj özv gen alt ezr alez őrgy szds fhdgy hdgy gr szt pl ún kb",
    "id": """dr prof jend letjen mayjen brigjen Kol letkol kapt lettu ir drs dra hj sdr Tn Ny Jl Gg Kec Kab Kel Ds Rp
        St Yth Bpk hlm""",
    "vi": "TS ThS GS PGS TP Tp Tx BS KS LS Ths",
    "sw": "Dkt Bw Bi Mhe Prof Jen Mch Sh",
    "hi": "डॉ श्री श्रीमती सुश्री प्रो प्रा पं मो कु न्या",
    "bn": "ড ডা ডাঃ মো মোঃ মি প্রফে",
    "he": "פרופ גב",
    "hy": "Պրոֆ Դոկ Գեն պրոֆ դոկ գեն",
    "ka": "გენ პროფ დოც აკად დოქტ",
    "kk": "проф акад ген полк доц көш",
}
_COUNTING = {
    "": "no nos nr p pp art vol fig tel рис стр табл гл разд тел",
    "en": """No Nos no nos p pp eq fig figs vol ch sec art para pt Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
        ver Rs ext""",
    "de": "nr art abs abb bd kap ziff par tab anm str tel jan feb mrz apr jun jul aug sept sep okt nov dez",
    "fr": "art al p pp vol chap fig n no nos tél janv févr fév avr juil sept oct nov déc éd",
    "es": """art arts núm núms no nro n pág págs p pp vol fig tel inc ene feb mar abr may jun jul ago sept sep set oct
        nov dic""",
    "it": "art artt n nn num pag pagg p pp vol fig tel feb mar apr mag giu lug ago set sett ott nov dic",
    "pt": "art arts n num núm no pág págs p pp vol fig tel inc jan fev mar abr mai jun jul ago set out nov dez",
    "nl": "nr nrs art blz p pp afb hfst jan feb mrt apr jun jul aug sept sep okt nov dec tel",
    "sv": "nr art s sid kap fig kl tel jan feb apr jun jul aug sept sep okt nov dec",
    "da": "nr art s kap fig kl tlf jan feb apr jun jul aug sept sep okt nov dec des",
    "pl": "nr godz art ust poz str s rozdz rys tab pkt par sty lut mar kwi maj cze lip sie wrz paź lis gru tel ok",
    "cs": "č čl odst str s obr tab kap sb zák tel roč",
    "ru": "ок рис стр ст табл гл п пп разд вып кв корп тел янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек",
    "uk": "рис стор ст табл гл п пп розд вип кв корп тел січ лют бер квіт трав черв лип серп вер жовт лист груд",
    "bg": "рис стр чл ал гл т тел ян февр апр септ окт ноем дек",
    "sr": "br čl str sl sv бр чл стр сл",
    "tr": "no nr s md sf bk tel oca şub mar nis haz tem ağu eyl eki kas ara",
    "el": "αρ αριθ άρθ αρθ σελ τηλ παρ ιαν φεβ μαρ απρ ιουν ιουλ αυγ σεπ σεπτ οκτ νοε δεκ",
    "ro": "nr art alin pag p vol fig tel ian feb mar apr iun iul aug sept sep oct nov dec",
    "hu": "sz old tel",
    "id": "no hlm ps jan feb mar apr jun jul agt sept sep okt nov des",
    "kk": "б сур",
}
_CLOSING = {
    "": "etc др пр",
    "en": """Inc Ltd Corp Co Cos Bros Jr Sr Esq etc Ave Blvd Rd St Ste Dept Univ Assn Inst al ret est govt Mon Tue Tues
        Wed Thu Thur Thurs Fri Sat Sun Calif Fla Pa Va Md Wash Conn Mass Ariz Colo Tenn Tex Okla Mich Minn Wis
        Ky Ga Ala""",
    "de": "usw etc sen jun Jh Jhd Jhdt chr std sek Hbf Tsd Inc Co",
    "fr": "etc cap col inc dép",
    "es": "etc cía cia ltda inc co corp depto dpto prov bco uu aa",
    "it": "ecc",
    "pt": "etc cia ltda",
    "nl": "enz etc",
    "sv": "osv mm etc m.m m.fl",
    "da": "osv mv etc mfl",
    "pl": "itd itp etc im",
    "cs": "atd apod aj tel",
    "ru": "др пр гг вв обл тыс им см долл",
    "uk": "ін обл тис рр ст",
    "sr": "god itd год итд",
    "tr": "vb vs vd şti ltd",
    "az": "s",
    "el": "κλπ κτλ",
    "ro": "etc ș.a",
    "hu": "stb",
    "id": "dll dkk dsb tbk",
    "hy": "թ",
    "kk": "т.б",
}
_SAME = {"be": "ru", "no": "da", "nb": "da", "nn": "da", "sk": "cs", "mk": "bg", "hr": "sr", "bs": "sr", "sh": "sr",
         "sl": "sr", "gl": "pt", "ca": "es", "ms": "id", "mr": "hi", "ne": "hi", "ky": "kk"}  # fmt: skip
"""Languages that write as another does."""
_TRAITS = {
    "ordinals": "de da no nb nn fi et lv lt cs sk sl hr sr bs sh hu pl tr az is fo lb eu ko",
    "no vowels": "cs sk sl hr sr bs sh mk bg",
}
"""Which languages write ordinal numbers with a full stop, and where r and l make syllables (trg, prst, връх)."""


def customs(language: str) -> Customs:
    """What a full stop means in a language (the first part of its BCP 47 code; empty where it is not known)."""
    return _CUSTOMS.get(language, _CUSTOMS["other"])


def _words(table: dict[str, str], *languages: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(table.get(language, "").split() for language in languages))


def _of(*languages: str) -> Customs:
    """What holds in any language, and in these."""
    alike = ("", *(_SAME.get(language, language) for language in languages))
    return Customs(
        _words(_LEADING, *alike),
        _words(_COUNTING, *alike),
        _words(_CLOSING, *alike),
        _words(OPENERS, *alike),
        not _words(_TRAITS, "ordinals").isdisjoint(languages),
        _words(_TRAITS, "no vowels").isdisjoint(languages),
    )


_LANGUAGES = frozenset((*_LEADING, *OPENERS, *_SAME, *_words(_TRAITS, *_TRAITS), "other")) - {""}
_CUSTOMS = {"": _of("en", "ru")} | {language: _of(language) for language in _LANGUAGES}
