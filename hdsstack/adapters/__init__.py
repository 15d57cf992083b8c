"""The outside world: policy engines and the `pulumi` command. No rule of its own lives here."""
