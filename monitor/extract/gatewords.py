"""What pages say that are no articles, in the languages of the outlets that are watched.

``gate`` asks for them. A word proves nothing by itself: articles are written about cookies, log-ins and errors too.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


CONSENT_TOPICS: tuple[tuple[str, ...], ...] = (
    ("cookie", "çerez", "کوکی", "ملفات تعريف الارتباط", "ملفات الارتباط", "クッキー", "쿠키", "कुकी"),
    (
        "consent", "withdraw", "einwillig", "zustimm", "согласи", "згод", "رضایت", "موافقة", "موافقت", "同意",
        "동의", "सहमति",
        "đồng ý", "onayınız", "rızanız", "toestemming", "persetujuan",
    ),
    (
        "personal data", "personal information", "personenbezogen", "données personnel", "caractère personnel",
        "datos personales", "dados pessoais", "dati personali", "персональных данных", "персональные данные",
        "персональних даних", "داده‌های شخصی", "داده های شخصی", "اطلاعات شخصی", "البيانات الشخصية", "بياناتك الشخصية",
        "个人数据", "个人信息", "個人データ", "個人情報", "개인정보", "개인 정보", "व्यक्तिगत डेटा",
        "dữ liệu cá nhân", "kişisel veri",
        "danych osobowych", "data pribadi",
    ),
    (
        "privacy", "privatsphäre", "datenschutz", "vie privée", "confidentialité", "privacidad", "privacidade",
        "riservatezza", "конфиденциальност", "конфіденційніст", "حریم خصوصی", "خصوصية", "الخصوصية", "خصوصيتك", "隐私",
        "隱私", "プライバシー", "프라이버시", "गोपनीयता", "quyền riêng tư", "gizlili", "prywatnoś", "privasi",
    ),
    (
        "our partners", "trusted partners", "our vendors", "partners store", "partners and we", "unsere partner",
        "nos partenaires", "partenaires et nous", "nuestros socios", "nossos parceiros", "nostri partner",
        "наши партн", "наші партн", "شرکای ما", "وشركاؤنا", "شركائنا", "合作伙伴", "パートナー", "파트너",
        "भागीदार", "đối tác",
        "ortaklarımız", "nasi partnerzy",
    ),
    (
        "personalised ad", "personalized ad", "advertis", "measurement", "werbung", "publicit", "publicidad",
        "pubblicità", "реклам", "تبلیغات", "إعلان", "广告", "廣告", "広告", "광고", "विज्ञापन", "quảng cáo",
        "reklam", "iklan",
        "legitimate interest", "berechtigtes interesse", "intérêt légitime",
    ),
    (
        "on a device", "your device", "einem gerät", "ihrem gerät", "un appareil", "votre appareil", "un terminal",
        "un dispositivo", "su dispositivo", "um dispositivo", "устройстве", "пристрої", "دستگاه شما", "على جهازك",
        "设备上", "端末", "기기에", "उपकरण", "thiết bị", "cihazınız",
    ),
)  # fmt: skip
"""What the text of a consent dialog is about, in small letters; it comes to several of these in few lines."""

ACCEPT = _any(
    r"(?:i )?(?:accept|agree|allow)(?: (?:all|and (?:continue|close|proceed)|to all|cookies|all cookies))*|got it|"
    r"(?:reject|decline|refuse) all|manage (?:options|preferences|settings|choices|cookies)|"
    r"(?:alle[ns]? )?(?:cookies )?(?:akzeptieren|zulassen|zustimmen)(?: und (?:weiter|schließen))?|alle ablehnen|"
    r"(?:einstellungen|optionen) (?:verwalten|ansehen)|(?:tout )?accepter(?: (?:et (?:fermer|continuer)|tout))?|"
    r"tout refuser|continuer sans accepter|gérer (?:les|mes) (?:options|choix|préférences|cookies)|j'accepte|"
    r"aceptar(?: (?:todo|todas|todos|y continuar|y cerrar))?|rechazar todo|gestionar \w+|aceitar (?:tudo|todos)|"
    r"rejeitar tudo|gerir \w+|gerenciar \w+|accetta(?: tutto| e continua)?|rifiuta tutto|"
    r"принять(?: вс[её])?(?: cookie| и (?:продолжить|закрыть))?|отклонить вс[её]|согласен|соглашаюсь|"
    r"(?:управление|управлять) настройками|прийняти все|відхилити все|керувати \w+|"
    r"پذیرش همه|قبول همه|می‌پذیرم|موافقم|مدیریت گزینه‌ها|قبول الكل|أوافق|موافق|رفض الكل|إدارة الخيارات|"
    r"(?:全部|我)?(?:接受|同意)(?:全部|所有|并继续)?|全部拒绝|管理(?:选项|設定)|(?:すべて)?(?:に)?同意(?:する|"
    r"して続行)|すべて拒否|設定を管理(?:する)?|"
    r"(?:모두 )?(?:동의|수락)(?:하고 계속)?(?:하기)?|모두 거부|설정 관리|सभी स्वीकार करें|विकल्प प्रबंधित करें|"
    r"chấp nhận tất cả|đồng ý|quản lý tùy chọn|(?:tümünü )?kabul et|tümünü reddet|seçenekleri yönet|"
    r"zaakceptuj wszystk\w+|akceptuję|accepteer alles|terima semua"
)
"""The whole of a consent dialog's button."""

