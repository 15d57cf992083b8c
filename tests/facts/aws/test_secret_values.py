"""What counts as a secret in clear, and what only points to one."""

import pytest

from hdsstack.facts.aws.secret_values import is_secret_name, script_in_clear, setting_in_clear
from hdsstack.model.values import Origin, Ref, Secret, Text, Unknown, Value


@pytest.mark.parametrize(
    "name",
    ["DB_PASSWORD", "dbPassword", "API_KEY", "CLIENT_SECRET", "GITHUB_TOKEN", "connectionString"],
)
def test_names_of_secrets(name: str) -> None:
    """The setting holds the secret itself."""
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    ["SECRET_ARN", "SECRET_NAME", "PASSWORD_FILE", "TOKEN_ENDPOINT", "TOKEN_TTL", "SECRET_ID"],
)
def test_names_that_lead_to_a_secret(name: str) -> None:
    """The way to a secret is no secret."""
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    ("name", "value", "clear"),
    [
        ("DB_PASSWORD", "Azerty123", True),
        ("DB_PASSWORD", Secret("Azerty123", Origin.CONFIGURATION), False),
        ("DB_PASSWORD", Secret("Azerty123", Origin.PROGRAM), True),
        ("DB_PASSWORD", Ref("urn:x", "result"), False),
        ("DB_PASSWORD", "arn:aws:secretsmanager:eu-west-3:1:secret:x", False),
        ("DB_PASSWORD", "/dpi/db/password", False),
        ("DATABASE_URL", "postgres://app:Azerty123@db/app", True),
        ("DATABASE_URL", "postgres://db/app", False),
        ("KEY", "-----BEGIN RSA PRIVATE KEY-----", True),
        ("LOG_LEVEL", "info", False),
    ],
)
def test_settings(name: str, value: Value, clear: bool) -> None:
    """By name or by value."""
    assert setting_in_clear(name, value) is clear


def test_an_unknown_setting_is_unknown_only_under_a_secret_name() -> None:
    """What nobody knows is not green, where it could be a secret."""
    assert isinstance(setting_in_clear("DB_PASSWORD", Unknown()), Unknown)
    assert setting_in_clear("LOG_LEVEL", Unknown()) is False


def test_a_script_with_a_reference_in_it() -> None:
    """An output in a script is no literal."""
    script = Text(("export DB_PASSWORD=", Ref("urn:x", "result"), "\n"))
    assert script_in_clear(script) is False
