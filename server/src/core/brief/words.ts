// What authors write: labels of sections, and words of sentences. Data only; how they count is in the files beside.

/** Sections that show somebody else's words, or what not to do: nothing in them is an order. */
export const ASIDE =
  /^(?:.{0,60}\b)?(?:examples?|samples?|anti[- ]?patterns?|red flags|commentary|pitfalls|common mistakes|rationalizations?)(?:\b.{0,40})?$|^(?:when )?(?:not to use|do not use|don't use)\b|^(?:what not to do|bad|wrong|troubleshooting|faq|changelog|history)$/;
/** An example of the output fixes its form. */
export const ASIDE_NOT =
  /\b(?:output|response|report|result) examples?$|^(?:example|sample) (?:output|response|report|result)/;

/** Lists of what a persona is able to do: subjects, not deliverables and not criteria. */
export const DUTIES =
  /\b(?:capabilit(?:y|ies)|expertise|skills|competenc(?:y|ies)|knowledge|focus areas?|strengths|specialties|speciali[sz]ations?|philosophy|principles|mindset|traits|personality|purpose|best practices|features|benefits)\b|\bwhen to (?:use|invoke|call)\b|^(?:use (?:this|when)|about|background|introduction)\b/;