WALL = _any(
    r"(?:subscribe|sign up|sign in|log ?in|register|join)(?: now| today| here)? (?:to|and) (?:continue|keep|read on|"
    r"read (?:the )?"
    r"(?:full|rest|whole|entire|complete|more|this)|unlock|get (?:full|unlimited) access)",
    r"to (?:continue|keep) reading\b.{0,60}\b(?:subscri|register|sign|log|account|member)|to read (?:the )?(?:full|"
    r"rest|whole|this)\b"
    r".{0,60}\b(?:subscri|register|sign (?:in|up)|log ?in|member)|"
    r"(?:this|the) (?:article|story|content|page) is (?:only |exclusively )?(?:available |reserved )?(?:only |"
    r"exclusively )?(?:for|to) "
    r"(?:\w+ ){0,3}(?:subscribers|members)|(?:subscriber|member|premium)[- ]?(?:only|exclusive)(?: (?:content|article|"
    r"story))?\W*$|"
    r"you(?:'ve|’ve| have) (?:reached|used|read|hit) (?:all )?(?:your|of your)\b.{0,60}(?:limit|free (?:article|stor)|"
    r"articles?)|"
    r"(?:rest|remainder|remaining) of (?:this|the) (?:article|story) is\b|unlock (?:this|the full) (?:article|story)",
    r"weiterlesen (?:mit|für|nur|im)\b|(?:jetzt )?(?:abonnieren|registrieren|anmelden) und weiterlesen|(?:nur|"
    r"exklusiv) für abonnent|"
    r"(?:diesen|den (?:ganzen|vollständigen)) (?:artikel|beitrag|text) (?:jetzt )?(?:weiter|weiterzu|"
    r"zu )?lesen\b.{0,40}(?:abo|anmeld|regist)|"
    r"um weiterzulesen|lesen sie (?:den ganzen artikel|weiter) mit",
    r"pour (?:lire|continuer|poursuivre|accéder)\b.{0,60}(?:abonn|inscri|connect)|(?:article|contenu|"
    r"la suite est) (?:est )?réservée?s? (?:à nos |aux )abonn|"
    r"abonnez-vous pour (?:lire|continuer|accéder)|il vous reste \d+ ?% (?:de cet article )?à",
    r"para (?:seguir|continuar) (?:leyendo|lendo)\b.{0,60}(?:suscr|assin|regist|inici|entr)|(?:suscríbase|suscríbete|"
    r"regístrate|regístrese|assine|cadastre-se) "
    r"(?:para|e|y) (?:\w+ )?(?:seguir|continuar|continue|leer|ler|siga)|(?:contenido|conteúdo|artículo|matéria|"
    r"noticia) (?:\w+ )?(?:exclusiv[oa]|solo|só|apenas) (?:para )?(?:suscr|assin)|"
    r"per continuare a leggere|(?:contenuto|articolo) (?:\w+ )?(?:riservato|esclusivo) (?:a|per) (?:gli )?abbonat",
    r"чтобы (?:прочитать|продолжить|читать|дочитать)\b.{0,60}(?:подпис|войд|регистр|авториз)|(?:доступн\w+|материал|"
    r"статья|текст) (?:\w+ )?(?:только )?(?:для |по )?подписчик\w*|"
    r"(?:полн\w+ (?:текст|верси\w+)|продолжение)\b.{0,40}(?:подпис|авториз|зарегистр)|оформите подписку[^.]{0,20}чтобы|"
    r"щоб (?:прочитати|продовжити|читати)\b.{0,60}(?:передплат|увійд|реєстр)|лише для передплатник",
    r"برای (?:خواندن|مطالعه|ادامه|مشاهده)\b.{0,60}(?:مشترک|اشتراک|وارد شوید|عضو)|(?:ویژه|مخصوص) مشترک",
    r"(?:لمتابعة|لمواصلة|لإكمال|لقراءة)\b.{0,60}(?:اشترك|الاشتراك|سج[ّ]?ل)|(?:للمشتركين|لمشتركينا) فقط|"
    r"هذا المحتوى (?:حصري|متاح|مخصص) ل",
    r"(?:订阅|訂閱|登录|登錄|登入|注册|註冊|付费|付費|开通会员|加入會員)(?:后|後|即可|以)?[^。]{0,8}(?:继续|"
    r"繼續|阅读全文|閱讀全文|查看全文|阅读更多|解鎖|解锁)|(?:仅限|僅限|"
    r"限)(?:订户|訂戶|会员|會員|订阅)|剩余[^。]{0,12}付费|"
    r"(?:会員|有料|購読者)[^。]{0,6}(?:限定|専用|のみ)|続き[^。]{0,10}(?:会員|有料|登録|ログイン)|(?:会員登録|"
    r"ログイン)[^。]{0,10}(?:続き|全文)|残り\d+文字|"
    r"(?:구독자|회원|유료)[^.]{0,10}(?:전용|만 (?:볼|읽을|이용)|에게만)|(?:전문|기사 전체)[^.]{0,20}(?:구독|"
    r"로그인|회원)|(?:구독|로그인)[^.]{0,12}(?:계속|"
    r"전문|이어서)",
    r"(?:आगे|पूरा|पूरी)[^।]{0,20}पढ़ने के लिए[^।]{0,40}(?:सदस्य|सब्सक्राइब|लॉग|पंजीकर)|(?:đăng ký|đăng nhập|"
    r"mua gói)[^.]{0,20}để (?:đọc|xem)|(?:devamını|tamamını|okumaya)[^.]{0,30}(?:abone|üye|giriş yap)|"
    r"(?:abone|üye) (?:olun|ol)[^.]{0,20}(?:oku|devam)|(?:berlangganan|masuk|daftar)[^.]{0,20}untuk (?:membaca|"
    r"melanjutkan)|aby (?:czytać|przeczytać)[^.]{0,40}(?:subskryb|zaloguj|prenumer)|dalsz\w+ część[^.]{0,30}subskryb",
)
"""Where a text ends and a subscription or a log-in is asked for. Offers that stand below whole articles do not fit."""

