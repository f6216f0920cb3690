"""What is said: figures on standard output, everything else on standard error."""
import json
import statistics
import sys


class Failed(Exception):
    """The measurement cannot go on; the sentence says why."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def figure(bench, case, metric, ours, peer, theirs, rate=False):
    """Prints the medians of two series of the same runs. `ratio` is below 1 where ours is better."""
    our_median, their_median = statistics.median(ours), statistics.median(theirs)
    ratio = their_median / our_median if rate else our_median / their_median
    print(
        json.dumps({
            "bench": bench, "case": case, "metric": metric, "ours": rounded(our_median), "peer": peer,
            "theirs": rounded(their_median), "ratio": round(ratio, 3), "runs": len(ours),
        }, separators=(",", ":")),
        flush=True)
    say(f"  {case}, {metric}: ours {spread(ours)}, {peer} {spread(theirs)}, ratio {ratio:.3f}")


def spread(values):
    return f"{rounded(statistics.median(values))} ({rounded(min(values))} to {rounded(max(values))})"


def rounded(value):
    return round(value) if value >= 1000 else float(f"{value:.4g}")
