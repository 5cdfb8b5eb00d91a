"""The texts that scripts say, in one language: a module that assets/js/words.js reads in the browser."""

import json

from knowledge_hub.speech import script_texts


def words(language: str) -> str:
    """The module of a language: its texts by the English that stands in the scripts, and which of its forms goes with a number."""
    said, form = script_texts(language)
    written = json.dumps(said, ensure_ascii=False, indent=0, sort_keys=True).translate({0x2028: "\\u2028", 0x2029: "\\u2029"})
    return f"export const texts = {written};\nexport const form = (n) => Number({form});\n"
