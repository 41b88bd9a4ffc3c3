// Addresses behind which a request does what should not happen twice.

/** Source: the references of the large messengers, shops and banks, which all end their addresses in the thing they make. */
const SENDS =
  /\/(?:sendMessage|sendPhoto|sendMail|message\/(?:push|reply|broadcast)|chat\.postMessage|messages|emails?|mail\/send|charges|payments|payment_intents|refunds|payouts|transfers|orders|invoices|posts|tweets|statuses|comments)\/?(?:\?|$)/;
/** Models answer under such addresses, too. */
const MODELS = /anthropic|openai/i;

/** True for an address at which a POST sends, orders or pays. */
export const sendsSomething = (url: string): boolean => SENDS.test(url) && !MODELS.test(url);

/** True for an address of the very machine, or of a container beside it: a single word, without a dot. */
export const isNearby = (url: string): boolean =>
  /^https?:\/\/(?:[\w-]{1,100}|127\.0\.0\.1|\[::1\])(?:[:/]|$)/.test(url);
