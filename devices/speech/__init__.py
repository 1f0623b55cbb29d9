"""Speech: what the screen says is said by a process of its own, through a speech server or any program."""
