"""An editor at work: `python -m tests.benchmark.publishing PATH SECONDS`; the environment is the CMS's.

Publishes the page at a path again and again, with another number in its title, and prints for each a line:
the number, and the moment (`time.monotonic`) after which every new request has to see it.
"""

import sys
import time

import django


def main() -> None:
    slug, seconds = sys.argv[1], float(sys.argv[2])
    django.setup()
    from cms.news.models import NewsPage

    number, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        number += 1
        page = NewsPage.objects.get(slug=slug)
        page.title = f"Stand {number}."
        page.save_revision().publish()
        print(number, repr(time.monotonic()), flush=True)
        time.sleep(0.03)


main()
