"""Runs Rondo and its peers in turns on the same works, and writes a table of ratios.

For each work every peer is a process of its own, which waits while another one runs. Each is asked once a round and
answers with the median of its blocks of steps and with the best one. Two ratios, the peer's milliseconds over Rondo's:
of the best blocks of all rounds, which is what the machine can do when left alone, and the median over the rounds of the
medians of one round, in which whatever else the machine does weighs on both.
"""
import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).parent
WORKS = """train-lstm-50-49-1-50 train-lstm-32-200-128-128 train-lstm-64-100-256-256 train-lstm-64-100-512-512
train-gru-32-200-128-128 train-rnn-32-200-128-128 train-bilstm-32-200-128-128 train-lm-20-35-200-200
infer-lstm-1-200-128-128 stream-lstm-1-1-128-128 infer-lstm-32-200-128-128""".split()


class Peer:
    """A process that answers with milliseconds."""

    def __init__(self, name, command, work, threads):
        self.name = name
        self.errors = HERE / "target" / f"{name}.log"
        self.errors.parent.mkdir(exist_ok=True)
        with self.errors.open("a") as log:
            self.process = subprocess.Popen([*command[:-1], *command[-1].format(work=work, threads=threads).split()],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, cwd=HERE)
        first = self.read(120)
        self.version = first.get("version", "?")
        self.error = first.get("error")
        if self.error:
            self.end()

    def read(self, patience):
        """The next line of an answer; a peer that takes too long is ended."""
        late = threading.Timer(patience, self.process.kill)
        late.start()
        line = self.process.stdout.readline()
        if not line and not late.is_alive():
            return {"error": f"no answer within {patience:.0f} s"}
        late.cancel()
        if not line:
            return {"error": f"ended with exit code {self.process.wait()}: " + last_line(self.errors)}
        try:
            return json.loads(line)
        except json.JSONDecodeError:
            return {"error": f"printed {line.strip()[:200]}"}

    def ask(self, seconds):
        try:
            self.process.stdin.write(f"{seconds}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        said = self.read(60 + 10 * seconds)
        if "ms" not in said:
            self.error = said.get("error", str(said))
            self.end()
            return None
        return said

    def end(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def last_line(path):
    lines = [l for l in path.read_text(errors="replace").splitlines() if l.strip()]
    return lines[-1][:200] if lines else ""


def measured(work, peers, options):
    """Milliseconds by peer, a list over rounds, and what could not be measured."""
    running, missing, versions = [], {}, {}
    for name, command in peers.items():
        peer = Peer(name, command, work, options.threads)
        versions[name] = peer.version
        if peer.error:
            missing[name] = peer.error
        else:
            running.append(peer)
    times = {p.name: [] for p in running}
    for number in range(options.rounds + 1):
        for peer in list(running):
            # the first round is warm-up, and longer: JVMs and XLA compile
            said = peer.ask(options.warm_up if number == 0 else options.seconds)
            if peer.error:
                missing[peer.name] = peer.error
                times.pop(peer.name)
                running.remove(peer)
            elif number > 0:
                times[peer.name].append(said)
    for peer in running:
        peer.end()
    return times, missing, versions


def best(times, peer):
    return min(said["best"] for said in times[peer])


def of_best(times, peer):
    return best(times, peer) / best(times, "rondo")


def of_rounds(times, peer):
    return sorted(p["ms"] / r["ms"] for p, r in zip(times[peer], times["rondo"]))


def cpu():
    model = platform.processor() or platform.machine()
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        fields = dict(l.split(":", 1) for l in lines if ":" in l)
        fields = {k.strip(): v.strip() for k, v in fields.items()}
        widest = next((f for f in ("avx512f", "avx2", "avx") if f in fields.get("flags", "").split()), "")
        model = f"{fields.get('model name', model)} (family {fields.get('cpu family')}, model {fields.get('model')}, {widest})"
    except OSError:
        pass
    return model


def table(results, peers, versions, options, peak, started):
    load = os.getloadavg()
    lines = [f"Machine: {cpu()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}; {options.threads} threads; "
        f"peak of fused multiply-adds, measured before: {peak}.",
        f"{options.rounds} rounds of {options.seconds} s each in turns, after {options.warm_up} s of warm-up; "
        f"milliseconds a step, best block. Load average at the end: {load[0]:.1f}.",
        f"Took {(time.time() - started) / 60:.0f} minutes.", ""]
    names = [n for n in peers if n != "rondo"]
    lines.append("| work | rondo | " + " | ".join(names) + " | fastest peer | ratio | of medians by round |")
    lines.append("|---|---:|" + "---:|" * len(names) + "---|---:|---|")
    for work, (times, missing) in results.items():
        def cell(name):
            return f"{best(times, name):.4g}" if name in times else "–"
        others = [n for n in names if n in times]
        if "rondo" not in times or not others:
            lines.append(f"| {work} | {cell('rondo')} | " + " | ".join(map(cell, names)) + " | – | – | – |")
            continue
        fastest = min(others, key=lambda n: best(times, n))
        rounds = of_rounds(times, fastest)
        lines.append(f"| {work} | {cell('rondo')} | " + " | ".join(map(cell, names))
            + f" | {fastest} | {of_best(times, fastest):.2f} | {statistics.median(rounds):.2f} ({rounds[0]:.2f}–{rounds[-1]:.2f}) |")
    lines += ["", "Versions: " + "; ".join(f"{n} {v}" for n, v in versions.items() if n != "rondo") + ".", ""]
    reasons = {}
    for work, (_, missing) in results.items():
        for name, why in missing.items():
            reasons.setdefault((name, why), []).append(work)
    if reasons:
        lines.append("Not measured:")
        for (name, why), works in reasons.items():
            lines.append(f"- {name}: {why} ({'all works' if len(works) == len(results) else ', '.join(works)})")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", required=True, type=json.loads, help="command lines by name")
    parser.add_argument("--unavailable", default={}, type=json.loads, help="reasons by name")
    parser.add_argument("--peak", default="not measured")
    parser.add_argument("--out", default="-")
    parser.add_argument("--only", default="", help="parts of names of works, with commas")
    parser.add_argument("--without", default="", help="names of peers, with commas")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--warm-up", type=float, default=4)
    options = parser.parse_args()
    started = time.time()
    without = options.without.split(",")
    peers = {n: c for n, c in options.peers.items() if n not in without}
    works = [w for w in WORKS if any(o in w for o in options.only.split(","))]
    results, versions = {}, {}
    text = ""
    for work in works:
        times, missing, said = measured(work, peers, options)
        results[work] = times, {**missing, **options.unavailable}
        versions |= {n: v for n, v in said.items() if v != "?"}
        text = table(results, peers, versions, options, options.peak, started)
        print(text.splitlines()[4 + 1 + len(results)], file=sys.stderr, flush=True)
        if options.out != "-":
            pathlib.Path(options.out).write_text(text)
    if options.out == "-":
        print(text)


main()