MORE = _any(
    r"(?:continue|keep) reading|read (?:on|more|the (?:full|whole|rest|entire|original)(?: (?:article|story|text))?|"
    r"full (?:article|story|text)|in full)|"
    r"full (?:article|story|text)|(?:click here )?(?:to )?read more(?: (?:at|on) .{2,30})?|view (?:original|"
    r"full)(?: (?:article|story))?|more details|"
    r"weiterlesen|(?:zum )?(?:ganzen|vollständigen) (?:artikel|beitrag)(?: lesen)?|mehr lesen|lire (?:la suite|plus|"
    r"l'article(?: complet)?|l’article(?: complet)?)|suite de l'article|"
    r"(?:seguir|continuar|continue) (?:leyendo|lendo)|le(?:er|ia|r) (?:más|mais|completo|a (?:matéria|notícia|"
    r"íntegra).*|la nota.*|noticia completa)|ver (?:más|mais|nota completa)|continua a leggere|leggi (?:tutto|di più|"
    r"l'articolo.*)|"
    r"читать (?:далее|дальше|полностью|продолжение|весь текст|полный текст|статью(?: полностью)?|подробнее)|подробнее|"
    r"далее|полный текст|продолжение|читати (?:далі|більше|повністю)|докладніше|далі|"
    r"ادامه (?:مطلب|خبر|مقاله)?|ادامه‌ی مطلب|بیشتر بخوانید|متن کامل|مشروح خبر|اقرأ? المزيد|إقرأ المزيد|(?:تابع|متابعة|"
    r"أكمل) القراءة|المزيد|التفاصيل|"
    r"(?:阅读|查看|点击(?:阅读|查看)|閱讀|展开)(?:全文|更多|原文|详情)|全文|更多|(?:記事の)?続き(?:を|"
    r"は)?(?:読む|こちら)?|もっと(?:見る|読む)|全文を?読む|"
    r"(?:기사 )?(?:계속 읽기|더\s?보기|전문 보기|더 읽기|자세히 보기)|"
    r"आगे पढ़ें|पूरा पढ़ें|और पढ़ें|पूरी (?:ख़बर|खबर) पढ़ें|(?:đọc|xem) (?:tiếp|thêm|toàn bộ|chi tiết)|devamını oku|"
    r"devamı|haberin devamı|(?:baca )?selengkapnya|baca (?:selanjutnya|lebih lanjut)|czytaj (?:dalej|więcej|całość)|"
    r"lees (?:verder|meer)"
)
"""The whole of a link that leads from a beginning to the rest."""

