"""A body's lines as blocks of the text format.

The lines of one group are one block. A subhead stands with what follows it; a standfirst stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from monitor.domain.textformat import Block
from monitor.extract.lines import Line


def lead_blocks(standfirst: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of a standfirst below the headline."""
    return tuple(tuple(line.text for line in group) for _, group in groupby(standfirst, key=_group))


def blocks_of(body: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of the body's lines."""
    blocks: list[Block] = []
    subheads: Block = ()
    for _, group in groupby(body, key=_group):
        lines = list(group)
        block = (*subheads, *(line.text for line in lines))
        if all(line.heading for line in lines):
            subheads = block
        else:
            blocks.append(block)
            subheads = ()
    return (*blocks, subheads) if subheads else tuple(blocks)


def _group(line: Line) -> int:
    return line.group
