/* What is pasted into a rich text is written anew before the editor reads it.
 *
 * Word writes lists as paragraphs, Google Docs puts all into a bold element that is not bold, browsers add the
 * looks of the page it comes from. What stays: paragraphs, lists with their levels, bold, italic, struck through,
 * code, links, and the small digits of formulas. A heading becomes a paragraph in bold, unless the field knows
 * headings; a row of a table becomes a line, its cells with bars between them. No words are lost. */
(() => {
  "use strict";

  const SEPARATOR = " | ";
  const SKIPPED = "script, style, head, title, meta, link, template, noscript, svg, input, select, button";
  const BLOCKS = new Set(
    ("p div h1 h2 h3 h4 h5 h6 blockquote pre section article header footer main aside nav address figure " +
      "figcaption caption dl dt dd li ul ol table tbody thead tfoot tr td th form fieldset body center hr")
      .split(" "),
  );
  const TAGS = {
    b: "b", strong: "b", i: "i", em: "i", s: "s", strike: "s", del: "s", code: "code", tt: "code", sub: "sub", sup: "sup",
  };
  const PLAIN = "0123456789+-=()";
  const SMALL = { sub: "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", sup: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾" };
  const HEADING_NAMES = ["", "one", "two", "three", "four", "five", "six"];
  const MARKER = /^[\s\u00a0]*(?:\(?(?:\d+|[a-z]{1,2}|[ivxlc]+)[.)])+/i;

  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  /** Return the value of a property in an element's own style; Word's own properties are no CSS to a browser. */
  function styleOf(element, property) {
    const style = element.getAttribute("style") || "";
    const found = new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, "i").exec(style);
    return found ? found[1].trim().toLowerCase() : "";
  }

  function withMark(marks, mark, isOn) {
    const changed = new Set(marks);
    if (isOn) changed.add(mark);
    else changed.delete(mark);
    return changed;
  }

  /** Return the marks of the text in an element: its tag says something, its style has the last word. */
  function marksIn(element, marks) {
    const tag = element.localName;
    let found = TAGS[tag] ? withMark(marks, TAGS[tag], true) : marks;
    const weight = styleOf(element, "font-weight");
    if (weight) found = withMark(found, "b", /^bold/.test(weight) || Number(weight) >= 600);
    const slant = styleOf(element, "font-style");
    if (slant) found = withMark(found, "i", /^(italic|oblique)/.test(slant));
    const height = { sub: "sub", super: "sup", baseline: "none" }[styleOf(element, "vertical-align")];
    if (height) for (const mark of ["sub", "sup"]) found = withMark(found, mark, mark === height);
    if (/line-through/.test(styleOf(element, "text-decoration(?:-line)?"))) found = withMark(found, "s", true);
    return found;
  }

  function addressOf(link) {
    let address = (link.getAttribute("href") || "").trim();
    try {
      const url = new URL(address);
      const isDetour = /(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url";
      if (isDetour) address = url.searchParams.get("q") || url.searchParams.get("url") || address;
      return /^(https?|mailto|tel):/i.test(address) ? address : "";
    } catch {
      return "";
    }
  }

  function headingLevel(element) {
    const tag = /^h([1-6])$/.exec(element.localName);
    if (tag) return Number(tag[1]);
    if (element.getAttribute("role") === "heading") return Number(element.getAttribute("aria-level")) || 2;
    if (/\bMso(Sub)?Title\b/.test(element.className)) return 1;
    const outline = /^[1-6]$/.exec(styleOf(element, "mso-outline-level"));
    return outline ? Number(outline[0]) : 0;
  }

  /** Return what Word says of an entry of a list: its level from 0 and whether it is numbered; null of others. */
  function wordListItem(element) {
    const list = styleOf(element, "mso-list");
    const level = /level(\d+)/.exec(list);
    if (!level) return null;
    const marker = [...element.querySelectorAll("span")].find((one) => /ignore/.test(styleOf(one, "mso-list")));
    const shown = marker ? marker.textContent : element.textContent;
    return { depth: Number(level[1]) - 1, kind: MARKER.test(shown) ? "ol" : "ul" };
  }

  class Reader {
    constructor() {
      /** Blocks of the new text: {kind, depth, level, runs}. */
      this.blocks = [];
      this.open = null;
    }

    begin(block) {
      this.end();
      this.open = { kind: "p", depth: 0, level: 0, ...block, runs: [] };
    }

    end() {
      if (this.open && this.open.runs.some((run) => run.text.trim())) this.blocks.push(this.open);
      this.open = null;
    }

    add(text, context) {
      if (!this.open) {
        if (!text.trim()) return;
        this.begin(context.block);
      }
      this.open.runs.push({ text, marks: context.marks, address: context.address });
    }

    readAll(parent, context) {
      for (const child of parent.childNodes) this.read(child, context);
    }

    read(node, context) {
      if (node.nodeType === Node.TEXT_NODE) {
        const lines = context.isPre ? node.data.split(/\r?\n/) : [node.data.replace(/[ \t\r\n\f]+/g, " ")];
        lines.forEach((line, place) => {
          if (place) this.begin(context.block);
          this.add(line, context);
        });
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        this.readElement(node, context);
      }
    }

    readElement(element, context) {
      const tag = element.localName;
      const isMarker = /ignore/.test(styleOf(element, "mso-list"));
      if (element.matches(SKIPPED) || isMarker || styleOf(element, "display") === "none") return;
      if (tag === "br") {
        if (this.open && !/Apple-interchange-newline/.test(element.className)) this.add("\n", context);
      } else if (tag === "table") {
        this.readTable(element, context);
      } else if (tag === "ul" || tag === "ol") {
        this.end();
        this.readAll(element, {
          ...context,
          list: { kind: tag, depth: context.list ? context.list.depth + 1 : 0 },
          block: context.block,
        });
        this.end();
      } else if (BLOCKS.has(tag)) {
        this.readBlock(element, context);
      } else {
        const address = tag === "a" ? addressOf(element) : "";
        this.readAll(element, {
          ...context,
          marks: marksIn(element, context.marks),
          address: address || context.address,
        });
      }
    }

    readBlock(element, context) {
      const tag = element.localName;
      const inner = { ...context, marks: marksIn(element, context.marks), isPre: context.isPre || tag === "pre" };
      const item = wordListItem(element);
      const level = headingLevel(element);
      if (tag === "li") inner.block = context.list || { kind: "ul", depth: 0 };
      else if (item) inner.block = item;
      else if (level) inner.block = { kind: context.block.kind === "p" ? "heading" : context.block.kind, level, depth: context.block.depth };
      else if (tag === "blockquote" || /\bMso(Intense)?Quote\b/.test(element.className))
        inner.block = context.block.kind === "p" ? { kind: "quote" } : context.block;
      // A paragraph in an entry of a list goes on in that entry.
      const goesOn = this.open && !this.open.runs.length && this.open.kind === inner.block.kind;
      const isPart = inner.block === context.block && inner.block.depth !== undefined && this.open && tag !== "li";
      if (isPart && this.open.runs.length) this.add("\n", inner);
      else if (!goesOn || tag === "li") this.begin(inner.block);
      this.readAll(element, inner);
      if (!isPart) this.end();
    }

    /** Write a line for each row; a table of one cell is there for its looks. */
    readTable(table, context) {
      this.end();
      const rows = [...table.rows];
      if (table.caption) this.readBlock(table.caption, context);
      for (const row of rows) {
        const cells = [...row.cells];
        if (cells.length < 2) {
          for (const cell of cells) this.readBlock(cell, context);
          continue;
        }
        this.begin(context.block);
        const line = this.open;
        cells.forEach((cell, place) => {
          if (place) line.runs.push({ text: SEPARATOR, marks: context.marks, address: "" });
          const reader = new Reader();
          const isHead = cell.localName === "th";
          reader.readAll(cell, { ...context, block: { kind: "p" }, list: null, marks: withMark(context.marks, "b", isHead || context.marks.has("b")) });
          reader.end();
          reader.blocks.forEach((block, number) => {
            if (number) line.runs.push({ text: " ", marks: context.marks, address: "" });
            line.runs.push(...block.runs);
          });
        });
        this.open = line;
        this.end();
      }
    }
  }

  /** Return digits and signs in their small form, "2" as "₂"; Draft.js drops the elements. Other words stay. */
  function small(text, mark) {
    const found = [...text].map((sign) => SMALL[mark][PLAIN.indexOf(sign === "\u2212" ? "-" : sign)]);
    return found.every(Boolean) ? found.join("") : text;
  }

  function written(runs, isBold) {
    const first = runs.findIndex((run) => run.text.trim());
    const last = runs.findLastIndex((run) => run.text.trim());
    return runs
      .slice(first, last + 1)
      .map(({ text, marks, address }, place, all) => {
        let words = text;
        if (place === 0) words = words.trimStart();
        if (place === all.length - 1) words = words.trimEnd();
        for (const mark of Object.keys(SMALL)) if (marks.has(mark)) words = small(words, mark);
        let html = escaped(words).replace(/\n/g, "<br>");
        for (const mark of isBold ? new Set([...marks, "b"]) : marks) {
          if (!SMALL[mark]) html = `<${mark}>${html}</${mark}>`;
        }
        return address ? `<a href="${escaped(address).replace(/"/g, "&quot;")}">${html}</a>` : html;
      })
      .join("");
  }

  /** Write blocks as HTML that every rich text understands; lists stand within entries. */
  function writeBlocks(blocks, known) {
    const open = [];
    let html = "";
    const close = (depth) => {
      while (open.length > depth) html += `</li></${open.pop()}>`;
    };
    for (const { kind, depth, level, runs } of blocks) {
      if (kind === "ul" || kind === "ol") {
        const wanted = Math.min(depth, open.length);
        close(wanted + 1);
        if (open.length > wanted && open[wanted] !== kind) close(wanted);
        if (open.length > wanted) html += "</li>";
        else {
          html += `<${kind}>`;
          open.push(kind);
        }
        html += `<li>${written(runs)}`;
        continue;
      }
      close(0);
      if (kind === "heading" && known.has(`header-${HEADING_NAMES[level]}`))
        html += `<h${level}>${written(runs)}</h${level}>`;
      else if (kind === "quote" && known.has("blockquote")) html += `<blockquote>${written(runs)}</blockquote>`;
      else html += `<p>${written(runs, kind === "heading")}</p>`;
    }
    close(0);
    return html;
  }

  /** Return the kinds of blocks that an editor knows, as Wagtail has written them into its field. */
  function knownBlocks(editor) {
    const around = editor.closest("[data-field-input]") || document;
    const field = around.querySelector("[data-draftail-input], [data-w-init-detail-value]");
    try {
      const options = JSON.parse(field.dataset.wInitDetailValue || "{}");
      return new Set((options.blockTypes || []).map((block) => block.type));
    } catch {
      return new Set();
    }
  }

  function clean(html, known) {
    const source = new DOMParser().parseFromString(html, "text/html");
    const reader = new Reader();
    reader.readAll(source.body, { marks: new Set(), address: "", block: { kind: "p" }, list: null, isPre: false });
    reader.end();
    return writeBlocks(reader.blocks, known);
  }

  const ours = new WeakSet();
  document.addEventListener(
    "paste",
    (event) => {
      if (ours.has(event) || !event.clipboardData) return;
      const editor = event.target.closest && event.target.closest(".public-DraftEditor-content");
      const html = editor && event.clipboardData.getData("text/html");
      // What comes from a rich text of this admin keeps all that it has.
      if (!html || /data-editor=|data-draftjs-conductor-fragment/.test(html)) return;
      const cleaned = clean(html, knownBlocks(editor));
      if (!cleaned) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", cleaned);
      clipboardData.setData("text/plain", event.clipboardData.getData("text/plain"));
      const again = new ClipboardEvent("paste", { bubbles: true, cancelable: true, composed: true, clipboardData });
      ours.add(again);
      event.target.dispatchEvent(again);
    },
    true,
  );
})();
