/** The neurons as buttons over their heatmaps: built once for a layout, afterwards changed in place. */
import { html, nothing, render } from "lit";
import { biasShare } from "../../render/edges.js";
import { BIAS_FROM, type ColumnLayout, type Layout, placeOf } from "../../render/layout.js";
import { divergingCss, type Palette } from "../../render/palette.js";
import { lightsNeuron, type Ref } from "../../state/ref.js";
import { FORMULA_LANG, isFormula } from "../../view/formula.js";
import { markIcon } from "../../view/mark-icon.js";
import type { Column, Neuron } from "../../view/neurons.js";

/** One drawn neuron. */
export interface Node {
  column: Column;
  row: number;
  neuron: Neuron;
  button: HTMLButtonElement;
  bias: HTMLElement | null;
  chip: HTMLElement | null;
  x: number;
  y: number;
  /** The first or last in sight of a column that goes on. */
  cut: boolean;
}

const BIAS_STEPS = 60;
/** Longer feature names are words: smaller, upright and on two lines. */
const LONG_NAME = 8;
/** Rows closer than this leave a name one line; its unit is left to the title then. */
const TWO_LINES = 30;
const UNIT = /\s*[(（][^()（）]*[)）]$/;

/** Whether a row is the first or last in sight of a column that goes on. */
function endsInSight({ first, shown, count }: ColumnLayout, row: number): boolean {
  const last = first + shown - 1;
  return (first > 0 && row === first) || (last < count - 1 && row === last);
}

export class NodesLayer {
  nodes: Node[] = [];
  #byKey = new Map<string, Node>();
  /** What each bias bar shows, in steps; NaN before anything. */
  #shares = new Map<Node, number>();

  constructor(private readonly root: HTMLElement) {}

  /** Takes a new layout: keeps the buttons whose neurons stay, so that focus stays too. */
  build(columns: readonly Column[], layout: Layout, classNames: boolean): void {
    const before = this.#byKey;
    this.#byKey = new Map();
    this.nodes = [];
    columns.forEach((column, at) => {
      column.neurons.forEach((neuron, row) => {
        const place = placeOf(layout, at, row);
        if (!place) return;
        // A feature keeps its button, and the focus on it, when it is taken in or out.
        const key = `${column.layer}:${neuron.feature ?? neuron.index}`;
        const node = before.get(key) ?? this.#create();
        before.delete(key);
        Object.assign(node, { column, row, neuron, ...place });
        this.#dress(node, layout, classNames);
        this.#byKey.set(key, node);
        this.nodes.push(node);
      });
    });
    for (const node of before.values()) {
      node.button.remove();
      this.#shares.delete(node);
    }
    // Document order is reading order: column by column. One that is moved would lose the focus.
    this.nodes.forEach(({ button }, at) => {
      if (this.root.children[at] !== button) this.root.insertBefore(button, this.root.children[at] ?? null);
    });
  }

