"""Waits for what Wagtail's editor does by itself while somebody writes: it notices changes, and saves them.

It looks at a form for the first time two seconds after it was opened, and takes what stands there then for
what was there. From then on it looks twice a second, and saves what it finds once nobody types any more.
"""

from playwright.sync_api import BrowserContext, Page

#: Notes what Wagtail has tried to save: what is refused stays unsaved.
_NOTE = """document.addEventListener("w-autosave:save", ({ target }) => {
    const unsaved = window.wagtail.app.getControllerForElementAndIdentifier(target, "w-unsaved");
    if (unsaved) window.triedToSave = unsaved.formData;
});"""
_FIND = """
    const form = document.querySelector("form[data-edit-form]");
    const find = (name) => form && window.wagtail?.app?.getControllerForElementAndIdentifier(form, name);
    const unsaved = find("w-unsaved"), autosave = find("w-autosave");
"""
_IS_WATCHED = f"() => {{ {_FIND} return Boolean(unsaved?.initialFormData); }}"
#: Rich texts write into the form a moment after a key was pressed, so it has to stay as it is.
_IS_SAVED = f"""(stays) => {{ {_FIND}
    const isSaved = unsaved?.initialFormData && !autosave?.submitPromise
        && [unsaved.initialFormData, window.triedToSave].includes(unsaved.formData);
    if (!isSaved) window.savedAt = undefined;
    else window.savedAt ??= performance.now();
    return isSaved && performance.now() - window.savedAt > stays;
}}"""
_STAYS = 400


def note_saves(context: BrowserContext) -> None:
    """Prepare a browser for `saved_by_itself`."""
    context.add_init_script(_NOTE)


def watched(page: Page) -> None:
    """Wait until what is typed is noticed."""
    page.wait_for_function(_IS_WATCHED)


def saved_by_itself(page: Page) -> None:
    """Wait until Wagtail has saved what was typed, or was refused to."""
    page.evaluate("window.savedAt = undefined")
    page.wait_for_function(_IS_SAVED, arg=_STAYS)


def press(page: Page, action: str = "action-publish") -> None:
    """Choose an action of the footer's menu."""
    page.locator("footer [data-controller~=w-dropdown] button[aria-expanded]").first.click()
    page.locator(f"button[name={action}]").click()
