/**
 * Where the CMS answers. The server of this origin generates this file from its own settings and serves it in place
 * of this one; what stands here is the shape, and works where both share one origin.
 *
 * endpoint: the GraphQL address, absolute or a path; site: host[:port] of the site, null for the CMS's default site.
 *
 * @type {{ endpoint: string, site: string | null }}
 */
export default { endpoint: "/graphql/", site: null };
