"""Invented news in fifteen languages: what the pages that try the gate are filled with."""
# ruff: noqa: E501  pages read best as they are

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language: a headline, sentences of its story, other headlines, and what a site says around articles."""

    code: str
    headline: str
    sentences: tuple[str, ...]
    others: tuple[str, ...]
    menu: tuple[str, ...]
    more: str
    """"Continue reading", as the whole of a link."""
    consent: tuple[str, str, str, str]
    """Title, explanation, "accept all", "manage options"."""
    wall: tuple[str, str]
    """That only subscribers may read on, and the offer below it."""
    gone: tuple[str, str]
    """Title and text of the page that is served instead of one that is not there."""
    login: tuple[str, str, str]
    """Title, explanation, button."""
    glue: str = " "


def _words(code: str, text: str, glue: str = " ") -> Words:
    """From lines: headline | sentences | others | menu | more | consent | wall | gone | login, parts set off by "/"."""
    lines = [tuple(part.strip() for part in line.split(" / ")) for line in text.strip().split("\n")]
    headline, sentences, others, menu, more, consent, wall, gone, login = lines
    return Words(
        code, headline[0], sentences, others, menu, more[0], (consent[0], consent[1], consent[2], consent[3]),
        (wall[0], wall[1]), (gone[0], gone[1]), (login[0], login[1], login[2]), glue,
    )  # fmt: skip


LANGUAGES = (
    _words("en", """
Ferry between the islands sails again after repairs
The ferry between the two islands sailed again on Monday after three weeks of repairs at the northern yard. / The transport ministry said the new engine burns a third less fuel than the one it replaced. / Passengers had crossed in fishing boats, and the school moved its lessons to the harbour hall. / "We counted every day," the mayor told reporters on the quay. / A second vessel is to join the line in spring if parliament approves the budget. / Tickets will cost the same until the end of the year, the operator added.
Grain harvest grows by a tenth in the river provinces / Ministers agree on a fund for coastal villages / Bridge over the strait to be closed for one night / Athletes return home with eleven medals
Home / World / Economy / Culture / Sport
Continue reading
We value your privacy / We and our 712 partners store and access information on a device, such as cookies, and process personal data for personalised advertising and measurement. You can withdraw your consent at any time. / Accept all / Manage options
To continue reading this article, subscribe now / Already a subscriber? Log in. First month for one crown.
Page not found / Sorry, the page you are looking for does not exist or has been moved. Try the search or go back to the home page.
Log in / Enter your e-mail address and password to log in to your account. / Forgot your password?
"""),
    _words("fa", """
کشتی مسافربری میان دو جزیره دوباره به راه افتاد
کشتی مسافربری میان دو جزیره پس از سه هفته تعمیر روز دوشنبه دوباره به دریا رفت. / وزارت راه گفت موتور تازه یک‌سوم کمتر از موتور پیشین سوخت می‌سوزاند. / مسافران در این مدت با قایق‌های ماهیگیری رفت‌وآمد می‌کردند و کلاس‌های مدرسه در سالن بندر برگزار می‌شد. / شهردار به خبرنگاران گفت: «ما روزشماری می‌کردیم.» / اگر مجلس بودجه را تصویب کند، کشتی دوم در بهار به این خط افزوده می‌شود. / شرکت بهره‌بردار افزود که بهای بلیت تا پایان سال تغییر نمی‌کند.
برداشت گندم در استان‌های کنار رود یک‌دهم بیشتر شد / وزیران درباره صندوق روستاهای ساحلی به توافق رسیدند / پل تنگه یک شب بسته می‌شود / ورزشکاران با یازده مدال به خانه بازگشتند
صفحه نخست / جهان / اقتصاد / فرهنگ / ورزش
ادامه مطلب
به حریم خصوصی شما احترام می‌گذاریم / ما و شرکای ما از کوکی‌ها برای ذخیره اطلاعات در دستگاه شما و پردازش داده‌های شخصی برای تبلیغات استفاده می‌کنیم. می‌توانید رضایت خود را هر زمان پس بگیرید. / پذیرش همه / مدیریت گزینه‌ها
برای خواندن ادامه این مطلب مشترک شوید / مشترک هستید؟ وارد شوید.
صفحه مورد نظر یافت نشد / متأسفانه صفحه‌ای که به دنبال آن هستید وجود ندارد یا جابه‌جا شده است. به صفحه نخست بازگردید.
ورود به سایت / برای ورود به حساب کاربری نشانی رایانامه و گذرواژه خود را وارد کنید. / گذرواژه را فراموش کرده‌اید؟
"""),
    _words("ar", """
