// What nodes of n8n do that cannot be taken back.
import type { YamlTree } from "../syntax/yaml.ts";
import { type FlowNode, parameter, textOf } from "./n8n-flow.ts";
import { sendsSomething } from "./outgoing.ts";

/** Something that a node does to the world outside. */
export interface Deed {
  /** As the subject of a sentence: "a post on X". */
  readonly action: string;
  /** As a clause behind "may", for what everybody sees or pays: "post on X". */
  readonly may?: string;
  /** False for what happens twice when it is done twice. */
  readonly repeats: boolean;
}

/** Nodes that show something to everybody, with the operations that do; the first is what the node does by itself. */
const PUBLIC: ReadonlyMap<string, { readonly place: string; readonly operations: RegExp }> = new Map([
  ["twitter", { place: "on X", operations: /^(?:create|tweet|reply)?$/ }],
  ["linkedIn", { place: "on LinkedIn", operations: /^(?:create)?$/ }],
  ["reddit", { place: "on Reddit", operations: /^(?:create|reply)?$/ }],
  ["medium", { place: "on Medium", operations: /^(?:create)?$/ }],
  ["youTube", { place: "on YouTube", operations: /^upload$/ }],
]);

/** Addresses behind which a POST is seen by everybody. Source: each network's reference of its interface. */
const PUBLIC_ADDRESS =
  /^=?https:\/\/(?:api\.(?:twitter|x)\.com\/(?:2\/tweets|1\.1\/statuses\/update)|api\.linkedin\.com\/(?:v2\/ugcPosts|v2\/posts|rest\/posts)|graph\.facebook\.com\/.{1,120}\/(?:feed|media_publish|videos|photos)\b|graph\.threads\.net\/.{1,120}\/threads_publish|bsky\.social\/xrpc\/com\.atproto\.repo\.createRecord|backend\.blotato\.com\/v2\/posts|api\.upload-post\.com\/api\/upload)/;

/** Nodes that send a message, by the operations that do. */
const MESSENGERS: ReadonlyMap<string, RegExp> = new Map([
  ["telegram", /^(?:send(?!ChatAction)\w{1,30})?$/],
  ["gmail", /^(?:send|reply)?$/],
  ["microsoftOutlook", /^(?:send|reply)$/],
  ["emailSend", /^(?:send)?$/],
  ["sendGrid", /^(?:send)?$/],
  ["twilio", /^(?:send|make)?$/],
  ["whatsApp", /^(?:send)?$/],
  ["slack", /^(?:post)?$/],
]);

/** What a node does to the world outside; undefined where it only reads, or may be made again. */
export function deedOf(tree: YamlTree, node: FlowNode): Deed | undefined {
  const operation = parameter(tree, node, "operation") ?? "";
  const shown = PUBLIC.get(node.type);
  if (shown?.operations.test(operation) && parameter(tree, node, "resource") !== "directMessage") {
    return { action: `A post ${shown.place}`, may: `post ${shown.place}`, repeats: false };
  }
  if (node.type === "wordpress" && /^(?:create|update)?$/.test(operation)) {
    const published = ["additionalFields", "updateFields"].some(
      (key) => parameter(tree, node, key, "status") === "publish",
    );
    return published ? { action: "A post on the site", may: "publish on the site", repeats: false } : undefined;
  }
  if (node.type === "stripe" && parameter(tree, node, "resource") === "charge" && operation === "create") {
    return { action: "A charge", may: "charge a card", repeats: false };
  }
  const resource = parameter(tree, node, "resource") ?? "message";
  if (MESSENGERS.get(node.type)?.test(operation) && /^(?:message|sms|call)$/.test(resource)) {
    return { action: "A message", repeats: false };
  }
  return node.type === "httpRequest" ? requestDeed(tree, node) : undefined;
}

function requestDeed(tree: YamlTree, node: FlowNode): Deed | undefined {
  const method = parameter(tree, node, "method") ?? parameter(tree, node, "requestMethod") ?? "GET";
  const url = parameter(tree, node, "url") ?? "";
  if (method !== "POST") return undefined;
  if (PUBLIC_ADDRESS.test(url)) return { action: "A post in public", may: "post in public", repeats: false };
  // A key makes the second request count for nothing.
  const keyed = /idempotency/i.test(textOf(tree, node));
  return sendsSomething(url) && !keyed ? { action: "A POST request that sends something", repeats: false } : undefined;
}
