"""The matters as data: one TOML file a matter, one folder a department; loader, checks and search."""