عودة العبّارة بين الجزيرتين إلى العمل بعد إصلاحها
عادت العبّارة التي تربط بين الجزيرتين إلى الإبحار يوم الاثنين بعد ثلاثة أسابيع من أعمال الإصلاح. / وقالت وزارة النقل إن المحرك الجديد يستهلك وقودا أقل بمقدار الثلث من المحرك السابق. / وكان الركاب يعبرون بقوارب الصيد، ونقلت المدرسة دروسها إلى قاعة الميناء. / وقال رئيس البلدية للصحفيين: "كنا نعد الأيام". / وستنضم سفينة ثانية إلى الخط في الربيع إذا أقر البرلمان الموازنة. / وأضافت الشركة المشغلة أن أسعار التذاكر لن تتغير حتى نهاية العام.
محصول الحبوب يزداد بمقدار العشر في محافظات النهر / الوزراء يتفقون على صندوق للقرى الساحلية / إغلاق الجسر فوق المضيق ليلة واحدة / الرياضيون يعودون بإحدى عشرة ميدالية
الرئيسية / العالم / الاقتصاد / الثقافة / الرياضة
اقرأ المزيد
نحن نحترم خصوصيتك / نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لتخزين المعلومات على جهازك ومعالجة البيانات الشخصية لأغراض الإعلانات. يمكنك سحب موافقتك في أي وقت. / قبول الكل / إدارة الخيارات
لمتابعة قراءة هذا المقال اشترك الآن / هل أنت مشترك؟ سجّل الدخول.
الصفحة غير موجودة / عذرا، الصفحة التي تبحث عنها غير موجودة أو تم نقلها. يمكنك العودة إلى الصفحة الرئيسية.
تسجيل الدخول / أدخل بريدك الإلكتروني وكلمة المرور للدخول إلى حسابك. / نسيت كلمة المرور؟
"""),
    _words("ru", """
Паром между островами снова вышел в рейс после ремонта
Паром между двумя островами снова вышел в рейс в понедельник после трёх недель ремонта на северной верфи. / В министерстве транспорта сообщили, что новый двигатель расходует на треть меньше топлива, чем прежний. / Пассажиры переправлялись на рыбацких лодках, а школа перенесла уроки в зал порта. / «Мы считали каждый день», — сказал журналистам мэр. / Второе судно выйдет на линию весной, если парламент утвердит бюджет. / Цена билетов не изменится до конца года, добавили в компании.
Урожай зерна в речных провинциях вырос на десятую часть / Министры договорились о фонде для прибрежных сёл / Мост через пролив закроют на одну ночь / Спортсмены вернулись домой с одиннадцатью медалями
Главная / Мир / Экономика / Культура / Спорт
Читать далее
Мы ценим вашу конфиденциальность / Мы и наши партнёры используем файлы cookie для хранения информации на устройстве и обработки персональных данных в целях рекламы. Вы можете отозвать согласие в любое время. / Принять все / Управление настройками
Чтобы прочитать статью полностью, оформите подписку / Уже подписаны? Войдите.
Страница не найдена / К сожалению, запрашиваемая страница не существует или была удалена. Вернитесь на главную страницу.
Вход на сайт / Введите адрес электронной почты и пароль, чтобы войти в личный кабинет. / Забыли пароль?
"""),
    _words("zh", """
两岛之间的渡轮维修后恢复航行
往返两岛之间的渡轮在北部船厂维修三周后，于周一恢复航行。 / 交通部表示，新发动机的油耗比旧发动机低三分之一。 / 停航期间，乘客只能搭乘渔船往来，学校把课堂搬到了港口大厅。 / 市长在码头对记者说：“我们天天都在数日子。” / 如果议会批准预算，第二艘渡轮将于明年春天投入使用。 / 运营公司补充说，票价到年底前保持不变。
沿河各省粮食产量增长一成 / 部长们同意为沿海村庄设立基金 / 海峡大桥将封闭一夜 / 运动员带着十一枚奖牌回国
首页 / 国际 / 经济 / 文化 / 体育
阅读全文
我们重视您的隐私 / 我们和我们的合作伙伴使用Cookie在您的设备上存储信息，并处理个人数据用于广告和统计。您可以随时撤回同意。 / 全部接受 / 管理选项
订阅后可继续阅读全文 / 已经是订户？请登录。
页面不存在 / 抱歉，您访问的页面不存在或已被删除，请返回首页或使用搜索功能查找您需要的内容。
用户登录 / 请输入您的邮箱地址和密码登录您的账户，登录后可以查看更多内容。 / 忘记密码？
""", ""),
    _words("ja", """
