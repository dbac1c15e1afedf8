"""Pages that are no articles, or not whole ones: walls, dialogs, lists, beginnings, shells. None of them may pass."""
# ruff: noqa: E501  pages read best as they are

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.quality.gate_frames import SITE, portal, semantic, soup
from tests.quality.gate_good import DATE
from tests.quality.gate_words import LANGUAGES, Words


def _bare(title: str, body: str, head: str = "", lang: str = "en") -> str:
    return f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


def _consent_page(words: Words) -> str:
    title, text, accept, manage = words.consent
    purposes = "".join(f"<li>{one}</li>" for one in text.split(". " if words.glue else "。") if one)
    return _bare(title, f"<div class='consent-page'><h1>{title}</h1><p>{text}</p><ul>{purposes}</ul>"
                 f"<form method='post'><button>{accept}</button><button>{manage}</button></form></div>", lang=words.code)  # fmt: skip


def _consent_onetrust(words: Words) -> str:
    title, text, accept, manage = words.consent
    banner = (
        f"<div id='onetrust-consent-sdk'><div id='onetrust-banner-sdk' role='alertdialog'><h2 id='onetrust-policy-title'>{title}</h2>"
        f"<div id='onetrust-policy-text'>{text}</div><button id='onetrust-accept-btn-handler'>{accept}</button>"
        f"<button id='onetrust-pc-btn-handler'>{manage}</button></div></div>"
    )
    return _bare(f"{words.headline} | {SITE}", f"<div id='root'></div>{banner}", lang=words.code)


def _consent_paragraphs(words: Words) -> str:
    title, text, accept, manage = words.consent
    return soup(
        words,
        f"<h1>{title}</h1><p>{text}</p><p>{text}</p><p><a href='#'>{accept}</a> <a href='#'>{manage}</a></p>",
        title=title,
    )


def _consent_or_pay(words: Words) -> str:
    title, text, accept, _ = words.consent
    return _bare(f"{SITE}", f"<main><h1>{title}</h1><p>{text}</p><p>{words.wall[1]}</p><button>{accept}</button>"
                 f"<a class='button' href='/abo'>{words.wall[0]}</a></main>", lang=words.code)  # fmt: skip


def _gone(words: Words) -> str:
    title, text = words.gone
    return semantic(
        words, f"<h1>{title}</h1><p>{text}</p><form><input type='search'></form>", title=title, kind="website"
    )


def _gone_with_news(words: Words) -> str:
    title, text = words.gone
    cards = "".join(f"<li><a href='/news/{n}'>{one}</a></li>" for n, one in enumerate(words.others * 3))
    return soup(words, f"<h2>404</h2><h1>{title}</h1><p>{text}</p><ul>{cards}</ul>", title=f"{title} - {SITE}")


def _login(words: Words) -> str:
    title, text, forgot = words.login
    return soup(words, f"<h1>{title}</h1><p>{text}</p><form><input type='email'><input type='password'>"
                f"<button>{title}</button></form><p><a href='/reset'>{forgot}</a></p>", title=f"{title} | {SITE}")  # fmt: skip


def _section(words: Words) -> str:
    cards = "".join(
        f"<article class='card'><a href='/2025/11/{n}/story-{n}.html'><img src='{n}.jpg'></a><h3><a href='/2025/11/{n}/story-{n}.html'>{one}</a></h3>"
        f"<p>{words.sentences[n % len(words.sentences)]}</p><time datetime='2025-11-{n + 10}'>{n + 10}.11.2025</time></article>"
        for n, one in enumerate((*words.others, words.headline) * 3)
    )
    return semantic(
        words, f"<h1>{words.menu[2]}</h1><div class='list'>{cards}</div>", title=words.menu[2], kind="website"
    )


def _home(words: Words) -> str:
    blocks = "".join(
        f"<div class='blk'><h2><a href='/{n}/'>{menu}</a></h2>"
        + "".join(
            f"<div class='it'><a href='/news/{n}{m}'>{one}</a><span>{words.sentences[m]}</span></div>"
            for m, one in enumerate(words.others)
        )
        + "</div>"
        for n, menu in enumerate(words.menu)
    )
    return soup(words, blocks, title=SITE)


def _tag(words: Words) -> str:
    items = "".join(
        f"<li><span>{n}.11.2025</span> <a href='/n/{n}'>{one}</a></li>"
        for n, one in enumerate((*words.others, words.headline) * 4)
    )
    return portal(
        words, f"<h1>#{words.menu[3]}</h1><ul class='news-list'>{items}</ul>", title=words.menu[3], kind="website"
    )