GONE = _any(
    r"(?:page|article|story|document|content|url|file|post)\b.{0,40}\b(?:not (?:be )?found|could not be found|"
    r"can['’]?t be found|cannot be found|"
    r"does ?n[o'’]t exist|no longer (?:exists?|available)|unavailable|is not available|has been (?:removed|deleted))|"
    r"(?:error|http|fehler|erreur|ошибка|خطای?|错误|오류|lỗi|hata)\W{0,3}(?:404|410)|^\W*(?:404|410)\b.{0,30}$|"
    r"nothing (?:was )?found|^\W*not found\W*$|"
    r"(?:seite|artikel|beitrag)\b.{0,30}(?:nicht (?:gefunden|verfügbar|vorhanden)|existiert (?:leider )?nicht)|"
    r"(?:page|article) (?:introuvable|non trouvée?|inexistante?|n.existe)|"
    r"p[áa]gina (?:\w+ )?(?:no (?:encontrada|existe|disponible)|não (?:encontrada|existe)|non trovata)|"
    r"страниц\w{0,2}\b.{0,30}(?:не (?:найдена|существует)|удалена)|"
    r"сторінк\w{0,2}\b.{0,30}(?:не (?:знайдено|існує)|видалено)|(?:صفحه|خبر|مطلب)\b.{0,30}(?:یافت نشد|پیدا نشد|"
    r"وجود ندارد)|الصفحة\b.{0,30}(?:غير موجودة|غير متاحة)|(?:لم يتم|تعذر) العثور على|"
    r"(?:页面|网页|頁面|文章|内容|您访问的)[^。]{0,16}(?:不存在|未找到|找不到|没有找到|已(?:被)?删除)|"
    r"找不到(?:页面|网页|頁面)|ページ(?:が|は)(?:見つかりません|存在しません|"
    r"ありません)|페이지를? (?:찾을 수 없|존재하지)|"
    r"पृष्ठ (?:नहीं मिला|मौजूद नहीं)|(?:không tìm thấy|không tồn tại).{0,10}(?:trang)?|"
    r"trang (?:này )?không (?:tồn tại|tìm thấy)|sayfa bulunamadı|sayfa\b.{0,20}(?:mevcut değil|yok)|halaman (?:tidak|"
    r"tak) (?:ditemukan|tersedia)|"
    r"strona\b.{0,20}(?:nie istnieje|nie została znaleziona)|pagina niet gevonden"
)
"""A headline of the page that stands where no page is."""

