"""Codes of countries and languages, and what people write where a code is wanted; for suggestions only."""

from __future__ import annotations

COUNTRIES = dict(
    line.rsplit(" ", 1)
    for line in """afghanistan AF|albania AL|algeria DZ|argentina AR|armenia AM|australia AU|austria AT|azerbaijan AZ
bahrain BH|bangladesh BD|belarus BY|belgium BE|brazil BR|bulgaria BG|canada CA|chile CL|china CN|colombia CO|croatia HR
cuba CU|cyprus CY|czechia CZ|denmark DK|egypt EG|estonia EE|ethiopia ET|finland FI|france FR|georgia GE|germany DE
greece GR|hungary HU|india IN|indonesia ID|iran IR|iraq IQ|ireland IE|israel IL|italy IT|japan JP|jordan JO
kazakhstan KZ|kenya KE|kuwait KW|kyrgyzstan KG|latvia LV|lebanon LB|libya LY|lithuania LT|malaysia MY|mexico MX
moldova MD|mongolia MN|morocco MA|myanmar MM|netherlands NL|nicaragua NI|nigeria NG|north korea KP|norway NO|oman OM
pakistan PK|palestine PS|philippines PH|poland PL|portugal PT|qatar QA|romania RO|russia RU|saudi arabia SA|serbia RS
singapore SG|slovakia SK|slovenia SI|south africa ZA|south korea KR|spain ES|sudan SD|sweden SE|switzerland CH|syria SY
taiwan TW|tajikistan TJ|thailand TH|tunisia TN|turkey TR|turkmenistan TM|uk GB|ukraine UA|united arab emirates AE
united kingdom GB|united states US|usa US|uzbekistan UZ|venezuela VE|vietnam VN|yemen YE""".replace("\n", "|").split(
        "|"
    )
)
"""ISO 3166-1 codes by English name."""

LANGUAGES = dict(
    line.rsplit(" ", 1)
    for line in """arabic ar|armenian hy|azerbaijani az|belarusian be|bengali bn|bulgarian bg|burmese my|chinese zh
croatian hr|czech cs|danish da|dari prs|dutch nl|english en|estonian et|farsi fa|finnish fi|french fr|georgian ka
german de|greek el|hebrew he|hindi hi|hungarian hu|indonesian id|italian it|japanese ja|kazakh kk|khmer km|korean ko
kurdish ku|lao lo|latvian lv|lithuanian lt|malay ms|norwegian no|pashto ps|persian fa|polish pl|portuguese pt
romanian ro
russian ru|serbian sr|slovak sk|spanish es|swahili sw|swedish sv|tajik tg|thai th|turkish tr|ukrainian uk|urdu ur
uzbek uz|vietnamese vi""".replace("\n", "|").split("|")
)
"""ISO 639 codes by English name."""

_COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET EU FI FJ FK FM FO FR GA GB
GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG
KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB
SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM UN
US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
COUNTRY_CODES = frozenset(_COUNTRIES.split())
"""ISO 3166-1, with EU and UN, which it reserves, and XK, which everybody uses."""

_LANGUAGES = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki
kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no
nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta
te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGE_CODES = frozenset(_LANGUAGES.split())
"""ISO 639-1: what a language has that has two letters; one that has them is not written with three."""

MISTAKEN_CODES = {"uk": "GB", "en": "GB", "fa": "IR", "el": "GR", "ja": "JP", "zh": "CN"}
"""Two letters that people take for a country's."""

_OTHERS = """ua:uk jp:ja cn:zh cz:cs dk:da gr:el ir:fa il:he us:en gb:en iw:he in:id eng:en fas:fa per:fa ara:ar
rus:ru zho:zh chi:zh spa:es fra:fr fre:fr deu:de ger:de tur:tr kor:ko jpn:ja ita:it por:pt ukr:uk heb:he hin:hi urd:ur
pus:ps tgk:tg uzb:uz kaz:kk kir:ky aze:az hye:hy arm:hy kat:ka geo:ka ell:el gre:el nld:nl dut:nl pol:pl ces:cs cze:cs
slk:sk slo:sk hun:hu ron:ro rum:ro bul:bg srp:sr hrv:hr bel:be lit:lt lav:lv est:et fin:fi swe:sv nor:no dan:da ind:id
msa:ms may:ms tha:th vie:vi mya:my bur:my khm:km lao:lo ben:bn kur:ku mon:mn swa:sw"""
OTHER_LANGUAGE_CODES = dict(pair.split(":") for pair in _OTHERS.split())
"""ISO 639-2 and codes of countries, with the code of the language that is meant."""
