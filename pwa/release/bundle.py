"""How the release travels: one bundle for the first install, and small parts for an update.

The bundle is LZMA, which finds the same page in the next language where gzip looks back 32 kB; the worker unpacks it
itself (static/worker/lzma.js). docs/decisions/0003 has the figures.
"""

import hashlib
import json
import lzma
import struct
import zlib
from collections.abc import Iterable

# lc, lp and pb are built into the worker; the rest only decides how hard the packer tries.
PACKING = [
    {"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 0, "dict_size": 1 << 26, "mf": lzma.MF_BT4, "nice_len": 273}
]
# A line that ends a part: one in 32 of those long enough to be text, and an empty one: templates put it round what
# is the same on many pages and changes on all of them at once. The release tells the worker this rule.
LEAST_LINE = 40
EVERY = 32
PART_NAME = 7  # hex digits of SHA-256; short, because a phone reads hundreds


def pack(bodies: Iterable[bytes]) -> bytes:
    """The size of what is packed, then packed: a line with the sizes of the bodies, and the bodies."""
    found = list(bodies)
    plain = _json([len(body) for body in found]) + b"\n" + b"".join(found)
    return struct.pack(">I", len(plain)) + lzma.compress(plain, format=lzma.FORMAT_RAW, filters=PACKING)


def parts_of(body: bytes) -> list[bytes]:
    """The body cut where its own lines say so: a change moves no cut but those beside it."""
    parts = []
    start = end = 0
    while end < len(body):
        line = end
        end = body.find(b"\n", line) + 1 or len(body)
        size = end - line
        if size == 1 or (size >= LEAST_LINE and size % EVERY == 0):
            parts.append(body[start:end])
            start = end
    return [*parts, body[start:]] if start < end else parts


def name_of(part: bytes) -> str:
    """Its name in addresses; what is trusted is the digest of the whole body."""
    return hashlib.sha256(part).hexdigest()[:PART_NAME]


def pack_recipes(bodies: Iterable[bytes]) -> bytes:
    """Of which parts each body is made."""
    return squeeze(_json([[name_of(part) for part in parts_of(body)] for body in bodies]))


def squeeze(data: bytes) -> bytes:
    """Deflate with nothing round it: an update fetches parts by the dozen, and their digests are checked anyway."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return packer.compress(data) + packer.flush()


def _json(data: object) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode()
