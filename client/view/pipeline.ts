// Runs inside the panel of the pipeline: shows the picture, zooms it, and says which node was chosen.

interface Host {
  postMessage(message: unknown): void;
  getState(): { readonly zoom?: number } | undefined;
  setState(state: { readonly zoom?: number }): void;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const nonce = document.currentScript?.nonce ?? "";
const view = byId("view");
const reason = byId("reason");

// Without a zoom the picture fits into the view.
let zoom = host.getState()?.zoom;
let size = { width: 0, height: 0 };

window.addEventListener("message", ({ data }: MessageEvent<{ svg: string; reason: string }>) => {
  reason.textContent = data.reason;
  reason.hidden = !data.reason;
  // While a file is half typed the last picture stays.
  if (data.svg) show(data.svg);
});

function show(text: string): void {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (parsed.nodeName !== "svg") return;
  const svg = document.importNode(parsed, true);
  for (const style of svg.querySelectorAll("style")) style.nonce = nonce;
  size = { width: Number(svg.getAttribute("width")), height: Number(svg.getAttribute("height")) };
  const chosen = nodeOf(document.activeElement)?.dataset.node;
  view.replaceChildren(svg);
  resize();
  if (chosen !== undefined) nodes()[Number(chosen)]?.focus({ preventScroll: true });
}

function picture(): SVGSVGElement | null {
  return view.querySelector("svg");
}

function nodes(): SVGElement[] {
  return [...view.querySelectorAll<SVGElement>("[data-node]")];
}

function nodeOf(element: EventTarget | null): SVGElement | null {
  return element instanceof Element ? element.closest<SVGElement>("[data-node]") : null;
}

function fitted(): number {
  const across = view.clientWidth / size.width;
  const all = Math.min(across, view.clientHeight / size.height);
  // A tall picture is scrolled rather than made too small to read.
  return Math.min(1, Math.max(all, Math.min(across, 0.75), 0.2));
}

function resize(): void {
  const svg = picture();
  if (!svg || size.width === 0) return;
  const scale = zoom ?? fitted();
  svg.style.width = `${size.width * scale}px`;
  svg.style.height = `${size.height * scale}px`;
  byId("full").textContent = `${Math.round(scale * 100)}%`;
}

/** Zooms, and keeps the place under a point of the view (its middle, if left out) where it is. */
function zoomTo(scale: number | undefined, x = view.clientWidth / 2, y = view.clientHeight / 2): void {
  const before = zoom ?? fitted();
  zoom = scale === undefined ? undefined : Math.min(4, Math.max(0.1, scale));
  host.setState(zoom === undefined ? {} : { zoom });
  const ratio = (zoom ?? fitted()) / before;
  const [left, top] = [(view.scrollLeft + x) * ratio - x, (view.scrollTop + y) * ratio - y];
  resize();
  view.scrollTo(left, top);
}

const zoomBy = (factor: number, x?: number, y?: number): void => zoomTo((zoom ?? fitted()) * factor, x, y);

/** The nearest node in a direction: what lies to the side counts twice. */
function neighbour(from: SVGElement, key: string): SVGElement | undefined {
  const here = middle(from);
  let best: { readonly node: SVGElement; readonly distance: number } | undefined;
  for (const node of nodes()) {
    const there = middle(node);
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const ahead = { ArrowRight: dx, ArrowLeft: -dx, ArrowDown: dy, ArrowUp: -dy }[key] ?? 0;
    const aside = key === "ArrowRight" || key === "ArrowLeft" ? Math.abs(dy) : Math.abs(dx);
    const distance = ahead + 2 * aside;
    if (node !== from && ahead > 1 && (!best || distance < best.distance)) best = { node, distance };
  }
  return best?.node;
}

/** The middle of its head: what holds others lies around them. */
function middle(node: SVGElement): DOMPoint {
  const { left, top } = (node.querySelector(".name") ?? node).getBoundingClientRect();
  return new DOMPoint(left, top);
}

const choose = (node: SVGElement): void => host.postMessage({ type: "open", node: Number(node.dataset.node) });

view.addEventListener("click", ({ target }) => {
  const node = nodeOf(target);
  if (node) choose(node);
});

view.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = view.getBoundingClientRect();
    zoomBy(Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
  },
  { passive: false },
);

window.addEventListener("keydown", (event) => {
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "+" || key === "=") zoomBy(1.25);
  else if (key === "-") zoomBy(0.8);
  else if (key === "0") zoomTo(1);
  else {
    const node = nodeOf(document.activeElement);
    if (!node) return;
    if (key === "Enter" || key === " ") choose(node);
    else if (key === "Home") nodes()[0]?.focus();
    else if (key === "End") nodes().at(-1)?.focus();
    else if (key.startsWith("Arrow")) neighbour(node, key)?.focus();
    else return;
    event.preventDefault();
  }
});

window.addEventListener("resize", resize);
byId("in").addEventListener("click", () => zoomBy(1.25));
byId("out").addEventListener("click", () => zoomBy(0.8));
byId("full").addEventListener("click", () => zoomTo(1));
byId("fit").addEventListener("click", () => zoomTo(undefined));
byId("export").addEventListener("click", () => host.postMessage({ type: "export" }));
host.postMessage({ type: "ready" });

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}`);
  return element;
}
