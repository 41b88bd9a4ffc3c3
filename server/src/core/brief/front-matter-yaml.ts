// The front matter of a brief as YAML, for the few who need more than its fields.
import { remembering } from "../memory.ts";
import type { FrontMatter } from "../syntax/front-matter.ts";
import { parseYaml, type YamlTree } from "../syntax/yaml.ts";

/** Several ask for the same one, and a keystroke below it changes nothing of it. Trees are large. */
export const LIMITS = { most: 10, longest: 50_000 };

/** The tree of a YAML text; read once as long as it stays the same. */
export const yamlOf: (yaml: string) => YamlTree = remembering(parseYaml, LIMITS);

/** The tree of a front matter. Its offsets are relative to `body.start`. */
export const frontMatterYaml = (text: string, { body }: FrontMatter): YamlTree =>
  yamlOf(text.slice(body.start, body.end));
