"""What shows a secret, and what only names one."""

import base64

import pytest

from hdsstack.facts.clear import password_in_clear, setting_in_clear, text_in_clear
from hdsstack.facts.secret_words import names_secret, text_shows_secret
from hdsstack.model.values import ABSENT, Origin, Ref, Secret, Text, Unknown, Value


@pytest.mark.parametrize(
    "name",
    [
        "DB_PASSWORD",
        "apiKey",
        "dbPwd",
        "DB_PASSWORD_PROD",
        "appli_mdp",
        "signingKey",
        "TOKEN",
        "DB_PWD",
        *("SMTP_PASS", "COSMOS_KEY", "AZURE_STORAGE_KEY", "workspaceKey"),
    ],
)
def test_names_of_secrets(name: str) -> None:
    assert names_secret(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "DB_PASSWORD_FILE",
            "SECRET_NAME",
            "TOKEN_URL",
            "KEY_VAULT_URI",
            "LOG_LEVEL",
            "SECRET_ID",
            "existingSecret",
            "SECRET_PROVIDER_CLASS",
            "imagePullSecrets",
        ),
        *("secretArn", "SharedAccessKeyName", "TOKEN_TTL", "PASSWORD_POLICY"),
        "skipCredentialsValidation",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        *("SECRET_PREFIX", "TOKEN_EXPIRATION", "JWT_TOKEN_ALGORITHM", "SECRETS_BACKEND"),
        *("PROXY_BYPASS", "PASSPORT_NUMBER", "STORAGE_KEY_NAME", "PARTITION_KEY"),
        *("KEY_ALIAS", "TOKEN_LIFETIME", "SECRETS_MANAGER", "CREDENTIAL_SOURCE"),
    ],
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
        "export DB_PASSWORD_PROD=Bloc2026!",
        "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
        "ghp_" + "a1B2" * 9,
        "https://x.blob.core.windows.net/c?sv=2024-11-04&sp=r&sig=" + "Zm9v" * 10,
        "mysql -u root -pJonquille55 < init.sql",
        "mysqldump --host db -pJonquille55 dpi",
        "az login --service-principal -u app --password Jonquille55",
        "kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef",
        "curl -s -u dpi:Jonquille55 https://broker/",
        "sshpass -p Jonquille55 scp file host:",
        "echo 'root:Jonquille55' | sudo chpasswd",
        "sqlcmd -S beds -U sa -P 'Jonquille-55' -i init.sql",
        "bcp dpi.dbo.stays out stays.bcp -S beds -U sa -PJonquille55",
        "docker login -u dpi -p Jonquille55 registry.example.org",
        "az login --service-principal -u app -p Jonquille55 --tenant t",
        "redis-cli -h cache -a Jonquille55 ping",
        "ldapsearch -x -D cn=dpi -w Jonquille55 -b dc=ch",
        "$p = ConvertTo-SecureString 'Jonquille55' -AsPlainText -Force",
        'convertto-securestring -asplaintext -force "Jonquille55"',
        "net user dpi Jonquille55 /add",
        "openssl pkcs12 -export -passout pass:Jonquille55 -out dpi.p12",
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
        "mysql -u root -p < init.sql",
        "mysql -u root -p$DB_PASSWORD dpi",
        'mysql -u root -p"$DB_PASSWORD" dpi',
        "mysql --port 3306 -h db dpi",
        "az login --identity --username app",
        "docker login --password-stdin registry",
        "kubeadm join --token $(cat /run/token)",
        'vault login --token "${VAULT_TOKEN}"',
        "curl -u dpi:$PASSWORD https://broker/",
        "curl -s https://broker/ -o file",
        "mkdir -p /srv/data",
        'echo "root:$PASSWORD" | chpasswd',
        "sqlcmd -S beds -G -P $(PASSWORD) -i init.sql",
        "sqlcmd -S beds -E -i init.sql",
        "docker login -u dpi -p $PASSWORD registry.example.org",
        "docker login registry && docker run -p 8443:8443 dpi",
        "az login --identity; az vm list -p x",
        "redis-cli -a $PASSWORD ping",
        "ldapsearch -x -D cn=dpi -W -b dc=ch",
        "ConvertTo-SecureString $env:PASSWORD -AsPlainText -Force",
        "net user dpi /delete",
        "net user dpi * /add",
        "openssl req -passout env:KEY_PASS",
        "bypass:true",
        "https://example.org/a?sig=short",
        "http_tokens = required",
        "DB_SECRET_NAME=dpi-database",
        "token=/run/secrets/token",
        "az keyvault secret show --vault-name ch-lens --name db",
        "https://example.org/path",
        base64.b64encode(b"systemctl enable --now nginx.service").decode(),
        base64.b64encode(
            b"${urn:pulumi:prod::p::tls:index/privateKey:PrivateKey::ca#privateKeyPem}"
        ).decode(),
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
    assert setting_in_clear("DB_PASSWORD", Secret("Bloc2026!", Origin.CONFIGURATION)) is False
    assert setting_in_clear("DB_PASSWORD", Secret("Bloc2026!", Origin.UNKNOWN)) is False
    assert setting_in_clear("DB_PASSWORD", Secret("Bloc2026!", Origin.PROGRAM)) is False
    assert setting_in_clear("DB_PASSWORD", "@Microsoft.KeyVault(SecretUri=https://v/)") is False
    assert setting_in_clear("DB_PASSWORD", "Bloc2026!") is True
    assert setting_in_clear("STORE", "AccountKey=Zm9vYmFyZm9v") is True


