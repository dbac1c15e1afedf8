"""Traditional Chinese characters as simplified ones, character by character, by the tables of OpenCC.

Only for comparing: several traditional characters share a simplified one, and none of them is kept apart from it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from opencc import OpenCC

_FIRST, _LAST = 0x4E00, 0x9FFF


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], dict[int, str]]:
    characters = [chr(code) for code in range(_FIRST, _LAST + 1)]
    converter = OpenCC("t2s")
    # Twice: what is simple for one character is traditional for another (苧).
    simple = converter.convert(converter.convert("\n".join(characters))).split("\n")
    table = {ord(old): new for old, new in zip(characters, simple, strict=True) if old != new and len(new) == 1}
    return re.compile(f"[{''.join(map(chr, table))}]"), table


def simplified(text: str) -> str:
    """The text with every traditional character replaced; as long as before, so that places stay the same."""
    traditional, table = _table()
    return text.translate(table) if traditional.search(text) else text
