/** What is painted into the neurons: maps over the picture's plane, or an image and its weights. One canvas holds all. */

import { blockOf, sizeOf } from "../../engine/blocks.js";
import { mix, pack } from "../../render/color.js";
import { classColor, fade, type Palette } from "../../render/palette.js";
import { neuronScale, reachOf, THUMB_STRENGTH, type Tile } from "../../render/thumbs.js";
import type { State } from "../../state/state.js";
import { imageWidth } from "../../view/neurons.js";
import { outputKind, rangeOf } from "../../view/output.js";
import { imageBounds } from "../data/tile.js";
import { Atlas } from "./atlas.js";
import type { Node } from "./nodes-layer.js";

const GHOST = 0.28;
/** The first and last neuron of a strip that goes on. */
const CUT = 0.45;

export interface Placing {
  /** Side of a node, and of the block that stands for an image, in CSS pixels. */
  node: number;
  image: number;
  /** Radius of a node's corners as a share of its side. */
  radius: number;
}

export class Heatmaps {
  readonly #maps = new Atlas();
  readonly #features = new Atlas();
  readonly #weights = new Atlas();
  readonly #input = new Atlas();
  #palette: Palette | null = null;
  #featuresOf: unknown = null;
  #radius = 0;
  #fades = new Map<number, Uint32Array>();
  #ink: Uint32Array | null = null;

  constructor(private readonly canvas: HTMLCanvasElement) {}

  /** Paints and draws every neuron in sight. */
  paint(
    context: CanvasRenderingContext2D,
    state: Readonly<State>,
    nodes: readonly Node[],
    palette: Palette,
    placing: Placing,
  ): void {
    if (palette !== this.#palette) {
      this.#palette = palette;
      this.#fades.clear();
      this.#ink = null;
      this.#featuresOf = null;
    }
    if (placing.radius !== this.#radius) this.#featuresOf = null;
    this.#radius = placing.radius;
    const ratio = devicePixelRatio;
    const image = imageWidth(state);
    this.#paintMaps(state, nodes, palette, image);
    this.#paintFeatures(state, palette);
    if (image > 0) this.#paintImage(state, nodes, palette, image);
    for (const node of nodes) {
      const { neuron, column } = node;
      const block = column.kind === "image";
      const side = Math.round((block ? placing.image : placing.node) * ratio);
      const x = Math.round(node.x * ratio - side / 2);
      const y = Math.round(node.y * ratio - side / 2);
      context.globalAlpha = neuron.index === null && !block ? GHOST : node.cut ? CUT : 1;
      context.imageSmoothingEnabled = !(image > 0 && column.layer <= 1);
      if (block) this.#input.draw(context, 0, x, y, side);
      else if (image > 0 && column.layer === 1 && neuron.index !== null)
        this.#weights.draw(context, neuron.index, x, y, side);
      else if (neuron.thumbnail !== null && state.view) this.#maps.draw(context, neuron.thumbnail, x, y, side);
      else if (neuron.feature !== null) {
        const place = state.featureMaps?.ids.indexOf(neuron.feature) ?? -1;
        if (place >= 0) this.#features.draw(context, place, x, y, side);
      }
    }
  }

  /** The canvas as large as its box, and empty. */
  begin(): CanvasRenderingContext2D | null {
    const { canvas } = this;
    const width = Math.round(canvas.clientWidth * devicePixelRatio);
    const height = Math.round(canvas.clientHeight * devicePixelRatio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const context = canvas.getContext("2d");
    context?.clearRect(0, 0, width, height);
    return context;
  }

  #paintMaps(state: Readonly<State>, nodes: readonly Node[], palette: Palette, image: number): void {
    const { view } = state;
    if (!view || view.thumbnail === 0) return;
    const { thumbnail: size, thumbnails } = view;
    const area = size * size;
    const count = Math.floor(thumbnails.length / area);
    this.#maps.reserve(size, count, this.#radius);
    for (const node of nodes) {
      const plane = node.neuron.thumbnail;
      if (plane === null || plane >= count || (image > 0 && node.column.layer <= 1)) continue;
      this.#maps.paint(thumbnails, plane, this.#tile(state, node, thumbnails, plane * area, area, palette));
    }
    this.#maps.finish();
  }

  #tile(
    state: Readonly<State>,
    node: Node,
    planes: Float32Array,
    offset: number,
    area: number,
    palette: Palette,
  ): Tile {
    const { column, neuron } = node;
    if (column.kind === "features") return mapTile(planes, offset, area, palette);
    if (column.kind === "output") {
      const kind = outputKind(state);
      if (kind && neuron.mark !== null)
        return { scale: kind.scale, table: this.#fadeTo(neuron.mark, palette), strength: 1 };
      if (kind) return { scale: kind.scale, table: palette.diverging, strength: THUMB_STRENGTH };
    }
    const range = rangeOf(state.catalog?.activations, column.activation);
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

  /** Ghosts change with the data only. */
  #paintFeatures({ featureMaps }: Readonly<State>, palette: Palette): void {
    if (featureMaps === null || featureMaps === this.#featuresOf) return;
    this.#featuresOf = featureMaps;
    const { planes, size, ids } = featureMaps;
    this.#features.reserve(size, ids.length, this.#radius);
    for (let k = 0; k < ids.length; k++)
      this.#features.paint(planes, k, mapTile(planes, k * size * size, size * size, palette));
    this.#features.finish();
  }

  /** The pixels that go in, of the sample pointed at or the mean; and the weights of the first layer as images. */
  #paintImage(state: Readonly<State>, nodes: readonly Node[], palette: Palette, width: number): void {
    const { data, pointed, parameters, layers } = state;
    const [first] = layers;
    if (!data || !parameters || !first) return;
    const rows = pointed?.kind === "sample" ? (pointed.part === "train" ? data.trainInputs : data.testInputs) : null;
    const at = pointed?.kind === "sample" ? pointed.index * data.columns : 0;
    const pixels = rows ? rows.subarray(at, at + data.columns) : data.columnMeans;
    this.#ink ??= new Uint32Array(256).map((_, k) => pack(mix(palette.paper, palette.ink, k / 255)));
    const [low, high] = imageBounds(data);
    this.#input.reserve(width, 1, 0);
    this.#input.paint(Float32Array.from(pixels), 0, {
      scale: { middle: (low + high) / 2, reach: (high - low) / 2 },
      table: this.#ink,
      strength: 1,
    });
    this.#input.finish();

    const block = blockOf(first, "weight");
    if (!block) return;
    const own = Float32Array.from(parameters.subarray(block.offset, block.offset + sizeOf(block)));
    const tile = {
      scale: { middle: 0, reach: reachOf(own, 0, own.length, 1e-9) },
      table: palette.diverging,
      strength: 1,
    };
    this.#weights.reserve(width, first.units, 0);
    for (const { column, neuron } of nodes) {
      if (column.layer === 1 && neuron.index !== null) this.#weights.paint(own, neuron.index, tile);
    }
    this.#weights.finish();
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