def _search(words: Words) -> str:
    items = "".join(
        f"<div class='result'><a href='/n/{n}'>{one}</a><p>… {words.sentences[n % 4][:70]} …</p><span>/n/{n}</span></div>"
        for n, one in enumerate((*words.others, words.headline) * 2)
    )
    return soup(words, f"<h1>«{words.menu[3]}»: 10</h1>{items}", title=f"{words.menu[3]} - {SITE}")


def _paywall(words: Words) -> str:
    text = f"<p>{words.sentences[0]}</p><p>{words.sentences[1]}</p><div class='paywall'><h2>{words.wall[0]}</h2><p>{words.wall[1]}</p></div>"
    return semantic(words, f"<article><h1>{words.headline}</h1>{DATE}{text}</article>", isAccessibleForFree="False",
                    hasPart={"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"})  # fmt: skip


def _paywall_words(words: Words) -> str:
    text = f"<p>{words.sentences[0]}</p><p>{words.sentences[2]}</p><div class='box'><strong>{words.wall[0]}</strong><p>{words.wall[1]}</p></div>"
    return soup(words, f"<h1>{words.headline}</h1><div>24.11.2025</div><div>{text}</div>")


def _paywall_flag(words: Words) -> str:
    return semantic(
        words,
        f"<article><h1>{words.headline}</h1>{DATE}<p>{words.sentences[0]}</p></article>",
        isAccessibleForFree=False,
    )


def _teaser(words: Words) -> str:
    start = words.sentences[1][: int(len(words.sentences[1]) * 0.8)]
    text = f"<p>{words.sentences[0]}</p><p>{start}…</p><p><a href='/full/1'>{words.more}</a></p>"
    return soup(words, f"<h1>{words.headline}</h1><div>24.11.2025</div><div>{text}</div>")


def _teaser_of_description(words: Words) -> str:
    text = f"<p>{words.sentences[0]}</p><a class='more' href='https://elsewhere.example/a'>{words.more} »</a>"
    return semantic(words, f"<article><h1>{words.headline}</h1>{DATE}{text}</article>", description=words.sentences[0])


def _teaser_cut(words: Words) -> str:
    start = words.glue.join(words.sentences[:2])[: int(len(words.sentences[0]) * 1.5)]
    return portal(words, f"<div><h1>{words.headline}</h1>{DATE}<p>{start} [...]</p></div>", description=start)


def _shell(words: Words) -> str:
    return semantic(words, f"<article><h1>{words.headline}</h1>{DATE}<div id='app'></div></article>")


def _shell_of_script(words: Words) -> str:
    return _bare(
        words.headline,
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div><script>go()</script>",
    )


def _shell_with_frame(words: Words) -> str:
    return portal(words, f"<h1>{words.headline}</h1><div class='body'></div>")


MADE: dict[str, Callable[[Words], str]] = {
    "consent page": _consent_page, "consent onetrust": _consent_onetrust, "consent paragraphs": _consent_paragraphs,
    "consent or pay": _consent_or_pay, "gone": _gone, "gone with news": _gone_with_news, "login": _login,
    "section": _section, "home": _home, "tag": _tag, "search": _search, "paywall": _paywall,
    "paywall words": _paywall_words, "paywall flag": _paywall_flag, "teaser": _teaser,
    "teaser of description": _teaser_of_description, "teaser cut": _teaser_cut, "shell": _shell,
    "shell of script": _shell_of_script, "shell with frame": _shell_with_frame,
}  # fmt: skip

