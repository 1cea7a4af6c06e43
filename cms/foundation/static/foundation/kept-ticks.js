/* Ticks in a chooser stay while its list is paged or searched, and it says how many there are.
 *
 * Wagtail draws each page of the list anew and asks its boxes alone. Here the dialog remembers the ids in the
 * order in which they were ticked, sends them as hidden fields, and hands out what was chosen in that order. */
(() => {
  "use strict";

  const BOX = "input[data-multiple-choice-select]";
  const FORM = "form[data-multiple-choice-form]";
  /** Dialog's body → the ids chosen in it, in order. */
  const chosenIn = new WeakMap();

  const texts = () => JSON.parse(document.getElementById("chooser-texts").textContent);

  function part(form, selector, make) {
    let found = form.querySelector(selector);
    if (!found) {
      found = make();
      const submit = form.querySelector("[data-multiple-choice-submit]");
      submit.parentNode.insertBefore(found, submit);
    }
    return found;
  }

  function hiddenFields(form, ids) {
    const holder = part(form, "[data-kept-ticks]", () => {
      const made = document.createElement("div");
      made.hidden = true;
      made.dataset.keptTicks = "";
      return made;
    });
    holder.replaceChildren(
      ...ids.map((id) => {
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name: "id", value: id });
        return field;
      }),
    );
  }

  function count(form, number) {
    const line = part(form, "[data-chosen-count]", () => {
      const made = document.createElement("p");
      made.dataset.chosenCount = "";
      made.setAttribute("role", "status");
      return made;
    });
    const words = texts().chosen.replace("{count}", number);
    if (line.textContent !== words) line.textContent = words;
  }

  /** Draw in a dialog what is chosen; says nothing new where nothing changed. */
  function draw(body) {
    const form = body.querySelector(FORM);
    if (!form) return;
    const ids = chosenIn.get(body);
    for (const box of form.querySelectorAll(BOX)) {
      // The hidden fields speak for the boxes.
      box.removeAttribute("name");
      box.checked = ids.has(box.value);
    }
    hiddenFields(form, [...ids]);
    count(form, ids.size);
    form.querySelector("[data-multiple-choice-submit]").disabled = ids.size === 0;
  }

  function watch(body) {
    chosenIn.set(body, new Set());
    const observer = new MutationObserver(() => {
      draw(body);
      observer.takeRecords();
    });
    observer.observe(body, { childList: true, subtree: true });
    body.addEventListener("change", (event) => {
      if (!event.target.matches(BOX)) return;
      const ids = chosenIn.get(body);
      if (event.target.checked) ids.add(event.target.value);
      else ids.delete(event.target.value);
      draw(body);
      observer.takeRecords();
    });
  }

  /** The server answers in the order of its table. */
  function keepOrder(handlers, step) {
    const original = handlers && handlers[step];
    if (!original) return;
    handlers[step] = (modal, data) => {
      const ids = [...(chosenIn.get(modal.body[0]) || [])];
      if (Array.isArray(data.result) && data.result.length > 1) {
        const place = (one) => ids.indexOf(String(one.id));
        data.result.sort((one, other) => place(one) - place(other));
      }
      original(modal, data);
    };
  }

  new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes)
        if (node.nodeType === Node.ELEMENT_NODE && node.matches(".modal"))
          watch(node.querySelector(".modal-body"));
  }).observe(document.body, { childList: true });

  document.addEventListener("DOMContentLoaded", () => {
    const known = new Set();
    for (const [name, step] of [
      ["CHOOSER_MODAL_ONLOAD_HANDLERS", "chosen"],
      ["IMAGE_CHOOSER_MODAL_ONLOAD_HANDLERS", "chosen"],
      ["DOCUMENT_CHOOSER_MODAL_ONLOAD_HANDLERS", "chosen"],
      ["PAGE_CHOOSER_MODAL_ONLOAD_HANDLERS", "page_chosen"],
    ]) {
      if (!known.has(window[name])) keepOrder(window[name], step);
      known.add(window[name]);
    }
  });
})();
