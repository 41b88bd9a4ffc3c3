// What VS Code itself does for the languages under which briefs are opened.

/** The languages of VS Code's prompt files: it explains and completes the keys of their front matter. */
const PROMPTS = new Set(["prompt", "instructions", "chatagent", "skill"]);

/** True where the editor itself explains and completes the front matter; ours would stand there twice. */
export const knowsKeys = (languageId: string): boolean => PROMPTS.has(languageId);

/** True where the editor itself shows an outline: VS Code's Markdown support does so for all of these languages. */
export const hasOutline = (languageId: string): boolean => languageId === "markdown" || PROMPTS.has(languageId);