二つの島を結ぶ連絡船、修理を終えて運航再開
二つの島を結ぶ連絡船が、北部の造船所での三週間の修理を終えて月曜日に運航を再開した。 / 運輸省によると、新しいエンジンの燃料消費は以前のものより三分の一少ない。 / 運休中、乗客は漁船で海を渡り、学校は港の会館で授業を行っていた。 / 町長は岸壁で記者団に「一日一日を数えていた」と語った。 / 議会が予算を承認すれば、来年の春に二隻目が加わる見通しだ。 / 運賃は年末まで据え置かれるという。
川沿いの県で穀物の収穫が一割増加 / 閣僚、沿岸の村のための基金で合意 / 海峡の橋、一晩通行止めへ / 選手団がメダル十一個を持って帰国
ホーム / 国際 / 経済 / 文化 / スポーツ
続きを読む
プライバシーに関するお知らせ / 当社とパートナーは、広告や測定のためにクッキーを使用して端末に情報を保存し、個人データを処理します。同意はいつでも撤回できます。 / すべて同意する / 設定を管理する
この記事の続きは有料会員限定です / 会員の方はログインしてください。
ページが見つかりません / お探しのページは存在しないか、移動または削除された可能性があります。トップページへお戻りください。
ログイン / メールアドレスとパスワードを入力してログインしてください。 / パスワードをお忘れの方
""", ""),
    _words("ko", """
두 섬을 잇는 여객선, 수리 마치고 운항 재개
두 섬을 잇는 여객선이 북부 조선소에서 3주간의 수리를 마치고 월요일 운항을 재개했다. / 교통부는 새 엔진이 이전 엔진보다 연료를 3분의 1 적게 쓴다고 밝혔다. / 그동안 승객들은 어선으로 바다를 건넜고 학교는 항구 회관에서 수업을 했다. / 시장은 부두에서 기자들에게 "하루하루를 세고 있었다"고 말했다. / 의회가 예산을 승인하면 내년 봄에 두 번째 배가 투입된다. / 운영사는 연말까지 요금을 올리지 않겠다고 덧붙였다.
강변 지역 곡물 수확 10퍼센트 증가 / 장관들, 해안 마을 기금에 합의 / 해협 다리 하룻밤 통제 / 선수단, 메달 열한 개 안고 귀국
홈 / 국제 / 경제 / 문화 / 스포츠
계속 읽기
개인정보 보호를 소중히 생각합니다 / 당사와 파트너는 광고 및 측정을 위해 쿠키를 사용하여 기기에 정보를 저장하고 개인정보를 처리합니다. 언제든지 동의를 철회할 수 있습니다. / 모두 동의 / 설정 관리
이 기사의 전문은 구독자만 볼 수 있습니다 / 이미 구독 중이신가요? 로그인하세요.
페이지를 찾을 수 없습니다 / 요청하신 페이지가 존재하지 않거나 삭제되었습니다. 홈페이지로 돌아가 주세요.
로그인 / 이메일 주소와 비밀번호를 입력하여 로그인하세요. / 비밀번호를 잊으셨나요?
"""),
    _words("es", """
