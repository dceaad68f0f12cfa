"""The process that reads one hand-over file: few rights, little memory, and nothing to write to.

It is given the bytes of a file, answers once, and ends.
"""

from __future__ import annotations

import gc

from diary.domain.hand_over import HandOverCode, HandOverRefusedError
from diary.formats.pipe import OUT_OF_MEMORY, behind_its_length, received
from diary.formats.rights import allow_seconds, give_up_rights, take_pipes

MEMORY_BYTES = 256 * 1024 * 1024
SECONDS = 5.0


def main() -> int:
    """Say that it is ready, take a file, answer."""
    questions, answers = take_pipes()
    give_up_rights(MEMORY_BYTES)
    # It lives for one file; looking for rubbish would only cost time.
    gc.disable()
    try:
        # Loaded before the file comes: the parent has other things to do meanwhile.
        from diary.formats import handover_wire as wire  # noqa: PLC0415 - as above
        from diary.formats.handover import read  # noqa: PLC0415 - as above
        from diary.formats.wire import BrokenMessageError  # noqa: PLC0415 - as above

        answers.write(behind_its_length(b""))
        answers.flush()
        content = received(questions.read)
        if content is None:
            return 0
        allow_seconds(SECONDS)
        try:
            answer = wire.framed_answer(read(content))
        except HandOverRefusedError as error:
            answer = wire.framed_answer(error)
        except BrokenMessageError:
            # More than a message may hold.
            answer = wire.framed_answer(HandOverRefusedError(HandOverCode.TOO_LARGE))
        answers.write(answer)
        answers.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    except BrokenPipeError:
        return 0
    return 0
