/** What is painted into the neurons: maps over the picture's plane, or an image's weights. */
import { css, mix, pack } from "../../render/color.js";
import { classColor, fade, type Palette } from "../../render/palette.js";
import { neuronScale, reachOf, THUMB_STRENGTH, type Tile } from "../../render/thumbs.js";
import type { State, Tier } from "../../state/state.js";
import { type Column, imageWidth } from "../stage/neurons.js";
import { outputKind, rangeOf } from "../stage/output.js";
import type { Node, NodesLayer } from "./nodes-layer.js";

/** Feature names are cut off or broken beyond this, class names next to outputs sooner. */
const LONGEST_NAME = 84;
const LONGEST_CLASS = 64;

export class Heatmaps {
  #fades = new Map<number, Uint32Array>();
  #ink: Uint32Array | null = null;
  #measure: CanvasRenderingContext2D | null = null;
  #font = "italic 14px serif";

  /** Forgets tables of another theme. */
  forget(): void {
    this.#fades.clear();
    this.#ink = null;
  }

  /** Widths of the longest feature name and of what stands right of the outputs. */
  labelWidths(columns: readonly Column[], tier: Tier): { names: number; marks: number } {
    const features = columns[0]?.neurons.map(({ label }) => label) ?? [];
    const longest = (labels: readonly string[], most: number) =>
      Math.ceil(Math.min(most, Math.max(0, ...labels.map((label) => this.#width(label)))));
    const marked = columns.at(-1)?.neurons.filter(({ mark }) => mark !== null) ?? [];
    const classes = marked.map(({ label }) => label);
    const marks = marked.length === 0 ? 0 : tier === "xl" ? 26 + longest(classes, LONGEST_CLASS) : 24;
    return { names: Math.max(tier === "s" ? 18 : 24, longest(features, tier === "s" ? 56 : LONGEST_NAME)), marks };
  }

  #width(text: string): number {
    this.#measure ??= document.createElement("canvas").getContext("2d");
    if (!this.#measure) return text.length * 7;
    this.#measure.font = this.#font;
    return this.#measure.measureText(text).width;
  }

  paint(state: Readonly<State>, nodes: NodesLayer, palette: Palette): void {
    const { view, parameters, layers, featureMaps } = state;
    const image = imageWidth(state);
    if (image > 0 && parameters && layers[0]) {
      this.#paintImage(state, nodes, palette, image);
      const { weights, inputs, units } = layers[0];
      const own = (parameters as Float32Array).subarray(weights, weights + inputs * units);
      const tile: Tile = {
        scale: { middle: 0, reach: reachOf(own, 0, own.length, 1e-9) },
        table: palette.diverging,
        strength: 1,
      };
      nodes.paint(
        Float32Array.from(own),
        image,
        (node) => node.neuron.index ?? -1,
        () => tile,
        (node) => node.column.layer === 1,
      );
    }
    if (view && view.thumbnail > 0) {
      nodes.paint(
        view.thumbnails,
        view.thumbnail,
        (node) => node.neuron.thumbnail ?? -1,
        (node, offset) => this.#tile(state, node, view.thumbnails, offset, view.thumbnail ** 2, palette),
        (node) => !(image > 0 && node.column.layer <= 1),
      );
    }
    if (featureMaps) {
      nodes.paint(
        featureMaps.planes,
        featureMaps.size,
        (node) =>
          node.neuron.index === null && node.neuron.feature !== null
            ? featureMaps.ids.indexOf(node.neuron.feature)
            : -1,
        (_, offset) => mapTile(featureMaps.planes, offset, featureMaps.size ** 2, palette),
      );
    }
  }

  #tile(
    { catalog, layers, ...rest }: Readonly<State>,
    node: Node,
    planes: Float32Array,
    offset: number,
    area: number,
    palette: Palette,
  ): Tile {
    const { column, neuron } = node;
    if (column.kind === "features") return mapTile(planes, offset, area, palette);
    if (column.kind === "output") {
      const kind = outputKind({ catalog, layers, ...rest });
      if (kind && neuron.mark !== null)
        return { scale: kind.scale, table: this.#fadeTo(neuron.mark, palette), strength: 1 };
      if (kind) return { scale: kind.scale, table: palette.diverging, strength: THUMB_STRENGTH };
    }
    const range = rangeOf(catalog?.activations, column.activation);
    return { scale: neuronScale(range, planes, offset, area), table: palette.diverging, strength: THUMB_STRENGTH };
  }

  #fadeTo(mark: number, palette: Palette): Uint32Array {
    let table = this.#fades.get(mark);
    if (!table) {
      table = fade(palette, mix(palette.paper, classColor(palette, mark), 0.85));
      this.#fades.set(mark, table);
    }
    return table;
  }

  /** The pixels that go in: of the sample pointed at, or of the mean image. */
  #paintImage({ data, pointed }: Readonly<State>, nodes: NodesLayer, palette: Palette, width: number): void {
    const block = nodes.nodes.find((node) => node.column.kind === "image");
    if (!block || !data) return;
    const rows = pointed?.kind === "sample" ? (pointed.part === "train" ? data.trainInputs : data.testInputs) : null;
    const at = pointed?.kind === "sample" ? pointed.index * data.columns : 0;
    const pixels = rows ? Float32Array.from(rows.subarray(at, at + data.columns)) : Float32Array.from(data.columnMeans);
    this.#ink ??= new Uint32Array(256).map((_, k) => pack(mix(palette.paper, palette.ink, k / 255)));
    const [low, high] = data.domain.reduce(
      ([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
    const tile: Tile = { scale: { middle: (low + high) / 2, reach: (high - low) / 2 }, table: this.#ink, strength: 1 };
    nodes.paint(
      pixels,
      width,
      (node) => (node === block ? 0 : -1),
      () => tile,
    );
    block.canvas.style.backgroundColor = css(palette.paper);
  }
}

/** A feature runs over its own range on the plane: nothing compares it with the others. */
function mapTile(planes: Float32Array, offset: number, area: number, palette: Palette): Tile {
  return {
    scale: { middle: 0, reach: reachOf(planes, offset, area, 1e-9) },
    table: palette.diverging,
    strength: THUMB_STRENGTH,
  };
}
