"""What is served while the database is away says so: one rule for stored answers and for files."""


def stale_headers(age: float) -> dict[str, str]:
    """Return the headers of a response that could not be compared with the database: nobody keeps it.

    `age` is the time in seconds since it could; `Age` says it in whole ones (RFC 9111, 5.1).
    """
    return {"Cache-Control": "no-store", "Age": str(round(age))}
