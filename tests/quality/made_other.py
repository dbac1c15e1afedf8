"""Pages that are no news: a forum's thread, documentation, a product, a recipe, questions; each with its gold."""

from __future__ import annotations

from collections.abc import Callable

from tests.quality.made_news import Story

Made = tuple[str, tuple[str, ...]]


def forum(s: Story) -> Made:
    """A thread: every post is text, its author's box is not."""
    posts = "".join(
        f"<div class='post bg{at % 2}' id='p{at}'><div class='postprofile'><a href='/u/{at}'>user{at}</a>"
        f"<dd>Posts: {at * 31}</dd></div>"
        f"<div class='postbody'><div class='content'>{one}</div></div></div>"
        for at, one in enumerate(s.paragraphs)
    )
    title = f"<h2 class='topic-title'><a href='/t'>{s.headline}</a></h2>"
    page = f"<div id='page-body'>{title}{posts}<div class='pagination'>1 2 3</div></div>"
    return page, s.paragraphs


def documentation(s: Story) -> Made:
    """A guide: sections, a list, code, definitions."""
    words = s.paragraphs
    code = "ferry = Ferry(engine='new')\nferry.sail(to='north')"
    page = (
        f"<div class='document'><div class='sphinxsidebar'><ul>{s.links}</ul></div><div class='body' role='main'>"
        f"<section id='a'><h1>{s.headline}</h1>"
        f"<p>{words[0]}</p><ul class='simple'><li><p>{s.words.others[0]}</p></li><li><p>{s.words.others[1]}</p></li>"
        f"</ul><section id='b'>"
        f"<h2>{s.words.others[2]}</h2><p>{words[1]}</p><div class='highlight-python'><div class='highlight'>"
        f"<pre>{code}</pre></div></div>"
        f"<dl><dt>{s.words.menu[1]}</dt><dd><p>{words[2]}</p></dd><dt>{s.words.menu[2]}</dt><dd><p>{words[3]}</p>"
        f"</dd></dl><p>{words[4]}</p>"
        f"</section></section></div></div>"
    )
    gold = (
        words[0],
        *s.words.others[:3],
        words[1],
        *code.split("\n"),
        s.words.menu[1],
        words[2],
        s.words.menu[2],
        words[3],
        words[4],
    )
    return page, gold


def product(s: Story) -> Made:
    """A shop: the short description, the long one, the table of attributes; neither reviews nor other products."""
    words, menu = s.paragraphs, s.words.menu
    page = (
        f"<div class='product type-product'><div class='summary entry-summary'><h1 class='product_title'>{s.headline}"
        f"</h1><p class='price'>12.00</p>"
        f"<div class='woocommerce-product-details__short-description'><p>{words[0]}</p></div><form class='cart'>"
        f"<button>+</button></form></div>"
        f"<div class='woocommerce-tabs'><ul class='tabs'><li><a href='#d'>{menu[0]}</a></li></ul>"
        f"<div class='panel' id='tab-description'><h2>{menu[1]}</h2>"
        f"<p>{words[1]}</p><p>{words[2]}</p><ul><li>{s.words.others[0]}</li><li>{s.words.others[1]}</li></ul></div>"
        f"<div class='panel' id='tab-info'><table>"
        f"<tr><th>{menu[2]}</th><td>40 x 30 cm</td></tr><tr><th>{menu[3]}</th><td>1.2 kg</td></tr></table></div>"
        f"</div><section class='related products'>"
        f"<h2>{s.around.related}</h2><ul>{s.links}</ul></section></div>"
    )
    gold = (words[0], menu[1], words[1], words[2], *s.words.others[:2], f"{menu[2]} 40 x 30 cm", f"{menu[3]} 1.2 kg")
    return page, gold


def recipe(s: Story) -> Made:
    """A blog's recipe: text, then lists of short lines in a card of their own; sign-up and comments below."""
    words, short = s.paragraphs, s.words.others
    items = "".join(f"<li class='ingredient'>{at + 1} {one}</li>" for at, one in enumerate(short))
    page = (
        f"<article class='post hentry'><h1 class='entry-title'>{s.headline}</h1><div class='entry-content'>"
        f"<p>{words[0]}</p><p>{words[1]}</p>"
        f"<div class='wprm-recipe-container'><div class='recipe-card'><h3>{s.words.menu[1]}</h3>"
        f"<div class='ingredients'><ul>{items}</ul></div>"
        f"<div class='instructions'><ol><li>{words[2]}</li><li>{words[3]}</li></ol></div></div></div><p>{words[4]}"
        f"</p></div></article>"
        f"<div class='newsletter-form'><p>{s.around.letter}</p></div><div id='respond'><h3>{s.around.comments}</h3>"
        f"</div>"
    )
    gold = (
        words[0],
        words[1],
        s.words.menu[1],
        *(f"{at + 1} {one}" for at, one in enumerate(short)),
        words[2],
        words[3],
        words[4],
    )
    return page, gold


def questions(s: Story) -> Made:
    """Questions and answers of a service, folded or not, all of them text."""
    pairs = list(zip(s.words.others, s.paragraphs[1:], strict=False))
    folded = "".join(
        f"<details class='faq'><summary>{one}</summary><div><p>{two}</p></div></details>" for one, two in pairs
    )
    hero = f"<section class='hero'><h1>{s.headline}</h1><p>{s.paragraphs[0]}</p></section>"
    page = f"<main>{hero}<section class='faqs'>{folded}</section></main>"
    return page, (s.paragraphs[0], *(part for pair in pairs for part in pair))


OTHER: tuple[Callable[[Story], Made], ...] = (forum, documentation, product, recipe, questions)
