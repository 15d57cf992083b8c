"""What the recorder answers where only the cloud could: facts must know it again."""

# The account of the stack itself; the recorder, which imports nothing of this package, says it too.
OWN_ACCOUNT = "200000000002"