def test_a_password_from_an_unmarked_output_is_not_decided() -> None:
    text = Text(("AccountName=a;AccountKey=", Unknown("a look-up")))
    assert isinstance(text_in_clear(text), Unknown)
    assert text_in_clear(Text(("https://", Ref("urn", "name"), ".example.org"))) is False
    assert text_in_clear(Text(("export PASSWORD=", Ref("urn", "result"), "\n"))) is False


@pytest.mark.parametrize(
    ("name", "value", "clear"),
    [
        ("DB_PASSWORD", "Azerty123", True),
        ("DB_PASSWORD", Ref("urn:x", "result"), False),
        ("DB_PASSWORD", "arn:aws:secretsmanager:eu-west-3:1:secret:x", False),
        ("DB_PASSWORD", "/dpi/db/password", False),
        ("DATABASE_URL", "postgres://app:Azerty123@db/app", True),
        ("DATABASE_URL", "postgres://db/app", False),
        ("KEY", "-----BEGIN RSA PRIVATE KEY-----", True),
        ("LOG_LEVEL", "info", False),
        ("SqlConnectionString", "Server=tcp:x;Authentication=Active Directory Default", False),
        ("SqlConnectionString", "Server=tcp:x;User ID=dpi;Password=Bloc2026!;", True),
        ("BusConnection", "Endpoint=sb://b/;SharedAccessKeyName=k;SharedAccessKey=Zm9vYmFy", True),
        ("CACHE_CONNECTION_STRING", "cache:6380,password=Bloc2026!,ssl=True", True),
        ("CONNECTION_STRING", "InstrumentationKey=0-0;IngestionEndpoint=https://x/", False),
    ],
)
def test_settings_by_name_and_by_value(name: str, value: Value, clear: bool) -> None:
    assert setting_in_clear(name, value) is clear


def test_an_unknown_setting_is_unknown_only_where_it_could_hold_a_secret() -> None:
    assert isinstance(setting_in_clear("DB_PASSWORD", Unknown()), Unknown)
    assert isinstance(setting_in_clear("DATABASE_URL", Unknown()), Unknown)
    assert setting_in_clear("LOG_LEVEL", Unknown()) is False
    assert setting_in_clear("PORTAL_URL", Unknown()) is False
