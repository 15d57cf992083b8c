"""HDS-CRY-009: no secret in clear in program, configuration, user data or environment."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import never
from hdsstack.model.facts import ClearSecret
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-CRY-009",
    title=N_("No secret stands in clear in a program, configuration, user data or environment"),
    why=N_(
        "A password in a program is in the repository, in the state and in the provider's console,"
        " for ever. Derived from GDPR article 32 and SecNumCloud 3.2 chapter 10.5."
    ),
    remedy=N_(
        "Keep the secret in the provider's vault (Secrets Manager, Key Vault) and give its name,"
        " or read it by `config.require_secret`; let the service manage its own password where it"
        " can (`manageMasterUserPassword`). Change the exposed secret."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.DERIVED,
    covers=("gdpr/32", "secnumcloud-3.2/10.5", "iso27001-2022/A.5.17"),
)
def no_secret_in_clear(secret: ClearSecret) -> Iterator[Verdict]:
    """A literal of the program counts as clear, even where the SDK marks the property secret."""
    yield from never(secret, secret.clear, message(N_("a secret stands in clear")))
