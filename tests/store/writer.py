"""A second program at the same records: append as fast as possible, and say what is on the disk.

`writer.py FOLDER ATTEMPT COUNT` appends COUNT acts; each number is printed once its act is recorded.
"""

import sys
from pathlib import Path

from trainer.store.attempts import append
from trainer.store.database import open_store

if __name__ == "__main__":
    folder, attempt_id, count = sys.argv[1:]
    with open_store(Path(folder)) as store:
        print("open", flush=True)
        for number in range(int(count)):
            print(append(store, attempt_id, "act", {"n": number}).payload["n"], flush=True)
