/** Rows of the catalog that have a shape: activations, and schedules of the learning rate. */
import type { Option } from "../controls/options.js";
import type { CatalogRow } from "../engine/types.js";

/** Between these an activation is drawn, all at one scale, so that they can be compared. */
const [LOW, HIGH] = [-1.5, 2.5];
/** A factor of the learning rate lies between 0 and 1; the line has room for its width. */
const [LEAST, MOST] = [-0.08, 1.08];

/** The curve of a row as options show it; none where it has no shape of its own. */
export function curveOf(row: CatalogRow & { curve?: readonly number[]; range?: unknown }): Pick<Option, "curve"> {
  const { curve: values, range } = row;
  if (!values || values.length === 0) return {};
  return {
    curve: range ? { values, low: LOW, high: HIGH, axes: true } : { values, low: LEAST, high: MOST, axes: false },
  };
}
