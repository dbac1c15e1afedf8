"""Articles in the markup of systems that outlets publish with, each with everything that stands around an article.

A maker is given the language's words and gives the markup of the body element; the paragraphs are the gold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.quality.gate_words import Words
from tests.quality.made_words import Around


@dataclass(frozen=True, slots=True)
class Story:
    """What a page is made of: the story's paragraphs, and what stands around them."""

    words: Words
    around: Around
    paragraphs: tuple[str, ...]

    @property
    def headline(self) -> str:
        return self.words.headline

    @property
    def links(self) -> str:
        """List items that are links to other stories."""
        return "".join(f"<li><a href='/n/{at}'>{one}</a></li>" for at, one in enumerate(self.words.others))


def _p(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in paragraphs)


def iran_samaneh(s: Story) -> str:
    """Table-like divs, trimmings named with underscores, a hidden copy for the printer."""
    a = s.around
    return (
        f"<div class='col-main'><div class='news_toolbar'><div class='news_path'><a href='/'>{s.words.menu[0]}</a>"
        f"<a href='/w'>{s.words.menu[1]}</a></div></div><div class='title'><h1>{s.headline}</h1></div>"
        f"<div class='body'>{_p(s.paragraphs[:3])}<div class='image_set'><img src='1.jpg'><div class='image_caption'>"
        f"{a.caption}</div></div>{_p(s.paragraphs[3:])}</div><div class='short_link'>https://tideline.example/x1</div>"
        f"<div class='news_tags'>{a.tags} <a href='/t/1'>{s.words.menu[2]}</a> <a href='/t/2'>{s.words.menu[3]}</a>"
        f"</div>"
        f"<div class='related_news_wrap'><div class='r_title'>{a.related}</div><ul>{s.links}</ul></div>"
        f"<div id='comments_w'><div>{a.comments}</div><div class='comment_row'><p>{a.comment}</p><p>{a.comment}</p>"
        f"</div></div>"
        f"<div class='print_only' style='display:none'>{_p(s.paragraphs)}</div></div>"
    )


def nastooh(s: Story) -> str:
    """Microdata, boxes of other items, the outlet's number in a field of its own."""
    a = s.around
    return (
        f"<article class='item' id='item'><div class='item-header'><h1 class='title' itemprop='headline'>{s.headline}"
        f"</h1></div>"
        f"<figure class='item-img'><img src='1.jpg'><figcaption>{a.caption}</figcaption></figure>"
        f"<div class='item-body'><div class='item-text' itemprop='articleBody'>{_p(s.paragraphs[:2])}"
        f"<section class='box related-inline'><header><h2>{a.related}</h2></header><ul>{s.links}</ul></section>"
        f"{_p(s.paragraphs[2:])}</div></div><div class='item-code'>6964</div>"
        f"<section class='box tags'><header><h2>{a.tags}</h2></header><ul><li><a href='/t'>{s.words.menu[1]}</a></li>"
        f"</ul></section>"
        f"</article><section class='box comments'><h2>{a.comments}</h2><ul><li class='comment'><p>{a.comment}</p>"
        f"</li></ul></section>"
    )


def wordpress(s: Story) -> str:
    """Shares and "read more" boxes between the paragraphs, an author's box, the theme's related posts, comments."""
    a = s.around
    return (
        f"<article id='post-5' class='post type-post hentry tag-ferry category-world'><header class='entry-header'>"
        f"<h1 class='entry-title'>"
        f"{s.headline}</h1><div class='entry-meta'><span class='byline'>Ana Quay</span></div></header>"
        f"<div class='entry-content clearfix'><div class='addtoany_share'><span>{a.share}</span>"
        f"</div>{_p(s.paragraphs[:2])}"
        f"<p><strong>{a.also}</strong> <a href='/n/3'>{s.words.others[0]}</a></p>{_p(s.paragraphs[2:4])}"
        f"<blockquote><p>{s.paragraphs[4]}</p></blockquote>{_p(s.paragraphs[5:])}<p><em>{a.letter}</em></p></div>"
        f"<div class='post-tags'>{a.tags} <a rel='tag' href='/t'>{s.words.menu[3]}</a></div>"
        f"<div class='about-author'><h3>Ana Quay</h3><p>{a.bio}</p></div><div class='related-posts'><h3>{a.related}"
        f"</h3>"
        f"<ul>{s.links}</ul></div></article><div id='comments'><h3>{a.comments}</h3><ol class='commentlist'><li>"
        f"<p>{a.comment}</p></li></ol></div>"
    )


