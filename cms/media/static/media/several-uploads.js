/* Several pictures at once in the upload tab of a chooser that takes several.
 *
 * The files go one after the other, in their order, each as a request of its own: no request grows with their
 * number, and one that is refused keeps none of the others out. One file alone takes Wagtail's own way. */
(() => {
  "use strict";

  const FORM = "form[data-chooser-modal-creation-form]";
  const texts = () => JSON.parse(document.getElementById("several-uploads-texts").textContent);

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function make(tag, values) {
    return Object.assign(document.createElement(tag), values);
  }

  function say(report, ...parts) {
    report.replaceChildren(...parts);
    report.hidden = !report.textContent;
  }

  /** Upload one file; return the server's answer: {result, duplicate} or {errors}. */
  async function upload(form, input, file) {
    const data = new FormData(form);
    for (const field of form.querySelectorAll("[data-one-picture]")) data.delete(field.name);
    const title = form.querySelector("[data-picture-title]");
    data.set(title.name, file.name.replace(/\.[^.]+$/, "").slice(0, title.maxLength > 0 ? title.maxLength : 255));
    data.set(input.name, file, file.name);
    data.set("one-of-several", "1");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      return await answer.json();
    } catch {
      return { errors: [texts().failed] };
    }
  }

  async function uploadAll(modal, form, input) {
    const words = texts();
    const files = [...input.files];
    const report = form.querySelector("[data-upload-report]");
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    input.disabled = true;
    const taken = new Map();
    const known = [];
    const refused = [];
    for (const [place, file] of files.entries()) {
      say(report, filled(words.progress, { place: place + 1, count: files.length }));
      const answer = await upload(form, input, file);
      // Who has closed the dialog meanwhile wants no more of it.
      if (!form.isConnected) return;
      if (answer.result) {
        const [picture] = answer.result;
        if (!taken.has(picture.id)) taken.set(picture.id, picture);
        if (answer.duplicate) known.push(file.name);
      } else {
        refused.push([file.name, (answer.errors || [words.failed]).join(" ")]);
      }
    }
    if (taken.size) modal.respond("chosen", [...taken.values()]);
    for (const name of known)
      document.dispatchEvent(
        new CustomEvent("w-messages:add", { detail: { text: filled(words.known, { name }), type: "warning" } }),
      );
    if (!refused.length) {
      modal.close();
      return;
    }
    input.disabled = false;
    input.value = "";
    button.disabled = false;
    button.removeAttribute("data-w-progress-loading-value");
    showParts(form, input);
    const list = make("ul", {});
    for (const [name, reason] of refused) {
      const line = make("li", {});
      line.append(make("strong", { textContent: name }), `: ${reason}`);
      list.append(line);
    }
    say(
      report,
      make("p", { textContent: filled(words.taken, { count: taken.size }) }),
      make("p", { textContent: words.refused }),
      list,
    );
    report.focus();
  }

  /** Of several files none has a title or a text of its own yet. */
  function showParts(form, input) {
    const several = input.files.length > 1;
    for (const field of form.querySelectorAll("[data-one-picture]")) {
      const line = field.closest("li") || field.closest("[data-field-wrapper]");
      if (line) line.hidden = several;
    }
    say(
      form.querySelector("[data-upload-report]"),
      several ? filled(texts().several, { count: input.files.length }) : "",
    );
  }

  function prepare(modal) {
    const form = modal.body[0].querySelector(FORM);
    const input = form && form.querySelector("input[type=file]");
    if (!input || !new URL(form.action).searchParams.has("multiple")) return;
    input.multiple = true;
    const report = make("div", { className: "help-block help-info", tabIndex: -1, hidden: true });
    report.dataset.uploadReport = "";
    report.setAttribute("role", "status");
    input.closest("li").append(report);
    input.addEventListener(
      "input",
      (event) => {
        // Wagtail would take the first file's name for the title.
        if (input.files.length > 1) event.stopImmediatePropagation();
      },
      true,
    );
    input.addEventListener("change", () => showParts(form, input));
    form.addEventListener(
      "submit",
      (event) => {
        if (input.files.length < 2) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        uploadAll(modal, form, input);
      },
      true,
    );
  }

  document.addEventListener("DOMContentLoaded", () => {
    const handlers = window.IMAGE_CHOOSER_MODAL_ONLOAD_HANDLERS;
    if (!handlers) return;
    for (const step of ["choose", "reshow_creation_form"]) {
      const original = handlers[step];
      handlers[step] = (modal, data) => {
        original(modal, data);
        prepare(modal);
      };
    }
    // What Wagtail shows of a file that is there already is no panel of the dialog's tabs, which fail without it.
    const original = handlers.duplicate_found;
    handlers.duplicate_found = (modal, data) =>
      original(modal, {
        ...data,
        htmlFragment: data.htmlFragment.replace("<section", '<section data-w-tabs-target="panel"'),
      });
  });
})();
