"""What becomes slower when a site grows from a thousand articles to a hundred thousand.

Every answer is made anew: none is stored. What is kept of an edition of the content (how many articles there
are, of which year and category) is asked for once in each. How long the first answer after a publication
takes, which asks for that too, is told beside it.
"""

import argparse
from collections.abc import Callable
from statistics import median

from .asking import ask_once, seconds_of_each
from .content.plan import Numbers
from .environment import of_the_cms
from .figures import percentile_95
from .operations import check, counting_all, lists_and_an_article
from .questions import Request
from .servers import Server
from .sites import add_database_options, add_keep_option, filled_site, kinds_at_hand

MAX_GROWTH = 1.3
MAX_BOOT_GROWTH = 1.3
MAX_MEMORY_GROWTH = 1.1
WARM_UP = 10
#: Each answer is made anew.
UNSTORED = {"CMS_ANSWER_CACHE_MB": "0"}


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", type=int, default=1_000, dest="before", help="articles")
    parser.add_argument("--to", type=int, default=100_000, dest="after", help="articles")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=0.7, help="of each measurement")
    add_database_options(parser)
    add_keep_option(parser)


def run(options: argparse.Namespace, say: Callable[[str], None] = print) -> int:
    """Compare both sites on every database; return the exit status."""
    is_met = [_on(kind, options, say) for kind in kinds_at_hand(options, say)]
    return int(options.require and not all(is_met))


def _on(kind: str, options: argparse.Namespace, say: Callable[[str], None]) -> bool:
    say(f"{kind}: fills {options.before:,} and {options.after:,} articles")
    with (
        filled_site(kind, "small", Numbers(articles=options.before), options) as (small, directory),
        filled_site(kind, "large", Numbers(articles=options.after), options) as (large, other_directory),
    ):
        sites = (
            {**of_the_cms(small, directory), **UNSTORED},
            {**of_the_cms(large, other_directory), **UNSTORED},
        )
        required, told = lists_and_an_article(), counting_all()
        with Server("ours", sites[0]) as before, Server("ours", sites[1]) as after:
            _head(f"{kind}, made anew: p95 in ms at 1 client, and of how many articles", options, say)
            is_met = True
            for name, request in {**required, **told}.items():
                times = _p95_of_both(name, request, before, after, options)
                is_met &= _told(name, *times, MAX_GROWTH if name in required else None, say)
            boot = before.seconds_to_start, after.seconds_to_start
            is_met &= _told("boot, s", *boot, MAX_BOOT_GROWTH, say)
            memory = before.memory() / 2**20, after.memory() / 2**20
            is_met &= _told("memory of a worker, MB", *memory, MAX_MEMORY_GROWTH, say)
        with Server("cold", sites[0]) as before, Server("cold", sites[1]) as after:
            _head(f"{kind}, the first answer after a publication: p95 in ms", options, say)
            for name, request in {**required, **told}.items():
                _told(name, *_p95_of_both(name, request, before, after, options), None, say)
        return is_met


def _head(title: str, options: argparse.Namespace, say: Callable[[str], None]) -> None:
    say(f"\n{title}")
    say(f"{'':<24}{options.before:>10,}{options.after:>10,}{'ratio':>8}")


def _p95_of_both(
    name: str, request: Request, before: Server, after: Server, options: argparse.Namespace
) -> tuple[float, float]:
    """Return the medians of many short rounds, the two servers by turns: what disturbs one disturbs both."""
    found: dict[int, list[float]] = {before.port: [], after.port: []}
    for port in found:
        for _ in range(WARM_UP):
            answer = ask_once(port, request)
        check(name, answer.status, answer.body)
    for _ in range(options.rounds):
        for port, times in found.items():
            times.append(percentile_95(seconds_of_each(port, request, options.seconds)) * 1000)
    return median(found[before.port]), median(found[after.port])


def _told(name: str, before: float, after: float, most: float | None, say: Callable[[str], None]) -> bool:
    growth = after / before
    is_met = most is None or growth < most
    wanted = "" if most is None else f"  {'reached' if is_met else 'MISSED'} (wanted < {most:g})"
    say(f"{name:<24}{before:>10.2f}{after:>10.2f}{growth:>8.2f}{wanted}")
    return is_met
