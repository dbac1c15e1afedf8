"""What sites write around an article, in the languages of the made pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Around:
    """One language: labels and lines that are on an article's page and no text of it."""

    related: str
    tags: str
    share: str
    credit: str
    caption: str
    rights: str
    letter: str
    bio: str
    comments: str
    comment: str
    also: str
    """What stands before a link to another story within the text."""


AROUND = {
    "en": Around(
        "Related stories", "Tags:", "Share this article", "Photo: Ana Quay/Tideline",
        "The ferry at the yard on Saturday",
        "© 2025 Tideline. All rights reserved.", "Sign up for our newsletter and get the harbour letter every morning.",
        "Ana Quay is Tideline's shipping reporter. She has written about ports since 2009. Follow her on Mastodon.",
        "Comments (2)", "My uncle waited for three weeks at the quay and never complained about it at all.",
        "Read more:",
    ),
    "fa": Around(
        "اخبار مرتبط", "برچسب‌ها:", "اشتراک‌گذاری", "عکس: آنا کی/تایدلاین", "کشتی در کارگاه تعمیر در روز شنبه",
        "تمامی حقوق این سایت محفوظ است.", "در خبرنامه ما عضو شوید و هر روز صبح خبرهای بندر را دریافت کنید.",
        "آنا کی خبرنگار کشتی‌رانی تایدلاین است و از سال ۱۳۸۸ درباره بندرها می‌نویسد.", "نظرات (۲)",
        "عموی من سه هفته در اسکله منتظر ماند و هیچ‌وقت شکایتی نکرد.", "بیشتر بخوانید:",
    ),
    "ar": Around(
        "أخبار ذات صلة", "الكلمات المفتاحية:", "شارك الخبر", "تصوير: آنا كي", "العبارة في الحوض يوم السبت",
        "جميع الحقوق محفوظة © 2025", "اشترك في نشرتنا البريدية لتصلك أخبار الميناء كل صباح.",
        "آنا كي مراسلة شؤون الملاحة في تايدلاين، تكتب عن الموانئ منذ عام 2009.", "التعليقات (2)",
        "انتظر عمي ثلاثة أسابيع على الرصيف ولم يشتك أبدا من ذلك.", "اقرأ أيضا:",
    ),
    "ru": Around(
        "Материалы по теме", "Теги:", "Поделиться", "Фото: Анна Кей/Тайдлайн", "Паром на верфи в субботу",
        "© 2025 Тайдлайн. Все права защищены.", "Подпишитесь на рассылку и получайте новости порта каждое утро.",
        "Анна Кей — корреспондент «Тайдлайна» по судоходству, пишет о портах с 2009 года.", "Комментарии (2)",
        "Мой дядя три недели ждал на причале и ни разу не пожаловался.", "Читайте также:",
    ),
    "zh": Around(
        "相关新闻", "标签：", "分享到", "图片来源：潮汐线", "周六停在船厂的渡轮",
        "版权所有 © 2025 潮汐线，未经授权不得转载。",
        "订阅我们的电子报，每天早上收到港口消息。", "安娜是潮汐线航运记者，自二〇〇九年起报道港口。", "评论（2）",
        "我叔叔在码头等了三个星期，从来没有抱怨过。", "延伸阅读：",
    ),
    "ko": Around(
        "관련 기사", "태그:", "공유하기", "사진=타이드라인", "토요일 조선소에 있는 여객선",
        "ⓒ 타이드라인. 무단 전재 및 재배포 금지",
        "뉴스레터를 구독하고 매일 아침 항구 소식을 받아 보세요.",
        "안나 기자는 2009년부터 항구에 대해 써 온 해운 담당 기자다.",
        "댓글 2개", "우리 삼촌은 부두에서 삼 주를 기다렸지만 한 번도 불평하지 않았다.", "관련기사:",
    ),
    "es": Around(
        "Noticias relacionadas", "Etiquetas:", "Compartir", "Foto: Ana Quay/Tideline",
        "El transbordador en el astillero el sábado",
        "© 2025 Tideline. Todos los derechos reservados.",
        "Suscríbase a nuestro boletín y reciba las noticias del puerto cada mañana.",
        "Ana Quay es periodista de Tideline y escribe sobre puertos desde 2009.", "Comentarios (2)",
        "Mi tío esperó tres semanas en el muelle y nunca se quejó de nada.", "Lea también:",
    ),
    "fr": Around(
        "Articles liés", "Mots-clés :", "Partager", "Photo : Ana Quay/Tideline", "Le bac au chantier naval samedi",
        "© 2025 Tideline. Tous droits réservés.",
        "Abonnez-vous à notre lettre et recevez les nouvelles du port chaque matin.",
        "Ana Quay est journaliste à Tideline et écrit sur les ports depuis 2009.", "Commentaires (2)",
        "Mon oncle a attendu trois semaines sur le quai et ne s'est jamais plaint.", "Lire aussi :",
    ),
    "tr": Around(
        "İlgili haberler", "Etiketler:", "Paylaş", "Fotoğraf: Ana Quay/Tideline", "Feribot cumartesi günü tersanede",
        "© 2025 Tideline. Tüm hakları saklıdır.", "Bültenimize abone olun, liman haberleri her sabah size gelsin.",
        "Ana Quay, Tideline'ın denizcilik muhabiridir ve 2009'dan beri limanları yazıyor.", "Yorumlar (2)",
        "Amcam üç hafta boyunca iskelede bekledi ve hiç şikâyet etmedi.", "Ayrıca okuyun:",
    ),
    "vi": Around(
        "Tin liên quan", "Từ khóa:", "Chia sẻ", "Ảnh: Ana Quay", "Chiếc phà ở xưởng hôm thứ Bảy",
        "© 2025 Tideline. Bản quyền thuộc về Tideline.", "Đăng ký nhận bản tin để đọc tin bến cảng mỗi sáng.",
        "Ana Quay là phóng viên hàng hải của Tideline, viết về cảng biển từ năm 2009.", "Bình luận (2)",
        "Chú tôi đã chờ ba tuần ở bến mà không hề phàn nàn.", "Xem thêm:",
    ),
}  # fmt: skip
