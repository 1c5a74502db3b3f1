"""Cold start to a window one can type in, and the memory of the idle app, against a bare window."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.table import Row, print_table

ROUNDS = 11


def environment(home: str) -> dict[str, str]:
    """Return an environment with data of its own, offscreen, and compiled modules kept."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "HALL_HOME": home, "QT_QPA_PLATFORM": "offscreen"}


def start(which: str, home: str) -> float:
    """Start a child; return the seconds until it was ready."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.children", which]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(home)) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "ready"
        took = time.perf_counter() - began
    assert child.returncode == 0
    return took


def memory(which: str, home: str) -> float:
    """Start a child, let it come to rest; return its resident memory in MB."""
    command = [sys.executable, "-m", "benchmarks.children", which, "rest"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment(home), check=True)
    return int(done.stdout.split()[-1]) / 1024


def main() -> None:
    """Measure and print the tables."""
    with tempfile.TemporaryDirectory() as home:
        start("bare", home), start("app", home), memory("app", home)  # compiled modules, first records, cache
        times: dict[str, list[float]] = {"bare": [], "app": []}
        for _ in range(ROUNDS):
            for which in times:
                times[which].append(start(which, home))
        bare, app = (statistics.median(times[which]) for which in ("bare", "app"))
        best_bare, best_app = min(times["bare"]), min(times["app"])
        print_table(
            "Cold start to a window one can type in",
            ("what", "time", "ratio", "aim"),
            [
                Row("bare PySide6 window, median", f"{bare:.3f} s", "1.00", ""),
                Row("the app, median", f"{app:.3f} s", f"{app / bare:.2f}", "within 1.5×"),
                Row("bare PySide6 window, best", f"{best_bare:.3f} s", "1.00", ""),
                Row("the app, best", f"{best_app:.3f} s", f"{best_app / best_bare:.2f}", "within 1.5×"),
            ],
        )
        idle = {which: statistics.median(memory(which, home) for _ in range(3)) for which in times}
        over = idle["app"] - idle["bare"]
        print_table(
            "Memory at rest, all content loaded",
            ("what", "resident", "over the bare window", "aim"),
            [
                Row("bare PySide6 window", f"{idle['bare']:.0f} MB", "0 MB", ""),
                Row("the app", f"{idle['app']:.0f} MB", f"{over:.0f} MB", "under 60 MB"),
            ],
        )


if __name__ == "__main__":
    main()
