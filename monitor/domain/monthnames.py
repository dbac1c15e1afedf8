"""Names of months as outlets print them: for each calendar the rows of twelve, one row for each language or spelling.

``_`` stands for a space, ``-`` for a month whose name an earlier row has. A name stands for one month only: where two
languages use one word for different months, it is the one that more state outlets print (Polish, not Croatian
``listopada``).
"""

from __future__ import annotations

GREGORIAN = (
    "january february march april may june july august september october november december",
    "jan feb mar apr - jun jul aug sep oct nov dec",
    "- - - - - - - - sept - - -",
    # Persian, Dari
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ژانویهٔ فوریهٔ مارچ آپریل می جون جولای آگوست سپتمبر اکتوبر نومبر دسمبر",
    "جنوری فبروری - اپریل - - جولایی آگست - - - -",
    # Arabic: the Gulf and Egypt, the Levant, the Maghreb
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "- فبرایر - إبريل ماي يونيه يوليه - شتنبر - نونبر دجنبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "ك2 - - نيسان - - - - - ت1 ت2 ك1",
    "جانفي فيفري - أفريل - جوان جويلية أوت - - - -",
    "- - - - - - يوليوز غشت - - - -",
    # Urdu, Pashto, Uyghur's neighbours write the months of Europe so
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "جنورۍ فبرورۍ - - مۍ - جولای اګست سپټمبر اکټوبر نوومبر ډسمبر",
    # Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "янв фев мар апр - июн июл авг сен окт ноя дек",
    "- февр - - - - - - сент - нояб -",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    "січ лют бер квіт трав черв лип серп вер жовт лист груд",
    "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "януари февруари - април - юни юли - септември октомври ноември декември",
    "јануар фебруар - - мај јун јул - септембар октобар новембар децембар",
    "јануари фебруари - - - јуни јули - - - - -",
    "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    # Kazakh, Tajik, Uzbek in Cyrillic letters, Mongolian writes figures
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри",
    "январ феврал - апрел - - - - сентябр октябр ноябр декабр",
    # Spanish, Portuguese, French, Italian, Romanian
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene - - abr - - - ago setiembre - - dic",
    "janeiro fevereiro março - maio junho julho - setembro outubro novembro dezembro",
    "- fev - - - - - - set out - dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr - avr - - juil aout - - - déc",
    "gennaio febbraio - aprile maggio giugno luglio - settembre ottobre novembre dicembre",
    "gen - - - mag giu lug - - ott - -",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    # German, Dutch, the Nordic languages
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber mär - - - - - - okt - dez",
    "januari februari maart - mei - - augustus - - - -",
    "- - mars - maj - - augusti - - - december",
    "- - - - - - - - - - - desember",
    # Turkish, Azerbaijani, Uzbek, Turkmen
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "oca şub - nis - haz tem ağu eyl eki kas ara",
    "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "- - - - - - - avgust sentabr oktabr - -",
    "ýanwar fewral - - maý iýun iýul awgust sentýabr oktýabr noýabr -",
    # Indonesian, Malay, Swahili, Hausa, Filipino
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "- - mac - - jun julai ogos - - - disember",
    "- - machi aprili - - - agosti septemba oktoba novemba desemba",
    "janairu fabrairu maris afrilu mayu yuni yuli agusta satumba - nuwamba disamba",
    "- pebrero marso - - hunyo hulyo - setyembre oktubre nobyembre disyembre",
    # Polish, Czech, Hungarian, Greek
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "styczeń luty marzec kwiecień - czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "január február március április május június július augusztus szeptember október - -",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
    "δεκεμβρίου",
    # Hebrew, Armenian, Georgian
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի",
    "հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր",
    "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი",
    # Hindi and Nepali, Bengali
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "- फरवरी - - - - - - सितम्बर अक्तूबर नवम्बर दिसम्बर",
    "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "জানুয়ারী ফেব্রুয়ারী - - - - - - - - - -",
    # Thai, Lao, Khmer, Burmese
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "ม.ค ก.พ มี.ค เม.ย พ.ค มิ.ย ก.ค ส.ค ก.ย ต.ค พ.ย ธ.ค",
    "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ",
    "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
    "ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
)
JALALI = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
    "- - - - امرداد - - - - - - -",
    # Dari, Pashto
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
)
HIJRI = (
    "محرم صفر ربيع_الأول ربيع_الآخر جمادى_الأولى جمادى_الآخرة رجب شعبان رمضان شوال ذو_القعدة ذو_الحجة",
    "محرم_الحرام صفر_المظفر ربيع_أول ربيع_الثاني جمادى_الأول جمادى_الثانية رجب_المرجب شعبان_المعظم رمضان_المبارك "
    "شوال_المكرم ذي_القعدة ذي_الحجة",
    "المحرم - - ربيع_ثاني جمادي_الاولي جمادى_الثاني - - - - ذوالقعدة ذوالحجة",
    "- - - - - - - - - - ذی_القعده ذی_الحجه",
    "- - - - - - - - - - ذیقعده ذیحجه",
    "- - - - - - - - - - ذوالقعده ذوالحجه",
    "- - - - - - - - - - ذی_قعدہ ذی_الحج",
    "muharram safar rabi_al-awwal rabi_al-thani jumada_al-awwal jumada_al-thani rajab shaban ramadan shawwal "
    "dhu_al-qadah dhu_al-hijjah",
    "- - rabi_i rabi_ii jumada_i jumada_ii - sha'ban ramazan - dhul_qadah dhul_hijjah",
)
