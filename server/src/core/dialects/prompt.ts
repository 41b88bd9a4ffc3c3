import { markdownBrief } from "../brief/dialect.ts";
import { isProcedureForAgents, isPrompt } from "../brief/prompt.ts";

// Texts that a program hands to a model, or a person pastes into a chat. Nobody standardised where they lie.
export default markdownBrief({
  id: "prompt",
  title: "Prompt",
  kind: "by content",
  paths: ["**/.github/prompts/**/*.md"],
  elsewhere: [
    "**/{prompt,prompts,system-prompts}/**/*.md",
    "**/{prompt,PROMPT}.md",
    "**/*{-,_}prompt{,-template}.md",
    "**/{create,generate,process,write,execute}-*.md",
  ],
  isOurs: (file) => (/prompt/i.test(file.path) ? isPrompt(file) : isProcedureForAgents(file)),
});
