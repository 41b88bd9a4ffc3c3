// The wording of the sections that Plumblint writes, by language.
import type { Language } from "../language.ts";
import de from "./de.ts";
import en from "./en.ts";
import es from "./es.ts";
import fr from "./fr.ts";
import ja from "./ja.ts";
import ko from "./ko.ts";
import pt from "./pt.ts";
import ru from "./ru.ts";
import type { Wording } from "./type.ts";
import zh from "./zh.ts";

/** What is written into a brief in each language that can be judged. */
export const WORDING: Readonly<Record<Language, Wording>> = { de, en, es, fr, ja, ko, pt, ru, zh };
