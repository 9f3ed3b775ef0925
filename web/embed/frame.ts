/**
 * A playground in a frame and the page around it, by messages. Both sides look at where a message comes from: the frame
 * hears its parent alone, and that only from the one origin that its address or the referrer names, and speaks to no other.
 *
 * To the page: `{ "gradient-playground": 1, type: "height", height }`, `{ …, type: "event", name, detail }` for every
 * event of the element, `{ …, type: "answer", id, value }` or `{ …, type: "answer", id, error }`.
 * From the page: `{ "gradient-playground": 1, type: "call", id, method, arguments }`, `{ …, type: "set", name, value }`.
 */
import type { GradientPlayground, GradientPlaygroundEvents } from "./public.js";

/** Written into every message, so that others are not mistaken for it. */
const MARK = "gradient-playground";
const VERSION = 1;

/** What the page around may set, here and in the address. */
const ATTRIBUTES = [
  "preset",
  "seed",
  "speed",
  "lang",
  "theme",
  "panel",
  "show",
  "hide",
  "autoplay",
  "readonly",
] as const;
/** What it may call. */
const METHODS = ["play", "pause", "step", "reset", "seek", "open", "makeLink", "export", "image"] as const;
const EVENTS: readonly (keyof GradientPlaygroundEvents)[] = [
  "gp-ready",
  "gp-change",
  "gp-epoch",
  "gp-stop",
  "gp-diverge",
  "gp-error",
];
/** Letters of the longest text that is taken. */
const LONGEST = 1_000_000;

/**
 * The element that an address asks for, and the origin of the page around that may speak with it: `?parent=` names it,
 * otherwise the referrer; null where neither does.
 */
export function elementFor(address: URL, referrer: string): { element: GradientPlayground; around: string | null } {
  const element = document.createElement("gradient-playground");
  for (const name of ATTRIBUTES) {
    const value = address.searchParams.get(name);
    if (value !== null) element.setAttribute(name, value);
  }
  if (address.hash.length > 1) element.setAttribute("experiment", address.hash);
  return { element, around: originOf(address.searchParams.get("parent") ?? referrer) };
}

function originOf(text: string): string | null {
  try {
    const { origin } = new URL(text);
    return origin === "null" ? null : origin;
  } catch {
    return null;
  }
}

/** Tells the page around of height and events, and does what it asks, until the document ends. */
export function speakWith(element: GradientPlayground, page: Window, origin: string): void {
  const say = (message: Record<string, unknown>) => page.postMessage({ [MARK]: VERSION, ...message }, origin);
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    say({ type: "height", height });
  }).observe(element);
  for (const name of EVENTS) {
    element.addEventListener(name, (event) => say({ type: "event", name, detail: (event as CustomEvent).detail }));
  }
  window.addEventListener("message", (event) => {
    if (event.source !== page || event.origin !== origin) return;
    const asked = readMessage(event.data);
    if (asked === null) return;
    if (asked.type === "set") set(element, asked);
    else void call(element, asked).then((outcome) => say({ type: "answer", id: asked.id, ...outcome }));
  });
}

type Asked =
  | { type: "set"; name: string; value: unknown }
  | { type: "call"; id: string | number; method: string; arguments: readonly unknown[] };

/** A message as it is written down above; null for any other. */
function readMessage(data: unknown): Asked | null {
  if (typeof data !== "object" || data === null) return null;
  const message = data as Record<string, unknown>;
  if (message[MARK] !== VERSION) return null;
  if (message.type === "set") return { type: "set", name: String(message.name), value: message.value };
  const { id, method, arguments: given = [] } = message;
  if (message.type !== "call" || !(typeof id === "string" || typeof id === "number")) return null;
  return Array.isArray(given) ? { type: "call", id, method: String(method), arguments: given } : null;
}

function set(element: GradientPlayground, { name, value }: { name: string; value: unknown }): void {
  if (!(ATTRIBUTES as readonly string[]).includes(name)) return;
  if (value === null || value === false) element.removeAttribute(name);
  else if (value === true || String(value).length <= LONGEST)
    element.setAttribute(name, value === true ? "" : String(value));
}

async function call(
  element: GradientPlayground,
  { method, arguments: given }: { method: string; arguments: readonly unknown[] },
): Promise<{ value: unknown } | { error: string }> {
  try {
    const known = METHODS.find((each) => each === method);
    if (!known) throw new Error(`method = ${JSON.stringify(method.slice(0, 60))}, allowed ${METHODS.join(", ")}`);
    const does = element[known] as unknown as (...args: unknown[]) => Promise<unknown>;
    return { value: await does.apply(element, [...given]) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
