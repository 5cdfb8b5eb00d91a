"""Draw the pictures of the guide for contributors: `make site`, then `python scripts/guide_pictures.py`.

For each language the parts of the built site that docs/contribute/ shows: the form as one fills it in, a message, the preview, the foot of
a page, and a page with numbers for what stands where. Photographed in Chromium, in the light palette, and kept as PNG
(https://www.w3.org/TR/png-3/) of few colours, which is a third of the size. Run it again when the form or the look changes.
"""

import base64
import struct
import sys
import threading
import zlib
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import FloatRect, Locator, Page, sync_playwright

from browser import browser, switches

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
INTO = ROOT / "docs" / "assets" / "img" / "guide"
LANGUAGES = {"en": "", "cs": "cs/"}
FORM, RECORD = "contribute/good-practice/", "good-practices/autoklastr-circular-services/"
WIDE, NARROW = 1000, 720
ROOM = 8
MOST_COLOURS = 24
TITLE = "Guests from four countries see green technology at work in Finland"
SUMMARY = "A network in Helsinki shows plants and research groups to other green technology clusters."
NUMBERED = ("h1", ".record-head .lead", ".key", ".facts-panel", ".prose h2:nth-of-type(2)")

FEW_COLOURS = """async ([png, most]) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const parts = (colour) => [colour & 255, colour >> 8 & 255, colour >> 16 & 255];
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const often = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => parts(colour));
  const far = (one, other) => one.reduce((sum, part, at) => sum + (part - other[at]) ** 2, 0);
  const palette = [];
  for (const colour of often) if (palette.length < most && palette.every((kept) => far(kept, colour) > 120)) palette.push(colour);
  const near = (colour) => palette.map((kept, at) => [far(kept, colour), at]).reduce((one, other) => (other[0] < one[0] ? other : one))[1];
  const places = new Map([...counts.keys()].map((colour) => [colour, near(parts(colour))]));
  const coded = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return [width, height, coded(palette.flat()), coded(Array.from(pixels, (colour) => places.get(colour)))];
}"""
NUMBER = """([selector, number]) => {
  const seen = document.querySelector(selector).getBoundingClientRect();
  const disc = document.body.appendChild(document.createElement("b"));
  disc.textContent = number;
  disc.style.cssText = `position: absolute; left: ${seen.left - 41}px; top: ${seen.top + scrollY}px; width: 38px; height: 38px; z-index: 9;
    border-radius: 50%; background: var(--ink); color: var(--paper); font: 600 22px/38px var(--sans); text-align: center`;
}"""


def around(page: Page, *shown: Locator) -> FloatRect:
    """The part of the page that holds all these, with some room around."""
    boxes = [box for one in shown if (box := one.bounding_box())]
    left, top = min(box["x"] for box in boxes) - ROOM, min(box["y"] for box in boxes) - ROOM
    right, bottom = max(box["x"] + box["width"] for box in boxes) + ROOM, max(box["y"] + box["height"] for box in boxes) + ROOM
    scrolled = page.evaluate("scrollY")
    return {"x": max(left, 0), "y": top + scrolled, "width": right - max(left, 0), "height": bottom - top}


def asked(page: Page, name: str) -> Locator:
    return page.locator(f".asked:has(> #{name}), .asked:has(> .combo > #{name}), .asked:has(> .beside > #{name})")


def form(page: Page) -> FloatRect:
    page.fill("#title", TITLE)
    page.fill("#summary", SUMMARY)
    page.locator("#organisation").press_sequentially("green net")
    page.locator("#organisation-found li").first.wait_for()
    return around(page, page.locator("#needed"), page.locator("#organisation-found"), page.locator("aside .facts-panel"))


def mistake(page: Page) -> FloatRect:
    page.set_viewport_size({"width": NARROW, "height": 900})
    page.fill("#sources-1-read", "4.2.2025")
    page.focus("#sources-1-title")
    page.locator("#sources-1-read-wrong button").wait_for()
    return around(page, asked(page, "sources-1-read"))


def preview(page: Page) -> FloatRect:
    page.set_viewport_size({"width": NARROW, "height": 900})
    page.fill("#title", TITLE)
    page.fill("#summary", SUMMARY)
    page.fill("#place-country", "FI")
    page.fill("#place-city", "Helsinki")
    page.focus("#file-name")
    page.locator(".card", has_text="Helsinki").wait_for()
    return around(page, page.locator("#look"), page.locator("[data-file]"))


def suggest(page: Page) -> FloatRect:
    page.set_viewport_size({"width": NARROW, "height": 900})
    page.locator(".foot-actions details").last.locator("summary").click()
    return around(page, page.locator(".foot-actions"))


def numbered(page: Page) -> FloatRect:
    page.set_viewport_size({"width": 1020, "height": 900})
    for number, selector in enumerate(NUMBERED, 1):
        page.evaluate(NUMBER, [selector, number])
    clip = around(page, page.locator(".record-head"), page.locator(".prose h2").nth(1).locator("+ *"))
    return {"x": 0, "y": clip["y"] + ROOM, "width": 1020, "height": clip["height"] - ROOM}


# What is shown, where, and how many pixels stand for one of the page: wide ones are shown smaller than they are.
PICTURES: dict[str, tuple[str, Callable[[Page], FloatRect], float]] = {
    "form": (FORM, form, 1.25),
    "mistake": (FORM, mistake, 1.5),
    "preview": (FORM, preview, 1.5),
    "suggest": (RECORD, suggest, 1.5),
    "page": (RECORD, numbered, 1),
}


def png(page: Page, clip: FloatRect) -> bytes:
    """This part of the page in few colours, eight bits for each pixel."""
    whole = base64.b64encode(page.screenshot(clip=clip, full_page=True)).decode()
    width, height, palette, places = page.evaluate(FEW_COLOURS, [whole, MOST_COLOURS])
    flat = base64.b64decode(places)
    lines = b"".join(b"\0" + flat[start : start + width] for start in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = {b"IHDR": head, b"PLTE": base64.b64decode(palette), b"IDAT": zlib.compress(lines, 9), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held)) for name, held in parts.items()
    )


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not tell what it was asked."""

    def log_message(self, *said: object) -> None:
        pass


def main(site: Path) -> None:
    if not (site / FORM).is_dir():
        sys.exit(f"{site} holds no site: run make site first.")
    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=host.serve_forever, daemon=True).start()
    INTO.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=switches())
        for language, home in LANGUAGES.items():
            for name, (path, show, sharp) in PICTURES.items():
                # The numbers bring styles of their own, which the policy of the pages forbids.
                context = started.new_context(
                    viewport={"width": WIDE, "height": 1000}, device_scale_factor=sharp, color_scheme="light", bypass_csp=True
                )
                page = context.new_page()
                page.goto(f"http://127.0.0.1:{host.server_port}/{home}{path}")
                page.evaluate("document.fonts.ready")
                clip = show(page)
                file = INTO / f"{name}-{language}.png"
                file.write_bytes(png(page, clip))
                size = f"{round(clip['width'])} by {round(clip['height'])}"
                print(file.relative_to(ROOT), size, file.stat().st_size, "bytes")
                context.close()
        started.close()
    host.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SITE)