El transbordador entre las islas vuelve a navegar tras las reparaciones
El transbordador que une las dos islas volvió a navegar el lunes después de tres semanas de reparaciones en el astillero. / El ministerio de Transporte dijo que el nuevo motor consume un tercio menos de combustible que el anterior. / Los pasajeros habían cruzado en barcas de pesca y la escuela trasladó sus clases al salón del puerto. / «Contábamos los días», dijo el alcalde a los periodistas en el muelle. / Un segundo barco se sumará a la línea en primavera si el parlamento aprueba el presupuesto. / Los billetes costarán lo mismo hasta fin de año, añadió la empresa.
La cosecha de cereales crece una décima parte en las provincias del río / Los ministros acuerdan un fondo para los pueblos de la costa / El puente del estrecho cerrará una noche / Los atletas regresan a casa con once medallas
Inicio / Mundo / Economía / Cultura / Deportes
Seguir leyendo
Valoramos su privacidad / Nosotros y nuestros socios almacenamos información en un dispositivo, como las cookies, y tratamos datos personales para publicidad personalizada. Puede retirar su consentimiento en cualquier momento. / Aceptar todo / Gestionar opciones
Para seguir leyendo, suscríbase / ¿Ya es suscriptor? Inicie sesión.
Página no encontrada / Lo sentimos, la página que busca no existe o ha sido trasladada. Vuelva a la página de inicio.
Iniciar sesión / Introduzca su correo electrónico y su contraseña para acceder a su cuenta. / ¿Ha olvidado su contraseña?
"""),
    _words("fr", """
Le bac entre les deux îles reprend la mer après des réparations
Le bac qui relie les deux îles a repris la mer lundi après trois semaines de réparations au chantier du nord. / Le ministère des Transports a indiqué que le nouveau moteur consomme un tiers de carburant de moins. / Les passagers traversaient en barque de pêche et l'école avait déplacé ses cours dans la salle du port. / « Nous comptions les jours », a déclaré le maire aux journalistes. / Un second navire rejoindra la ligne au printemps si le parlement vote le budget. / Le prix des billets ne changera pas avant la fin de l'année, a ajouté l'exploitant.
La récolte de céréales progresse d'un dixième / Les ministres s'accordent sur un fonds pour les villages côtiers / Le pont du détroit fermé pendant une nuit / Les athlètes rentrent avec onze médailles
Accueil / Monde / Économie / Culture / Sport
Lire la suite
Le respect de votre vie privée est notre priorité / Nos partenaires et nous-mêmes stockons des informations sur un appareil, telles que les cookies, et traitons des données personnelles à des fins publicitaires. Vous pouvez retirer votre consentement à tout moment. / Tout accepter / Gérer les options
Pour lire la suite de cet article, abonnez-vous / Déjà abonné ? Connectez-vous.
Page introuvable / Désolé, la page que vous recherchez n'existe pas ou a été déplacée. Retournez à la page d'accueil.
Connexion / Saisissez votre adresse e-mail et votre mot de passe pour accéder à votre compte. / Mot de passe oublié ?
"""),
    _words("de", """
Fähre zwischen den Inseln fährt nach der Reparatur wieder
Die Fähre zwischen den beiden Inseln fährt seit Montag nach drei Wochen Reparatur in der Werft im Norden wieder. / Das Verkehrsministerium teilte mit, der neue Motor verbrauche ein Drittel weniger Treibstoff als der alte. / Fahrgäste waren mit Fischerbooten übergesetzt, und die Schule hatte den Unterricht in den Hafensaal verlegt. / „Wir haben die Tage gezählt“, sagte die Bürgermeisterin den Journalisten. / Ein zweites Schiff soll im Frühjahr dazukommen, wenn das Parlament den Haushalt beschließt. / Die Preise bleiben bis zum Jahresende gleich, so der Betreiber.
Getreideernte wächst in den Flussprovinzen um ein Zehntel / Minister einigen sich auf einen Fonds für Küstendörfer / Brücke über die Meerenge eine Nacht gesperrt / Sportler kehren mit elf Medaillen heim
Startseite / Welt / Wirtschaft / Kultur / Sport
Weiterlesen
Wir schätzen Ihre Privatsphäre / Wir und unsere Partner speichern Informationen auf einem Gerät, wie Cookies, und verarbeiten personenbezogene Daten für personalisierte Werbung. Sie können Ihre Einwilligung jederzeit widerrufen. / Alle akzeptieren / Einstellungen verwalten
Weiterlesen mit einem Abo / Sie haben schon ein Abo? Anmelden.
Seite nicht gefunden / Die gesuchte Seite existiert leider nicht oder wurde verschoben. Gehen Sie zurück zur Startseite.
Anmelden / Geben Sie Ihre E-Mail-Adresse und Ihr Passwort ein, um sich in Ihrem Konto anzumelden. / Passwort vergessen?
"""),
    _words("pt", """
