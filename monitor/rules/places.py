"""Names of countries and languages that people write where a code is wanted, for suggestions only."""

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
