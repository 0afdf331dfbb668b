"""Write ``zh-readings.tsv``: one reading, without tone, of each Chinese character of GB 2312 and Big5.

    pip install pypinyin && python tools/romanisation/chinese.py

The reading is the first that pypinyin (MIT) has, but for characters that are read another way in most names.
Running it again writes the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin.contrib.tone_convert import to_normal
from pypinyin.pinyin_dict import pinyin_dict

DATA = Path(__file__).parents[2] / "src" / "newsnorm" / "data" / "romanisation"
HEAD = """\
# The reading of each Chinese character of GB 2312 and Big5, without tone: the one most usual in names.
# From pypinyin (MIT), which draws on the Unihan database; see README.md here.
syllable\tcharacters
"""

IN_NAMES = {
    "bo": "薄泊伯",
    "chang": "长長",
    "chong": "重",
    "du": "都",
    "fo": "佛",
    "ge": "盖",
    "le": "勒",
    "pan": "番",
    "qiu": "仇",
    "shan": "单單",
    "sheng": "晟",
    "shuai": "率",
    "shi": "什峙",
    "wei": "隗",
    "xia": "厦廈",
    "xie": "解",
    "zang": "藏",
    "zeng": "曾",
    "zha": "查",
    "zhai": "翟",
    "zhuo": "琢",
}
"""Readings of surnames (Zeng, Shan, Xie) and in names of places (Chongqing, Changsha, Xiamen)."""


def main() -> None:
    """Write the table."""
    readings = {
        chr(code): _plain(found.split(",")[0])
        for code, found in pinyin_dict.items()
        if 0x4E00 <= code <= 0x9FFF
    }
    readings |= {character: syllable for syllable, characters in IN_NAMES.items() for character in characters}
    characters: dict[str, list[str]] = defaultdict(list)
    for character in sorted(filter(_is_common, readings)):
        if readings[character].replace("ü", "u").isascii():
            characters[readings[character]].append(character)
    rows = (f"{syllable}\t{''.join(found)}\n" for syllable, found in sorted(characters.items()))
    (DATA / "zh-readings.tsv").write_text(HEAD + "".join(rows), "utf-8")


def _plain(syllable: str) -> str:
    return to_normal(syllable, v_to_u=True).replace("ê", "e")


def _is_common(character: str) -> bool:
    return any(character.encode(code, "ignore") for code in ("gb2312", "big5"))


if __name__ == "__main__":
    main()