  #create(): Node {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "node";
    button.tabIndex = -1;
    const blank = { column: null, neuron: null } as unknown as Pick<Node, "column" | "neuron">;
    return { ...blank, row: 0, button, bias: null, chip: null, x: 0, y: 0, cut: false };
  }

  #dress(node: Node, layout: Layout, classNames: boolean): void {
    const { button, neuron, column } = node;
    const place = layout.columns[column.layer];
    const ghost = neuron.index === null;
    button.style.transform = `translate(${node.x - layout.node / 2}px, ${node.y - layout.node / 2}px)`;
    button.dataset.layer = String(column.layer);
    button.dataset.index = neuron.index === null ? "" : String(neuron.index);
    if (neuron.feature === null) button.removeAttribute("aria-pressed");
    else {
      button.dataset.feature = neuron.feature;
      button.setAttribute("aria-pressed", String(!ghost));
    }
    button.classList.toggle("off", ghost);
    button.classList.toggle("small", layout.node < BIAS_FROM);
    node.cut = place !== undefined && endsInSight(place, node.row);
    button.classList.toggle("cut", node.cut);
    this.#label(node, classNames, place !== undefined && place.pitch < TWO_LINES);
    if (column.layer > 0 && !node.bias) {
      node.bias = document.createElement("span");
      node.bias.className = "bias";
      node.bias.append(document.createElement("b"));
      button.append(node.bias);
    }
  }

  #label({ button, neuron }: Node, classNames: boolean, tight: boolean): void {
    let label = button.querySelector<HTMLElement>(".lab");
    if (neuron.label === "") {
      label?.remove();
      return;
    }
    if (!label) {
      label = document.createElement("span");
      button.append(label);
    }
    const { label: text, mark } = neuron;
    const formula = mark === null && text.length <= LONG_NAME && isFormula(text);
    label.className = mark !== null ? "lab end" : formula ? "lab" : "lab words";
    if (formula) label.lang = FORMULA_LANG;
    else label.removeAttribute("lang");
    label.classList.toggle("one", tight);
    label.title = text;
    const name = tight ? text.replace(UNIT, "") : text;
    render(mark === null ? name : [markIcon(mark), classNames ? html`<span>${text}</span>` : nothing], label);
  }

  /** Names for screen readers, told by the caller in the reader's language. */
  name(nameOf: (node: Node) => string): void {
    for (const node of this.nodes) node.button.setAttribute("aria-label", nameOf(node));
  }

  find(layer: number, index: number): Node | undefined {
    return this.nodes.find(({ column, neuron }) => column.layer === layer && neuron.index === index);
  }

  /** The node whose middle is nearest to a place: at most `across` beside it and `down` above or below. */
  nearest(x: number, y: number, across: number, down: number): Node | undefined {
    let found: Node | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const node of this.nodes) {
      const [dx, dy] = [Math.abs(node.x - x), Math.abs(node.y - y)];
      const distance = Math.hypot(dx, dy);
      if (dx > across || dy > down || distance >= least) continue;
      found = node;
      least = distance;
    }
    return found;
  }

  /** The node that a DOM event hit. */
  of(target: EventTarget | null): Node | undefined {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>(".node") : null;
    return button ? this.nodes.find((node) => node.button === button) : undefined;
  }

  /** Biases as bars from the middle, all on one scale; bars are touched only when they look different. */
  biases(values: ArrayLike<number>, indexOf: (node: Node) => number | null, largest: number, palette: Palette): void {
    for (const node of this.nodes) {
      if (!node.bias) continue;
      const step = Math.round(biasShare(values[indexOf(node) ?? -1] ?? 0, largest) * BIAS_STEPS);
      if (this.#shares.get(node) === step) continue;
      this.#shares.set(node, step);
      const bar = node.bias.firstElementChild as HTMLElement;
      // It is painted into the whole track: neither layout nor the arrangement of layers follows from a background.
      const color = divergingCss(palette, Math.sign(step) * 0.85);
      bar.style.backgroundImage = `linear-gradient(${color}, ${color})`;
      const share = Math.abs(step) / BIAS_STEPS / 2;
      bar.style.backgroundSize = `${100 * share}% 100%`;
      bar.style.backgroundPosition = `${(100 * (step < 0 ? 0.5 - share : 0.5)) / (1 - share)}% 0`;
    }
  }

  /** Forgets what bias bars show, after a change of theme. */
  repaint(): void {
    this.#shares.clear();
  }

  /** A number on every neuron, over it or as `placeOf` says; null takes them away. */
  chips(
    textOf: ((node: Node) => string | null) | null,
    placeOf: (node: Node) => "" | "tight" | "before" | "after",
  ): void {
    for (const node of this.nodes) {
      const text = textOf?.(node) ?? null;
      if (text === null) {
        node.chip?.remove();
        node.chip = null;
        continue;
      }
      if (!node.chip) {
        node.chip = document.createElement("span");
        // It is read with the neuron's name.
        node.chip.ariaHidden = "true";
        node.button.append(" ", node.chip); // parted from the label where both are read as text
      }
      node.chip.className = `chip num ${placeOf(node)}`;
      if (node.chip.textContent !== text) node.chip.textContent = text;
    }
  }

  /** Lights what a reference names. */
  light(ref: Ref | null, large: { layer: number; index: number } | null): void {
    for (const { button, column, neuron, bias } of this.nodes) {
      const lit = neuron.index !== null && lightsNeuron(ref, column.layer, neuron.index);
      button.classList.toggle("lit", lit);
      bias?.classList.toggle("lit", lit && ref?.kind === "bias");
      button.classList.toggle("large", large !== null && large.layer === column.layer && large.index === neuron.index);
    }
  }

  /** Leaves the neurons of some layers as they are and lets the others step back; null lets all be. */
  fade(layers: readonly number[] | null): void {
    for (const { button, column } of this.nodes)
      button.classList.toggle("aside", layers !== null && !layers.includes(column.layer));
  }

  /** The one node that Tab reaches. */
  rove(current: Node | undefined): void {
    for (const node of this.nodes) node.button.tabIndex = node === current ? 0 : -1;
  }
}
