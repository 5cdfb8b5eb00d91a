"""What a host, a search engine and a home screen are told about the site."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from knowledge_hub.project import Project

# What a page may load and do; see https://www.w3.org/TR/CSP3/. Nothing comes from another host, no script or style stands in a page.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)

PREVIEW = (1200, 630)  # pixels of the picture that stands beside a shared link
ICONS = {"assets/img/icon-180.png": 180, "assets/img/icon-192.png": 192, "assets/img/icon-512.png": 512}

_LASTING = "public, max-age=31536000, immutable"


def preview_of(kind: str, language: str) -> str:
    """The picture beside a shared link to a page of this kind of record, or to any other page; scripts/pictures.py draws them."""
    return f"assets/img/preview/{kind or 'site'}-{language}.png"


def hosting(project: Project) -> Iterator[tuple[str, str]]:
    """The files by path: headers as Netlify and Cloudflare Pages read them, robots.txt, and a manifest for each language."""
    base = urlsplit(project.url).path
    yield "_headers", headers(base)
    yield "robots.txt", f"User-agent: *\nAllow: {base}\n\nSitemap: {project.url}sitemap.xml\n"
    for language in project.languages:
        yield f"{project.prefix(language)}manifest.webmanifest", manifest(project, language)


def headers(base: str) -> str:
    """What each answer says beside the file. The policy stands in every page too, but for the rule that only a header can give."""
    everywhere = {
        "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    rules = {
        "*": everywhere,
        "assets/fonts/*": {"Cache-Control": _LASTING},
        "pagefind/fragment/*": {"Cache-Control": _LASTING},
        "pagefind/index/*": {"Cache-Control": _LASTING},
    }
    return "\n".join(f"{base}{path}\n" + "".join(f"  {name}: {value}\n" for name, value in said.items()) for path, said in rules.items())


def manifest(project: Project, language: str) -> str:
    """The web app manifest; see https://www.w3.org/TR/appmanifest/."""
    up = "../" * project.prefix(language).count("/")
    described = {
        "name": project.name,
        "short_name": project.name.split(" & ", maxsplit=1)[0],
        "lang": language,
        "id": urlsplit(project.url).path + project.prefix(language),
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": "#FBFAF5",
        "theme_color": "#083D2F",
        "icons": [{"src": up + path, "sizes": f"{size}x{size}", "type": "image/png"} for path, size in ICONS.items()]
        + [{"src": f"{up}assets/img/favicon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"
