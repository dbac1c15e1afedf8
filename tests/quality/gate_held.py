"""Pages for the gate that were written after its rules, and by which no rule was made."""
# ruff: noqa: E501  pages read best as they are

from __future__ import annotations

from collections.abc import Iterator

from tests.quality.gate_words import LANGUAGES, Words

_BY_CODE = {words.code: words for words in LANGUAGES}


def _page(title: str, body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


_OG = (
    '<meta property="og:type" content="article"><meta property="article:published_time" content="2025-11-24T08:00:00Z">'
)

_WALLS = {
    "consent/google-like": _page("Before you continue", "<div><img alt=''><h1>Before you continue to Tideline</h1><p>We use cookies and data to deliver and maintain our services, track outages and protect against spam, and measure audience engagement.</p><p>If you choose to accept all, we will also use cookies and data to show personalised content and ads.</p><button>Reject all</button><button>Accept all</button><button>More options</button></div>"),
    "consent/yahoo-like": _page("Tideline is part of the family of brands", "<main><h2>Tideline is part of the family of brands</h2><p>When you use our sites and apps, we use cookies to provide our sites and apps to you, authenticate users, apply security measures, and measure your use.</p><p>If you click 'Accept all', we and our partners, including 237 who are part of the framework, will also store and access information on a device and use precise geolocation data.</p><form><button name='agree'>Accept all</button><button>Reject all</button><a href='/manage'>Manage privacy settings</a></form></main>"),
    "consent/de": _page("Einwilligung", "<div class='cmp'><h1>Mit Werbung weiterlesen</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Details und Informationen zu Cookies, Verarbeitungszwecken sowie Ihrer jederzeitigen Widerrufsmöglichkeit finden Sie in der Datenschutzerklärung.</p><button>Akzeptieren und weiter</button><p>Wir und unsere Partner verarbeiten personenbezogene Daten.</p></div>"),
    "consent/fr": _page("Gestion des cookies", "<h1>Votre consentement</h1><p>Avec votre accord, nous et nos partenaires utilisons des cookies ou technologies similaires pour stocker et accéder à vos données personnelles comme votre visite sur ce site.</p><button>Accepter et continuer</button><button>Continuer sans accepter</button>"),
    "consent/it": _page("Informativa", "<h1>La tua privacy è importante</h1><p>Noi e i nostri partner utilizziamo cookie e tecnologie simili per raccogliere dati personali, fornire pubblicità personalizzata e misurare le prestazioni dei contenuti.</p><button>Accetta e continua</button><button>Rifiuta tutto</button>"),
    "consent/pl": _page("Tideline", "<h1>Szanujemy Twoją prywatność</h1><p>My i nasi partnerzy przechowujemy i uzyskujemy dostęp do informacji na urządzeniu, takich jak pliki cookie, oraz przetwarzamy dane osobowe w celu wyświetlania reklam.</p><button>Akceptuję</button>"),
    "block/human": _page("Human Verification", "<h1>Let's confirm you are human</h1><p>Complete the security check before continuing. This step verifies that you are not a bot, which helps to protect your account and prevent spam.</p><button>Begin</button>"),
    "block/vpn": _page("Access blocked", "<h1>Your IP address has been blocked</h1><p>Access from your address was blocked because it may be a proxy or VPN. Contact the administrator if you believe that this is a mistake. Incident 4471-2.</p>"),
    "block/ru geo": _page("Доступ ограничен", "<h1>Доступ к сайту ограничен</h1><p>Доступ к запрашиваемому ресурсу с вашего IP-адреса ограничен. Если вы считаете, что это ошибка, обратитесь к администратору сайта.</p>"),
    "block/ir": _page("403", "<h1>دسترسی شما به این صفحه مسدود شده است</h1><p>برای دسترسی به این تارنما باید از داخل کشور وصل شوید. اگر از فیلترشکن استفاده می‌کنید آن را خاموش کنید.</p>"),
    "block/tr": _page("Erişim Engellendi", "<h1>Bu sayfaya erişim engellendi</h1><p>Güvenlik duvarı isteğinizi engelledi. Bunun bir hata olduğunu düşünüyorsanız site yöneticisine başvurun.</p>"),
    "block/js": _page("Loading", "<h1>JavaScript is disabled</h1><p>In order to continue, we need to verify that you're not a robot. This requires JavaScript. Enable JavaScript and then reload the page.</p>"),
    "block/spin": _page("Один момент", "<h1>Проверяем ваш браузер</h1><p>Это займёт несколько секунд. После проверки вы будете автоматически перенаправлены на запрошенную страницу.</p><script>document.cookie='a=1';location.reload()</script>"),
    "gone/oops": _page("Tideline", "<h1>Oops!</h1><p>That page can't be found. It looks like nothing was found at this location. Maybe try one of the links below or a search?</p>"),
    "gone/id": _page("404", "<h1>Halaman tidak ditemukan</h1><p>Maaf, halaman yang Anda cari tidak tersedia atau sudah dipindahkan. Silakan kembali ke beranda.</p>"),
    "gone/removed": _page("Article removed", "<h1>This article is no longer available</h1><p>The article that you are looking for was removed or has expired. Please see our latest news on the front page.</p>"),
    "gone/zh": _page("出错了", "<h1>提示信息</h1><p>您访问的文章不存在或者已被删除，三秒钟后将自动返回首页，如果没有跳转请点击这里，谢谢您的访问和支持。</p>"),
    "service/wp": _page("Briefly unavailable", "<h1>Briefly unavailable for scheduled maintenance</h1><p>Check back in a minute. We are updating the software that runs this site, and everything will be as before.</p>"),
    "service/fa": _page("در دست تعمیر", "<h1>وب‌سایت در حال به‌روزرسانی است</h1><p>از شکیبایی شما سپاسگزاریم. سایت به زودی با امکانات تازه باز خواهد گشت و در دسترس شما خواهد بود.</p>"),
    "service/parking": _page("tideline-news.example", "<h1>tideline-news.example</h1><p>The domain tideline-news.example is parked free, courtesy of its registrar. Get this domain before somebody else does it.</p>"),
    "service/502": _page("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><p>The proxy server received an invalid response from an upstream server. Please contact the administrator of the server.</p>"),
    "login/sso": _page("Sign in to your account", "<h1>Sign in to continue</h1><p>Use your Tideline account. No account yet? Create one, it takes a minute and costs nothing at all for readers.</p><form><input type=email><input type=password></form>"),
    "login/ar": _page("الدخول", "<h1>تسجيل الدخول إلى حسابك</h1><p>يرجى إدخال اسم المستخدم وكلمة المرور للمتابعة، أو إنشاء حساب جديد إذا لم تكن مسجلا من قبل.</p><form><input name=u><input type=password></form>"),
}  # fmt: skip


def _dl_section(words: Words) -> str:
    items = "".join(
        f"<dt><a href='/n{n}.htm'>{one}</a></dt><dd>{words.sentences[n % 5]}</dd>"
        for n, one in enumerate((*words.others, words.headline))
    )
    return _page(
        f"{words.menu[1]} - Tideline",
        f"<div id=top><a href=/>{words.menu[0]}</a> <a href=/w>{words.menu[1]}</a></div><h2>{words.menu[1]}</h2><dl>{items}</dl>",
    )


def _grid_home(words: Words) -> str:
    cell = "".join(
        f"<a class=tile href='/a/{n}'><h3>{one}</h3><p>{words.sentences[n % 5]}</p></a>"
        for n, one in enumerate((*words.others, words.headline) * 2)
    )
    return _page(
        "Tideline",
        f"<header><h1>Tideline</h1></header><section class=grid>{cell}</section>",
        '<meta property="og:type" content="website">',
    )


def _links_only(words: Words) -> str:
    rows = "".join(
        f"<tr><td>24.11.2025</td><td><a href='?id={n}'>{one}</a></td></tr>"
        for n, one in enumerate((*words.others, words.headline) * 5)
    )
    return _page(
        f"{words.menu[2]}",
        f"<h1>{words.menu[2]}</h1><table>{rows}</table><p><a href='?p=2'>2</a> <a href='?p=3'>3</a></p>",
    )


def _wordpress_archive(words: Words) -> str:
    posts = "".join(
        f"<article class='post'><header><h2 class='entry-title'><a href='/{n}/'>{one}</a></h2><span>24.11.2025</span></header><div class='entry-summary'><p>{words.sentences[n % 5]} {words.sentences[(n + 1) % 5][:40]} […]</p><p><a href='/{n}/'>{words.more}</a></p></div></article>"
        for n, one in enumerate(words.others)
    )
    return _page(
        f"{words.menu[3]} – Tideline",
        f"<main><h1 class='page-title'>{words.menu[3]}</h1>{posts}</main>",
        '<meta property="og:type" content="article">',
    )


def _metered(words: Words) -> str:
    return _page(
        words.headline,
        f"<article><h1>{words.headline}</h1><p>{words.sentences[0]}</p><p>{words.sentences[1]}</p></article><section class='tp-modal'><p>{words.wall[0]}</p><a href='/buy'>{words.wall[1]}</a></section>",
        _OG + '<meta name="article:content_tier" content="metered">',
    )


def _rss_teaser(words: Words) -> str:
    return _page(
        words.headline,
        f"<div><h1>{words.headline}</h1><p>{words.sentences[1]} ... <a href='https://full.example/1'>{words.more}</a></p></div>",
        _OG,
    )


def _counted(words: Words) -> str:
    node = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "wordCount": 900}</script>'
    return _page(
        words.headline,
        f"<main><h1>{words.headline}</h1><p>{words.sentences[0]}</p><p>{words.sentences[2]}</p></main>",
        node,
    )


