/** Parts of the page to take a picture of: those that stand there, and others set up out of sight for the moment. */
import { html, render } from "lit";
import type { Store } from "../../state/store.js";
import { inlineStyle } from "../../strict/inline-style.js";
import { InSight } from "../../view/in-sight.js";
import { panelOf } from "../registry.js";
import "../panel-view.js";
import "../../stage/chart/chart.js";
import "../../stage/network/network.js";
import "../../stage/picture/picture.js";

/** Parts of the stage; every other kind is the id of a panel. */
export type SceneKind = "boundary" | "network" | "chart" | (string & {});

const STAGE: Record<string, string> = { boundary: "gp-picture", network: "gp-network", chart: "gp-chart" };
/** Size of a part that does not stand on the page, in CSS pixels. */
const ROOM = { network: [560, 520], chart: [440, 260], panel: [360, 0] } as const;
/** What the picture's heading and axes take besides it. */
const PICTURE_ROOM = 54;
/** A part is ready when nothing of it has changed for so long, and is taken as it is after so long, in milliseconds. */
const STILL = 250;
const PATIENCE = 4000;

/** The frame that an element stands in: everything of a playground but its top. */
export function frameAround(element: Element): ShadowRoot | null {
  let root = element.getRootNode();
  while (root instanceof ShadowRoot) {
    if (root.host.localName === "gp-app") return root;
    root = root.host.getRootNode();
  }
  return null;
}

/** The part where it stands on the page, else null. */
export function standing(frame: ShadowRoot, kind: SceneKind): Element | null {
  const name = STAGE[kind];
  const find = (root: ParentNode): Element | null => {
    if (!name) return null;
    const found = root.querySelector(name);
    if (found) return found;
    for (const host of root.querySelectorAll("gp-phone-panels")) {
      const inner = host.shadowRoot && find(host.shadowRoot);
      if (inner) return inner;
    }
    return null;
  };
  const element = find(frame);
  return element && element.getBoundingClientRect().width > 0 ? element : null;
}

/** Width and height of a part that is set up out of sight; a panel is as high as it comes to, 0. */
export function roomOf({ state }: Store, kind: SceneKind): readonly [number, number] {
  const side = state.layout.picture + PICTURE_ROOM;
  return kind === "boundary" ? [side, side] : (ROOM[kind as keyof typeof ROOM] ?? ROOM.panel);
}

/** Calls `use` with the part of a playground, which is set up out of sight where it does not stand on the page. */
export async function withPart<T>(
  frame: ShadowRoot,
  store: Store,
  kind: SceneKind,
  use: (part: Element) => T,
): Promise<T> {
  const there = standing(frame, kind);
  if (there) {
    await drawn();
    return use(there);
  }
  const [width, height] = roomOf(store, kind);
  const box = document.createElement("div");
  box.inert = true;
  // In the window, so that elements which rest while nobody sees them do their work.
  box.style.cssText = `position:absolute;left:0;top:0;width:${width}px;${height > 0 ? `height:${height}px;` : ""}opacity:0;pointer-events:none;z-index:-1`;
  render(content(kind, store), box);
  frame.append(box);
  try {
    await settled(box);
    await drawn();
    const part = box.firstElementChild;
    if (!part) throw new Error(kind);
    return use(part);
  } finally {
    box.remove();
  }
}

function content(kind: SceneKind, store: Store) {
  if (kind === "boundary") return html`<gp-picture .store=${store}></gp-picture>`;
  if (kind === "network") return html`<gp-network style=${inlineStyle("height:100%")} .store=${store}></gp-network>`;
  if (kind === "chart") return html`<gp-chart style=${inlineStyle("height:100%")} .store=${store}></gp-chart>`;
  const panel = panelOf(kind);
  return html`<gp-panel-view panel=${panel?.id ?? ""} .store=${store}></gp-panel-view>`;
}

/** Everything shows what the store says, also what nobody can see at the moment. */
async function drawn(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  InSight.catchUp();
  await frame();
}

/** Everything that is written in a part, through all shadows. */
function words(root: ParentNode): string {
  let text = "";
  for (const node of root.querySelectorAll("*")) {
    text += `${node.childElementCount === 0 ? node.textContent : ""}|`;
    if (node.shadowRoot) text += words(node.shadowRoot);
  }
  return text;
}

async function settled(box: Element): Promise<void> {
  const end = performance.now() + PATIENCE;
  let before = "";
  do {
    await new Promise((resolve) => setTimeout(resolve, STILL));
    const now = words(box);
    if (now === before && box.querySelector("gp-panel-view")?.shadowRoot?.querySelector(".wait") == null) return;
    before = now;
  } while (performance.now() < end);
}
