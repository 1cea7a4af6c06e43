"""The words of a file, and those that an article read from it tells, to see that none is lost."""

import re
from collections import Counter

from cms.imports.articles import Article, ItemList


def words(text: str) -> Counter[str]:
    """The words of a text; picture names that stand without a space in between count as several."""
    return Counter(
        re.findall(r"\w+", re.sub(r"(\.(?:jpe?g|png|webp))(?=\w)", r"\1 ", text, flags=re.IGNORECASE))
    )


def told(article: Article) -> Counter[str]:
    """The words of an article where they stand for the file's; speakers, members and contacts are copies."""
    texts = [article.title, article.teaser, *(picture.file_name for picture in article.pictures)]
    for piece in article.body:
        if not isinstance(piece, ItemList):
            texts.append(piece.text)
            continue
        texts.extend(piece.items)
        if piece.is_ordered:
            # A page counts them itself.
            texts.extend(str(number) for number in range(1, len(piece.items) + 1))
    texts.extend(note.text for note in article.notes if note.is_source)
    return words(" ".join(texts))
