import { graphql } from "react-relay";

export const query = graphql`
  query NewsListQuery($language: Language) {
    ...NewsList_query @arguments(language: $language)
  }
`;

export const list = graphql`
  fragment NewsList_query on Query
  @argumentDefinitions(
    language: { type: "Language" }
    first: { type: "Int", defaultValue: 12 }
    after: { type: "String" }
  )
  @refetchable(queryName: "NewsListPaginationQuery") {
    news(language: $language, first: $first, after: $after) @connection(key: "NewsList_news") {
      edges {
        node {
          id
          ...NewsList_card
        }
      }
    }
  }
`;

export const card = graphql`
  fragment NewsList_card on NewsPage {
    title
    path
    date
    cover {
      alt
      rendition(preset: CARD) {
        url
      }
    }
  }
`;
