"""Pictures of pages as small files: a page has few colours, so a palette loses nothing that an eye sees.

The browser reads the pixels, because nothing else here can; https://www.w3.org/TR/png/ says how they are written.
"""

import base64
import struct
import zlib
from pathlib import Path

from playwright.sync_api import Page

MOST_COLOURS = 255
# The commonest colours, and for every pixel the number of the nearest one.
INDEXED = """async ([bytes, most]) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${bytes}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const pixels = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer);
    const often = new Map();
    for (const colour of pixels) often.set(colour, (often.get(colour) ?? 0) + 1);
    const palette = [...often].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most).map(([colour]) => colour);
    const parts = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
    const rgb = palette.map(parts);
    const far = (a, b) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
    const nearest = new Map(palette.map((colour, number) => [colour, number]));
    for (const colour of often.keys()) {
        if (nearest.has(colour)) continue;
        const wanted = parts(colour);
        let best = 0;
        for (let number = 1; number < rgb.length; number++)
            if (far(rgb[number], wanted) < far(rgb[best], wanted)) best = number;
        nearest.set(colour, best);
    }
    let text = '';
    for (const colour of pixels) text += String.fromCharCode(nearest.get(colour));
    return [image.width, image.height, rgb.flat(), btoa(text)];
}"""


def photograph(page: Page, file: Path) -> None:
    """Write what the page shows, with at most 255 colours."""
    shot = base64.b64encode(page.screenshot(animations="disabled")).decode()
    blank = page.context.new_page()
    width, height, colours, pixels = blank.evaluate(INDEXED, [shot, MOST_COLOURS])
    blank.close()
    rows = base64.b64decode(pixels)
    unfiltered = b"".join(b"\0" + rows[at : at + width] for at in range(0, len(rows), width))
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0),
        b"PLTE": bytes(colours),
        b"IDAT": zlib.compress(unfiltered, 9),
        b"IEND": b"",
    }
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks.items()))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
