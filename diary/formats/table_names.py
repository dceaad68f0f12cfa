"""What a column holds by its name, in the languages that programs and people write them in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from diary.domain.knee import Moment
from diary.domain.table_match import TableField, TableUnit

_F = TableField
_TAG = re.compile(r"<[^<>]{0,2000}>")
_UNIT_BEHIND = re.compile(r" ?[(\[] ?([^()\[\]]{1,30}?) ?[)\]]$")
_NOT_A_WORD = re.compile(r"[\W_]+")
_NAME_LONGEST, _NAMES_MOST = 2500, 400
# Letters that have no accent to take off.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "đ": "d", "\u0131": "i"})
# Each name without accents, in lower case, words with one blank between them.
_NAMES: dict[TableField, str] = {
    _F.START: "start, start time, started, started at, start date, start time local, begin, "
    "date time, datetime, timestamp, activity date, workout date, start date local, "
    "start datetime, date and time, beginn, startzeit, startdatum, zeitpunkt, datum uhrzeit, "
    "datum zeit, aktivitatsdatum, heure de debut, date de debut, date heure, debut, "
    "fecha y hora, fecha hora, inicio, hora de inicio, begintijd, starttijd, data e hora, "
    "data ora, inizio, poczatek, rozpoczecie, startdato, starttid, aloitusaika, time started",
    _F.DATE: "date, day, on, datum, tag, jour, fecha, dia, dag, data, giorno, dzien, dato, "
    "paivamaara, paiva, run date, entry date, when, 日期, 日付",
    _F.TIME_OF_DAY: "time of day, uhrzeit, heure, hora, tijdstip, ora, godzina, klokkeslett, "
    "klokkeslaet, klockslag, kellonaika, clock, clock time",
    _F.DISTANCE: "distance, dist, distanz, strecke, entfernung, lange, kilometer, kilometers, "
    "kilometres, km, miles, mi, mileage, distancia, distanza, afstand, dystans, distans, "
    "stracka, distanse, matka, km gelaufen, laufstrecke, kilometre, kilometros, quilometros, "
    "chilometri, km run, miles run, total distance, metres, meters, vzdalenost, "
    "距离, 距離",
    _F.MOVING: "duration, time, moving time, moving, timer time, activity time, run time, "
    "dauer, zeit, laufzeit, zeit in bewegung, bewegungszeit, duree, temps, temps de course, "
    "duree de deplacement, duracion, tiempo, tiempo en movimiento, duur, tijd, beweegtijd, "
    "durata, tempo, tempo in movimento, duracao, tempo em movimento, czas, czas trwania, "
    "czas ruchu, tid, varighet, varighed, kesto, aika, total time, workout time, minutes, min, "
    "minuten, finish time, net time, 时间, 時間",
    _F.ELAPSED: "elapsed time, elapsed, verstrichene zeit, gesamtzeit, bruttozeit, "
    "temps ecoule, tiempo transcurrido, verstreken tijd, tempo trascorso, tempo decorrido, "
    "uplynelo czasu, gross time",
    _F.SPORT: "sport, type, activity type, activity, workout type, aktivitat, aktivitatstyp, "
    "aktivitatsart, sportart, art, type d activite, activite, tipo de actividad, actividad, "
    "tipo, soort, activiteit, activiteitstype, tipo di attivita, attivita, "
    "tipo de atividade, atividade, typ aktywnosci, aktywnosc, typ, aktivitet, laji, "
    "sport type, kind, category, exercise type",
    _F.TITLE: "title, name, activity name, workout name, route name, route, titel, "
    "aktivitatsname, bezeichnung, titre, nom, titulo, nombre, naam, titolo, nome, tytul, "
    "nazwa, tittel, otsikko, workout",
    _F.NOTE: "note, notes, comment, comments, description, remarks, notiz, notizen, kommentar, "
    "bemerkung, bemerkungen, beschreibung, remarque, commentaire, nota, notas, comentario, "
    "comentarios, descripcion, opmerking, opmerkingen, commento, descrizione, descricao, "
    "uwagi, opis, notatka, anteckning, notat, muistiinpano",
    _F.SHOE: "shoe, shoes, gear, equipment, schuh, schuhe, laufschuh, laufschuhe, ausrustung, "
    "chaussure, chaussures, equipement, zapatilla, zapatillas, equipo, schoen, schoenen, "
    "scarpa, scarpe, tenis, sapatilha, sapatilhas, equipamento, but, buty, sprzet, sko, skor, "
    "kenka, kengat, pair, shoe name",
    _F.AVG_HR: "hr, heart rate, avg hr, avg heart rate, average hr, average heart rate, "
    "average heartrate, avg heartrate, heartrate, bpm, avg bpm, mean hr, avghr, puls, "
    "herzfrequenz, o herzfrequenz, durchschnittspuls, durchschnittliche herzfrequenz, hf, "
    "o hf, fc, fc moy, fc moyenne, frequence cardiaque, frequence cardiaque moyenne, "
    "fc media, frecuencia cardiaca media, frecuencia cardiaca, hartslag, "
    "gemiddelde hartslag, frequenza cardiaca media, srednie tetno, tetno, snittpuls, "
    "gjennomsnittlig puls, keskisyke, frequencia cardiaca media",
    _F.MAX_HR: "max hr, max heart rate, maximum heart rate, max heartrate, maxhr, max bpm, "
    "maximalpuls, maximale herzfrequenz, max herzfrequenz, max puls, maxpuls, fc max, "
    "fc maximale, frequence cardiaque max, fc maxima, frecuencia cardiaca maxima, "
    "max hartslag, maximale hartslag, frequenza cardiaca max, maksymalne tetno, maksimisyke",
    _F.CADENCE: "cadence, avg cadence, average cadence, avg run cadence, avg running cadence, "
    "steps per minute, steps min, strides per minute, spm, average run cadence, "
    "schrittfrequenz, kadenz, trittfrequenz, "
    "o schrittfrequenz laufen, o schrittfrequenz, cadence moyenne, cadencia, cadencia media, "
    "cadencia de corrida media, cadans, gemiddelde cadans, cadenza, cadenza media, kadencja, "
    "sredni rytm biegu, kadens, askeltiheys",
    _F.ASCENT: "ascent, total ascent, climb, elevation gain, elev gain, elevation, "
    "total elevation gain, gain, aufstieg, anstieg, anstieg gesamt, hohenmeter, hohengewinn, "
    "denivele, denivele positif, ascension, ascenso total, desnivel, desnivel positivo, "
    "hoogtemeters, hoogtewinst, stijging, dislivello, subida total, subida, "
    "calkowity wznios, przewyzszenie, stigning, hojdmeter, nousu",
    _F.DESCENT: "descent, total descent, elevation loss, elev loss, abstieg, abstieg gesamt, "
    "denivele negatif, descenso total, desnivel negativo, hoogteverlies, daling, "
    "descida total, calkowity spadek, lasku",
    _F.EFFORT: "effort, rpe, perceived exertion, perceived effort, exertion, anstrengung, "
    "effort percu, esfuerzo, esforco, inspanning, ervaren inspanning, sforzo, wysilek, "
    "anstrengning, borg, session rpe, icu rpe",
    _F.EXTERNAL_ID: "id, activity id, activityid, workout id, uuid, aktivitats id, external id",
    _F.SIDE: "side, knee, which knee, leg, seite, knie, welches knie, bein, cote, genou, lado, "
    "rodilla, zijde, kant, lato, ginocchio, joelho, strona, kolano, sida, kna, kne",
    _F.PAIN: "pain, knee pain, pain score, pain level, score, nrs, vas, schmerz, schmerzen, "
    "knieschmerz, knieschmerzen, schmerzwert, douleur, douleur genou, dolor, "
    "dolor de rodilla, dor, dor no joelho, pijn, kniepijn, pijnscore, dolore, bol, "
    "bol kolana, smarta, smerte, knaesmerte, knesmerte, kipu, polvikipu, worst pain, "
    "pain worst, morning pain, pain morning, pain during, pain after, pain 0 10, ache",
}
_LEFT = frozenset(
    {
        "left",
        "l",
        "links",
        "link",
        "linkes",
        "linker",
        "linke",
        "gauche",
        "izquierda",
        "izquierdo",
        "esquerda",
        "esquerdo",
        "sinistra",
        "sinistro",
        "lewe",
        "lewy",
        "lewa",
        "vanster",
        "venstre",
        "vasen",
        "lt",
        "lk",
    }
)
_RIGHT = frozenset(
    {
        "right",
        "r",
        "rechts",
        "rechtes",
        "rechter",
        "rechte",
        "droite",
        "droit",
        "derecha",
        "derecho",
        "direita",
        "direito",
        "destra",
        "destro",
        "prawe",
        "prawy",
        "prawa",
        "hoger",
        "hoyre",
        "hojre",
        "oikea",
        "rt",
        "rk",
    }
)
_UNITS = {
    **dict.fromkeys(
        ("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), TableUnit.KM
    ),
    **dict.fromkeys(("kilometros", "quilometros", "chilometri"), TableUnit.KM),
    **dict.fromkeys(("mi", "mile", "miles", "meilen", "mileage", "millas"), TableUnit.MILE),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres", "hohenmeter"), TableUnit.METRE),
    **dict.fromkeys(("cm", "centimeter", "centimeters", "centimetres"), TableUnit.CENTIMETRE),
    **dict.fromkeys(("ft", "feet", "foot"), TableUnit.FOOT),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "sek", "sekunden"), TableUnit.SECOND),
    **dict.fromkeys(("ms", "millis", "milliseconds"), TableUnit.MILLISECOND),
    **dict.fromkeys(("min", "mins", "minute", "minutes", "minuten", "minutos"), TableUnit.MINUTE),
    **dict.fromkeys(("h m s", "hh mm ss", "h mm ss", "hms", "mm ss", "m s"), TableUnit.CLOCK),
    **dict.fromkeys(("h m", "hh mm", "h mm"), TableUnit.HOUR_MINUTE),
    **dict.fromkeys(("spm", "steps min", "steps per minute", "step min"), TableUnit.STEPS),
    **dict.fromkeys(("schritte min", "schritte pro minute", "pas min"), TableUnit.STEPS),
    **dict.fromkeys(("pasos min", "pasos por minuto", "pas par minute"), TableUnit.STEPS),
    **dict.fromkeys(("stappen min", "stappen per minuut", "passi min"), TableUnit.STEPS),
    **dict.fromkeys(("rpm", "strides min", "strides per minute"), TableUnit.STRIDES),
}
_UNIT_IN_NAME = frozenset(_UNITS) - frozenset(("m s", "h m"))
_BY_NAME = {name: kind for kind, names in _NAMES.items() for name in names.split(", ")}
_KNEES = frozenset(
    ("knee", "knees", "knie", "genou", "rodilla", "ginocchio", "joelho", "kolano", "kna", "kne")
)
_MOMENTS = {
    Moment.MORNING: "morning mornings waking morgen morgens fruh matin manana manha rano mattina "
    "ochtend morgon aamu",
    Moment.DURING: "during wahrend pendant durante tijdens podczas while beim",
    Moment.AFTER: "after afterwards nach danach nachher apres despues depois po na dopo",
    Moment.WORST: "worst evening evenings night max maximum highest peak abend abends nacht "
    "nachts schlimmster hochster soir nuit pire noche peor sera notte avond ergste kvall wieczor",
}
_MOMENT_OF = {word: moment for moment, words in _MOMENTS.items() for word in words.split()}


def plain_name(name: str) -> str:
    """A name in lower case without accents, markup and signs; its unit stays in it."""
    text = _TAG.sub("", name[:_NAME_LONGEST])
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return _NOT_A_WORD.sub(" ", bare).strip()


def named_field(name: str) -> tuple[TableField | None, TableUnit | None]:
    """What a column of this name holds and the unit the name says; None for what it does not."""
    name = " ".join(name[:_NAME_LONGEST].split())
    behind = _UNIT_BEHIND.search(name)
    unit = _UNITS.get(plain_name(behind[1])) if behind else None
    plain = plain_name(name[: behind.start()] if behind else name)
    found = _BY_NAME.get(plain)
    if found is None and " " in plain:
        before, said = _without_unit(plain)
        if said is not None:
            unit = unit or said
            found = _BY_NAME.get(before)
    if found is None and behind is not None:
        found = _BY_NAME.get(plain_name(name))
    if found in (None, TableField.PAIN, TableField.SIDE):
        found = _of_a_side(plain, found)
    return found, unit or (_UNITS.get(plain) if found is not None else None)


def _without_unit(plain: str) -> tuple[str, TableUnit | None]:
    """A name without the unit at its end."""
    words = plain.split()
    for count in (3, 2, 1):
        last = " ".join(words[-count:])
        if len(words) > count and last in _UNIT_IN_NAME:
            return " ".join(words[:-count]), _UNITS[last]
    return plain, None


def known_names(names: Iterable[str]) -> set[TableField]:
    """The fields that some of the names stand for."""
    found = (named_field(name)[0] for name in islice(names, _NAMES_MOST))
    return {each for each in found if each is not None}


def moment_named(name: str) -> Moment:
    """The moment that the name of a column of scores says; without one it is the day's worst.

    An evening or a night has no moment of its own in the diary: it counts for the worst.
    """
    said = (_MOMENT_OF.get(word) for word in plain_name(name).split())
    return next((moment for moment in said if moment is not None), Moment.WORST)


def is_side(name: str) -> tuple[bool, bool]:
    """Whether a text names the left and the right knee; "both" names two."""
    words = plain_name(name).split()
    if any(
        word in ("both", "beide", "beides", "beidseitig", "deux", "ambos", "ambas")
        for word in words
    ):
        return True, True
    return any(word in _LEFT for word in words), any(word in _RIGHT for word in words)


def _of_a_side(plain: str, found: TableField | None) -> TableField | None:
    """Pain of one knee, where the rest of the name says pain, knee or when, or there is no rest."""
    words = plain.split()
    left = [word for word in words if word in _LEFT]
    right = [word for word in words if word in _RIGHT]
    if bool(left) == bool(right):
        return _of_no_side(words) if found is None else found
    rest = [word for word in words if word not in _LEFT and word not in _RIGHT]
    is_about = not rest or any(
        word in _MOMENT_OF or _BY_NAME.get(word) in (TableField.PAIN, TableField.SIDE)
        for word in rest
    )
    if not is_about:
        return found
    return TableField.PAIN_LEFT if left else TableField.PAIN_RIGHT


def _of_no_side(words: list[str]) -> TableField | None:
    """Pain of a knee that is not named: a word for pain, or nothing but a knee and when."""
    if any(_BY_NAME.get(word) is TableField.PAIN for word in words):
        return TableField.PAIN
    is_knee = any(word in _KNEES for word in words)
    is_all = all(word in _KNEES or word in _MOMENT_OF for word in words)
    return TableField.PAIN if is_knee and is_all else None
