"""An article's evidence put together for somebody who does not have to trust us: a directory or a ZIP file.

The same content always gives the same bytes: nothing in it depends on when it was put together. ZIP entries are
stored, since what compression gives depends on the library.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from monitor.archive.evidence import KeptPage, SqlEvidence
from monitor.archive.textfiles import write_whole
from monitor.archive.warcfiles import head, read
from monitor.errors import ArchiveError, NotFound

SUMS = "SHA-256SUMS"
README = """\
This is what wirewatch, a media monitor, recorded of one article on the web.

evidence.warc.gz  every request for the article's page and every answer, redirects included, byte for byte as they
                  were sent and received, with the time (UTC) and the server's address. WARC 1.1 (ISO 28500).
texts/            the text that was taken from the page, one file for each state (version) of it that was seen
metadata.json     addresses, times and digests; what announced the article and when that was seen; what the article
                  says of its own time; rules that it matched; what is no longer kept, and why
SHA-256SUMS       the SHA-256 of every other file

To see that nothing was changed since this was put together:

    sha256sum -c SHA-256SUMS

To see that every record still has the digest that was made when it was written, with any reader of WARC files, such
as warcio (https://pypi.org/project/warcio/):

    warcio check evidence.warc.gz
    warcio index -f offset,warc-type,warc-date,warc-target-uri,http:status evidence.warc.gz

To see the page itself, open evidence.warc.gz in a replay tool such as ReplayWeb.page or pywb, or extract the record at
an offset that the index names (--payload undoes compression and chunks):

    warcio extract --payload evidence.warc.gz OFFSET > page.html

A "revisit" record says that the server sent the same bytes again as in the earlier record that it refers to, which is
in the same file. Digests show that nothing was changed after the page was recorded; that it was recorded at the time
that is stated rests on the word of whoever recorded it.
"""


def bundle(index: SqlEvidence, root: Path, article_id: str, pages: Sequence[KeptPage]) -> dict[str, bytes]:
    """The files of a bundle by name, of an article's pages. Raises NotFound where no record is left."""
    there = _with_originals(index, [page for page in pages if page.place])
    records, places = _records(root, there)
    facts = index.dossier(article_id, sorted({page.page.url for page in pages}))
    texts = index.texts(article_id)
    everything = {page.id: page for page in (*pages, *there)}
    facts["pages"] = [_facts(everything[number], places) for number in sorted(everything)]
    files = {"README.txt": README.encode(), "evidence.warc.gz": records}
    files["metadata.json"] = _json(facts)
    files |= {f"texts/{Path(name).name}": text.encode() for name, text in texts.items()}
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return files | {SUMS: sums.encode()}


def write_zip(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the bundle as a ZIP file that is not there yet. Raises ArchiveError, OSError."""
    if path.exists():
        raise ArchiveError(f"{path} is there already")
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name)  # of 1980: the earliest time that a ZIP file can hold
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files[name])
    write_whole(path, [out.getvalue()])


def write_directory(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the bundle as files into a directory that is empty or not there yet. Raises ArchiveError, OSError."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise ArchiveError(f"{path} is there already")
    for name in sorted(files):
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(path / name, [files[name]])


def _with_originals(index: SqlEvidence, pages: Sequence[KeptPage]) -> list[KeptPage]:
    """The pages and those that they refer to, in the order in which they were kept."""
    known = {page.id: page for page in pages}
    missing = {page.page.refers_to for page in pages if page.page.refers_to} - known.keys()
    known |= {page.id: page for page in index.of_ids(sorted(missing))}
    return [known[number] for number in sorted(known)]


def _records(root: Path, pages: Sequence[KeptPage]) -> tuple[bytes, dict[int, int]]:
    """One WARC file of all records, each after the first record of the file it comes from; where each page begins."""
    parts: list[bytes] = []
    begins: dict[int, int] = {}
    file, end = "", 0
    for page in pages:
        if (place := page.place) is None:
            continue
        if place.file != file:
            file = place.file
            parts.append(head(root, file))
            end += len(parts[-1])
        begins[page.id] = end
        parts.append(read(root, place))
        end += place.length
    if not begins:
        raise NotFound("no record is left")
    return b"".join(parts), begins


def _facts(kept: KeptPage, begins: Mapping[int, int]) -> dict[str, Any]:
    page, begin = kept.page, begins.get(kept.id)
    return {
        "number": kept.id,
        "announced_url": page.url,
        "url": page.final_url,
        "fetched_at": page.fetched_at.isoformat(),
        "status": page.status,
        "payload_sha256": page.payload_digest,
        "gave_version": kept.version,
        "same_payload_as": page.refers_to,
        "records": None if begin is None or not page.place else {"offset": begin, "length": page.place.length},
        "gone_at": kept.gone_at.isoformat() if kept.gone_at else None,
        "gone_why": kept.gone_why,
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
