"""What a PDF says of its making: nothing of the moment, so that the same document gives the same bytes.

Qt stamps a file with the time, a random id and metadata that repeat both. The id is made of the
document instead, the metadata are left empty, and the time becomes the document's own date.
"""

import re
from hashlib import sha256
from uuid import UUID

from trainer.reports.document import Document

NO_METADATA = b"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><?xpacket end='w'?>"
"""An empty packet: without any, Qt writes its own."""

_STAMP = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")


def id_of(document: Document) -> UUID:
    """Return the id that the same document always has."""
    charts = (repr(chart) for chart in document.charts.values())
    words = (document.title, document.html, document.head, document.mark, document.foot, *charts)
    return UUID(bytes=sha256("\0".join(words).encode()).digest()[:16])


def stamped(pdf: bytes, document: Document) -> bytes:
    """Put the document's date in place of the moment, in as many bytes."""
    return _STAMP.sub(rb"\g<1>%b000000" % f"{document.on:%Y%m%d}".encode(), pdf, count=2)
