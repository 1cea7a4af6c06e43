"""TrustedDocument: the allowlist of operations (trusted documents, persisted queries)."""

from django.db import models


class TrustedDocument(models.Model):
    """An operation that a frontend has registered (`manage.py trust_documents`); immutable."""

    #: Name of the website or app that registered it.
    frontend = models.CharField(max_length=80)
    #: `documentId` in requests: the SHA-256 of the text in hexadecimal, or a name of the frontend's choice.
    document_id = models.CharField(max_length=128)
    text = models.TextField()
    #: The file it was read from; informational.
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