def _hollow(words: Words) -> str:
    return _page(
        words.headline,
        f"<nav><a href=/>{words.menu[0]}</a></nav><h1>{words.headline}</h1><div class='loader'>…</div><footer><p>© Tideline 2009–2025. {words.menu[0]} | {words.menu[1]}</p></footer>",
        _OG,
    )


_MADE = (_dl_section, _grid_home, _links_only, _wordpress_archive, _metered, _rss_teaser, _hollow)


def held_bad() -> Iterator[tuple[str, str]]:
    """Pages that must not pass."""
    yield from _WALLS.items()
    for make in _MADE:
        for words in LANGUAGES:
            yield f"{make.__name__}/{words.code}", make(words)
    for code in ("en", "es", "fr", "de", "ru"):
        yield f"_counted/{code}", _counted(_BY_CODE[code])


def _blog(words: Words) -> str:
    text = "".join(f"<p>{one}</p>" for one in words.sentences)
    cards = "".join(
        f"<article class='card'><h4><a href='/{n}/'>{one}</a></h4><p>{words.sentences[n]}</p></article>"
        for n, one in enumerate(words.others)
    )
    return _page(
        words.headline,
        f"<main><article class='post'><h1 class='entry-title'>{words.headline}</h1><div class='entry-content'>{text}</div></article><div class='related'>{cards}</div></main>",
    )


