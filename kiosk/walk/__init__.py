"""A matter done by a machine through the real screens, real drivers and a real centre."""
