"""Tasks and their failures in words for those who read the admin."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

#: What a task does, by its path. One that stands nowhere is called by its name.
TASKS: dict[str, str | Promise] = {
    "cms.forms.tasks.send_mail_task": _("Send the mail about a form submission"),
    "cms.media.tasks.make_renditions_task": _("Make the sizes of a picture"),
    "cms.media.tasks.remove_stale_files_task": _("Delete the sizes that a picture no longer has"),
    "cms.media.tasks.settle_copies_task": _("Put the files of a picture where they belong"),
    "cms.media.tasks.settle_all_copies_task": _("Put the files of all pictures where they belong"),
    "cms.media.tasks.forget_captioned_pictures_task": _("Note where a picture has a caption"),
    "cms.foundation.search.tasks.index_pages_task": _("Make pages findable"),
    "modelsearch.tasks.insert_or_update_object_task": _("Make something findable"),
    "wagtail.tasks.update_reference_index_task": _("Note where something is used"),
    "wagtail.tasks.delete_file_from_storage_task": _("Delete the file of something deleted"),
    "wagtail.images.tasks.set_image_focal_point_task": _("Find the important part of a picture"),
}

#: Why a task failed, by the path of the exception.
REASONS: dict[str, str | Promise] = {
    "cms.tasks.retries.WorkerLost": _(
        "The program that works in the background was ended each time before this was done."
    ),
    "cms.forms.tasks.MailNotSent": _(
        "The mail server did not take the mail. The submission is stored: you find it under “Forms”."
    ),
    "django.db.utils.OperationalError": _("The database did not answer."),
    "django.db.utils.InterfaceError": _("The database did not answer."),
    "builtins.FileNotFoundError": _("A file is missing."),
    "builtins.PermissionError": _("A file could not be read or written."),
    "PIL.UnidentifiedImageError": _("The file of a picture is damaged."),
    "builtins.ImportError": _("This version of the program does not know this task any more."),
    "builtins.ModuleNotFoundError": _("This version of the program does not know this task any more."),
}
UNEXPECTED = _("Something unexpected happened.")


def description_of(task: DBTaskResult) -> Any:
    """Return what a task does."""
    return TASKS.get(task.task_path) or task.task_name


def reason_for(task: DBTaskResult) -> Any:
    """Return why a task failed, in one sentence."""
    return REASONS.get(task.exception_class_path, UNEXPECTED)


def details_of(task: DBTaskResult) -> str:
    """Return what an administrator asks for: the task with its arguments, and the error's own words."""
    arguments = ", ".join(map(str, [*task.args_kwargs["args"], *task.args_kwargs["kwargs"].items()]))
    lines = task.traceback.strip().splitlines()
    return f"{task.task_path}({arguments})\n{lines[-1] if lines else task.exception_class_path}\n{task.pk}"
