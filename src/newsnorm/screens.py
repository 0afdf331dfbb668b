"""Screens: what a server, a shop or a form says in place of an article, in nine languages.

A page is only judged by these words where it says hardly anything else, so a report that quotes them is none.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE | re.VERBOSE | re.DOTALL)


ERROR = _any(
    r"\b(?: 40[134] | 410 | 50[0234] ) \b .{0,40} \b(?: error | not [ ] found | forbidden | unavailable | gone ) \b",
    r"\b(?: error | fehler | erreur | помилка | ошибка ) [ ] (?: 40[134] | 410 | 50[0234] ) \b",
    r"""\b(?: page | site | article | story | content ) \b .{0,50} \b(?: not [ ] found | no [ ] longer [ ] (?: exists? | available )
        | (?: does [ ] not | doesn['’]t ) [ ] exist | has [ ] been [ ] (?: moved | removed | deleted ) )""",
    r"\b(?: seite | artikel | beitrag | inhalt ) \b .{0,50} \b(?: nicht [ ] gefunden | nicht [ ] mehr [ ] verfügbar | existiert [ ] nicht )",
    r"\b(?: page | article | contenu ) \b .{0,50} \b(?: introuvable | n['’]existe [ ] (?: pas | plus ) | n['’]est [ ] plus [ ] disponible )",
    r"\b(?: p[áa]gina | art[íi]culo | contenido ) \b .{0,50} \b(?: no [ ] encontrad[ao] | no [ ] existe | ya [ ] no [ ] está [ ] disponible )",
    r"\b(?: сторінк\w+ | матеріал\w* | статт\w+ ) \b .{0,50} \b(?: не [ ] знайден\w* | не [ ] існує | більше [ ] (?: не [ ] доступн\w+ | недоступн\w+ ) )",
    r"\b(?: страниц\w+ | материал\w* | стать\w+ ) \b .{0,50} \b(?: не [ ] найден\w* | не [ ] существует | больше [ ] (?: не [ ] доступн\w+ | недоступ\w+ ) )",
    r"\b sayfa(?:sı)? \b .{0,40} \b(?: bulunamadı | kaldırılmış | mevcut [ ] değil )",
    r"\b(?: stron[ay] | artykuł\w* ) \b .{0,40} \b(?: nie [ ] (?: istnieje | jest [ ] (?: już [ ] )? dostępn\w+ | została? [ ] znalezion\w+ ) )| \b nie [ ] (?: znaleziono | ma [ ] takiej ) [ ] strony",
    r"\b(?: pagina | articolo | página | artigo ) \b .{0,50} \b(?: non [ ] (?: trovat[ao] | esiste ) | não [ ] (?: encontrad[ao] | existe ) )",
    r"\b unavailable [ ] (?: due [ ] to | for ) [ ] legal [ ] reasons | \b not [ ] available [ ] in [ ] your [ ] (?: country | region )",
    r"\b(?: access [ ] denied | zugriff [ ] verweigert | accès [ ] refusé | acceso [ ] denegado | доступ [ ] (?: заборонено | запрещ[её]н ) )",
)
"""The page is not there, or not for this reader."""

ROBOT = _any(
    r"are [ ] you [ ] a [ ] robot | verify (?: [ ] that )? [ ] you [ ] are [ ] (?: a [ ] )? human | checking [ ] your [ ] browser | unusual [ ] traffic",
    r"(?: kein | ein ) [ ] roboter | sind [ ] sie [ ] ein [ ] mensch | ungewöhnlich\w* [ ] (?: datenverkehr | zugriffe | aktivität )",
    r"êtes-vous [ ] (?: un [ ] robot | humain ) | trafic [ ] inhabituel | confirmer [ ] que [ ] vous [ ] êtes [ ] humain",
    r"es [ ] usted [ ] un [ ] robot | eres [ ] un [ ] robot | tráfico [ ] inusual | confirm\w+ [ ] que [ ] (?: es | eres ) [ ] humano",
    r"ви [ ] робот | незвичн\w+ [ ] трафік | підтверд\w+ ,? [ ] що [ ] ви [ ] (?: не [ ] робот | людина ) | вы [ ] (?: не [ ] )?робот | подозрительн\w+ [ ] трафик",
    r"(?: please [ ] )? enable [ ] (?: javascript | cookies ) | (?: javascript | cookies ) [ ] (?: is | are ) [ ] disabled",
    r"javascript [ ] (?: ist [ ] deaktiviert | est [ ] désactivé | está [ ] desactivado | вимкнено | отключ[её]н )",
    r"(?: aktivieren [ ] sie | activer | activez | active | увімкніть | включите ) [ ] javascript",
)
"""The server wants to know whom it speaks with."""

CONSENT = _any(
    r"\b we \b .{0,40} \b partners? \b | \b our [ ] (?: \d+ [ ] )? partners? \b | accept \b .{0,40} \b cookies | cookies \b .{0,120} \b (?: accept | consent | agree )",
    r"\b unsere \b .{0,12} \b partner | partner \b .{0,60} \b gerät | cookies \b .{0,120} \b (?: zustimm\w* | stimmen | akzeptier\w* | einwillig\w* ) | stimmen \b .{0,40} \b cookies",
    r"\b nos \b .{0,12} \b partenaires | cookies \b .{0,120} \b (?: accepte[rz] | consent\w* | refuse[rz] ) | accepte[rz] \b .{0,40} \b cookies",
    r"\b nuestros \b .{0,12} \b socios | cookies \b .{0,120} \b (?: aceptar? | acepte | consentimiento | rechazar ) | acept\w+ \b .{0,40} \b cookies",
    r"\b (?: iş [ ] )? ortaklarımız \b .{0,120} \b çerez\w* | çerez\w* \b .{0,120} \b kabul | \b nasi [ ] partnerzy \b | cookies? \b .{0,120} \b (?: zgod\w+ | akcept\w+ )",
    r"\b i [ ] nostri [ ] partner \b | cookies? \b .{0,120} \b (?: acconsent\w+ | accett\w+ ) | \b nossos [ ] parceiros \b | cookies \b .{0,120} \b (?: aceit\w+ | concord\w+ )",
    r"\b наші \b .{0,12} \b партнер\w* | прийм\w+ \b .{0,60} \b cookie | cookie \b .{0,120} \b (?: прийм\w+ | погодж\w+ | згод\w+ ) | наши \b .{0,12} \b партн[её]р\w* | cookie \b .{0,120} \b соглас\w+",
)
"""The site asks what it may do with the reader's data."""

BUTTON = r"\A\W*(?:{})\W*\Z"
"""A line that says nothing else."""

CART = _any(
    BUTTON.format(
        "add [ ] to [ ] (?: cart | bag | basket ) | buy (?: (?: [ ] it )? [ ] now )? | in [ ] den [ ] warenkorb | (?: jetzt [ ] )? kaufen"
        "| ajouter [ ] au [ ] panier | acheter | añadir [ ] (?: al [ ] carrito | a [ ] la [ ] cesta ) | comprar | acquista | aggiungi [ ] al [ ] carrello"
        "| kup [ ] teraz | dodaj [ ] do [ ] koszyka | satın [ ] al | sepete [ ] ekle | купити | купить"
        "| (?: додати [ ] )? (?: в | у | до ) [ ] кошика? | (?: добавить [ ] )? в [ ] корзину"
    )
)
"""The button that sells."""

APPLY = _any(
    BUTTON.format(
        "apply (?: [ ] now | [ ] for [ ] this [ ] (?: job | position ) ) | (?: jetzt | online ) [ ] bewerben | postuler | postulez | candidater"
        "| inscribirme | candidati | aplikuj | hemen [ ] başvur | відгукнутися | откликнуться"
    )
)
"""The button under an offer of work."""

RULES = _any(
    BUTTON.format(
        "(?: our [ ] )? (?: privacy | cookie ) (?: [ ] and [ ] cookies? )? [ ] (?: policy | notice | statement ) | terms (?: [ ] (?: and | & ) [ ] conditions | [ ] of [ ] (?: use | service ) )"
        "| impressum | datenschutz (?: erklärung | hinweise )? | nutzungsbedingungen | mentions [ ] légales | politique [ ] de [ ] confidentialité"
        "| política [ ] de [ ] (?: privacidad | privacidade | cookies ) | aviso [ ] legal | polityka [ ] prywatności | regulamin"
        "| gizlilik [ ] politikası | політика [ ] конфіденційності | політика [ ] приватності | политика [ ] конфиденциальности | note [ ] legali"
    )
)
"""The headline over what a site says of itself, by law."""

ADDRESS = _any(
    r"\b(?: you | your | yours | please | sorry | we['’](?:re | ll | ve) | sie | ihre?[nmrs]? | bitte | vous | votre | vos | usted | ustedes | tus? | siz\w{0,4} | lütfen )\b",
    r"\b(?: ви | вас | вам | ваш\w{0,3} | вы | będziesz | twoj\w+ | twój | ciebie | szukasz | proszę | skorzystaj | kliknij | zapisz | tuo | tua | você | seus? )\b",
)
"""A word to the reader; a report has them in quotations alone."""

QUOTED = re.compile(r"[“„«\"][^“”„«»\"]{0,1000}[”“»\"]")

PRICE = re.compile(
    r"(?:[$€£¥₴₽]\s?\d|\d[\d\s.,]{0,12}\s?(?:[$€£¥₴₽]|EUR|USD|GBP|CHF|грн|руб))", re.IGNORECASE
)

OTHER_TYPES = r"Product(?:Group)?|QAPage|DiscussionForumPosting|VideoObject|JobPosting|ContactPage"
"""Types of schema.org of pages that are neither articles nor lists of them."""

LISTING_TYPES = r"SearchResultsPage|CollectionPage|ProfilePage"
"""Types of schema.org of pages that lead to articles."""

OTHER_TYPE = re.compile(rf"{OTHER_TYPES}|^video\b|^product\b|^music\b", re.IGNORECASE)
LISTING_TYPE = re.compile(rf"{LISTING_TYPES}|website|collection|itemlist|^profile", re.IGNORECASE)
"""What pages call themselves, by schema.org or OpenGraph."""
