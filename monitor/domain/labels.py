"""The labels before an article's number and its dates, as outlets print them, in small letters.

Words of three kinds of numbers and dates: of the article, general ones that need a colon to be labels, and of a change.
"""

from __future__ import annotations

NEWS_ID = (
    "news id|news code|news no.?|news number|article id|article code|article no.?|article number|item code|item id|"
    "story id|story code|story no.?|post id|document id|report id|content id|publication id|id of the news|"
    # Persian, Dari, Pashto
    "کد خبر|کدخبر|شناسه خبر|شماره خبر|کد مطلب|شناسه مطلب|شماره مطلب|کد مقاله|کد گزارش|کد یادداشت|"
    "د خبر کوډ|د خبر کود|د خبر شمېره|د خبر شمیره|د خبر پېژند|"
    # Arabic, Urdu, Kurdish
    "رمز الخبر|رقم الخبر|معرف الخبر|معرّف الخبر|کود الخبر|كود الخبر|رمز المقال|رقم المقال|معرف المقال|رقم المادة|"
    "رقم النبأ|رقم المنشور|خبر کا کوڈ|خبر کوڈ|خبر نمبر|خبر کا نمبر|نیوز کوڈ|نیوز آئی ڈی|خبر آئی ڈی|خبر کی شناخت|"
    "کۆدی هەواڵ|kodê nûçeyê|"
    # Russian and its neighbours
    "код новости|номер новости|id новости|№ новости|код материала|номер материала|id материала|номер публикации|"
    "код публикации|номер статьи|код статьи|id статьи|код сообщения|номер сообщения|код новини|номер новини|"
    "id новини|код навіны|нумар навіны|жаңалық коды|жаңалық нөмірі|жаңылык коду|коди хабар|рамзи хабар|рақами хабар|"
    "код на новината|номер на новината|шифра вести|број вести|id вести|мэдээний дугаар|"
    # Spanish, Portuguese, French, Italian, German, Polish
    "código de (?:la )?noticia|código noticia|id de (?:la )?noticia|id noticia|número de (?:la )?noticia|"
    "código del artículo|número del artículo|id del artículo|código da notícia|id da notícia|número da notícia|"
    "código da matéria|id de la nouvelle|code de la nouvelle|numéro de la nouvelle|code de l['’]info(?:rmation)?|"
    "id de l['’]article|code de l['’]article|numéro de l['’]article|code info|codice(?: della)? notizia|"
    "id(?: della)? notizia|numero(?: della)? notizia|nachrichten-?id|nachrichtennummer|nachrichten-?code|artikel-?id|"
    "artikel-?nr\\.?|artikelnummer|meldungsnummer|meldungs-?id|kod wiadomości|numer wiadomości|id artykułu|"
    # Turkish, Azerbaijani, Uzbek
    "haber kodu|haber no|haber numarası|haber id|haber kimliği|xəbər id|xəbər kodu|xəbərin kodu|xəbər nömrəsi|"
    "xəbərin nömrəsi|yangilik kodi|yangilik raqami|"
    # Indonesian, Malay, Vietnamese, Swahili, Hausa
    "kode berita|id berita|nomor berita|kod berita|nombor berita|mã tin(?: tức)?|mã bài(?: viết)?|mã số tin|"
    "số hiệu tin|nambari ya habari|namba ya habari|msimbo wa habari|kitambulisho cha habari|lambar labari|"
    # Hindi, Bengali, Thai
    "समाचार आईडी|समाचार कोड|समाचार संख्या|ख़?बर आईडी|ख़?बर कोड|সংবাদ আইডি|সংবাদ কোড|সংবাদ নম্বর|খবর আইডি|"
    "รหัสข่าว|เลขที่ข่าว|หมายเลขข่าว|"
    # Chinese, Japanese, Korean
    "新闻编号|新闻id|新闻号|新闻代码|新闻编码|稿件编号|稿件号|文章编号|文章id|文章号|消息编号|稿号|新聞編號|新聞代碼|新聞id|文章編號|稿件編號|"
    "ニュースid|ニュース番号|ニュースコード|記事id|記事番号|記事コード|"
    "기사번호|기사 번호|기사 ?id|기사 ?코드|뉴스 ?id|뉴스 ?번호|뉴스 ?코드|보도 ?번호|소식 ?번호"
)
ID = (
    "id|code|no|nr|ref|reference|№|کد|شناسه|شماره|رقم|الرقم|رمز|المعرف|код|номер|ид|código|número|nota|référence|réf|"
    "numéro|codice|kod|编号|編號|번호|コード|番号|รหัส|आईडी|mã"
)
DATE = (
    "publish date|publishing date|publication date|date of publication|published|published on|published at|"
    "published date|publish time|publication time|date published|first published|news date|posted|posted on|"
    "date posted|release date|released|release time|issue date|date of issue|date and time|date|"
    # Persian, Dari, Pashto
    "تاریخ انتشار|تاریخ و ساعت انتشار|تاریخ و زمان انتشار|تاریخ خبر|تاریخ درج|تاریخ ثبت|تاریخ نشر|تاریخ|زمان انتشار|"
    "زمان خبر|زمان نشر|ساعت انتشار|منتشر شده|منتشر شده در|انتشار|نشر شده|نشر شده در|"
    "د خپرېدو نېټه|د خپریدو نیټه|د خپرولو نېټه|د خپرولو نیټه|د نشر نېټه|خپره شوې|نېټه|نیټه|"
    # Arabic, Urdu
    "تاريخ النشر|تأريخ النشر|تاریخ النشر|تاريخ نشر الخبر|تاريخ ووقت النشر|تاريخ الإصدار|تاريخ الاصدار|تاريخ الخبر|"
    "تاريخ|التاريخ|بتاريخ|وقت النشر|زمن النشر|موعد النشر|نشر في|نشرت في|نشر بتاريخ|نُشر|نُشر في|تم النشر|تم النشر في|"
    "النشر|تاریخ اشاعت|تاریخِ اشاعت|اشاعت کی تاریخ|اشاعت|شائع شدہ|شائع ہوا|شائع کردہ|"
    # Russian and its neighbours
    "дата публикации|дата и время публикации|дата и время|дата выхода|дата выпуска|дата размещения|дата новости|"
    "дата создания|время публикации|время выхода|опубликовано|опубликована|опубликован|размещено|добавлено|дата|"
    "опубліковано|дата публікації|апублікавана|дата публікацыі|жарияланған күні|жарияланған уақыты|жарияланды|күні|"
    "жарыяланган күнү|санаи нашр|таърихи нашр|публикувано|публикувана на|дата на публикуване|дата на публикация|"
    "објављено|датум објаве|датум|нийтэлсэн|огноо|"
    # Spanish, Portuguese, French, Italian, Romanian
    "fecha de publicación|fecha de la noticia|fecha de emisión|fecha y hora|fecha|publicado|publicada|publicado el|"
    "publicada el|publicado en|publicación|data de publicação|data da publicação|data da notícia|publicado em|"
    "publicada em|publicação|postado em|data|data di pubblicazione|pubblicato|pubblicato il|pubblicata il|"
    "date de publication|date de parution|date de diffusion|publié|publiée|publié le|publiée le|paru le|"
    "mis en ligne le|publication|data publicării|publicat|publicat la|"
    # German, Dutch, the Nordic languages, Polish, Czech, Hungarian, Serbian, Greek
    "veröffentlicht am|veröffentlicht|veröffentlichungsdatum|erschienen am|erscheinungsdatum|publiziert am|"
    "publikationsdatum|datum|gepubliceerd(?: op)?|publicatiedatum|publicerad|publicerat|publisert|julkaistu|"
    "data publikacji|opublikowano|publikováno|zveřejněno|datum zveřejnění|közzétéve|megjelent|datum objave|objavljeno|"
    "ημερομηνία δημοσίευσης|ημερομηνία|δημοσιεύτηκε|δημοσίευση|"
    # Turkish, Azerbaijani, Uzbek
    "yayın tarihi|yayınlanma tarihi|yayınlanma zamanı|yayımlanma tarihi|yayınlandı|giriş tarihi|haber tarihi|"
    "eklenme tarihi|tarih|dərc tarixi|dərc olunub|dərc edilib|nəşr tarixi|yayım tarixi|tarix|e[ʻ'’]lon qilingan sana|"
    "chop etilgan sana|nashr sanasi|sana|"
    # Indonesian, Malay, Vietnamese, Swahili, Hausa
    "tanggal terbit|tanggal publikasi|tanggal tayang|waktu terbit|diterbitkan|diterbitkan pada|dipublikasikan|tanggal|"
    "tarikh terbit|tarikh siaran|tarikh|ngày đăng|ngày xuất bản|ngày phát hành|đăng ngày|đăng lúc|thời gian đăng|"
    "xuất bản|ngày|tarehe ya kuchapishwa|tarehe ya uchapishaji|imechapishwa|tarehe|ranar bugawa|ranar wallafawa|"
    "an wallafa|"
    # Hindi, Bengali, Thai, Hebrew
    "प्रकाशन तिथि|प्रकाशन की तिथि|प्रकाशन की तारीख|प्रकाशित तिथि|प्रकाशित|दिनांक|तारीख|तिथि|"
    "প্রকাশের তারিখ|প্রকাশের সময়|প্রকাশিত|প্রকাশ|তারিখ|วันที่เผยแพร่|เผยแพร่เมื่อ|เผยแพร่|วันที่|תאריך פרסום|פורסם|תאריך|"
    # Chinese, Japanese, Korean
    "发布时间|发布日期|发布于|发稿时间|发稿日期|发表时间|发表日期|发表于|出版日期|刊发时间|刊发日期|刊登日期|公布时间|新闻日期|时间|日期|"
    "發布時間|發佈時間|發布日期|發佈日期|發稿時間|發表時間|發布於|時間|"
    "公開日|公開日時|配信日|配信日時|掲載日|掲載日時|投稿日|発表日|日付|日時|発行日|"
    "게시일|게시일시|게재일|등록일|등록일시|등록|입력|입력일시|기사입력|작성일|송고시간|송고|발행일|보도일|보도일시|날짜|발표일"
)
UPDATE = (
    "updated|updated on|updated at|last updated|last update|modified|last modified|edited|"
    "به ?روز ?رسانی|آخرین به‌?روزرسانی|آخرین ویرایش|تاریخ ویرایش|وروستی تازه کول|"
    "آخر تحديث|تاريخ التحديث|تم التحديث|آخر تعديل|تازہ ترین|اپ ڈیٹ|آخری اپ ڈیٹ|"
    "обновлено|дата обновления|изменено|последнее обновление|оновлено|абноўлена|жаңартылды|"
    "actualizado|actualizada|última actualización|mis à jour|mise à jour|dernière mise à jour|aktualisiert|atualizado|"
    "atualizada|última atualização|aggiornato|ultimo aggiornamento|zaktualizowano|"
    "güncelleme|güncellenme tarihi|güncelleme tarihi|son güncelleme|yenilənib|"
    "diperbarui|dikemas kini|cập nhật|imesasishwa|अपडेट|अद्यतन|হালনাগাদ|আপডেট|อัปเดต|"
    "更新时间|更新日期|更新於|更新于|更新時間|更新|更新日|更新日時|修改时间|최종수정|수정|업데이트"
)
