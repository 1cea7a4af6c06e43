/* Fields for dates and times keep what is typed.

   Wagtail's calendar puts today in place of what it cannot read, and forgets what is typed when a day or a
   time is picked. Here it follows what is typed; what can be read is written in the field's own way, what
   cannot stays as it is, for the server to refuse. */
"use strict";

(($) => {
  const DATES = [
    { pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})/, order: [1, 2, 3] },
    { pattern: /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)/, order: [3, 2, 1] },
  ];
  const TIME = /^(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)?(?:\s*Uhr)?$/;

  function readDate(text) {
    for (const { pattern, order } of DATES) {
      const found = text.match(pattern);
      if (found) {
        let [year, month, day] = order.map((group) => Number(found[group]));
        if (year < 100) year += year < 69 ? 2000 : 1900;
        const date = new Date(year, month - 1, day);
        const isReal = date.getMonth() === month - 1 && date.getDate() === day;
        return isReal ? { date, rest: text.slice(found[0].length) } : null;
      }
    }
    return null;
  }

  function readTime(text, date) {
    const found = text.match(TIME);
    if (!found || (found[2] === undefined && !/Uhr$/.test(text))) return null;
    const [hour, minute] = [Number(found[1]), Number(found[2] || 0)];
    if (hour > 23 || minute > 59) return null;
    date.setHours(hour, minute, 0, 0);
    return date;
  }

  /* The moment that a text names for a calendar of these options; null if it names none. */
  function read(text, options) {
    if (!options.datepicker) return readTime(text, new Date());
    const found = readDate(text);
    if (!found) return null;
    if (!found.rest) return found.date;
    if (!options.timepicker || !/^(?:[ T]|, )/.test(found.rest)) return null;
    return readTime(found.rest.replace(/^(?:[ T]|, )\s*/, ""), found.date);
  }

  function written(moment, format) {
    const two = (number) => String(number).padStart(2, "0");
    const parts = {
      Y: moment.getFullYear(),
      m: two(moment.getMonth() + 1),
      d: two(moment.getDate()),
      H: two(moment.getHours()),
      i: two(moment.getMinutes()),
    };
    return /^[YmdHi\W]+$/.test(format) ? format.replace(/[YmdHi]/g, (letter) => parts[letter]) : null;
  }

  /* A calendar opens a moment after its field is entered, also if that has been left again by then. */
  function closeBehind(input, calendar) {
    setTimeout(() => {
      if (document.activeElement !== input) calendar.trigger("close.xdsoft");
    }, 200);
  }

  function follow(event) {
    const calendar = event.target instanceof HTMLInputElement && $(event.target).data("xdsoft_datetimepicker");
    if (!calendar) return;
    if (event.type === "focusout") closeBehind(event.target, calendar);
    const options = calendar.data("options");
    const moment = read(event.target.value.trim(), options);
    if (!moment) return;
    calendar.data("xdsoft_datetime").setCurrentTime(moment);
    const text = written(moment, options.format);
    if (event.type === "focusout" && text && event.target.value !== text) {
      event.target.value = text;
      event.target.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  $.fn.datetimepicker.defaults.validateOnBlur = false;
  $.fn.datetimepicker.defaults.scrollInput = false;
  document.addEventListener("input", follow);
  document.addEventListener("focusout", follow);
})(window.jQuery);
