"""Texts of desks in many languages: ``‖`` stands where a sentence ends, and nowhere else one does."""

from __future__ import annotations

LINES = """
en Gov. Dell, Maj. Gen. Ost, Sgt. Ruiz and Cpl. Yi were named.‖Others were not.
en J. R. Marsh Jr. said so.‖His father, R. T. Marsh Sr., did not.
en Prof. Ines Dahl, Dr. R. Kohl and Ms. Tan attended.‖No one else did.
en It was signed by Pres. Arlo in Aug. 2019.‖Then came Dec. 1.‖The pact failed.
en Brig. Gen. Qasim Jr. was hit.‖Sr. officers fled.
en Lt. Col. Brandt said the radar failed.‖Engineers arrived at 6 a.m.‖The unit was repaired.
en Defence Secretary Wm. Parr met Adm. Keogh at Ft. Benning.‖They left at noon.
en The army has approx. 40 tanks, incl. Leopards, etc. in store.‖They are old.
en Mr. and Mrs. Lindqvist vs. the Crown was heard.‖It ended.
en The frigate hit Adm. Voss and Vice Adm. Kern near Cape St. Vincent.‖Both lived.
en It was sold to Kessel Co. in 1999.‖It failed in 2001.‖Why?‖Debt.
en The bill was backed by Sen. Marwick and Rep. Olsson.‖It passed by 52 votes.
en Sanctions hit Orvex Inc. and Baltic Grain Ltd. on Tuesday.‖Shares fell.
en See fig. 3 and pp. 14-19 of the report.‖The authors disagree.
en The vessel, i.e. the tanker, left at 5 p.m. Tuesday.‖It was loaded.
en The case Harlow v. State opens in Sept. 2026.‖Lawyers expect delays.
en The ship met No. 7 Squadron off St. Helena.‖All were safe.
en Capt. Ivo Lund and Cmdr. Ana Roy returned.‖They rested.
en A drone fell.[1]‖The tanker sank.[2][a]‖No one died.²‖Owners [3] were silent.
de Der Abgeordnete Dr. Hensel traf Gen. a. D. Kuhn.‖Sie schwiegen.
de Die Firma baut u. a. Drohnen, z. B. Quadrokopter.‖Sie wächst.
de Oberst i. G. Tamm, Lt. Frey und Ltn. Zorn fielen.‖Ehre ihnen.
de Das kostet ca. 20 Mio. Euro bzw. Franken.‖Niemand zahlt.
de Frau Prof. Dr. Ebert und Hr. Lang kamen.‖Sie gingen bald.
de Die Partei (vgl. Abb. 2) verlor Stimmen usw. im Osten.‖Sie tagt.
de Die Fa. Kern GmbH liefert ab 1. Juli 2026.‖Der Preis steigt um 5 %.‖Das ist viel.
de Die Bundeswehr erhält u.a. Panzer, d.h. Leopard.‖Das kostet 3 Mrd. Euro.
de Laut Art. 5 Abs. 2 gilt das.‖Der Bund zahlt.
de Er kam am Mo. dem 3. Juni.‖Sie nicht.
fr Les soldats, cf. p. 12, etc. sont partis.‖La ville dort.
fr M. Delmas et Mme. Roche ont signé.‖Le texte est prêt.
fr Le Dr. Vasseur et le Pr. Lenoir partent.‖Ils sont las.
fr MM. Arnaud et Petit sont là.‖Mgr. Colin aussi.
fr Il est né av. J.-C. dit le guide.‖La foule rit.
fr L'art. 49 al. 3 est invoqué.‖La gauche proteste.
fr Le gén. Morel a parlé.‖Le col. Bastien non.
fr Le gén. Royer et le lt. Vidal ont été tués.‖L'armée confirme.
es La Dra. Soto vive en EE. UU. desde 2010.‖Es médica.
es El Dr. Ruiz y la Lcda. Vera hablaron.‖El Gob. Ortiz no.
es Los EE. UU. atacaron.‖Irán respondió.‖Murieron 12.
es El Sr. Ibarra y la Sra. Luna llegaron.‖Todos callaron.
es El Gral. Paz y el Cnel. Ríos dimitieron.‖Nadie sabe por qué.
es El art. 14 y la pág. 3 lo dicen.‖No hay duda.
es La sede está en Av. Libertad núm. 20.‖Abre hoy.
es Sto. Domingo recibió a Mons. Vega.‖Hubo misa.
it L'art. 3 vale per S. Marino, ecc. secondo lui.‖Io non credo.
it Il ten. Moro e il cap. Rossi sono vivi.‖La base è a S. Vito.
it L'on. Ferri e il prof. Sala votano.‖La legge passa.
pt O Sr. Prado e a Sra. Leal saíram.‖Chovia.
pt O Gen. Souza e o Cel. Pires foram presos.‖A crise cresce.
pt A Dra. Nunes mora na Av. Central.‖Ela canta.
nl Dhr. Bakker en mevr. Smit kwamen.‖Het regende.
nl Dr. Visser sprak o.a. Russisch.‖Hij lachte.
nl Het kost ca. 5 mln. Euro.‖Dat is veel.
pl Kupił m.in. Drony, np. Orlany, itd. w Turcji.‖Wrócił.
pl W 1939 r. Niemcy zaatakowały.‖Wojna trwała 6 lat.‖Zginęło 30.‖To dużo.
pl Gen. Wrona i płk. Sowa milczą.‖Nikt nie wie.
pl Prof. Maj i dr. Lis są tu.‖Czekają.
cs Gen. Dvořák a plk. Malý odešli.‖Prší.
cs Ing. Kos a MUDr. Bek mluví.‖Lid mlčí.
cs Stojí 5 mil. Kč, tj. Hodně.‖Nekoupím.
ru См. рис. 4 и стр. 12.‖Там все есть.
ru Дом на пр. Мира, д. 5, кв. 12 сгорел.‖Люди спаслись.
ru В т. ч. Россия и др. Страны против.‖Китай за.
ru Об этом сказал ген. Орешин в г. Тверь.‖Подробностей нет.
ru Он живет на ул. Садовой в пос. Лесной.‖Дом старый.
ru С. П. Гордеев прибыл в Минск.‖Его встретили.
ru Проф. Ильин и акад. Седов спорят.‖Все слушают.
ru Полк им. Жукова стоит в обл. Псковской.‖Он мал.
ru На о. Сахалин и в р. Амур нашли нефть.‖Добычи нет.
ru Упали дроны, ракеты и т. д.‖Танкер ушел.‖Горят склады, суда и т.п.‖Порт закрыт и т. д., но цел.
ru Т. е. Киев против.‖Париж за.
ru Гр. Петров и тов. Ли задержаны.‖Суд завтра.
ru Сев. Корея и Юж. Корея спорят.‖США молчат.
uk Про це сказав ген. Коваль у м. Суми.‖Деталей немає.
uk Проф. Бондар та акад. Лис мовчать.‖Усі чекають.
uk О. С. Мельник приїхав.‖Його зустріли.
uk Полк ім. Богуна у с. Лози стоїть.‖Він малий.
bg Ген. Петров и проф. Минев мълчат.‖Дъжд вали.
bg Живее на ул. Роза в гр. Варна.‖Къщата е стара.
sr Ген. Илић и др. Перић ћуте.‖Киша пада.
sr Gen. Ilić i prof. Perić ćute.‖Kiša pada.
tr Kur. Alb. Er ve Yrd. Doç. Ak geldi.‖Hava güzel.
tr Prof. Dr. Aylin Koç konuştu.‖Salon doluydu.
tr Gen. Demir ve Alb. Kaya öldü.‖Tören yarın.
tr Atatürk Cad. No. 5 adresinde yangın çıktı.‖Ölen yok.
tr Korg. Ateş ve Tümg. Er emekli oldu.‖Veda edildi.
az Prof. Əliyev və gen. Quliyev gəldi.‖Yağış yağdı.
az Dr. Həsən və t.ü.f.d. Rza gəldi.‖Bu gün isti.
fa ساعت ۵ بود.‖کسی نبود!‖چرا؟‖معلوم نیست.
fa دکتر م. رضایی آمد.‖همه ایستادند.
fa آقای ع. موسوی رفت.‖او ۴۰ سال دارد.
ar قال أ. د. نبيل ذلك.‖وصمت الجميع.
ar قال الدكتور م. حسن ذلك.‖الساعة 5.‖انتهى.
ar وصل د. سمير إلى عمّان.‖استقبله الوزير.
he א. ב. יהושע כתב ספר.‖הוא נמכר.
he הוא בא ב-5.‖הוא הלך!‖למה?‖לא ידוע.
ur ڈاکٹر علی آئے۔‖کیوں؟‖معلوم نہیں۔
ur وہ لاہور گیا۔‖اجلاس شروع ہوا۔
hi डॉ. शर्मा और श्री. वर्मा आए।‖सब खड़े हुए।
hi प्रो. सिंह और मो. अली मिले।‖बारिश हुई।
bn ড. রহমান এলেন।‖সবাই দাঁড়াল।
bn মো. করিম গেলেন।‖বৃষ্টি হল।
zh 价格上涨3.5%。‖市场平静！‖大家放心。
zh 演习结束了。‖部长离开了。
ja 彼は行った。‖なぜ？‖誰も知らない！‖雨だ。
ja 演習は終わった。‖大臣は去った。
ko 회담은 2024. 5. 3. 열렸다.‖비가 왔다.
ko 훈련이 끝났다.‖장관은 떠났다.
hy Պրոֆ. Պետրոսյան եկավ։‖Բոլորը կանգնեցին։
hy Նա գնաց:‖Բոլորը լռում են:‖Ինչու՞
am ሚኒስትሩ ሄደ።‖ሠራዊቱ ዝም አለ።
am ምን ሆነ፧‖ማንም አያውቅም።
el Ο κ. Παππάς και η κα. Λέκα ήρθαν.‖Έβρεχε.
el Ο στρ. Βλάχος και ο καθ. Ρήγας μίλησαν.‖Όλοι άκουσαν.
id Ir. H. Joko dan Prof. Rini hadir.‖Rapat dimulai.
id Dr. Wibowo dan Jend. Surya datang.‖Hujan turun.
vi TS. Nguyễn An và GS. Lê Bình đến.‖Trời mưa.
vi PGS. Trần và TP. Huế vắng.‖Họ im lặng.
sw Dkt. Juma na Bw. Ali walifika.‖Mvua ilinyesha.
sw Bw. Hamisi na Dkt. Rose walikuja.‖Mvua ilinyesha.
sv Kapt. Ek och dr. Ny kom.‖Det var kl. 5.‖Alla sov.
sv Gen. Berg och prof. Lind kom.‖Det regnade.
ro Dl. Pop și dna. Rus au plecat.‖Art. 5 e clar.
ro Gen. Popa și dr. Ionescu au venit.‖Ploua.
hu Dr. Szabó a II. Kerületben él.‖Az 1. Hadsereg vonul.
hu Dr. Kovács és ifj. Nagy jött.‖Esett.
th การซ้อมจบแล้ว รัฐมนตรีกลับ
my ဝန်ကြီး ထွက်သွားသည်။‖တပ် ငြိမ်နေသည်။
km រដ្ឋមន្ត្រីចាកចេញ។‖ទាហានស្ងៀម។
ka პროფ. დოლიძე მოვიდა.‖ყველა ადგა.‖რატომ?‖არავინ იცის.
ka გენ. ბერიძე მოვიდა.‖წვიმდა.
kk Проф. Әлиев пен ген. Сейітов келді.‖Жаңбыр жауды.
kk Ген. Омаров г. Алматы қаласында.‖Ол үнсіз.
hr Dr. Horvat živi u ul. Ilica br. 5.‖On šuti.
sl Dr. Novak in gen. Zupan molčita.‖Dne 5. Maja dežuje.
fi Prof. Laine ja tri Aho tulivat.‖Satoi 5. Toukokuuta.
da Hr. Holm og fr. Juul kom d. 5. Maj.‖De sov.
""".strip().split("\n")
"""Language and text."""
