"""Spellings of one name that no rule of sound explains: Oleksiy and Aleksei, Hagop and Hakob, Vangelis and Evangelos.

A line has the spelling that stands for all, and the others; all are folded. What differs by sound alone (Sergei,
Sergey, Serguei) is left to ``spelling``.
"""

from __future__ import annotations

_SPELLINGS = """
aleksandr: alexandre oleksandr oleksander olexandr olexander alyaksandr aliaksandr aljaksandr
aleksei: olexiy olexii oleksiy oleksii oleksij olexij alexiy
dmitri: dmytro dmitro
mikhail: mykhailo mykhaylo mihailo mychajlo michajlo mikheil mijail
nikolai: mykola mikola
pavel: pavlo pawlo
petr: petro
sergei: serhiy serhii serhij sergiy sergii siarhei
vladimir: volodymyr volodimir wolodymyr uladzimir
yevgeny: yevhen yevhenii yevheniy evhen
ksenia: xenia xeniya kseniya
georgi: georgy georgij georgiy giorgi gueorgui george georg georgios yorgos yiorgos giorgos gevorg kevork kevorg
evangelos: vangelis evagelos
eleftherios: lefteris
ioannis: yannis giannis yiannis
konstantinos: kostas costas
kirill: kyrylo kyryl
spyridon: spyros spiros
subrahmanyam: subramaniam subramanian subramanyam
theodoros: theodore todoros
nikolaos: nikos nicos
panagiotis: panayiotis panayotis
dimitrios: dimitris
bedrosian: petrosyan petrosian petrossian
bedros: petros
grigor: krikor
grigoryan: krikorian
hakob: hagop hakop agop akop
hovhannes: hovhanes hovannes ovanes
sargis: sarkis
serzh: serge sergh
sargsyan: sarkisian sarkissian sarkisyan sargsian
harutyunyan: arutyunyan haroutiunian harutiunian
binyamin: benjamin benyamin
yakov: yaakov yaacov jacob jakob jaakow jaakov
yitzhak: isaac itzhak yitzchak izhak jizchak yitshak
shmuel: samuel schmuel
daud: davood davoud davud dawood dawoud dawud daoud
amin: amine
mundhir: munther munzer monzer mundher
mashal: mishal mishaal meshaal meshal
yasin: yassine yacine
chaudhary: chaudhry chaudhri chaudhuri choudhary choudhury chowdhury choudhry
lakshmi: laxmi luxmi
vijay: bijay
gunther: guenther gunter guenter
vishnu: bishnu
pak: park
bakhtiyar: bajtiyar bajtiar
khaled: jaled
khalid: jalid
khalifa: jalifa
khamenei: jamenei
khashoggi: jashoggi
khatami: jatami
khodorkovsky: jodorkovski
khomeini: jomeini
khrushchev: jruschov jrushchov
zakharova: zajarova
"""
_FAMILIES = """
li: lee
"""
_KOREAN_FAMILIES = """
li: lee rhee yi ri
rim: lim im
no: noh roh ro
yu: yoo ryu ryoo
shin: sin
sim: shim
baek: paek paik
"""


def _others(text: str) -> dict[str, str]:
    """For each of the other spellings of a line the one that stands for all."""
    lines = [line.split(": ") for line in text.split("\n") if line]
    return {other: one for one, others in lines for other in others.split()}


OTHERWISE = _others(_SPELLINGS)
"""Of words wherever they stand in a name."""
FAMILIES = _others(_FAMILIES)
"""Of Chinese family names."""
KOREAN_FAMILIES = _others(_KOREAN_FAMILIES)
"""Of Korean family names: Yi is another family in China, and as a given name it is none of these."""