WALLS = {
    "cloudflare": _bare("Just a moment...", "<h1>tideline.example</h1><p>Checking if the site connection is secure</p><p>tideline.example needs to review the security of your connection before proceeding.</p>", "<script>window._cf_chl_opt={}</script>"),
    "cloudflare 1020": _bare("Access denied | tideline.example used Cloudflare to restrict access", "<h1>Error 1020</h1><h2>Access denied</h2><p>What happened? This website is using a security service to protect itself from online attacks.</p>"),
    "cloudflare attention": _bare("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><h2>You are unable to access tideline.example</h2><p>Why have I been blocked? This website is using a security service to protect itself from online attacks. The action you just performed triggered the security solution.</p><p>You can email the site owner to let them know you were blocked.</p>"),
    "akamai": _bare("Access Denied", "<h1>Access Denied</h1>You don't have permission to access \"http://tideline.example/news/1\" on this server.<p>Reference #18.4f1a0b17.1700000000.a1b2</p>"),
    "ddos-guard": _bare("DDoS-Guard", "<h1>Checking your browser before accessing tideline.example</h1><p>Please wait a few seconds. Once this check is complete, the website will open automatically</p><script src='/.well-known/ddos-guard/js-challenge/index.js'></script>"),
    "qrator": _bare("tideline.example", "<h1>HTTP 403</h1><script src='/__qrator/qauth_utm_v2.js'></script>"),
    "captcha": _bare("Are you a robot?", "<h1>Are you a robot?</h1><p>Please confirm that you are not a robot by ticking the box below. We have detected unusual traffic from your network.</p><div class='g-recaptcha'></div>"),
    "captcha ru": _bare("Вы не робот?", "<h1>Подтвердите, что запросы отправляли вы, а не робот</h1><p>Нам очень жаль, но запросы с вашего устройства похожи на автоматические. Почему это могло произойти?</p>", lang="ru"),
    "captcha zh": _bare("安全验证", "<h1>安全验证</h1><p>为了保障您的访问安全,请完成下面的验证后继续访问本网站。系统检测到您的网络环境存在异常。</p>", lang="zh"),
    "javascript": _bare("tideline.example", "<h1>Please enable JavaScript</h1><p>This site requires JavaScript and cookies to be enabled. Please enable JavaScript to continue, then reload the page.</p>"),
    "javascript ru": _bare("Проверка браузера", "<h1>Включите JavaScript</h1><p>Для продолжения работы включите в браузере поддержку JavaScript и cookie, затем обновите страницу.</p>", lang="ru"),
    "forbidden": _bare("403 Forbidden", "<h1>Forbidden</h1><p>You don't have permission to access this resource. Additionally, a 403 error was encountered while trying to use an ErrorDocument.</p>"),
    "imperva": _bare("", "<h1>Request unsuccessful</h1><p>Request unsuccessful. Incapsula incident ID: 0-12345678901234567-1234567890</p>"),
    "distil": _bare("Pardon Our Interruption", "<h1>Pardon Our Interruption</h1><p>As you were browsing something about your browser made us think you were a bot. There are a few reasons this might happen.</p>"),
    "region": _bare("Not available", "<h1>451: Unavailable due to legal reasons</h1><p>We recognise you are attempting to access this website from a country where access cannot be granted at this time.</p>"),
    "rate": _bare("Too Many Requests", "<h1>Too Many Requests</h1><p>You have sent too many requests in a given amount of time. Please try again later, and slow down your client.</p>"),
    "parked": _bare("tideline.example", "<h1>tideline.example</h1><p>This domain is for sale. Buy this domain now, or make an offer to its owner through our secure marketplace.</p><ul><li><a href='/1'>Flights</a></li><li><a href='/2'>Insurance</a></li></ul>"),
    "parked hosting": _bare("Domain default page", "<h1>This domain has expired</h1><p>If you are the owner of this domain, please renew it with your registrar. This page is provided by the hosting company.</p>"),
    "maintenance": _bare("Site under maintenance", "<h1>We'll be back soon!</h1><p>Sorry for the inconvenience. We are performing some maintenance at the moment and will be back online shortly.</p>"),
    "maintenance ru": _bare("Технические работы", "<h1>На сайте ведутся технические работы</h1><p>Приносим извинения за неудобства. Сайт временно недоступен, попробуйте зайти позже.</p>", lang="ru"),
    "server error": _bare("503 Service Temporarily Unavailable", "<h1>503 Service Temporarily Unavailable</h1><p>The server is temporarily unable to service your request due to maintenance downtime or capacity problems.</p>"),
    "welcome": _bare("Welcome to nginx!", "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>"),
    "directory": _bare("Index of /news", "<h1>Index of /news</h1><pre><a href='../'>../</a>\n<a href='a.html'>a.html</a> 24-Nov-2025 09:30 4K\n<a href='b.html'>b.html</a> 24-Nov-2025 09:31 5K\n<a href='c.html'>c.html</a> 24-Nov-2025 09:31 5K</pre>"),
    "database": _bare("Error", "<h1>Error establishing a database connection</h1><p>This either means that the username and password information is incorrect or the database server cannot be contacted.</p>"),
}  # fmt: skip


def bad_pages() -> Iterator[tuple[str, str]]:
    """Name (kind, language or maker) and page."""
    for kind, make in MADE.items():
        for words in LANGUAGES:
            yield f"{kind}/{words.code}", make(words)
    for maker, page in WALLS.items():
        yield f"wall/{maker}", page
