/**
 * Thumbnails of neurons: one atlas of equal tiles, one below the other, painted from one block of numbers.
 */
import { type FieldStyle, paintField, type Scale } from "./field.js";

/** Thumbnails are stronger than the picture: nothing is drawn on top of them. */
export const THUMB_STRENGTH = 0.72;

/** How one tile is coloured. */
export interface Tile {
  scale: Scale;
  /** The diverging table, or a fade from paper to a class colour. */
  table: Uint32Array;
  strength: number;
}

/**
 * The scale for a neuron of an activation with this range (null: unbounded): both bounds finite run from end to end
 * of the scale around their middle; otherwise 0 is paper and the reach is the largest value on the plane, though at
 * least 1, so that a weak neuron looks weak.
 */
export function neuronScale(
  range: readonly [number | null, number | null],
  plane: ArrayLike<number>,
  offset: number,
  count: number,
): Scale {
  const [low, high] = range;
  if (low !== null && high !== null && high > low) return { middle: (low + high) / 2, reach: (high - low) / 2 };
  return { middle: 0, reach: reachOf(plane, offset, count, 1) };
}

/** The largest finite size on a plane, though at least `least`. */
export function reachOf(plane: ArrayLike<number>, offset: number, count: number, least: number): number {
  let most = least;
  for (let i = offset; i < offset + count; i++) {
    const size = Math.abs(plane[i] ?? 0);
    if (size > most && size < Number.POSITIVE_INFINITY) most = size;
  }
  return most;
}

/** Paints every tile of `size` × `size` pixels into the atlas: tile k begins at pixel k · size². */
export function paintTiles(
  planes: ArrayLike<number>,
  size: number,
  tiles: readonly Tile[],
  hard: boolean,
  atlas: Uint32Array,
): void {
  const area = size * size;
  const style: FieldStyle = { strength: 1, hard };
  for (const [k, tile] of tiles.entries()) {
    style.strength = tile.strength;
    paintField(planes, k * area, area, tile.scale, tile.table, style, atlas.subarray(k * area, (k + 1) * area));
  }
}
