"""What stands above an element: each element is judged once, and gives those above it too."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement

from monitor.extract.above import Above


def test_those_that_are_judged_so_come_nearest_first() -> None:
    root = html.fromstring("<div class='a'><p><b class='a'>x</b></p></div>")
    inner = next(root.iter("b"))
    assert Above(lambda element: element.get("class") == "a")(inner) == (inner, root)


def test_no_element_is_judged_twice() -> None:
    root = html.document_fromstring("<div><p>x</p><p>y</p><p>z</p></div>")
    judged: list[HtmlElement] = []

    def judge(element: HtmlElement) -> bool:
        judged.append(element)
        return True

    above = Above(judge)
    assert [len(above(element)) for element in root.iter("p") for _ in range(3)] == [4] * 9
    assert len(judged) == len(set(judged)) == 6
