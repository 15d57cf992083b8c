"""What the project's and the stack's files say about state and secrets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StackSettings:
    """Where the state goes and what encrypts its secrets; None where no file says it.

    Attributes:
        backend: The backend's URL in Pulumi.yaml.
        secrets_provider: The `secretsprovider` of the stack file.

    """

    backend: str | None = None
    secrets_provider: str | None = None
