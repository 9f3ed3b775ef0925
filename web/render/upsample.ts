/** A finer plane between the samples of a coarse one, for pictures whose edges must be crisp. */

/**
 * Bilinear samples at the cell centres of a grid `factor` times as fine; cells outside the outermost samples take
 * theirs. The grid has at least two samples a side.
 */
export function upsample(
  plane: ArrayLike<number>,
  offset: number,
  width: number,
  height: number,
  factor: number,
  out: Float32Array,
): void {
  const fineWidth = width * factor;
  const fineHeight = height * factor;
  for (let j = 0; j < fineHeight; j++) {
    const y = Math.max(0, Math.min(height - 1, (j + 0.5) / factor - 0.5));
    const row = Math.min(height - 2, Math.floor(y));
    const fy = y - row;
    const above = offset + row * width;
    const below = above + width;
    for (let i = 0; i < fineWidth; i++) {
      const x = Math.max(0, Math.min(width - 1, (i + 0.5) / factor - 0.5));
      const column = Math.min(width - 2, Math.floor(x));
      const fx = x - column;
      const a = plane[above + column] ?? 0;
      const b = plane[above + column + 1] ?? 0;
      const c = plane[below + column] ?? 0;
      const d = plane[below + column + 1] ?? 0;
      const top = a + (b - a) * fx;
      const bottom = c + (d - c) * fx;
      out[j * fineWidth + i] = top + (bottom - top) * fy;
    }
  }
}
