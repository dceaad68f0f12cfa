"""The names of months in the languages that exports come in, from Unicode's CLDR.

A word stands for one month in all of them; Croatian is left out, where October has the name of
November in Polish. A test holds the table equal to Babel's.
"""

from __future__ import annotations

import unicodedata

# January to December without accents: en de fr es nl it pt sv da nb fi pl cs sk sl hu ro tr id ca
# et lv lt, then ru uk bg.
_WORDS = (
    (
        "ene enero gen gener gennaio ian ianuarie jaan jaanuar jan janeiro januar januara "
        "januari january janv janvaris janvier led leden ledna oca ocak saus sausio sausis "
        "sty styczen stycznia tammi tammikuu tammikuuta "
        "січ січень січня янв январь января яну януари"
    ),
    (
        "feb febbraio febr febrer febrero februar februara februari februarie februaris "
        "february fev fevereiro fevr fevrier helmi helmikuu helmikuuta lut lutego luty sub "
        "subat uno unor unora vas vasario vasaris veebr veebruar "
        "лют лютии лютого фев февр февраль февраля февруари"
    ),
    (
        "bre brezen brezna kov kovas kovo maalis maaliskuu maaliskuuta maart mar marc marca "
        "march marcius marco marec maret mars mart martie marts marz marzec marzo mrt "
        "бер березень березня мар март марта"  # noqa: RUF001 - Cyrillic
    ),
    (
        "abr abril apr april aprila aprile aprilie aprilis aprill avr avril bal balandis "
        "balandzio dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecien kwietnia nis "
        "nisan "
        "апр апрель апреля април квіт квітень квітня"
    ),
    (
        "geg geguze geguzes kve kveten kvetna mag maggio mai maig maijs maio maj maja majus "
        "may mayis mayo mei touko toukokuu toukokuuta "
        "маи мая трав травень травня"
    ),
    (
        "birz birzelio birzelis cerven cervna cvn cze czerwca czerwiec giu giugno haz "
        "haziran iun iunie juin jun juna june junho juni junij junijs junio junius juny "
        "juuni kesa kesakuu kesakuuta "
        "июн июнь июня черв червень червня юни"
    ),
    (
        "cervence cervenec cvc heina heinakuu heinakuuta iul iulie juil juillet jul jula "
        "julho juli julij julijs julio juliol julius july juuli liep liepa liepos lip lipca "
        "lipiec lug luglio tem temmuz "
        "июл июль июля лип липень липня юли"
    ),
    (
        "ago agost agosto agu agustos agustus aout aug august augusta augusti augusts "
        "augustus augusztus avg avgust elo elokuu elokuuta rugp rugpjucio rugpjutis sie "
        "sierpien sierpnia srp srpen srpna "
        "авг август августа серп серпень серпня"
    ),
    (
        "eyl eylul rugs rugsejis rugsejo sep sept september septembra septembre septembrie "
        "septembris septiembre set setembre setembro settembre syys syyskuu syyskuuta szept "
        "szeptember wrz wrzesien wrzesnia zar zari "
        "вер вересень вересня сент сентябрь сентября сеп септември"
    ),
    (
        "eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktober "
        "oktobra oktobris oktoober ott ottobre out outubro paz pazdziernik pazdziernika rij "
        "rijen rijna spal spalio spalis "
        "жовт жовтень жовтня окт октомври октябрь октября"
    ),
    (
        "kas kasim lapkr lapkricio lapkritis lis listopad listopada listopadu marras "
        "marraskuu marraskuuta noiembrie nov november novembra novembre novembris novembro "
        "noviembre "
        "лист листопад листопада ное ноември нояб ноябрь ноября"
    ),
    (
        "ara aralik dec december decembra decembre decembrie decembris des desember "
        "desembre dets detsember dez dezember dezembro dic dicembre diciembre gru grudnia "
        "grudzien gruod gruodis gruodzio joulu joulukuu joulukuuta pro prosince prosinec "
        "груд грудень грудня дек декабрь декабря декември"
    ),
)
# Forms that programs write besides.
_OLDER = {"mrz": 3, "sept": 9, "sett": 9}
_SHORTEST = 3
_DOTLESS_I = "\u0131"


def _plain(word: str) -> str:
    """A word in lower case without accents, dots and apostrophes."""
    if word.isascii() and word.isalpha():
        return word.lower()
    letters = unicodedata.normalize("NFD", word.casefold()).replace(_DOTLESS_I, "i")
    return "".join(each for each in letters if each.isalpha() and not unicodedata.combining(each))


def _by_start(words: dict[str, int]) -> dict[str, int | None]:
    """The first letters that only one month begins with; None where several do."""
    found: dict[str, int | None] = {}
    for word, month in words.items():
        for length in range(_SHORTEST, len(word)):
            start = word[:length]
            found[start] = month if found.get(start, month) == month else None
    return found


_MONTHS = {word: month for month, words in enumerate(_WORDS, 1) for word in words.split()} | _OLDER
_STARTS = _by_start(_MONTHS)


def month_of(word: str) -> int | None:
    """1 to 12 for the name of a month or a clear abbreviation of three letters; None otherwise."""
    plain = _plain(word)
    return _MONTHS.get(plain) or _STARTS.get(plain)