OUT_OF_SERVICE = _any(
    r"(?:site|website|page|we(?:'re|’re| are)?|down|currently|scheduled)\b.{0,30}\b(?:under|for|undergoing|"
    r"in) (?:\w+ )?maintenance|available for (?:\w+ )?maintenance|maintenance (?:mode|in progress)|we(?:['’]ll|"
    r" will) be (?:right )?back|be back (?:soon|shortly)|"
    r"under construction|coming soon|service (?:temporarily )?(?:unavailable|not available)|"
    r"temporarily (?:unavailable|down|out of service)|internal server error|bad gateway|gateway time-?out|"
    r"^\W*(?:error )?(?:500|502|503|504)\b.{0,50}$|"
    r"error establishing a database connection|there has been a critical error|fatal error|database error|"
    r"application error|domain\b.{0,40}(?:for sale|expired|parked|default page|available|has been registered)|"
    r"(?:buy|parked) (?:this )?domain|default (?:web ?)?(?:site|page)|welcome to (?:nginx|apache|iis|plesk|centos)|"
    r"^\W*it works\W*$|^\W*index of /|account (?:has been )?suspended|website (?:is )?(?:expired|suspended|"
    r"no longer available)|"
    r"wartungsarbeiten|wartungsmodus|(?:derzeit|vorübergehend) nicht (?:verfügbar|erreichbar)|(?:en|mode) maintenance|"
    r"en cours de maintenance|site (?:temporairement )?indisponible|en mantenimiento|em manutenção|in manutenzione|"
    r"temporalmente fuera de servicio|"
    r"(?:техническ\w+|профилактическ\w+) (?:работ|обслужив|перерыв)|сайт (?:временно )?(?:недоступен|не работает|"
    r"на реконструкции|в разработке)|технічн\w+ робот|домен\b.{0,30}(?:продается|продаётся|припаркован|истек)|"
    r"در (?:دست|حال) (?:تعمیر|بروزرسانی|به‌روزرسانی|ساخت|طراحی)|موقتا\S* (?:در دسترس نیست|از دسترس خارج)|(?:تحت|"
    r"قيد) (?:الصيانة|الإنشاء)|الموقع (?:غير متاح|متوقف|مغلق)|(?:系统|網站|网站|服务器?)[^。]{0,6}(?:维护|維護|"
    r"升级|升級|建设中|暂停服务|繁忙)|"
    r"メンテナンス|サービスを?(?:一時)?停止|(?:서비스|시스템|사이트) ?점검|रखरखाव|bảo trì|bakım(?:da| çalışması|"
    r"dayız)|yapım aşamasında|"
    r"sedang (?:dalam )?(?:perbaikan|pemeliharaan)|prace techniczne|przerwa techniczna"
)
"""A headline of a site that is not in service: maintenance, errors of the server, domains without a site."""

