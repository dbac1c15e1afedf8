"""Words that have a part of their own in names: particles, titles, openers of sentences, East Asian family names."""

from __future__ import annotations

_PARTICLES_TEXT = (
    "al el ul as ash an ar at ad az ud ur uz us bin ibn ben bint ould e i de von van der den zu du dos das "
)
PARTICLES = frozenset(_PARTICLES_TEXT.split())
"""Parts of names that count for nothing in small letters; some do so with a capital, too."""

_CAPITAL_PARTICLES_TEXT = "al el bin ibn ben bint von van de der ould "
CAPITAL_PARTICLES = frozenset(_CAPITAL_PARTICLES_TEXT.split())

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
    "jo yoon yun jang lim im rim oh seo suh so shin sin kwon gwon hwang ahn an song hong yoo ryu moon mun bae pae "
    "baek paek noh no roh nam ha ko go kwak "
)
FAMILIES = frozenset(_FAMILIES_TEXT.split())
"""Common Chinese family names in Pinyin and Wade-Giles, and Korean ones as they are written in Latin letters."""
