/** The icons: paths on a grid of 24, drawn as lines (see `.icon` in parts.css). */
export const ICONS = {
  arrow: "M5 12h14m-6-6 6 6-6 6",
  arrowLeft: "M19 12H5m6-6-6 6 6 6",
  external: "M8 16 17 7m-8 0h8v8",
  chevron: "m6 9 6 6 6-6",
  close: "m6 6 12 12M18 6 6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  play: "M8 5.5v13l10.5-6.5z",
  file: "M6 3.5h8l4 4v13H6zM14 3.5v4h4M12 11v6m-2.5-2.5L12 17l2.5-2.5",
  mail: "M3.5 6h17v12h-17zm0 .5L12 13l8.5-6.5",
  phone: "M6.5 4h3l1.5 4-2 1.5a10 10 0 0 0 5.5 5.5l1.5-2 4 1.5v3a1.5 1.5 0 0 1-1.6 1.5A15.5 15.5 0 0 1 5 5.6 1.5 1.5 0 0 1 6.5 4z",
  globe: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c5 5 5 12 0 17m0-17c-5 5-5 12 0 17",
  pin: "M12 21c4.5-4.8 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2 6.2 6.5 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  pictures: "M3.5 7.5h13v12h-13zm4-3.5h13v12M4 17l4-4.5 3 3 2-2 3.5 3.5",
  filter: "M4 6h16M7 12h10m-7 6h4",
};
