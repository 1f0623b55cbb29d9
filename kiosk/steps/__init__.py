"""The work behind the steps: blocking functions over ports, each returning a fact or the trouble met.

None of them knows a screen; the caller decides on which thread they run.
"""
