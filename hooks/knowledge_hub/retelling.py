"""Messages in another language: they are made in English, and found again among the texts that have something filled in.

The form says the same as the readers of values do, so most texts are those of its scripts; `OURS` are the others.
"""

import re
from functools import cache

from knowledge_hub.kinds.values import Label
from knowledge_hub.speech import Speech, filled_texts

FILES = (*(f"assets/js/form/{name}.js" for name in ("addresses", "near", "rules", "values")), "retelling.py")
OURS = (
    Label("'{word}' is not one of the words used here"),
    Label("One of: {words}."),
    Label("'{word}' is not a kind of record"),
    Label("'{name}' is not a field here"),
    Label("'{name}' holds fields"),
    Label("The fields here: {names}."),
    Label("Nothing stands below it."),
    Label("'{field}' is not a field with its value"),
    Label("As in --field country=CZ."),
    Label("'{name}' is said a second time"),
    Label("It takes one value."),
    Label("missing: {names}"),
    Label("Say them as in {fields}"),
    Label("the title makes no id"),
    Label("Choose one with --id."),
    Label("{file}: is there already"),
    Label("Choose another id with --id."),
    Label("'{id}' is a name that Windows keeps for itself"),
    Label("'{id}' is a name that the site keeps for itself"),
    Label("Choose another id."),
    Label("'{code}' is not the code of a message"),
    Label("hub explain lists all of them."),
    Label("{file} is written"),
    Label("Open it, tell what else you know, and run: hub check {file}"),
)


def retold(said: str, speech: Speech) -> str:
    """A message in this language, with its advice in a second line; in English where there is no text like it."""
    says, line, advice = said.partition("\n    ")
    ours = _line(says, speech)
    return said if ours == says else f"{ours}{line}{_line(advice, speech)}"


def _line(said: str, speech: Speech) -> str:
    whole = speech.say(said) if said else said
    if whole != said:
        return whole
    for english, ours in _patterns(speech.language):
        found = english.fullmatch(said)
        if found:
            return ours.format(**found.groupdict())
    return said


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Texts with something filled in as patterns of their English, those with most words of their own first, with what they are here."""
    texts = sorted(filled_texts(language, FILES).items(), key=lambda text: (-len(re.sub(r"\{\w+\}", "", text[0])), text))
    return tuple((re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*)", re.escape(english))), ours) for english, ours in texts)