def drupal(s: Story) -> str:
    """Fields in fields, the standard names of the system, blocks in regions beside the content."""
    a = s.around
    return (
        f"<div class='region region-content'><h1 class='page-header'>{s.headline}</h1>"
        f"<div class='node node-article view-mode-full'>"
        f"<div class='field field-name-field-image'><img src='1.jpg'><div class='image-field-caption'>"
        f"<p>{a.caption}. {a.credit}</p></div></div>"
        f"<div class='field field-name-body field-type-text-with-summary'><div class='field-items'>"
        f"<div class='field-item even' "
        f"property='content:encoded'>{_p(s.paragraphs)}</div></div></div><div class='field field-name-field-tags'>"
        f"<div class='field-label'>{a.tags}</div><a href='/t'>{s.words.menu[1]}</a></div></div>"
        f"<div class='block block-views'><h2>{a.related}</h2><div class='view-content'><ul>{s.links}</ul></div></div>"
        f"</div>"
    )


def blocks(s: Story) -> str:
    """Each paragraph in blocks of its own, as the big agencies do, advertising and other stories between them."""
    a = s.around

    def text(one: str) -> str:
        return f"<div class='article__block' data-type='text'><div class='article__text'>{one}</div></div>"

    other = (
        f"<div class='article__block' data-type='article'><div class='article__article'><a href='/n/1'>"
        f"<span class='article__article-title'>"
        f"{s.words.others[1]}</span></a></div></div>"
    )
    ad = "<div class='article__block' data-type='banner'><div class='banner'><span>Ad</span></div></div>"
    return (
        f"<div class='article'><div class='article__header'><h1 class='article__title'>{s.headline}</h1>"
        f"<div class='article__announce'>"
        f"<div class='media__copyright'>{a.credit}</div></div></div>"
        f"<div class='article__body'>{''.join(map(text, s.paragraphs[:2]))}{ad}"
        f"{''.join(map(text, s.paragraphs[2:4]))}{other}{''.join(map(text, s.paragraphs[4:]))}</div>"
        f"<div class='article__tags'>"
        f"<a href='/t'>{s.words.menu[2]}</a></div></div><div class='lenta'><div class='lenta__title'>{a.related}"
        f"</div><ul>{s.links}</ul></div>"
    )


def chunks(s: Story) -> str:
    """A body in several containers of one name, with something else between them, as magazines have it."""
    a = s.around
    half = len(s.paragraphs) // 2
    return (
        f"<main><header class='content-header'><h1>{s.headline}</h1></header><div class='grid'>"
        f"<div class='body chunk-a'><div class='grid--item "
        f"body__container'><div class='body__inner-container'>{_p(s.paragraphs[:half])}</div></div>"
        f"<div class='persistent-aside'><div "
        f"class='sticky-box'>{a.letter}</div></div></div><div class='row-mid-content-ad'><div class='ad'>Ad</div>"
        f"</div><div class='body chunk-b'>"
        f"<div class='grid--item body__container'><div class='body__inner-container'>{_p(s.paragraphs[half:])}</div>"
        f"</div></div></div>"
        f"<section class='recirc'><h2>{a.related}</h2><ul>{s.links}</ul></section></main>"
    )


def old_portal(s: Story) -> str:
    """Line breaks in one cell of a table, wide spaces before paragraphs, the editor's name and the printer's link "
    "below."""
    a = s.around
    lines = "<br><br>".join(f"\u3000\u3000{one}" for one in s.paragraphs)
    return (
        f"<table width='960'><tr><td width='200' valign='top'><ul>{s.links}</ul></td><td><table><tr>"
        f"<td align='center'><h1>{s.headline}</h1></td></tr>"
        f"<tr><td class='txt14' id='zoom'>{lines}</td></tr><tr><td align='right'>"
        f"<a href='javascript:print()'>{a.share}</a></td></tr>"
        f"</table><table><tr><td><b>{a.related}</b></td></tr><tr><td><ul>{s.links}</ul></td></tr></table></td></tr>"
        f"</table>"
    )


def unnamed(s: Story) -> str:
    """A page of generated class names, as front-end frameworks give them; nothing says what it is but the text "
    "itself."""
    a = s.around
    return (
        f"<div id='__next'><div class='css-1x9'><div class='css-8ab'><h1 class='css-77f'>{s.headline}</h1>"
        f"<div class='css-3d1'><div class='css-k2'>"
        f"{a.share}</div></div><figure class='css-f0'><img src='1.jpg'><figcaption class='css-f1'>{a.caption} "
        f"<span>{a.credit}</span></figcaption>"
        f"</figure><div class='css-b1'>{_p(s.paragraphs[:4])}{_p(s.paragraphs[4:])}</div></div>"
        f"<div class='css-9q'><h3>{a.related}</h3>"
        + "".join(
            f"<div class='css-c'><a href='/n/{at}'><h4>{one}</h4></a></div>" for at, one in enumerate(s.words.others)
        )
        + f"</div></div><div class='css-ft'><p>{a.rights}</p></div></div>"
    )


NEWS: tuple[Callable[[Story], str], ...] = (
    iran_samaneh,
    nastooh,
    wordpress,
    drupal,
    blocks,
    chunks,
    old_portal,
    unnamed,
)
