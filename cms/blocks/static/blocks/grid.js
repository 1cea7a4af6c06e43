/* The grid of a table: the words of its menu, and buttons that add a row or a column at the end.
 *
 * Handsontable speaks English where nobody gives it words, and has rows and columns in its menu alone, which
 * opens by a right click. */
(() => {
  "use strict";

  const CONTAINER = "-handsontable-container";
  const WAGTAILS = "wagtail.widgets.TableInput";
  /** Id of a grid's element → the grid that stands in it. */
  const grids = new Map();

  window.Handsontable.hooks.add("afterInit", function remember() {
    grids.set(this.rootElement.id, this);
  });

  function button(text, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-small button-secondary";
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  }

  class GridInput {
    constructor(options, strings, { menu, buttons }) {
      // Looked up here: Wagtail's script may come to register it after this one has run.
      this.input = new window.telepath.constructors[WAGTAILS](options, strings);
      this.buttons = buttons;
      window.Handsontable.languages.registerLanguageDictionary({ languageCode: options.language, ...menu });
    }

    render(placeholder, name, id, initialState) {
      const rendered = this.input.render(placeholder, name, id, initialState);
      const grid = () => grids.get(id + CONTAINER);
      const line = document.createElement("p");
      line.append(
        button(this.buttons.row, () => grid().alter("insert_row", grid().countRows())),
        " ",
        button(this.buttons.column, () => grid().alter("insert_col", grid().countCols())),
      );
      document.getElementById(id + CONTAINER).after(line);
      return rendered;
    }
  }

  window.telepath.register("cms.widgets.GridInput", GridInput);
})();