def _table_layout(words: Words) -> str:
    left = "".join(f"<a href='/{n}'>{one}</a><br>" for n, one in enumerate(words.others))
    return _page(
        f"Tideline: {words.headline}",
        f"<table><tr><td width=150>{left}</td><td><font size=5><b>{words.headline}</b></font><br>24.11.2025<br><br>{'<br><br>'.join(words.sentences)}</td></tr></table>",
    )


def _brief(words: Words) -> str:
    return _page(
        words.headline,
        f"<div id=c><h1>{words.headline}</h1><p>{words.sentences[0]} {words.sentences[1]}</p><ul class='related'><li><a href='/1'>{words.others[0]}</a></li><li><a href='/2'>{words.others[1]}</a></li></ul><a href='/all'>{words.more}</a></div>",
        _OG,
    )


def _questions(words: Words) -> str:
    turns = "".join(f"<p><strong>{one[: len(one) // 2]}?</strong></p><p>{one}</p>" for one in words.sentences)
    return _page(
        words.headline,
        f"<article><h1>{words.headline}</h1>{turns}</article><div class='login-popup' style='display:none'><h3>{words.login[0]}</h3><input type=password></div>",
        _OG,
    )


def _figures(words: Words) -> str:
    rows = "".join(
        f"<tr><th>{one[:20]}</th><td>{n * 37 % 100}</td><td>{n * 53 % 100}</td></tr>"
        for n, one in enumerate(words.others * 3)
    )
    return _page(
        words.headline,
        f"<article><h1>{words.headline}</h1><table>{rows}</table><p>{words.sentences[1]}</p></article>",
        _OG,
    )


def _inner_links(words: Words) -> str:
    text = "".join(
        f"<p>{one}</p><p><a href='/r/{n}'>{words.others[n % 4]}</a></p>" for n, one in enumerate(words.sentences)
    )
    return _page(
        words.headline,
        f"<article><h1>{words.headline}</h1><time datetime='2025-11-24'>24.11.2025</time>{text}</article>",
        _OG,
    )


def _ends_in_dots(words: Words) -> str:
    text = "".join(f"<p>{one}</p>" for one in words.sentences * 2)
    return _page(
        words.headline, f"<article><h1>{words.headline}</h1>{text}<p>{words.sentences[3][:-1]}…</p></article>", _OG
    )


def held_good() -> Iterator[tuple[str, str]]:
    """Pages that must pass."""
    for make in (_blog, _table_layout, _brief, _questions, _figures, _inner_links, _ends_in_dots):
        for words in LANGUAGES:
            yield f"{make.__name__}/{words.code}", make(words)
