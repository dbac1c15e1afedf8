"""Words that have a part of their own in names: particles, titles, openers of sentences, East Asian family names."""

from __future__ import annotations

_PARTICLES_TEXT = (
    "al el ul as ash an ar at ad az ud ur uz us bin ibn ben bint ould e i de von van der den zu du dos das "
)
PARTICLES = frozenset(_PARTICLES_TEXT.split())
"""Parts of names that count for nothing in small letters; some do so with a capital, too."""

_CAPITAL_PARTICLES_TEXT = "al el bin ibn bint von van de der ould "
CAPITAL_PARTICLES = frozenset(_CAPITAL_PARTICLES_TEXT.split())

_ARTICLES_TEXT = "as ash ath an ar at ad adh az "
ARTICLES = frozenset(_ARTICLES_TEXT.split())
"""The Arabic article, which ends in the consonant that follows: a particle with a capital, too, before that one."""

SYLLABLES = frozenset({"in", "on", "to"})
"""Words of titles and sentences that are syllables of Korean names behind others (Moon Jae-in)."""

_TITLES_TEXT = (
    "mr mrs ms miss dr prof professor lady dame queen princess ayatollah hojatoleslam imam mullah maulana maulvi "
    "mufti gen general lt lieutenant col colonel maj major capt captain sgt sergeant adm admiral marshal "
    "commander brigadier president premier chancellor minister governor ambassador envoy senator deputy chairman "
    "secretary director spokesman spokeswoman spokesperson judge herr frau monsieur madame senor senora daw the "
    "foreign defence defense prime former vice chief mayor rabbi bishop archbishop and in on with by for from of "
)
TITLES = frozenset(_TITLES_TEXT.split())

_OPENERS_TEXT = (
    "the a and but on in at by for from of to with as if when while after before since during until later earlier "
    "today yesterday meanwhile however also both according this that these those his her their its they what "
    "monday tuesday wednesday thursday friday saturday sunday "
)
OPENERS = frozenset(_OPENERS_TEXT.split())
"""Words that begin sentences and headlines and no name."""

_HONORIFICS_TEXT = (
    "sir lord king prince sheikh shaikh haji hajji hajj sayyid sayyed sayed seyed seyyed father pope emir sultan shah "
)
HONORIFICS = frozenset(_HONORIFICS_TEXT.split())
"""Titles before a name that are names elsewhere in it."""

_FAMILIES_TEXT = (
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang deng "
    "han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao shen zhong "
    "cui tan fan liao shi jin jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan lei long tao gu mao hao "
    "gong shao wan qian xi hua wen chang chou hsu hsieh teng tseng hsiao tsao tsai tien tung kuo kao lo chiang ho "
    "ting chin chung hsia kung hsi chia kim lee yi ri rhee park pak bak choi choe jung jeong chong kang gang cho "
    "hyun hyon hyeon sim shim sohn jeon chae eom seok byun paik "
    "jo yoon yun jang lim im rim oh seo suh so shin sin kwon gwon hwang ahn an song hong yoo ryu moon mun bae pae "
    "baek paek noh no roh nam ha ko go kwak "
)
FAMILIES = frozenset(_FAMILIES_TEXT.split())
"""Common Chinese family names in Pinyin and Wade-Giles, and Korean ones as they are written in Latin letters."""

_EUROPEAN_TEXT = (
    "william james richard thomas charles christopher andrew stephen steven kevin brian jason jeffrey scott kenneth "
    "timothy ronald anthony donald justin ryan jonathan nicholas jennifer jessica elizabeth margaret nancy hillary "
    "theresa keir gordon hugh philip patrick sean liam geoffrey "
    "jurgen juergen hans heinz klaus wolfgang gunther guenther gunter guenter helmut gerhard dieter uwe jens olaf jorg "
    "joerg friedrich ulrich horst manfred karl franz johann annalena ursula angela heiko sigmar frank walter markus "
    "matthias jochen rainer sabine gudrun ingrid heike christine hanspeter "
    "jean francois francoise jacques pierre emmanuel nicolas laurent alain gerard yves thierry philippe marine "
    "segolene brigitte etienne gilles benoit guillaume edouard anne sophie marie bruno olivier christophe xavier "
    "jose juan carlos luis miguel jorge pedro pablo francisco fernando manuel javier alejandro andres hugo diego "
    "ricardo eduardo roberto alberto gustavo guillermo enrique ernesto evo rodrigo ana carmen isabel lucia pilar "
    "teresa mercedes dilma luiz joao jair paulo antonio giuseppe giovanni giorgia matteo silvio paolo francesco luigi "
    "sergio claudia cristina "
    "grzegorz wojciech krzysztof malgorzata agnieszka jaroslaw zbigniew tadeusz mateusz andrzej lech "
    "lukas jonas niklas tobias moritz gael gaelle gaetane maelle beatriz "
    "annegret anneliese annette birgit brunhilde detlef eberhard eckhart elke ernst ewald florian gisela gottfried "
    "hannelore heinrich herbert hermann hubert ingo jurg kai katrin kurt lothar ludwig marlene norbert petra reinhard "
    "roland rudolf siegfried sigrid swen torsten thorsten ute volker werner wilhelm winfried "
    "agathe arnaud aurelie bertrand camille celine cedric chantal charlotte clement corinne didier elodie "
    "estelle fabien fabrice florence frederic frederique gaspard genevieve ghislaine henri herve jeanne jerome joelle "
    "julien laetitia louis lucien madeleine marcel mathilde monique pascal raymond renaud simone solange "
    "sebastien stephane sylvain sylvie thibault vincent virginie yannick "
    "alfonso alonso amparo asuncion begona belen blanca concepcion consuelo dolores esperanza esteban federico felipe "
    "gonzalo graciela ignacio ines inigo jaime joaquin josefa julio leandro leonardo lorenzo lourdes manuela marcelo "
    "mariano matias mauricio nestor nuria octavio pascual ramiro ramon raul rocio salvador santiago vicente ximena "
    "zbyszek zygmunt kazimierz bogumil boleslaw czeslaw dariusz dorota ewelina henryk jadwiga jerzy leszek maciej "
    "marcin mieczyslaw piotr przemyslaw radoslaw ryszard slawomir szymon tomasz waldemar wieslaw wladyslaw zofia "
    "gyula laszlo zoltan ferenc sandor istvan janos lars anders magnus sven bjorn mette geert "
)
EUROPEAN = frozenset(_EUROPEAN_TEXT.split())
"""Given names, folded, of languages with Latin letters; none that Slavs, Greeks, Armenians or Arabs bear, too."""