REFUSED = _any(
    r"^\W*(?:error )?(?:401|403|429|451)\b.{0,60}$|^\W*forbidden\W*$|too many requests|rate limit|access (?:is |was |"
    r"has been )?(?:denied|restricted|forbidden|blocked|limited)|you(?:'ve|’ve|"
    r" have)? (?:have )?been (?:temporarily )?blocked|you are blocked|"
    r"unavailable (?:due to|for) legal reasons|(?:not|un) ?available in your (?:country|region|location)|(?:enable|"
    r"activate|turn on|requires?|allow) (?:javascript|cookies)|javascript (?:is )?(?:required|disabled)|"
    r"browser (?:is )?not supported|update your browser|"
    r"(?:verify|verifying|confirm|prove)\b.{0,30}\b(?:human|robot|you are|browser)|(?:robot|human|security|bot|"
    r"browser)\W(?:check|verification|challenge)|are you (?:a )?(?:human|robot)|captcha|checking your browser|"
    r"just a moment|one more step|attention required|"
    r"request (?:unsuccessful|blocked|rejected)|unusual (?:traffic|activity)|suspicious activity|pardon (?:our|"
    r"the) interruption|ddos|"
    r"доступ (?:\S+ ){0,3}(?:запрещ|огранич|заблокир|закрыт)\w+|не робот|включите (?:javascript|cookie|куки)|"
    r"провер(?:ка|яем) (?:ваш )?браузер|слишком много запросов|доступ заборонен|دسترسی (?:شما )?(?:غیر ?مجاز|مسدود|"
    r"محدود|ممنوع)|ربات نیست|(?:تم )?(?:حظر|رفض|منع) الوصول|الوصول مرفوض|"
    r"(?:访问|請求|请求)(?:被)?(?:拒绝|受限|阻断|拦截|过于频繁)|安全验证|人机验证|安全驗證|アクセス(?:が|"
    r"は)?(?:拒否|制限|できません)|ロボットではありません|접근(?:이|을)? ?(?:거부|"
    r"차단|제한)|로봇이 아닙니다|acceso (?:denegado|restringido|prohibido)|acesso (?:negado|bloqueado)|"
    r"accès (?:refusé|interdit|"
    r"bloqué)|zugriff (?:verweigert|gesperrt)|"
    r"erişim engellendi|truy cập (?:bị )?(?:từ chối|chặn)|dostęp (?:zabroniony|zablokowany)|akses (?:ditolak|diblokir)"
)
"""A headline of a page that refuses, or asks for a proof first."""

LOG_IN = _any(
    r"(?:please )?(?:log|sign)[ -]?(?:in|on)(?: (?:to|or|with|required|page|form).{0,50})?|login(?: .{0,20})?|"
    r"(?:create|register) (?:an |your )?account|(?:member|user|subscriber) (?:login|area)|register|registration|"
    r"authori[sz]ation|"
    r"anmelden(?: .{0,20})?|einloggen|anmeldung|(?:se )?connecter|connexion|identifiez-vous|s'identifier|"
    r"iniciar sesi[óo]n|acceso (?:de )?usuarios|inicia(?:r)? sesi[óo]n.{0,30}|entrar|fazer login|acess(?:e|"
    r"ar) sua conta|accedi|login utente|"
    r"вход(?: .{0,40})?|войти(?: .{0,40})?|авторизация|регистрация|вхід(?: .{0,30})?|увійти|ورود(?: .{0,40})?|"
    r"ثبت[\u200c ]?نام|تسجيل (?:ال)?دخول.{0,20}|دخول|(?:用户|用戶|会员|會員)?(?:登录|登錄|登入)(?:/?注册|页面)?|"
    r"ログイン(?:画面|ページ)?|会員登録|"
    r"로그인|회원가입|लॉग ?इन.{0,10}|đăng nhập.{0,20}|giriş(?: yap\w*)?|üye girişi|oturum aç\w*|"
    r"zaloguj(?: się)?|logowanie|"
    r"masuk|inloggen"
)
"""The whole of a headline over a log-in form."""

VAGUE = _any(
    r"[\w-]+(?:\.[\w-]+)+|(?:oops|whoops|uh[- ]oh|sorry|error|warning|notice|attention|alert|message|hold on|"
    r"please wait|loading)\b.{0,30}|"
    r"something went wrong.{0,20}|(?:hoppla|ups|fehler|hinweis|désolé|erreur|lo sentimos|error del servidor|aviso|"
    r"erro|desculpe|ops|errore)\b.{0,20}|"
    r"(?:ошибка|внимание|извините|упс|помилка|увага)\b.{0,20}|خطا.{0,10}|توجه|خطأ.{0,10}|عذر[اً]+|错误|"
    r"提示(?:信息)?|系统提示|"
    r"出错了|エラー|お知らせ|오류|알림|त्रुटि|lỗi|hata|uyarı"
)
"""The whole of a headline that says nothing: then the first lines say what the page is."""
