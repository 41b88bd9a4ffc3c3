// Reads what a brief sets down as its success criteria.
import type { Sourced } from "../text.ts";
import { isContent, isOwn, type Reading, sectionOf } from "./evidence.ts";
import { SUCCESS_LABEL } from "./success-cues.ts";

/**
 * The statements that are meant as success criteria, whether or not anybody can check them: the items and sentences below
 * such a label. The sentence that leads to a list is none.
 */
export const readCriteria = ({ outline: { statements } }: Reading): Sourced<string>[] =>
  statements
    .filter(
      (statement) =>
        statement.kind === "sentence" &&
        isOwn(statement) &&
        isContent(statement) &&
        !/[:：]\**$/.test(statement.text) &&
        (sectionOf(statement, SUCCESS_LABEL) !== undefined || SUCCESS_LABEL.test(statement.label)),
    )
    .map(({ text, start, end }) => ({ value: text, start, end }));
