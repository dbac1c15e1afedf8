"""Names that sound alike and are not each other: Karim and Karam, Aleksandr and Aleksandra, Ziyad and Zaid.

What a difference of sound costs cannot tell them apart, since the same difference is one of spelling elsewhere (Salim
and Selim). Between strokes stand the spellings of one name; the names of a line are all different.
"""

from __future__ import annotations

_ARABIC_AND_PERSIAN = """
abdullah abdallah abdulla / obaidullah ubaidullah
adil / adila
ali aly / alia aliya / alaa
amin ameen emin / amina emine / iman / ayman aiman aymen
amir ameer emir / amira / amer / ammar / omar umar omer
asad assad / saad / asif asef aasif / atif atef
aziz azeez / aziza
bashir bachir basheer / bashar bachar / basim bassem / bassam basam
farid fareed ferid / farida farideh faride feride / fariba / farhad / fahd fahad
habib / habiba
habibullah habibollah / hibatullah hibatollah haibatullah
hadi / mehdi mahdi / huda hoda
hamid hameed / hamed hamad / ahmad ahmed ahmet / hamida / humaid
hashem hashim hachem / hisham hicham
hassan hasan hassane / hussein hossein husayn husain hussain hosein hoseyn hossain / hasna
ismail esmail esmaeil / jamil
jalal djalal celal / jalil djalil celil / jalila
jamal gamal djamal cemal / jamil jameel djamil cemil / jamila cemile / kamal kemal / kamil kamel kamila
javad jawad djavad / javid jawid
karim kareem kerim / karam / karima karimeh
khalid khaled / khalil khaleel / khalaf / walid waleed oualid
latif lateef / latifa
mahmoud mahmud mahmood mahmut / mohammad muhammad mohammed muhammed mohamed mehmet / ahmad ahmed ahmet / hamad
majid majeed madjid / majed / amjad / majida
maryam mariam meryem miriam / maram / marwan / meysam maysam
masoud massoud masud / masoumeh
mounir munir muneer / mounira munira
nabil nabeel / nabila / nabih
nadir nader / nadira / nadia
nasrin nasreen nasrine / nasrallah / nasser naser
parviz parwiz / parvin parveen / parisa
qasim qasem qassem ghasem kassem kasim / qais / jasim jassim
rahim raheem / rahman
rashid rasheed rachid / rashad rachad / rashida rachida
said saeed saeid sayeed / saad / saida / sayed sayyid sayyed seyed seyyed
salim saleem selim / salem / salam / salma selma / salman selman / salih saleh
samir sameer / samira / samar / sami
shahbaz shehbaz / shahnaz
vahid wahid waheed / vahida wahida
suad souad soad / saad / saud saoud
yasin yassin yaseen / yasir yasser yaser / yunus younes yunis
zahir zaher / zuhair zuheir zoheir
ziad ziyad ziyaad / zaid zayd zayed zeid
"""
_SLAVIC_AND_BALKAN = """
aleksandr alexander aleksander aleksandar alexandr alexandre oleksandr / aleksandra alexandra oleksandra / aleksa
aleksei alexei aleksey alexey alexej oleksiy oleksii / aleksandr alexander oleksandr / alesya
anatoly anatoli anatoliy / natalia natalya
anton / antonina / antonia
bojan boyan / bojana boyana / boyko bojko / bogdan bohdan
daniil daniel danila / daniela / denis denys
dmitry dmitri dmitriy dimitri / dmitra
dragan / dragana
elena yelena jelena olena helena / alina / ilona / elina
georgy georgi georgios giorgi / georgia / grigory grigori / gregorios
gennady gennadi / gennadia
igor ihor / egor yegor
irina iryna / arina / karina
ivan / ivana / inna / jovan / jovana
maria mariya marija / marina / marianna / marko
milan / milana / milena / milos / mila
nikolai nikolay nikolaj nicolai / nikola / nikita / nikolina
oleg oleh / olga olha
pavel pavlo pawel / pavla
roman / romana / rodion
sergei sergey serguei sergej serhiy serhii / serafim / sergo
stanislav stanislaw / stanislava / svyatoslav sviatoslav / vyacheslav viacheslav
valentin / valentina / valery valeri valeriy / valeria valeriya
viktor victor / viktoria victoria viktoriya
vladimir wladimir volodymyr / vladislav vladyslav
yevgeny evgeny evgeni yevgeni evgenii yevgeniy / yevgenia evgenia evgeniya yevgeniya
yulia julia yuliya iuliia / yuri yury juri yuriy / yulian julian
zoran / zorana / goran
"""
_OTHER = """
anil / anila / anita
arun / aruna / varun
deepak / deepika / deepa
eliezer elieser / elazar eleazar
yohannes johannes yohanes / yonas jonas
ekrem / emre / erdem / emrah
halil / halide / halim / hulya
ilham / ilhan
krishna / krishnan / kishan kishen
mesut mesud / mesude
mevlut mevlud / mevlude
narendra / nagendra / virendra / mahendra / narayan
nurlan / nursultan / nurali
orhan / erhan / ercan
rajiv rajeev / rajesh / rajat / rajni / ranjit
sanjay / sanjana / sujay / sanjiv sanjeev
sunil / sunila / sunita
vijay bijay / vijaya
"""


_FAMILIES = """
ivanovic / jovanovic yovanovich jovanovich
li / lee
orban / urban
patel / patil
"""


def _places(text: str) -> dict[str, dict[int, int]]:
    """For each name the lines that it stands in, and where between their strokes."""
    places: dict[str, dict[int, int]] = {}
    for line, names in enumerate(text.splitlines()):
        for place, spellings in enumerate(names.split("/")):
            for name in spellings.split():
                places.setdefault(name, {})[line] = place
    return places


_PLACES = _places(_ARABIC_AND_PERSIAN + _SLAVIC_AND_BALKAN + _OTHER + _FAMILIES)


def are_different(one: str, other: str) -> bool:
    """Whether two folded words are known to be two given names, not two spellings of one."""
    some, others = _PLACES.get(one), _PLACES.get(other)
    if not some or not others:
        return False
    both = some.keys() & others.keys()
    return bool(both) and all(some[line] != others[line] for line in both)
