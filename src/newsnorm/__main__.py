"""``newsnorm`` and ``python -m newsnorm``: one program, which `newsnorm.cli` holds."""

from __future__ import annotations

import sys
from importlib.util import find_spec


def main() -> int:
    """Run the command line; without the extra ``cli``, say in one line what to install."""
    if find_spec("click") is None:
        print(
            'newsnorm: the command line needs click; install it with: pip install "newsnorm[cli]"',
            file=sys.stderr,
        )
        return 2
    from newsnorm.cli.program import run  # noqa: PLC0415 - it needs what may not be there

    return run()


if __name__ == "__main__":
    sys.exit(main())
