/** urql with Graphcache, one cache for all operations. */
import { Client, fetchExchange, gql } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { buildSchema, introspectionFromSchema } from "graphql";

import { cases, compare, isMutation, keylessTypes, problems, replay, schemaText } from "./cases.mjs";

const client = new Client({
  url: "http://cms.example/graphql/",
  preferGetMethod: false,
  fetch: replay,
  exchanges: [
    cacheExchange({
      schema: introspectionFromSchema(buildSchema(schemaText)),
      keys: Object.fromEntries(keylessTypes.map((name) => [name, () => null])),
    }),
    fetchExchange,
  ],
});

for (const requestPolicy of ["cache-first", "cache-only"]) {
  for (const one of cases) {
    if (isMutation(one.text) && requestPolicy === "cache-only") continue;
    const ask = isMutation(one.text) ? client.mutation : client.query;
    const answer = await ask.call(client, gql(one.text), one.variables, { requestPolicy }).toPromise();
    if (answer.error) problems.push(`urql: ${one.name}: ${answer.error}`);
    compare(`urql (${requestPolicy})`, one, answer.data, one.answer.data);
  }
}
