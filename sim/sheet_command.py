"""What ippeveprinter runs for each job: hands it to the print mechanism and repeats what that says of itself.

Started for every job, so it imports next to nothing and nothing of ours.
"""

import os
import socket
import sys

LINE = 65_536


def main(mechanism: str, document: str) -> int:
    """Return 0 when the job came out, 1 when it was given up; STATE and ATTR lines go to stderr."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(mechanism)
        line.sendall(f"{os.environ['IPP_JOB_ID']}\t{os.environ['IPP_JOB_NAME']}\t{document}\n".encode())
        with line.makefile("r", encoding="utf-8") as said:
            for text in said:
                if text.startswith("EXIT"):
                    return int(text.split()[1])
                sys.stderr.write(text)
                sys.stderr.flush()
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
