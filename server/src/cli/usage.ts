/** What `plumblint --help` prints. */
export const USAGE = `Plumblint lints the plumbing around AI work: agent briefs, workflow files and Prisma schemas.

Usage: plumblint <command> [options]

  plumblint audit [PATH…]     judge files and folders (default: the working directory)
  plumblint explain ID        what a rule finds, why it matters, and how to fix it
  plumblint lsp --stdio       the language server, for any editor

Options of audit:
  --format FORMAT                       pretty, json, sarif, markdown or html: how to print (default: pretty)
  --output FILE                         write them to a file instead of standard output
  --profile recommended|strict          how much to ask for (default: recommended)
  --config FILE                         use this configuration and no other
  --rule ID                             only this rule; may be given several times
  --fail-on error|warning|info|never    exit with 1 from this severity on (default: warning)
  --fix                                 apply the safe fixes first

  --help, --version

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or a file that could not be read.
`;
