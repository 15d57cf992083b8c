"""Which further runs of a program are made to learn what rests on what nobody knows."""

from hdsstack.engine.recorder.choices import ALONE, Choices


def turns(choices: Choices, *names: str, hurried: bool = False) -> list[tuple[str, ...] | None]:
    found = choices.turns(names, lambda: hurried)
    return [None if varied is None else tuple(varied) for varied in found]


def offered(**texts: list[str]) -> Choices:
    choices = Choices()
    for name, held in texts.items():
        choices.offer(name, held, "given")
    return choices


def test_each_value_varies_alone_and_then_all_do() -> None:
    choices = offered(env=["prod", "dev", "given"])
    assert turns(choices, "env", "count") == [("env",), ("env",), ("count",), None, None, None]


def test_one_value_alone_needs_no_other_run() -> None:
    assert turns(offered(env=["prod", "dev"]), "env") == [None, None]
    assert turns(Choices(), "count") == [None]


def test_many_values_and_those_in_a_hurry_vary_at_once() -> None:
    many = [f"n{number}" for number in range(ALONE + 1)]
    assert turns(Choices(), *many) == [None]
    assert turns(Choices(), "a", "b", hurried=True) == [None]


def test_what_does_not_vary_in_a_run_is_what_it_was() -> None:
    choices = offered(env=["prod"], place=["Paris"])
    seen = [
        (choices.other("env", "${?env}") == "prod", choices.other("place", "${?place}") == "Paris")
        for _varied in choices.turns(["env", "place"], lambda: False)
    ]
    assert seen == [(True, False), (False, True), (True, True)]


def test_a_choice_is_compared_and_looked_up_and_not_written() -> None:
    choices = offered(env=["prod"])
    next(choices.turns(["env"], lambda: False))
    chosen = choices.other("env", "${?env}")
    assert chosen == "prod"
    assert {"prod": 1}[chosen] == 1
    assert chosen.startswith("pr")
    assert f"db-{chosen}" == "db-${?env}"
