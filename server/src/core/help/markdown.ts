// Markdown for hovers. What comes from a user's file is escaped: it must never become a link, an image or HTML.

/** Text as it is, on one line. */
export const escaped = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()<>#+|!~&$-]/g, (mark) => (mark === "&" ? "&amp;" : `\\${mark}`));
