// Markdown for hovers. What comes from a user's file is escaped: it must never become a link, an image or HTML.

/** Text as it is, on one line. */
export const escaped = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/&/g, "&amp;")
    .replace(/[\\`*_[\]<>|~$@]/g, "\\$&")
    // Neither an address nor a host becomes a link.
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, "\\$&");
