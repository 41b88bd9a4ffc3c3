import type { Wording } from "./type.ts";

/** English. */
export default {
  names: { inputs: "Inputs", outputs: "Output", success: "Success Criteria", coordination: "Coordination" },
  inputs: {
    agent: [
      "The caller's prompt names what to work on: ⟨paths, a diff range or an issue number⟩. Nothing else of the",
      "conversation is visible here. If it names nothing, say so and stop.",
    ],
    prompt: ["- ${input:scope:⟨{argument}⟩}: ⟨what to work on⟩."],
    command: ["- `$ARGUMENTS`: ⟨{argument}⟩. If it is empty, ⟨ask for it and stop⟩."],
    trailing: ["- The text after the command: ⟨{argument}⟩. If there is none, ⟨ask for it and stop⟩."],
    skill: ["- The ⟨files, folder or issue⟩ that the user names. If none is named, ⟨ask for it and stop⟩."],
    task: [
      "- ⟨`README.md` and every file that this brief names⟩, read before the first change.",
      "- ⟨The current branch: `git status` and `git log -5` show what is already there.⟩",
    ],
    crew: ["- ⟨The results of the tasks before this one, as the context gives them.⟩"],
    argument: "what to work on, as paths, an issue number or a short description",
    hint: "path, issue or short description",
  },
  outputs: {
    agent: [
      "End with ⟨a report: one line for each point that was done or found, as `path:line`, what it is and what follows",
      "from it, most important first; then what is still open⟩.",
    ],
    reader: [
      "Change no file. End with ⟨a report: one line for each finding, as `path:line`, what it is and what follows from",
      "it, most important first; then what was not looked at⟩.",
    ],
    skill: [
      "- A summary in the final message: ⟨every file that was created or changed, what changed in it, what is open⟩.",
    ],
    task: [
      "- ⟨One commit on the current branch, with the change and its tests.⟩",
      "- A summary in the final message: ⟨every changed file, what changed in it, and how it was checked⟩.",
    ],
  },
  success: {
    check: "- `{check}` passes, or ⟨the failing test is named⟩.",
    tests: "- ⟨The project's tests and linter pass, or the failing ones are named.⟩",
    cited: "- Every claim in the final message cites ⟨a `path:line` or the output of a command⟩.",
    scope: "- ⟨No file outside the scope of this text is changed.⟩",
    covered: "- ⟨Every file in scope was read, or the final message lists those that were not.⟩",
    crew: ["- Every claim in the result must name its source.", "- ⟨Nothing that this text asks for is missing.⟩"],
  },
  coordination: [
    "You are the coordinator: give each agent ⟨a part and files of its own⟩, wait for all of them, remove duplicates and",
    "settle contradictions. Only you write ⟨the shared result⟩, once.",
  ],
} satisfies Wording;
