from django.db import models


class Tries(models.Model):
    """How often somebody has tried something in a window of time. Who and what is a keyed hash.

    In the database, so that it holds over all processes and no other program makes room of it.
    """

    key = models.CharField(max_length=120, primary_key=True)
    number = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number} until {self.ends_at:%Y-%m-%d %H:%M}"
