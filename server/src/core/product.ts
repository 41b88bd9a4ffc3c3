/** The version of the product, as in package.json; a test holds the two together. */
export const VERSION = "0.1.0";

/** Where the project lives. */
export const HOMEPAGE = "https://github.com/plumblint/plumblint";

/** The documentation page of a rule: what its id links to in the editor and in SARIF. */
export const pageOf = (rule: string): string => `${HOMEPAGE}/blob/main/server/docs/rules/${rule}.md`;
