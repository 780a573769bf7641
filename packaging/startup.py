#!/usr/bin/env python3
"""Measures how fast a program shows its first window, and what memory it holds at rest.

Usage: packaging/startup.py [--runs N] [--cold] [--rest SECONDS] [--options JVM_OPTIONS] [PROGRAM [ARGUMENT...]]

Needs Xvfb and libX11. The program, by default target/parley/bin/parley, gets a display and an empty home of its own. The
window counts as shown when its middle has text on it, so when it is painted and not only mapped. --cold empties the
system's file cache before each run, which takes root.
"""
import argparse
import ctypes
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

WIDTH, HEIGHT, SIDE = 1280, 900, 300
PATIENCE = 30
COLOURS = 8


class XImage(ctypes.Structure):
    _fields_ = [
        ("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
        ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    ]


class Screen:
    """The middle of a display's screen."""

    def __init__(self, display):
        self.x11 = ctypes.CDLL("libX11.so.6")
        for name, result in (("XOpenDisplay", ctypes.c_void_p), ("XDefaultRootWindow", ctypes.c_ulong),
                             ("XGetImage", ctypes.POINTER(XImage))):
            getattr(self.x11, name).restype = result
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))

    def colours(self):
        image = self.x11.XGetImage(self.display, self.root, (WIDTH - SIDE) // 2, (HEIGHT - SIDE) // 2, SIDE, SIDE,
                                   ctypes.c_ulong(0xFFFFFFFF), 2)
        pixels = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * SIDE)
        self.x11.XFree(ctypes.c_void_p(image.contents.data))
        self.x11.XFree(image)
        return len(set(memoryview(pixels).cast("I")))


def memory(pid):
    """Resident and proportional set size in MiB."""
    fields = dict(line.split(":") for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return tuple(int(fields[name].split()[0]) / 1024 for name in ("Rss", "Pss"))


def run(screen, display, command, options, rest, cold):
    if cold:
        subprocess.run(["sync"], check=True)
        pathlib.Path("/proc/sys/vm/drop_caches").write_text("3")
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": "/usr/bin:/bin", "HOME": home, "DISPLAY": display, "LANG": "C.UTF-8",
                       "JAVA_TOOL_OPTIONS": f"-Duser.home={home} {options}"}
        begin = time.monotonic()
        program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while screen.colours() < COLOURS:
                if time.monotonic() - begin > PATIENCE or program.poll() is not None:
                    sys.exit(f"{command[0]} showed no window")
                time.sleep(0.005)
            shown = time.monotonic() - begin
            time.sleep(rest)
            ticks = sum(int(field) for field in pathlib.Path(f"/proc/{program.pid}/stat").read_text().rsplit(")")[1].split()[11:13])
            return shown, ticks / os.sysconf("SC_CLK_TCK"), *memory(program.pid)
        finally:
            program.terminate()
            program.wait()
            while screen.colours() > 1:
                time.sleep(0.02)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--rest", type=float, default=2)
    parser.add_argument("--options", default="")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    chosen = parser.parse_args()
    command = chosen.command or [str(pathlib.Path(__file__).parent.parent / "target/parley/bin/parley")]
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp",
                               "-noreset"],
                              pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        display = ":" + os.read(read, 16).decode().strip()
        screen = Screen(display)
        runs = [run(screen, display, command, chosen.options, chosen.rest, chosen.cold) for _ in range(chosen.runs)]
    finally:
        server.terminate()
        server.wait()
    times, processor, resident, proportional = zip(*runs)
    print(f"window after {statistics.median(times) * 1000:.0f} ms (best {min(times) * 1000:.0f}, worst {max(times) * 1000:.0f}, "
          f"{chosen.runs} runs), {statistics.median(processor):.2f} s of processor time; at rest {statistics.median(resident):.0f} MiB resident, "
          f"{statistics.median(proportional):.0f} MiB proportional")


if __name__ == "__main__":
    main()
