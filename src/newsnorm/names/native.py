"""Names in scripts other than Latin: found exactly as the gazetteer writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from newsnorm.tracked import Span

RUN = re.compile(
    r"[^\W\d_\x00-\u036f\u1d00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f\ufb00-\ufb06\uff00-\uff5e]"
)
"""A letter that is not Latin. Greek with accents of antiquity counts as none."""

UNSPACED = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A letter of a script that does not part its words by spaces, or hangs endings on them."""


@frozen(eq=False)
class Native:
    """Finds native names; ``ids`` are the entities that bear each."""

    ids: Mapping[str, tuple[str, ...]] = field(repr=False)

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        """The names by their first two letters, longest first."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.ids, key=len, reverse=True):
            if RUN.match(name):
                found.setdefault(name[:2], []).append(name)
        return found

    def find(self, text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """Yield where names stand, and whose they are: leftmost, then longest.

        >>> native = Native({"Київ": ("Q1899",), "北京": ("Q956",)})
        >>> [(span.of("Kyiv (Київ), 在北京."), ids) for span, ids in native.find("Kyiv (Київ), 在北京.")]
        [('Київ', ('Q1899',)), ('北京', ('Q956',))]
        >>> list(native.find("Київський"))
        []
        """
        by_start = self._by_start
        end = 0
        for match in RUN.finditer(text):
            start = match.start()
            if start < end:
                continue
            for name in by_start.get(text[start : start + 2], ()):
                if text.startswith(name, start) and _is_whole(text, start, start + len(name)):
                    end = start + len(name)
                    yield Span(start, end), self.ids[name]
                    break


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a name is not part of a longer word, in scripts that part words by spaces."""
    if UNSPACED.match(text, start):
        return True
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
