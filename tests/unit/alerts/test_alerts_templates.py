"""Templates of users: the fields they have, what they may cost, and that nothing a page says becomes more than text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.render import Form, TemplateFault, Templates, render_mail
from alerts.render.custom import MAX_OUTPUT, rendered, unknown_fields
from alerts.render.document import fields_of
from alerts.render.filters import FILTERS
from alerts.render.sample import sample, samples
from monitor.domain.notification import Notification, Piece, Snippet

FIELDS = fields_of(sample(), Form("desk", "https://desk.example"))
EVERYTHING = """
{{ severity | upcase }} {{ headline | truncate: 40 }} {{ published | date: "%d.%m.%Y" }}
{% for piece in headline_pieces %}
{% if piece.hit %}<b>{{ piece.text }}</b>{% else %}{{ piece.text }}{% endif %}
{% endfor %}
{% for rule in rules %}{{ rule.name }}: {{ rule.words | join: ", " }} {{ rule.labels.desk | default: "-" }}{% endfor %}
{% for one in articles %}
{{ forloop.index }}. <a href="{{ one.link }}">{{ one.headline }}</a> {{ one.reason }}
{% endfor %}
{% case purpose %}{% when "edit" %}{{ note }}{% else %}{{ source.name | append: "!" | replace: "a", lead }}{% endcase %}
"""
LIMITS = ['"', "'", "<", ">", "&", "\\", "{{", "}}", "{%", "\n", "\ud800", "\u202e", "javascript:"]
any_text = st.text(alphabet=st.characters(), max_size=40) | st.lists(st.sampled_from(LIMITS)).map("".join)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("{{ severity }}: {{ headline }}", "high: Harbour council votes on the new pier"),
        ('{{ published | date: "%d.%m.%Y %H:%M" }}', "04.03.2026 09:20"),
        ('{{ headline | date: "%Y" }}', "Harbour council votes on the new pier"),
        ("{% for rule in rules %}{{ rule.name }} {{ rule.words | join: '/' }}{% endfor %}", "harbours pier"),
        ("{% if doubts.size == 0 %}sound{% endif %}", "sound"),
        ("{{ desk_link }}", "https://desk.example/articles/0123456789abcdef"),
        ("{{ headline | replace: 'new', 'old' | slice: 0, 7 | append: '.' }}", "Harbour."),
    ],
)
def test_a_template_says_what_it_is_told(source: str, made: str) -> None:
    assert rendered(source, FIELDS) == made


@pytest.mark.parametrize(
    ("source", "line", "found"),
    [
        ("a\n{{ headline ", 2, "expected '}}'"),
        ("a\nb\n{{ headline | shout }}", 3, "unknown filter 'shout'"),
        ("{% for x in rules %}\n{{ x.nome }}{% endfor %}", 2, "x.nome is undefined"),
        ("{% include 'other' %}", 1, "unexpected tag 'include'"),
        ("\n{% render 'other' %}", 2, "unexpected tag 'render'"),
        ("{{ headline | safe }}", 1, "unknown filter 'safe'"),
        ("{{ headline.__class__ }}", 1, "is undefined"),
        ("\n{% for i in (1..1000000000) reversed %}x{% endfor %}", 2, "a range"),
        ("{% if (1..1000000000) contains 'x' %}x{% endif %}", 1, "a range"),
        ("{{ headline | replace: '', (1..9) }}", 1, "a range"),
        ("x" * 64_001, 0, "64001 characters"),
        ("{{ a" + "[a" * 3000 + "]" * 3000 + " }}", 0, ""),
        ("{% if a %}" * 30, 1, "nest"),
    ],
)
def test_a_fault_has_its_line(source: str, line: int, found: str) -> None:
    with pytest.raises(TemplateFault) as raised:
        rendered(source, FIELDS)
    assert raised.value.line == line
    assert found in raised.value.found


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in many %}{% for b in many %}{% for c in many %}.{% endfor %}{% endfor %}{% endfor %}",
        "{% assign x = 'ab' %}{% for a in many %}{% assign x = x | append: x %}{% endfor %}",
        "{{ long | replace: 'x', long | replace: 'x', long }}",
        "{% for a in many %}{{ long }}{% endfor %}",
        "{{ many | join: long }}",
        "{% capture y %}{% for a in many %}{{ long }}{% endfor %}{% endcapture %}",
    ],
)
def test_a_template_costs_a_bounded_amount(source: str) -> None:
    with pytest.raises(TemplateFault):
        rendered(source, {"many": list(range(1000)), "long": "x" * 5000})


def test_an_unknown_field_is_found_before_anything_is_sent() -> None:
    faults = unknown_fields("{{ headline }}\n{% if false %}{{ hedline }}{% endif %}\n{{ rulez[0].name }}", FIELDS)
    assert [(fault.line, fault.found) for fault in faults] == [
        (2, 'the unknown field "hedline"'), (3, 'the unknown field "rulez"'),
    ]  # fmt: skip


@pytest.mark.parametrize("notification", samples(), ids=lambda one: f"{one.purpose}-{one.kind}")
@pytest.mark.parametrize("html", [False, True])
def test_every_notification_has_every_field(notification: Notification, html: bool) -> None:
    assert rendered(EVERYTHING, fields_of(notification, Form()), html=html)


@settings(max_examples=60, deadline=None)
@given(any_text, any_text, any_text)
def test_what_a_page_says_stays_text_in_html(headline: str, lead: str, url: str) -> None:
    notification = replace(
        sample("edit"), headline=headline, lead=lead, url=url, source_name=headline, note=lead,
        snippets=(Snippet("title", (Piece(headline, True),)),),
    )  # fmt: skip
    made = rendered(EVERYTHING, fields_of(notification, Form()), html=True)
    page = lxml.html.fromstring(f"<div>{made}</div>")
    assert {element.tag for element in page.iter()} <= {"div", "b", "a"}
    assert {str(name) for element in page.iter() for name in element.attrib} <= {"href"}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FILTERS)), any_text, st.lists(any_text | st.integers(-5, 10**6), max_size=2))
def test_no_filter_fails_on_any_text_but_by_a_fault(name: str, text: str, arguments: list[Any]) -> None:
    values = {"value": text, **{f"a{number}": one for number, one in enumerate(arguments)}}
    call = f"{{{{ value | {name}{':' if arguments else ''} {', '.join(f'a{n}' for n in range(len(arguments)))} }}}}"
    try:
        assert len(rendered(call, values)) <= MAX_OUTPUT
    except TemplateFault as fault:
        assert fault.found  # noqa: PT017 both ends are fine, and nothing else is


def test_a_mail_has_the_parts_that_its_receiver_wants() -> None:
    own = Templates(subject="{{ receiver }}\n {{ headline }} =?utf-8?q?x?=", html="<p>{{ lead }}</p>")
    mail = render_mail(sample(), Form("desk", "", own))
    assert mail.subject == "desk Harbour council votes on the new pier = ?utf-8?q?x?="
    assert mail.html == "<p>The vote ends a dispute of nine years.</p>"
    assert mail.text == render_mail(sample()).text
    assert mail.faults == ()


def test_a_template_that_fails_stops_no_alert() -> None:
    own = Templates(text="{% for a in articles %}{{ a.headline | plus: 1 | divided_by: 0 }}{% endfor %}", subject=" ")
    mail = render_mail(sample("digest"), Form("desk", "", own))
    assert mail.text.startswith("Digest: 3 articles\n")
    assert mail.text.endswith("\n(the template for the text failed: line 1: unknown filter 'divided_by')\n")
    assert mail.subject == "Digest: 3 articles, up to High"
    assert len(mail.faults) == 1


def test_the_manual_tells_of_every_field_and_filter() -> None:
    root = Path(__file__).parents[3]
    schema = json.loads((root / "alerts" / "render" / "webhook-1.json").read_text(encoding="utf-8"))
    manual = (root / "docs" / "templates.md").read_text(encoding="utf-8")
    data = schema["properties"]["data"]["properties"]
    assert [name for name in data if f"| `{name}` |" not in manual] == []
    assert [name for name in FILTERS if f"`{name}`" not in manual] == []
    for name in ("articles", "rules"):
        assert [inner for inner in data[name]["items"]["properties"] if f"`{inner}`" not in manual] == []
