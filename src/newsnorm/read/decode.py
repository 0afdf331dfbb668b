"""Bytes to text: honestly, with the reason for the encoding on record."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from newsnorm.article import Decoding
from newsnorm.errors import UndecodableSource

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

BINARY = (
    (b"%PDF-", "a PDF; extract its text first, for example with pypdf"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip data; decompress it first, with gzip.decompress"),
    (b"BZh", "bzip2 data; decompress it first, with bz2.decompress"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "an image, a sound or a film (WebP, WAV, AVI)"),
    (b"OggS", "a sound or a film (Ogg)"),
    (b"ID3", "a sound (MP3)"),
    (b"\x1aE\xdf\xa3", "a film (Matroska, WebM)"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\xfd7zXZ", "xz data; decompress it first, with lzma.decompress"),
    (b"\x28\xb5\x2f\xfd", "zstandard data; decompress it first"),
    (b"\x04\x22\x4d\x18", "LZ4 data; decompress it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it first"),
    (b"bplist0", "a binary property list, perhaps a page saved as webarchive; parse it with plistlib.loads"),
    (b"PK\x03\x04", "a ZIP container (also DOCX, EPUB, ODT); extract its text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; extract its text first"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"Obj\x01", "an Avro file"),
    (b"SQLite format 3", "an SQLite database"),
)
"""How binary formats begin, after their published signatures, and what to do about each."""

DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w:.-]+)""", re.IGNORECASE
)

BROWSER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
"""What browsers read where a page declares the key (WHATWG Encoding Standard, names and labels)."""

LABELS = frozenset(
    "ascii utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be cp866 cp874 tis-620 koi8-r koi8-u "
    "mac-roman mac-cyrillic gb2312 gbk gb18030 hz big5 big5hkscs euc_jp iso2022_jp shift_jis cp932 euc_kr cp949".split()
) | {*(f"iso8859-{part}" for part in range(1, 17)), *(f"cp{page}" for page in range(1250, 1259))}
"""The codecs of Python for what a page may say that it is: the encodings of the WHATWG standard, with some of their kin.

Python has more that are no encodings of pages, such as *punycode* and *unicode_escape*.
"""

HEAD = 4096
"""Bytes in which a declaration must stand (browsers read 1024; pages in the wild put it later)."""

SAMPLE = 65_536
"""Bytes shown to the detector, which is slow on long input."""

LOST = "\ud800"
"""Stands for a character that was cut off; no decoded text has it."""

STRAY = re.compile("[\udc80-\udcff]")
"""A byte that is not UTF-8, as Python keeps it in a text."""

CUT = re.compile(
    "(?P<sure>\udce2\udc80|\udcef\udcbf|\udcf0[\udc90-\udc9f][\udc80-\udcbf]?)|[\udcc2-\udcf4][\udc80-\udcbf]{0,2}\\Z"
)
"""A character of UTF-8 that was cut off: a quotation mark or an emoji anywhere, any character at the very end.

Other beginnings may be two letters of Windows-1252: ``é»``.
"""

PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
"""A character beyond U+FFFF as some databases write it, in six bytes (CESU-8)."""

SOUND_TO_STRAY, SOUND_TO_STRAY_IF_TOLD, SOUND_IF_TOLD = 2, 0.5, 3
"""How many characters of UTF-8 a text has for each byte that is none, at least; and if it is told to be UTF-8, how many
at all. Bytes of other encodings are seldom UTF-8 by accident: one pair for three stray bytes of Thai or Chinese, one for
fifteen or more of European ones."""

WESTERN_SHARE = 0.2
"""Odd bytes to ASCII letters: a text of Western Europe has no more; other alphabets have more odd ones."""

OLD_MACHINES = tuple(
    "cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp1125 "
    "mac_croatian mac_cyrillic mac_farsi mac_greek mac_iceland mac_latin2 mac_roman mac_romanian mac_turkish".split()
)
"""Code pages of DOS and of the old Mac, which a detector likes to see in a text with more ASCII letters than odd bytes."""

Decoded = tuple[str, Decoding]


def decode(data: bytes, path: str, charset: str | None = None) -> Decoded:
    """Return the text in ``data`` and how it was found: byte order mark, declaration, UTF-8, detection.

    ``charset`` is what the server said, which holds before the page's own declaration, as in browsers.

    Raises:
        UndecodableSource: ``data`` is a binary format, or no encoding explains it.

    >>> decode("Odesa – ok".encode("cp1252"), "page.txt")[1].encoding
    'cp1252'
    >>> decode("Одеса".encode(), "page.txt")[1].why
    'utf-8'
    """
    _refuse_binary(data, path)
    bom = next(((mark, name) for mark, name in BOMS if data.startswith(mark)), None)
    if bom is not None:
        mark, name = bom
        text = data[len(mark) :].decode(name, "replace")
        return text, Decoding(name, "bom", _stray(text))
    if b"\0" in data[:SAMPLE]:
        return _wide(data, path)
    told = (*_served(charset), *_declared(data))
    for name, why in (*told, ("utf-8", "utf-8")):
        try:
            return data.decode(name), Decoding(name, why)
        except UnicodeError:
            continue
    why_utf8 = next((why for name, why in told if name == "utf-8"), None)
    return _mostly_utf8(data, why_utf8) or _western(data) or _detected(data, path)


