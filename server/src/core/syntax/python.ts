// The only file that knows the parser of Python.
import { parser } from "@lezer/python";
import { type Program, programOf } from "./program.ts";

/** Reads a program in Python. Never throws: what does not parse is missing. */
export const readPython = (text: string): Program => programOf(parser.parse(text), text);
