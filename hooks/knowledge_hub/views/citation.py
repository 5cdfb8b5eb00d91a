"""How a page is cited: in BibTeX. The plain text is written by the template, in the page's language."""

from datetime import date

# What TeX reads as a command, and how each sign is written so that it stands for itself.
_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "#": r"\#",
    "$": r"\$",
    "&": r"\&",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_TEX = str.maketrans(_SIGNS)


def bibtex(path: str, title: str, publisher: str, address: str, checked: date | None) -> str:
    """An entry @misc for the page at this path: its title, who keeps it, its address, and the year and day its facts were checked.

    See https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf. Double braces keep capitals and names of bodies as they are.
    """
    fields = [
        ("author", f"{{{publisher.translate(_TEX)}}}"),
        ("title", f"{{{title.translate(_TEX)}}}"),
        *([("year", str(checked.year))] if checked else []),
        ("url", address),
        *([("note", f"Facts checked on {checked}")] if checked else []),
    ]
    written = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"@misc{{{path.strip('/').replace('/', '-')},\n{written}}}"