Balsa entre as ilhas volta a navegar depois de reparos
A balsa que liga as duas ilhas voltou a navegar na segunda-feira depois de três semanas de reparos no estaleiro. / O Ministério dos Transportes disse que o novo motor consome um terço menos combustível do que o anterior. / Os passageiros atravessavam em barcos de pesca e a escola deu aulas no salão do porto. / “Contávamos os dias”, disse o prefeito aos jornalistas. / Um segundo navio entrará na linha na primavera se o parlamento aprovar o orçamento. / As passagens custarão o mesmo até o fim do ano, acrescentou a empresa.
Colheita de grãos cresce um décimo nas províncias do rio / Ministros acertam um fundo para as aldeias da costa / Ponte do estreito fechará por uma noite / Atletas voltam para casa com onze medalhas
Início / Mundo / Economia / Cultura / Esporte
Continue lendo
Valorizamos a sua privacidade / Nós e os nossos parceiros armazenamos informações em um dispositivo, como cookies, e tratamos dados pessoais para publicidade personalizada. Você pode retirar o consentimento a qualquer momento. / Aceitar tudo / Gerir opções
Para continuar lendo, assine / Já é assinante? Entre.
Página não encontrada / Desculpe, a página que você procura não existe ou foi movida. Volte para a página inicial.
Entrar / Digite seu e-mail e sua senha para acessar a sua conta. / Esqueceu a senha?
"""),
    _words("tr", """
Adalar arasındaki feribot onarımdan sonra yeniden sefere çıktı
İki ada arasındaki feribot, kuzeydeki tersanede üç hafta süren onarımın ardından pazartesi günü yeniden sefere çıktı. / Ulaştırma Bakanlığı, yeni motorun eskisinden üçte bir daha az yakıt tükettiğini açıkladı. / Yolcular bu sürede balıkçı tekneleriyle karşıya geçti, okul derslerini liman salonunda yaptı. / Belediye başkanı rıhtımda gazetecilere "Gün sayıyorduk" dedi. / Meclis bütçeyi onaylarsa ilkbaharda ikinci bir gemi hatta katılacak. / Şirket, bilet fiyatlarının yıl sonuna kadar değişmeyeceğini ekledi.
Nehir illerinde tahıl hasadı onda bir arttı / Bakanlar kıyı köyleri için bir fonda anlaştı / Boğaz köprüsü bir gece kapatılacak / Sporcular on bir madalyayla döndü
Anasayfa / Dünya / Ekonomi / Kültür / Spor
Devamını oku
Gizliliğinize önem veriyoruz / Biz ve ortaklarımız, cihazınızda çerezler gibi bilgileri depoluyor ve kişisel verileri reklam amacıyla işliyoruz. Onayınızı istediğiniz zaman geri çekebilirsiniz. / Tümünü kabul et / Seçenekleri yönet
Haberin devamını okumak için abone olun / Zaten abone misiniz? Giriş yapın.
Sayfa bulunamadı / Üzgünüz, aradığınız sayfa mevcut değil veya taşınmış. Ana sayfaya dönebilirsiniz.
Giriş yap / Hesabınıza girmek için e-posta adresinizi ve şifrenizi yazın. / Şifremi unuttum
"""),
    _words("uk", """
Пором між островами знову вийшов у рейс після ремонту
Пором між двома островами знову вийшов у рейс у понеділок після трьох тижнів ремонту на північній верфі. / У міністерстві транспорту повідомили, що новий двигун витрачає на третину менше пального, ніж попередній. / Пасажири переправлялися рибальськими човнами, а школа перенесла уроки до зали порту. / «Ми рахували кожен день», — сказав журналістам мер. / Друге судно вийде на лінію навесні, якщо парламент затвердить бюджет. / Ціна квитків не зміниться до кінця року, додали в компанії.
Урожай зерна в річкових провінціях зріс на десяту частину / Міністри домовилися про фонд для прибережних сіл / Міст через протоку закриють на одну ніч / Спортсмени повернулися додому з одинадцятьма медалями
Головна / Світ / Економіка / Культура / Спорт
Читати далі
Ми цінуємо вашу конфіденційність / Ми та наші партнери використовуємо файли cookie для зберігання інформації на пристрої та обробки персональних даних для реклами. Ви можете відкликати згоду будь-коли. / Прийняти все / Керувати налаштуваннями
Щоб прочитати статтю повністю, оформіть передплату / Вже передплатили? Увійдіть.
Сторінку не знайдено / На жаль, сторінки, яку ви шукаєте, не існує або її було видалено. Поверніться на головну сторінку.
Вхід / Введіть адресу електронної пошти та пароль, щоб увійти до облікового запису. / Забули пароль?
"""),
    _words("hi", """
