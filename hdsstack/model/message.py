"""Text for people that is translated when it is shown, not when it is made."""

from collections.abc import Callable

from hdsstack.model.made import made_often

Translate = Callable[[str], str]


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a text for translation and return it unchanged."""
    return text


@made_often()
class Message:
    """A text with named places, and what fills them (a Message among them is translated too)."""

    text: str
    values: tuple[tuple[str, "str | int | float | Message"], ...] = ()

    def render(self, translate: Translate = str) -> str:
        filled = {
            name: value.render(translate) if isinstance(value, Message) else value
            for name, value in self.values
        }
        return translate(self.text).format(**filled) if filled else translate(self.text)

    def __str__(self) -> str:
        return self.render()


def message(text: str, /, **values: "str | int | float | Message") -> Message:
    """A Message; `text` is written `N_("...")` at the call so that it is found for translation."""
    return Message(text, tuple(values.items()))
