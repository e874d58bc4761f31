"""Runs a program to its end and tells what it took."""

import dataclasses
import os
import pathlib
import subprocess
import tempfile
import threading
import time

SAMPLE_SECONDS = 0.05


class RunFailed(Exception):
    """A program did not come to its end, or not with what was expected of it."""


@dataclasses.dataclass(frozen=True)
class MeasuredRun:
    """A program that ended well, its start included."""

    wall_seconds: float
    cpu_seconds: float         # of all its threads, in the kernel too
    peak_bytes: int            # of resident memory, as the kernel tells in the end (getrusage)
    sampled_peak_bytes: int    # the same while it ran, VmHWM; 0 when it was too short to be asked
    load: float                # of the machine over the minute before: 0 is idle, 1 a busy core
    output: str


class MemorySampler(threading.Thread):
    """Asks the kernel for the peak of a process until it is told to stop."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.status = pathlib.Path(f"/proc/{pid}/status")
        self.peak_bytes = 0
        self.stopped = threading.Event()

    def run(self):
        while not self.stopped.wait(SAMPLE_SECONDS):
            try:
                lines = self.status.read_text().splitlines()
            except OSError:  # the process has gone
                return
            kilobytes = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
            self.peak_bytes = max([self.peak_bytes, *(k * 1024 for k in kilobytes)])

    def stop(self):
        """The highest peak that was seen."""
        self.stopped.set()
        self.join()
        return self.peak_bytes


def measure(command):
    """Runs `command` and gives back a MeasuredRun; throws RunFailed with its complaint.

    The peak is never below that of this process, which the kernel counts for the child before it
    becomes the program: a caller must not hold whole collections.
    """
    os.sync()  # what the run before has written is not written while this one is timed
    load = os.getloadavg()[0]
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors)
        sampler = MemorySampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        sampled = sampler.stop()
        if process.returncode != 0:
            errors.seek(0)
            raise RunFailed(f"{' '.join(map(str, command))} ended with {process.returncode}:\n"
                            f"{errors.read()[-2000:].strip()}")
        output.seek(0)
        return MeasuredRun(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024,
                           sampled, load, output.read())


def folder_bytes(folder):
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in pathlib.Path(folder).rglob("*") if path.is_file())
