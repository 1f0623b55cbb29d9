"""The commands of docs/cli.md, one module a group."""
