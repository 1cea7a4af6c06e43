/**
 * HTML ready to insert, where every other string is plain text. A plain string may be given for it, and it for a plain
 * string; the name is what tells them apart. Written by hand.
 */
export type HTML = string & { readonly __html?: never };
