/** The GraphiQL page: everything it knows comes from the page that loads it. */

import "graphiql/style.css";
import "./page.css";

import { GraphiQL } from "graphiql";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

import welcome from "./welcome.graphql";

const place = document.getElementById("graphiql");
const endpoint = place.dataset.endpoint;

/** Ask as any frontend does: JSON over POST, without cookies. */
async function fetcher(operation) {
  const response = await fetch(endpoint, {
    method: "POST",
    credentials: "omit",
    headers: {
      Accept: "application/graphql-response+json, application/json;q=0.9",
      "Content-Type": "application/json",
    },
    body: JSON.stringify(operation),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // An error page of the server, in development a long one.
    throw new Error(`${endpoint} answered with status ${response.status} and no JSON:\n${text.slice(0, 2000)}`);
  }
}

createRoot(place).render(
  createElement(GraphiQL, {
    fetcher,
    defaultQuery: welcome,
    // The public API reads no header of its own.
    isHeadersEditorEnabled: false,
    showPersistHeadersSettings: false,
  }),
);
