from django.db import models


class TrustedDocument(models.Model):
    """An operation that a frontend has registered (`manage.py trust_documents`); it is never changed."""

    #: Whose it is: the name of a website or an app.
    frontend = models.CharField(max_length=80)
    #: What the frontend sends as `documentId`: the SHA-256 of the text in hexadecimal, or a name of its own.
    document_id = models.CharField(max_length=128)
    text = models.TextField()
    #: The file it was read from, for people.
    file = models.CharField(max_length=255)
    registered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["frontend", "file", "document_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["frontend", "document_id"], name="api_trusted_document_once_for_a_frontend"
            )
        ]

    def __str__(self) -> str:
        return f"{self.frontend}: {self.file} ({self.document_id[:12]})"
