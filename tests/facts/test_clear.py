"""What shows a secret, and what only names one."""

import base64

import pytest

from hdsstack.facts.clear import (
    names_secret,
    password_in_clear,
    setting_in_clear,
    text_in_clear,
    text_shows_secret,
)
from hdsstack.model.values import ABSENT, Origin, Ref, Secret, Text, Unknown


@pytest.mark.parametrize(
    "name",
    ["DB_PASSWORD", "apiKey", "ConnectionStrings__Default_ConnectionString", "TOKEN", "DB_PWD"],
)
def test_names_of_secrets(name: str) -> None:
    assert names_secret(name)


@pytest.mark.parametrize(
    "name",
    ["DB_PASSWORD_FILE", "SECRET_NAME", "TOKEN_URL", "KEY_VAULT_URI", "LOG_LEVEL", "secretArn"],
)
def test_names_that_only_speak_of_a_secret(name: str) -> None:
    assert not names_secret(name)


@pytest.mark.parametrize(
    "text",
    [
        "DB_PASSWORD=Bloc2026!",
        "Server=tcp:beds;User ID=beds;Password=Lits#62300;",
        "postgresql://dpi:Bloc2026@db/dpi",
        "-----BEGIN RSA PRIVATE KEY-----",
        "aws AKIAABCDEFGHIJKLMNOP",
        base64.b64encode(b"#cloud-config\npassword: Bloc2026\n").decode(),
    ],
)
def test_texts_that_show_a_secret(text: str) -> None:
    assert text_shows_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "export DB_PASSWORD=$(az keyvault secret show --name db)",
        "password=${DB_PASSWORD}",
        "lock_passwd: false",
        "az keyvault secret show --vault-name ch-lens --name db",
        "https://example.org/path",
        base64.b64encode(b"systemctl enable --now nginx.service").decode(),
    ],
)
def test_texts_that_show_none(text: str) -> None:
    assert not text_shows_secret(text)


def test_passwords_by_origin() -> None:
    assert password_in_clear("Bloc2026!") is True
    assert password_in_clear(Secret("Bloc2026!", Origin.CONFIGURATION)) is False
    assert password_in_clear(Secret("Bloc2026!", Origin.PROGRAM)) is True
    assert password_in_clear(Secret(Unknown("hidden"), Origin.OUTPUT)) is False
    assert isinstance(password_in_clear(Secret("x", Origin.UNKNOWN)), Unknown)
    assert password_in_clear(Ref("urn", "result")) is False
    assert password_in_clear(ABSENT) is None


def test_settings_marked_secret_pass() -> None:
    assert setting_in_clear("DB_PASSWORD", Secret("x", Origin.PROGRAM)) is False
    assert setting_in_clear("DB_PASSWORD", "@Microsoft.KeyVault(SecretUri=https://v/)") is False
    assert setting_in_clear("DB_PASSWORD", "Bloc2026!") is True
    assert setting_in_clear("STORE", "AccountKey=Zm9vYmFyZm9v") is True


def test_a_password_from_an_unmarked_output_is_not_decided() -> None:
    text = Text(("AccountName=a;AccountKey=", Unknown("a look-up")))
    assert isinstance(text_in_clear(text), Unknown)
    assert text_in_clear(Text(("https://", Ref("urn", "name"), ".example.org"))) is False
