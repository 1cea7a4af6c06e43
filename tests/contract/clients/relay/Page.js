import { graphql } from "react-relay";

export const query = graphql`
  query PageQuery($path: String!) {
    route(path: $path) {
      status
      page {
        __typename
        id
        title
        ... on MemberPage {
          city
          body {
            ...Page_block
          }
        }
      }
    }
  }
`;

export const block = graphql`
  fragment Page_block on Block {
    __typename
    id
    ... on HeadingBlock {
      text
    }
  }
`;

export const send = graphql`
  mutation PageSendMutation($input: SubmitFormInput!) {
    submitForm(input: $input) {
      ok
      errors {
        name
        code
      }
    }
  }
`;
