"""What terminal and centre both have to know of the bytes between them: pure. docs/wire.md is its text."""
