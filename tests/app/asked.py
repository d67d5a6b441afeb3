"""The assembled program without a view, asked what the page "Head nodes" asks.

Run by `python -m tests.app.asked IMAGE` in an owner's environment: it waits until their one head
node's image is refused, allows it, clears the cache, and ends with 0 if all was answered well. A
process of its own, because the program leaves its connections to the end of its process.
"""

from __future__ import annotations

import os
import sys
import threading
from queue import Queue

from planctongui import wiring
from planctongui.core.questions import Answer
from planctongui.core.report import Report
from planctongui.core.sheets import AllowImage, ClearCache
from planctongui.enquiries import Enquiries
from planctongui.events import QuitOrdered
from planctongui.mailbox import Mailbox
from tests.desk.process import wait_until

PATIENCE_S = 120.0


def main(image: str) -> None:
    """The whole story; raises where it goes another way."""
    mailbox, enquiries = Mailbox(), Enquiries()
    answers: Queue[Answer] = Queue()
    enquiries.listen(answers.put)
    reports: list[Report] = []

    def refused() -> list[str]:
        return [one.refused for one in reports[-1].head_nodes] if reports else []

    def ask(question: object) -> object:
        enquiries.ask(question)
        return answers.get(timeout=PATIENCE_S).content

    loop = threading.Thread(
        target=wiring.run, args=(mailbox, enquiries, reports.append), daemon=True
    )
    loop.start()
    wait_until(lambda: refused() == [image], PATIENCE_S, "the image is refused")
    allowed = ask(AllowImage(image))
    assert allowed is True, allowed
    wait_until(lambda: refused() == [""], PATIENCE_S, "it is not refused any more")
    left = ask(ClearCache("site"))
    assert left == 0, left
    mailbox.post(QuitOrdered())
    loop.join(PATIENCE_S)
    assert not loop.is_alive(), "it does not end"


if __name__ == "__main__":
    main(sys.argv[1])
    sys.stdout.flush()
    os._exit(0)
