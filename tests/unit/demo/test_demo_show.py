"""What the demo shows: messages as their readers see them, marks without colour, tables within 100 columns."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from email.message import EmailMessage

from rich.console import Console
from rich.text import Text

from alerts.render import render_mail, render_slack
from monitor.demo.outlets import OutletServer, load_outlets
from monitor.demo.run_observe import EMAIL
from monitor.demo.show import WIDTH, Check, Row, Stage, with_marks
from monitor.demo.show_message import mail_hits, mail_lines, slack_hits, slack_lines, slack_words
from monitor.domain.notification import Notification, Piece, RuleNote, Snippet

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ALERT = Notification(
    story="s", article_id="0123456789abcdef", version=1, headline="رزمایش آغاز شد", lead="Lead.",
    url="http://127.0.0.1:9/a/1", source_id="red", source_name="Red", country="XX", language="fa", published=NOW,
    first_seen=NOW, rules=(RuleNote("navy-drill", "high", {}, ("رزمایش",)),),
    snippets=(
        Snippet("title", (Piece("رزمایش", hit=True), Piece(" آغاز شد"))),
        Snippet("body", (Piece("the "), Piece("[bold]drill", hit=True), Piece(" goes on"))),
    ),
)  # fmt: skip


def stage() -> tuple[Stage, io.StringIO]:
    output = io.StringIO()
    return Stage(Console(file=output, width=WIDTH, color_system=None, highlight=False)), output


def test_a_mail_is_shown_with_headers_and_marked_words() -> None:
    rendered = render_mail(ALERT)
    mail = EmailMessage()
    mail["To"], mail["Subject"] = "duty@desk.example", rendered.subject
    mail.set_content(rendered.text)
    mail.add_alternative(rendered.html, subtype="html")
    shown = [line.plain for line in mail_lines(mail)]
    assert "To:      duty@desk.example" in shown
    assert any("[رزمایش] آغاز شد" in line for line in shown)
    assert any("<http://127.0.0.1:9/a/1>" in line for line in shown)
    assert mail_hits(mail) == ("رزمایش", "[bold]drill")


def test_a_mail_without_html_shows_its_headers() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Plain"
    mail.set_content("text")
    assert mail_hits(mail) == ()
    assert "Subject: Plain" in [line.plain for line in mail_lines(mail)]


def test_a_slack_message_is_shown_with_marked_words() -> None:
    message = render_slack(ALERT)
    payload = {"blocks": message.blocks, "text": message.text}
    assert "[bold]drill" in slack_hits(payload)
    assert any("the [[bold]drill] goes on" in line.plain for line in slack_lines(payload))
    assert ALERT.url in slack_words({"blocks": message.blocks})
    assert [line.plain for line in slack_lines({"text": "only text"})] == ["only text"]


def test_longer_words_are_marked_before_the_shorter_ones_in_them() -> None:
    assert (
        with_marks("Strait of Orvane, Orvane", ("Orvane", "Strait of Orvane")).plain == "[Strait of Orvane], [Orvane]"
    )
    assert with_marks("a (b", ("(b", "")).plain == "a [(b]"
    assert with_marks("nothing", ()).plain == "nothing"


def test_tables_and_boxes_keep_within_the_width_and_show_text_literally() -> None:
    on, output = stage()
    outlets = load_outlets()
    with OutletServer(outlets) as server:
        live = [server.publish(outlet.id, outlet.articles[-1]) for outlet in outlets]
        on.banner()
        on.outlets(outlets, server)
        on.box("Long", [Text("[red] " + "word " * 60)])
        on.summary([Row(one, frozenset({EMAIL}), ("navy-drill-orvane", "admiral-verin"), 2.0) for one in live])
    on.checks([Check("all is well"), Check("something", "a [thing]")])
    shown = output.getvalue()
    assert "[red] word" in shown
    assert "median 2.0 s" in shown
    assert "✓ all is well" in shown
    assert "missing: a [thing]" in shown
    assert max(Text(line).cell_len for line in shown.splitlines()) <= WIDTH
