/** Apollo Client 3 and 4, each with one cache for all operations, which they are then read from once more. */
import { cases, compare, isMutation, keylessTypes, possibleTypes, problems, replay } from "./cases.mjs";

async function run(label, { ApolloClient, HttpLink, InMemoryCache, gql }) {
  const client = new ApolloClient({
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: Object.fromEntries(keylessTypes.map((name) => [name, { merge: true }])),
    }),
    link: new HttpLink({ uri: "http://cms.example/graphql/", fetch: replay }),
  });
  for (const one of cases) {
    const document = gql(one.text);
    const { variables } = one;
    const answer = isMutation(one.text)
      ? await client.mutate({ mutation: document, variables })
      : await client.query({ query: document, variables });
    compare(label, one, answer.data, one.answer.data);
  }
  for (const one of cases.filter(({ text }) => !isMutation(text))) {
    const data = client.readQuery({ query: gql(one.text), variables: one.variables });
    compare(`${label}, from its cache`, one, data, one.answer.data);
  }
}

for (const [label, path] of [["Apollo Client 3", "apollo3/core/index.js"], ["Apollo Client 4", "apollo4"]]) {
  const apollo = await import(path);
  // That every file stands alone, with fragments of names that others have too, is meant.
  apollo.disableFragmentWarnings();
  try {
    await run(label, apollo);
  } catch (error) {
    problems.push(`${label}: ${error.stack}`);
  }
}