def _refuse_binary(data: bytes, path: str) -> None:
    for signature, what in BINARY:
        if data.startswith(signature):
            raise UndecodableSource(path, f"not text but {what}")


def _served(charset: str | None) -> Iterator[tuple[str, str]]:
    name = _codec(charset) if charset else None
    if name is not None:
        yield BROWSER.get(name, name), "served"


def _declared(data: bytes) -> Iterator[tuple[str, str]]:
    match = DECLARED.search(data, 0, HEAD)
    name = _codec(match[1].decode("ascii")) if match is not None else None
    if name is not None:
        # A page that can say so in ASCII bytes is not UTF-16; browsers read UTF-8 there.
        name = "utf-8" if name.startswith(("utf-16", "utf-32")) else name
        yield BROWSER.get(name, name), "declared"


def _codec(charset: str) -> str | None:
    try:
        name = codecs.lookup(charset.strip()).name
    except (LookupError, ValueError):  # ValueError: a NUL in it
        return None
    return name if name in LABELS else None


def _wide(data: bytes, path: str) -> Decoded:
    """Tell UTF-16 without a mark from binary by where its NUL bytes stand."""
    sample = data[:SAMPLE]
    half = len(sample) / 2
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        nuls, others = sample[first::2].count(0), sample[1 - first :: 2].count(0)
        if nuls > half * 0.3 and others <= half * 0.02:
            text = data.decode(name, "replace")
            return text, Decoding(name, "nul bytes", _stray(text))
    if sample.count(0) > len(sample) * 0.01 + 2:
        raise UndecodableSource(path, "not text but binary data", data.index(b"\0"))
    # A few NULs in a text are scraping damage; the characters stage takes them out.
    for name in ("utf-8", "cp1252"):
        try:
            return data.decode(name), Decoding(name, "utf-8" if name == "utf-8" else "detected")
        except UnicodeDecodeError:
            continue
    raise UndecodableSource(path, "not text but binary data", data.index(b"\0"))


def _mostly_utf8(data: bytes, told: str | None) -> Decoded | None:
    """Return UTF-8 text with the bytes that are not UTF-8 read as Windows-1252, and characters that were cut off as U+FFFD.

    ``told`` is where the text is told to be UTF-8, if it is.
    """
    text = PAIR.sub(_joined, data).decode("utf-8", "surrogateescape")
    stray = len(STRAY.findall(text)) - sum(len(cut[0]) for cut in CUT.finditer(text))
    sound = sum(1 for c in STRAY.sub("", text) if c > "\x7f") + sum(
        1 for cut in CUT.finditer(text) if cut["sure"]
    )
    is_utf8 = stray <= max(1, sound / SOUND_TO_STRAY) or (
        told is not None and sound >= max(SOUND_IF_TOLD, stray * SOUND_TO_STRAY_IF_TOLD)
    )
    if not sound or not is_utf8:
        return None
    text = CUT.sub(LOST, text)
    odd = tuple(m.start() for m in re.finditer(f"[{LOST}\udc80-\udcff]", text))
    text = STRAY.sub(
        lambda m: _as_cp1252(ord(m[0]) - 0xDC00), text.replace(LOST, "\N{REPLACEMENT CHARACTER}")
    )
    return text, Decoding("utf-8", told or "utf-8", odd)


def _joined(pair: re.Match[bytes]) -> bytes:
    return (
        pair[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16").encode()
    )


def _as_cp1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "replace")


def _western(data: bytes) -> Decoded | None:
    """Return Windows-1252 text if it is mostly ASCII: a detector guesses wildly at a few odd bytes."""
    if _odd_share(data) > WESTERN_SHARE:
        return None
    try:
        return data.decode("cp1252"), Decoding("cp1252", "detected")
    except UnicodeDecodeError:
        return None


def _odd_share(data: bytes) -> float:
    odd = sum(1 for byte in data if byte > 0x7F)
    return odd / max(1, sum(1 for byte in data if 0x41 <= (byte & 0xDF) <= 0x5A))


def _detected(data: bytes, path: str) -> Decoded:
    # charset-normalizer comes with trafilatura; it is only imported for the rare file that needs it.
    from charset_normalizer import from_bytes  # noqa: PLC0415 - see above

    share = _odd_share(data)
    best = from_bytes(data[:SAMPLE], cp_exclusion=list(OLD_MACHINES) if share < 1 else None).best()
    if best is None and share > WESTERN_SHARE:
        raise UndecodableSource(path, "no encoding explains its bytes", _first_odd(data))
    name = best.encoding if best is not None else "cp1252"
    text = data.decode(name, "replace")
    return text, Decoding(name, "detected", _stray(text))


def _first_odd(data: bytes) -> int:
    return next((at for at, byte in enumerate(data) if byte > 0x7F), 0)


def _stray(text: str) -> tuple[int, ...]:
    return tuple(m.start() for m in re.finditer("\N{REPLACEMENT CHARACTER}", text))
