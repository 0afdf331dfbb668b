"""Languages: short texts are told by their letters where they have too few function words, and names tell nothing."""

from __future__ import annotations

import pytest

from newsnorm.language import detect

TEXTS = (
    ("tr", "Bisiklet yolu yarın kapanıyor; yağmurun yıktığı duvar, valiliğin açıklamasına göre onarılacak."),
    ("uk", "Місток закрили: злива підмила палі, кажуть рятувальники. Лагодитимуть його, ймовірно, взимку."),
    (
        "ru",
        "Мостик закрыт: ливень подмыл опоры, рассказали спасатели. Чинить этот мостик будут зимой, видимо.",
    ),
    (
        None,
        "Recep Tayyip Erdoğan, Kemal Kılıçdaroğlu, Ekrem İmamoğlu, Yıldırım, Diyarbakır, Kadıköy, Kırşehir",
    ),
    (
        None,
        "Çərşənbə günü şəhərə yağış yağdı, küçələr su altında qaldı, avtobuslar gecikdi, yollar bağlandı.",
    ),
    (
        None,
        "Сейсенбі күні қалада жаңа көпір ашылды, деп хабарлады әкімдік, оның үстімен алғаш оқушылар өтті.",
    ),
)


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_few_words_tell_a_language_by_their_letters(code: str | None, text: str) -> None:
    """Turkish, Ukrainian and Russian have letters of their own; their neighbours have them, too, and more."""
    assert code == detect(text)
