"""What Strava calls an activity, in the languages it speaks.

Only words that are known to mean running make a run; one that is not listed says nothing here.
"""

from __future__ import annotations

import unicodedata
from typing import TypeAlias

from diary.domain.run import Sport, Surface

_RUN = (
    "run, running, track run, lauf, laufen, course à pied, course, carrera, correr"
    ", hardloopsessie, hardlopen, corsa, corrida, löpning, löptur, löppass, løb, løbetur, løpetur"
    ", løping, juoksu, juoksulenkki, bieg, bieganie, běh, beh, tek, trčanje, futás, alergare"
    ", koşu, lari, chạy bộ, τρέξιμο, ランニング, ラン"
    ", бег, пробежка, забег, біг, пробіжка"  # noqa: RUF001 - Cyrillic
    ", 跑步, 달리기, 러닝, วิ่ง, cursa, jogging"
)
_TRAIL_RUN = (
    "trail run, trailrun, trail running, traillauf, trail, carrera de montaña, trailrunning"
    ", carrera por montaña, carrera de trail, trailrunsessie, trailloop, trail corsa"
    ", corsa su sentiero, corrida em trilha, corrida de trilha, terränglöpning"
    ", terrängløb, terrengløp, trailløb, trailløp, bieg terenowy, bieg przełajowy, patika koşusu"
    ", トレイルラン, 越野跑, 트레일 러닝"
    ", трейл, трейлраннинг, бег по пересечённой местности"  # noqa: RUF001 - Cyrillic
)
_INDOOR_RUN = (
    "virtual run, virtualrun, treadmill, treadmill run, treadmill running, indoor run"
    ", virtueller lauf, virtuelles laufen, laufband, course à pied virtuelle, course virtuelle"
    ", tapis de course, carrera virtual, cinta de correr, virtuele hardloopsessie"
    ", virtuele run, loopband, corsa virtuale, tapis roulant, corrida virtual, esteira"
    ", virtuell löpning, virtuelt løb, virtuell løpetur, bieg wirtualny, wirtualny bieg"
    ", sanal koşu, lari virtual, バーチャルラン"
    ", виртуальный бег, виртуальный забег"  # noqa: RUF001 - Cyrillic
    ", 虚拟跑步, 虛擬跑步, 버추얼 러닝, 가상 달리기"
)
_WALK = (
    "walk, walking, spaziergang, gehen, marche, caminata, caminar, andar, wandeling, wandelen"
    ", camminata, caminhada, promenad, gåtur, gange, kävely, spacer, chůze, procházka, sétálás"
    ", yürüyüş, ходьба, прогулка, ウォーキング, ウォーク, 步行, 散步, 健走, 걷기"
)
_HIKE = (
    "hike, hiking, wanderung, wandern, randonnée, excursión, senderismo, hike (wandeltocht)"
    ", wandeltocht, trektocht, escursione, escursionismo, trilha, vandring, vandretur, fottur"
    ", vaellus, wędrówka, wycieczka piesza, turistika, túrázás, doğa yürüyüşü, поход, хайкинг"
    ", ハイキング, ハイク, 徒步, 远足, 遠足, 健行, 하이킹, 등산"
)
_RIDE = (
    "ride, cycling, virtual ride, e-bike ride, ebikeride, mountain bike ride, gravel ride"
    ", e-mountain bike ride, handcycle, velomobile, radfahrt, radfahren, fahrt"
    ", virtuelle radfahrt, e-bike-fahrt, mountainbike-fahrt, mountainbiken, gravelbike-fahrt"
    ", gravel-fahrt, sortie vélo, vélo, sortie à vélo, vélo virtuel, sortie vélo virtuelle"
    ", sortie vtt, vtt, sortie vélo électrique, sortie gravel, vuelta ciclista, bicicleta"
    ", ciclismo, vuelta en bicicleta, salida en bicicleta, ciclismo virtual, fietsrit"
    ", virtuele fietsrit, e-bikerit, mountainbikerit, gravelrit, uscita in bici, giro in bici"
    ", pedalata, pedalata virtuale, pedalada, pedalada virtual, giro, cykling, cykeltur"
    ", sykkeltur, sykling, pyöräily, jazda na rowerze, rower, jízda na kole, kerékpározás"
    ", bisiklet, велозаезд, велосипед, велопоездка, bersepeda, ライド, 骑行, 騎乘, 라이딩"
)
_SWIM = (
    "swim, swimming, open water swim, schwimmen, natation, nage, natación, zwemmen, zwemsessie"
    ", nuoto, nuotata, natação, simning, svømning, svømming, svømmetur, uinti, pływanie, plavání"
    ", úszás, yüzme, плавание, заплыв, renang, スイム, 水泳, 游泳, 수영"
)
_OTHER = (
    "workout, weight training, yoga, crossfit, elliptical, stair-stepper, stair stepper"
    ", rowing, row, virtual row, canoe, kayak, kayaking, canoeing, alpine ski, nordic ski"
    ", backcountry ski, roller ski, snowboard, snowshoe, ice skate, inline skate, rock climb"
    ", rock climbing, golf, soccer, football (soccer), tennis, table tennis, badminton, squash"
    ", racquetball, pickleball, padel, basketball, volleyball, cricket, dance, pilates"
    ", high intensity interval training, hiit, stand up paddling, stand up paddle, surf, surfing"
    ", kitesurf, windsurf, sail, sailing, skateboard, wheelchair, physical therapy, training"
    ", krafttraining, rudern, entraînement, musculation, entrenamiento, krachttraining, roeien"
)


_Sport: TypeAlias = tuple[Sport, Surface | None]


def _plain(word: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", word).replace("\u2019", "'").casefold().split())


def _listed(words: str, sport: Sport, surface: Surface | None = None) -> dict[str, _Sport]:
    return {_plain(word): (sport, surface) for word in words.split(", ")}


_SPORTS: dict[str, _Sport] = {
    **_listed(_OTHER, Sport.OTHER),
    **_listed(_SWIM, Sport.SWIM),
    **_listed(_RIDE, Sport.RIDE),
    **_listed(_HIKE, Sport.HIKE),
    **_listed(_WALK, Sport.WALK),
    **_listed(_INDOOR_RUN, Sport.RUN, Surface.TREADMILL),
    **_listed(_TRAIL_RUN, Sport.RUN, Surface.TRAIL),
    **_listed(_RUN, Sport.RUN),
}


def strava_sport(word: str) -> tuple[Sport, Surface | None] | None:
    """The sport of a word, and what it was done on where the word tells; None when unknown."""
    return _SPORTS.get(_plain(word))
