"""The kind of sport, and what was run on, by the words that programs and people use for it."""

from __future__ import annotations

from diary.domain.run import Sport, Surface
from diary.formats.strava_sports import strava_sport
from diary.formats.table_names import plain_name

_SURFACES = {
    Surface.TREADMILL: "treadmill running, treadmill, treadmill run, laufbandtraining, laufband, "
    "laufband lauf, bieg na biezni, bieznia, corrida em esteira, corrida na esteira, esteira, "
    "indoor running, indoor run, laufen indoor, course sur tapis, tapis de course, "
    "correr en cinta, cinta, carrera en cinta, loopband, hardlopen op loopband, "
    "corsa su tapis roulant, tapis roulant, virtual run, virtualrun, virtual running, "
    "hallenlauf, course a pied sur tapis roulant, course a pied en salle, carrera en interiores, "
    "correr en interiores, hardlopen op een loopband, indoor hardlopen, virtueel hardlopen, "
    "corsa indoor, lopband, lopning pa lopband, lobeband, lob pa lobeband, indendors lob, "
    "tredemolle, loping pa tredemolle, innendors loping, juoksumatto, juoksu juoksumatolla, "
    "bezecky pas, beh na bezeckem pasu, bezecky pas beh, beh na bezeckom pase, trcanje na traci, "
    "tek na tekalni stezi, futopad, futas futopadon, alergare pe banda, kosu bandi, "
    "беговая дорожка, бег на беговой дорожке, бег в помещении, "  # noqa: RUF001 - Cyrillic
    "トレッドミル, トレッドミルラン, 室内跑步, 跑步机, 跑步機, 트레드밀, 실내 러닝, "
    "วิ่งบนลู่วิ่ง, lari treadmill",
    Surface.TRACK: "track running, track run, bahnlauf, bahnlaufen, laufen bahn, "
    "bieg na stadionie, corrida em pista, corrida na pista, course sur piste, "
    "carrera en pista, baanlopen, corsa su pista, indoor track, hardlopen op baan, banlopning, "
    "banelob, baneloping, ratajuoksu, beh na draze, beh na drahe, tek na stezi, trcanje na stazi, "
    "palyafutas, alergare pe pista, pist kosusu, "
    "бег по стадиону, бег на стадионе, "  # noqa: RUF001 - Cyrillic
    "トラックラン, トラックランニング, 田径跑, 操场跑步, 操場跑步, 트랙 러닝",
    Surface.TRAIL: "trail running, trail run, trailrun, trail, trailrunning, traillauf, "
    "gelandelauf, bieg terenowy, bieg przelajowy, corrida em trilha, course de trail, "
    "carrera de montana, trail corrida, ultra run, ultra running, corsa in montagna, trail lauf, "
    "ultralauf, ultrafond, trailhardlopen, trailloop, corsa su sentiero, terranglopning, "
    "traillopning, traillob, terrenglop, terrengloping, stiloping, polkujuoksu, maastojuoksu, "
    "trailovy beh, terenni beh, terenny beh, trail tek, trcanje po prirodi, terepfutas, "
    "alergare montana, patika kosusu, arazi kosusu, трейлраннинг, トレイルランニング, 越野跑, "
    "트레일 러닝, lari trail",
    Surface.ROAD: "street running, strassenlauf, strassenlaufen, bieg uliczny, corrida de rua, "
    "road running, road run",
}
_SPORTS = {
    Sport.RUN: "run, running, jog, jogging, lauf, laufen, dauerlauf, laufe, course a pied, course, "
    "footing, carrera, correr, corrida, hardlopen, hardloopsessie, bieg, bieganie, biegi, corsa, "
    "lopning, lop, loping, lob, juoksu, 跑步, ランニング, race, wettkampf, long run, easy run, "
    "easy, long, tempo, tempo run, intervals, interval run, fartlek, run walk, beh, futas, running "
    "outdoor, outdoor run, outdoor running, intervalltraining laufen, obstacle run, hindernislauf, "
    "gatelob, tek, tekanje, trcanje, alergare, kosu, jooks, jooksmine, begimas, skriesana, "
    "hlaup, cursa, correr a peu, lari, berlari, chay bo, chay, τρεξιμο, "
    "бег, пробежка, біг, бягане, "  # noqa: RUF001 - Cyrillic
    "ラン, 跑步运动, 路跑, 달리기, 러닝, วิ่ง, ריצה, الجري, جري",
    Sport.WALK: "walk, walking, gehen, spazieren, spaziergang, marche, caminata, caminar, "
    "caminhada, wandelen, wandeling, chodzenie, spacer, chod, camminata, gatur, gang, kavely, "
    "nordic walking, walking indoor, indoor walking, speed walking, casual walking, promenad",
    Sport.HIKE: "hike, hiking, wandern, wanderung, randonnee, senderismo, caminhada na natureza, "
    "trilha, hiken, turystyka piesza, wedrowka, escursionismo, vandring, tur, fottur, rucking, "
    "mountaineering, bergsteigen, vaellus, excursion",
    Sport.RIDE: "ride, cycling, bike, biking, bicycle, radfahren, rad, radfahrt, radsport, velo, "
    "cyclisme, ciclismo, bicicleta, fietsen, fietsrit, fiets, rower, kolarstwo, jazda rowerem, "
    "bicicletta, cykling, sykling, pyoraily, road cycling, rennradfahren, mountain biking, "
    "mountainbike, mountainbiken, mountain bike ride, mtb, gravel ride, gravel cycling, "
    "gravel unpaved cycling, virtual ride, virtualride, indoor cycling, indoor ride, spinning, "
    "e bike ride, ebikeride, virtual cycling, indoor radfahren, kolarstwo halowe, "
    "ciclismo indoor, ciclismo em ambiente fechado, kolarstwo szosowe, kolarstwo gorskie, "
    "ciclismo de estrada, mountain bike, gravelbiken, e biking, gravelride",
    Sport.SWIM: "swim, swimming, schwimmen, natation, natacion, natacao, zwemmen, zwem, plywanie, "
    "nuoto, simning, svomming, svomning, uinti, pool swim, pool swimming, lap swimming, "
    "open water swimming, open water swim, schwimmbadschwimmen, bahnenschwimmen, "
    "freiwasserschwimmen, plywanie w basenie, plywanie na basenie, "
    "plywanie na otwartym akwenie, plywanie na wodach otwartych, natacao em piscina, "
    "natacao em aguas abertas, natacao em mar aberto, natacao de piscina",
}
_BY_WORD: dict[str, tuple[Sport, Surface | None]] = {
    **{
        plain_name(word): (kind, None)
        for kind, words in _SPORTS.items()
        for word in words.split(", ")
    },
    **{
        plain_name(word): (Sport.RUN, surface)
        for surface, words in _SURFACES.items()
        for word in words.split(", ")
    },
}


def sport_of(text: str) -> tuple[Sport | None, Surface | None]:
    """The sport a text names, and the surface when it says one.

    What nobody knows is another sport unless a word in it is one for running; an empty text says
    nothing.
    """
    plain = plain_name(text)
    if not plain:
        return None, None
    known = known_sport(text)
    if known is not None:
        return known
    return (Sport.RUN if any(map(_is_running, plain.split())) else Sport.OTHER), None


def known_sport(text: str) -> tuple[Sport, Surface | None] | None:
    """The sport of a text that is listed as a whole, and the surface; None for any other."""
    return _BY_WORD.get(plain_name(text)) or strava_sport(text)


def is_sport(text: str) -> bool:
    """True when a text is a word for a sport that is told from the others."""
    known = known_sport(text)
    return known is not None and known[0] is not Sport.OTHER


def says_sport(text: str) -> bool:
    """True when a text is such a word, or begins or ends with one for running."""
    return is_sport(text) or any(map(_is_running, plain_name(text).split()))


def _is_running(word: str) -> bool:
    return _BY_WORD.get(word, (None, None))[0] is Sport.RUN
