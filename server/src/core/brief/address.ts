// Whom a text speaks to.
import type { Outline, Statement } from "./outline.ts";

/** "You are a …" in the languages that briefs are judged in. */
const ROLE =
  /^\W{0,6}(?:you are|you're|act as|assume the role|your role is|take on the role|du bist|sie sind|agiere als|tu es|vous êtes|agis (?:comme|en tant)|eres|usted es|act[uú]a como|você é|tu és|atue como|ты\s[—–-]|вы\s[—–-]|ты являешься|вы являетесь|действуй как)(?=\s|[,:]|$)|^\W{0,6}(?:你是|您是|你现在是|你將|(?:请|請)?(?:你|您)?扮演|作为一[名个位]|あなたは|당신은|너는|귀하는)/iu;
/** "You are now …", "You are working in …", "You are being asked …": spoken to the agent, and no role. */
const NO_ROLE = /^\W{0,6}you(?: are|'re) (?:now|currently|not|being|about|going|free|in|on|at|\w{3,20}(?:ing|ed))\b/i;

/** How many of the first sentences say to whom a text speaks, and in which role. */
const OPENING = 6;
const INTRODUCTION = 15;

/** True when a text gives its reader a role in its first sentences. */
export const givesRole = (outline: Outline): boolean =>
  opening(outline, INTRODUCTION).some(({ text }) => ROLE.test(text) && !NO_ROLE.test(text));

/** True when a text speaks to an agent in its first sentences. */
export const speaksToAgent = (outline: Outline): boolean =>
  opening(outline).some(({ text }) => ROLE.test(text) || TO_AGENT.test(text));

const TO_AGENT =
  /\b(?:guide|instruct|help) (?:an? |the )?(?:ai|llm)\b|\b(?:the|an|as an?) (?:ai|ai (?:assistant|agent)|llm)\b.{0,60}\b(?:must|should|shall|will|to)\b|\byour (?:task|job|goal|mission|objective) is\b|\buser (?:provides|provided|will provide|asks|request)\b|\b(?:in|from) your prompt\b|\byou (?:have|receive|will (?:receive|be given)|are (?:invoked|given|asked))\b|^\W{0,4}(?:i['’]ll|i will|let me)\b/i;

const opening = ({ statements }: Outline, length = OPENING): readonly Statement[] =>
  statements.filter(({ kind, quoted }) => kind === "sentence" && !quoted).slice(0, length);
