"""French messages; English is in the code."""

import gettext
import os
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "fr")


def language_of_environment() -> str:
    """`fr` where the locale of the process says so, `en` otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        if value := os.environ.get(name):
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The messages of `language`; English, the language of the code, needs none."""
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("hdsstack", str(files(__name__)), [language], fallback=True)


class Speaker:
    """Translates into one language: `Speaker("fr")("text")`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: str) -> str:
        return translations(self.language).gettext(text) if text else text


def _(text: str) -> str:
    """Translate at once, into the language that the process chose (`HDSSTACK_LANG`, locale)."""
    return Speaker(os.environ.get("HDSSTACK_LANG") or language_of_environment())(text)
