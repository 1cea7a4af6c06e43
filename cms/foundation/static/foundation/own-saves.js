/**
 * What the browser has saved by itself is the editor's own version, and one save waits for another.
 *
 * Wagtail tells the version that it saved last to its next autosave alone. A form that is sent by a button names the
 * version that was opened: it would be taken for somebody else's text over a newer one. And an autosave that is under
 * way when the button is pressed would make a page twice, or a version beside the one that is published.
 * A browser that has stopped to save says so, and which address a page got whose own was taken.
 */
(() => {
  const FORM = "form[data-edit-form]";
  let isSaving = false;
  /** @type {{form: HTMLFormElement, button: HTMLButtonElement | null} | null} */
  let waiting = null;

  function put(form, name, value) {
    const inputs = [...form.querySelectorAll(`input[name="${name}"]`)];
    if (!inputs.length) {
      inputs.push(document.createElement("input"));
      Object.assign(inputs[0], { type: "hidden", name });
      form.append(inputs[0]);
    }
    for (const input of inputs) input.value = value;
  }

  function tell(name, values = {}) {
    const texts = JSON.parse(document.getElementById("own-saves-texts").textContent);
    const text = texts[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text, type: "warning" } }));
  }

  function goOn() {
    isSaving = false;
    if (!waiting) return;
    const { form, button } = waiting;
    waiting = null;
    // A button that shows that it works is disabled, and would not be sent.
    if (button?.name) put(form, button.name, button.value);
    form.requestSubmit();
  }

  document.addEventListener("w-autosave:save", (event) => {
    if (!event.defaultPrevented) isSaving = true;
  });
  document.addEventListener("w-autosave:success", ({ target, detail: { response } }) => {
    if (target instanceof HTMLFormElement && response?.revision_id) {
      put(target, "loaded_revision_id", response.revision_id);
      put(target, "loaded_revision_created_at", response.revision_created_at);
    }
    const slug = response?.field_updates?.slug;
    if (slug) tell("another_slug", { slug, taken: slug.replace(/-\d+$/, "") });
    goOn();
  });
  document.addEventListener("w-autosave:error", goOn);
  // Wagtail says so in a corner, and why when a mouse rests there.
  document.addEventListener("w-autosave:deactivated", () => tell("stopped"));

  document.addEventListener(
    "submit",
    (event) => {
      if (!isSaving || !(event.target instanceof HTMLFormElement) || !event.target.matches(FORM)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = { form: event.target, button: event.submitter };
    },
    true,
  );
  // The last of all who hear it: from here on the form is on its way, and nothing is saved beside it.
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !(event.target instanceof HTMLFormElement) || !event.target.matches(FORM)) return;
    event.target.setAttribute("data-w-autosave-active-value", "false");
  });
})();