मरम्मत के बाद दो द्वीपों के बीच नौका फिर चली
दो द्वीपों के बीच चलने वाली नौका उत्तरी कारखाने में तीन सप्ताह की मरम्मत के बाद सोमवार को फिर चल पड़ी। / परिवहन मंत्रालय ने बताया कि नया इंजन पुराने इंजन से एक तिहाई कम ईंधन खर्च करता है। / यात्री इन दिनों मछली पकड़ने की नावों से आते-जाते थे और विद्यालय की कक्षाएँ बंदरगाह के भवन में लगती थीं। / महापौर ने पत्रकारों से कहा, "हम एक-एक दिन गिन रहे थे।" / यदि संसद बजट को मंज़ूरी देती है तो वसंत में दूसरी नौका भी चलेगी। / कंपनी ने कहा कि वर्ष के अंत तक किराया नहीं बदलेगा।
नदी के प्रांतों में अनाज की पैदावार दस प्रतिशत बढ़ी / मंत्रियों ने तटीय गाँवों के लिए कोष पर सहमति दी / जलडमरूमध्य का पुल एक रात बंद रहेगा / खिलाड़ी ग्यारह पदक लेकर लौटे
होम / दुनिया / अर्थव्यवस्था / संस्कृति / खेल
आगे पढ़ें
हम आपकी गोपनीयता का सम्मान करते हैं / हम और हमारे भागीदार आपके उपकरण पर कुकीज़ जैसी जानकारी रखते हैं और विज्ञापन के लिए व्यक्तिगत डेटा संसाधित करते हैं। आप अपनी सहमति कभी भी वापस ले सकते हैं। / सभी स्वीकार करें / विकल्प प्रबंधित करें
यह लेख आगे पढ़ने के लिए सदस्यता लें / पहले से सदस्य हैं? लॉग इन करें।
पृष्ठ नहीं मिला / क्षमा करें, आप जो पृष्ठ खोज रहे हैं वह मौजूद नहीं है या हटा दिया गया है। मुखपृष्ठ पर लौटें।
लॉग इन / अपने खाते में जाने के लिए अपना ईमेल पता और पासवर्ड लिखें। / पासवर्ड भूल गए?
"""),
    _words("vi", """
Phà nối hai đảo chạy trở lại sau khi sửa chữa
Chuyến phà nối hai hòn đảo đã chạy trở lại vào thứ Hai sau ba tuần sửa chữa tại xưởng phía bắc. / Bộ Giao thông cho biết động cơ mới tiêu thụ ít nhiên liệu hơn một phần ba so với động cơ cũ. / Trong thời gian đó hành khách phải đi bằng thuyền đánh cá và trường học phải dạy tại hội trường cảng. / "Chúng tôi đếm từng ngày", thị trưởng nói với các phóng viên. / Một con tàu thứ hai sẽ chạy vào mùa xuân nếu quốc hội thông qua ngân sách. / Giá vé không thay đổi cho đến cuối năm, công ty cho biết thêm.
Sản lượng ngũ cốc ở các tỉnh ven sông tăng một phần mười / Các bộ trưởng nhất trí lập quỹ cho làng ven biển / Cầu qua eo biển đóng một đêm / Các vận động viên trở về với mười một huy chương
Trang chủ / Thế giới / Kinh tế / Văn hóa / Thể thao
Đọc tiếp
Chúng tôi tôn trọng quyền riêng tư của bạn / Chúng tôi và các đối tác lưu trữ thông tin trên thiết bị, chẳng hạn như cookie, và xử lý dữ liệu cá nhân để quảng cáo. Bạn có thể rút lại sự đồng ý bất cứ lúc nào. / Chấp nhận tất cả / Quản lý tùy chọn
Đăng ký để đọc tiếp bài viết này / Bạn đã đăng ký? Đăng nhập.
Không tìm thấy trang / Xin lỗi, trang bạn tìm không tồn tại hoặc đã bị xóa. Hãy quay lại trang chủ.
Đăng nhập / Nhập địa chỉ email và mật khẩu để đăng nhập vào tài khoản của bạn. / Quên mật khẩu?
"""),
)  # fmt: skip
"""The languages of the set."""
