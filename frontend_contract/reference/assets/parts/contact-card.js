import { h } from "../dom.js";
import { link, mailLink, phoneLink, readableUrl } from "./link.js";
import { picture } from "./picture.js";

/** @import { ContactCard } from "../../../types/index" */

/** @param {ContactCard} contact */
function contactCard(contact) {
  return h(
    "article",
    { class: "contact-card" },
    contact.portrait && picture(contact.portrait, { sizes: "portrait", className: "portrait" }),
    h(
      "div",
      null,
      h("p", { class: "contact-name" }, contact.name),
      contact.role && h("p", { class: "contact-role" }, contact.role),
      h(
        "ul",
        { class: "plain-list", role: "list" },
        contact.email && h("li", null, mailLink(contact.email)),
        contact.phone && h("li", null, phoneLink(contact.phone)),
        contact.websites.map((url) => h("li", null, link({ url }, {}, readableUrl(url)))),
      ),
    ),
  );
}

/** @param {readonly ContactCard[]} contacts */
export function contactCards(contacts) {
  return h("div", { class: "contact-cards" }, contacts.map(contactCard));
}
