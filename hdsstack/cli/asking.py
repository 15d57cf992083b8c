"""Answers for a new establishment: from a file, from options, from a person."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from hdsstack.cli.choices import pairs
from hdsstack.locale import _
from hdsstack.planning.presets import Question, questions

# What an answers file may hold besides the manifest's own keys.
_CHOICES = {"provider": "hosting.provider", "region": "hosting.region", "blueprint": "blueprint"}


def given(file: str | None, sets: Iterable[str]) -> dict[str, object]:
    """The answers of a file with those of `--set KEY=VALUE` laid over them.

    Raises:
        ManifestError: The file is no YAML mapping.
        click.UsageError: A `--set` without `=`.

    """
    from hdsstack.model.document import read_document, text_of

    found = read_document(text_of(Path(file), file), file).values if file else {}
    return {**found, **pairs(sets, "--set")}


def choice(answers: dict[str, object], name: str) -> str | None:
    """Take the provider, the region or the blueprint out of the answers."""
    short, dotted = answers.pop(name, None), answers.pop(_CHOICES[name], None)
    hosting = answers.get("hosting")
    nested = hosting.get(name) if isinstance(hosting, Mapping) else None
    found = short or dotted or nested
    return str(found) if found is not None else None


def asked(answers: Mapping[str, object], provider: str | None) -> dict[str, object]:
    """Ask a person the questions that have no answer yet; the answers by key."""
    known = {key.removeprefix("establishment.") for key in answers}
    nested = answers.get("establishment")
    known |= set(nested) if isinstance(nested, Mapping) else set()
    known |= {"provider"} if provider else set()
    return {one.key: _answer(one) for one in questions() if one.key not in known}


def _answer(question: Question) -> object:
    kind = click.Choice(question.choices) if question.choices else _type(question)
    return click.prompt(question.prompt, default=question.default, type=kind, err=True)


def _type(question: Question) -> "click.ParamType[object] | None":
    return {"finess": _Finess(), "beds": click.IntRange(min=0)}.get(question.key)


class _Finess(click.ParamType[str]):
    """A FINESS number, refused at once where its key is wrong."""

    name = "finess"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from pydantic_core import PydanticCustomError

        from hdsstack.model.establishment.finess import valid_finess

        try:
            return valid_finess(value)
        except PydanticCustomError as error:
            what = str(error.message())
            wanted = (error.context or {}).get("wanted", "")
            return self.fail(
                _("{what}; wanted {wanted}").format(what=what, wanted=wanted), param, ctx
            )
