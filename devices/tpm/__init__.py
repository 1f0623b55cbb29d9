"""The machine's TPM: a counter that no disk can set back."""
