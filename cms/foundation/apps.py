from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    name = "cms.foundation"
    label = "foundation"
    verbose_name = _("Foundation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate
        from wagtail.signals import copy_for_translation_done

        from .admin_widgets import prepare_widgets
        from .comparing import show_values_in_comparisons
        from .databases import add_page_indexes, compile_no_statements
        from .derived_labels import translate_derived_labels
        from .filters import refuse_unreadable_filters
        from .inline_rows import take_rows_of_older_versions
        from .kept_rows import keep_targets_of_relations
        from .named_rows import look_among_named_rows
        from .page_choosers import open_at_pages
        from .page_views import name_pages_in_search
        from .permissions import ask_no_rows_who_may_delete
        from .scripts import make_choosers_call
        from .spreadsheets import prepare_exports
        from .tag_suggestions import suggest_one_of_each_word
        from .translate_buttons import ask_once_what_is_translated
        from .translating import follow_translation

        prepare_widgets()
        translate_derived_labels()
        keep_targets_of_relations()
        look_among_named_rows()
        show_values_in_comparisons()
        take_rows_of_older_versions()
        refuse_unreadable_filters()
        suggest_one_of_each_word()
        ask_once_what_is_translated()
        ask_no_rows_who_may_delete()
        open_at_pages()
        name_pages_in_search()
        connection_created.connect(compile_no_statements, dispatch_uid="foundation.compile_no_statements")
        post_migrate.connect(add_page_indexes, sender=self, dispatch_uid="foundation.add_page_indexes")

        prepare_exports()
        make_choosers_call()
        copy_for_translation_done.connect(follow_translation, dispatch_uid="foundation.follow_translation")
