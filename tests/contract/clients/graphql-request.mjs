import { GraphQLClient } from "graphql-request";

import { cases, compare, replay } from "./cases.mjs";

const client = new GraphQLClient("http://cms.example/graphql/", { fetch: replay });
for (const one of cases) compare("graphql-request", one, await client.request(one.text, one.variables), one.answer.data);
