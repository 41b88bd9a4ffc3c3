// The icons of a picture, drawn on a square of 16 with lines of the text's colour.

/** The name of an icon: a kind of node, a gate, a severity. */
export type IconName = keyof typeof ICONS;

const CIRCLE = "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z";

/** Paths; those of severities are told apart by their shapes, not by colour alone. */
export const ICONS = {
  // A play button.
  job: `${CIRCLE}M6.6 5.2v5.6L10.9 8z`,
  // A prompt.
  step: "M3.5 4.5 7 8l-3.5 3.5M8.5 11.5h4.5",
  // Two machines of a rack.
  service: "M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01",
  // A face with an antenna.
  agent: "M3 5.5h10v7.5H3zM8 5.5V2.8M8 2.6h.01M6 8.6v.9M10 8.6v.9M1.2 8v2.5M14.8 8v2.5",
  // A page that leads out.
  call: "M7.5 3H3v10h10V8.5M9.5 2.5h4v4M13.3 2.7 7.5 8.5",
  person: "M8 2.4a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM2.8 14c.3-3 2.4-4.4 5.2-4.4s4.9 1.4 5.2 4.4",
  check: "M8 1.6 13.4 3.6v4.2c0 3.2-2.3 5.4-5.4 6.6-3.1-1.2-5.4-3.4-5.4-6.6V3.6zM5.4 7.9l1.9 1.9 3.4-3.7",
  condition: "M8 1.8 14.2 8 8 14.2 1.8 8zM8 5v3.6M8 10.8h.01",
  schema:
    "M6 2.5c-2 0-1.8 1-1.8 2.6S4 7.6 2.6 8c1.4.4 1.6 1.4 1.6 2.9S4 13.5 6 13.5M10 2.5c2 0 1.8 1 1.8 2.6S12 7.6 13.4 8c-1.4.4-1.6 1.4-1.6 2.9S12 13.5 10 13.5",
  loop: "M13 8a5 5 0 1 1-1.6-3.7M13.2 2v2.9h-2.9",
  error: `${CIRCLE}M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6`,
  warning: "M8 2 14.6 13.6H1.4zM8 6.3v3.5M8 11.7h.01",
  info: `${CIRCLE}M8 7.3v3.9M8 4.8h.01`,
  hint: "M8 1.8a4.3 4.3 0 0 0-2.5 7.8c.5.4.8.9.8 1.6h3.4c0-.7.3-1.2.8-1.6A4.3 4.3 0 0 0 8 1.8zM6.5 13.8h3",
} as const satisfies Readonly<Record<string, string>>;
