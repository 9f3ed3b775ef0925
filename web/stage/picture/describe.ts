/** The picture in words, for those who do not see it. */

import type { translate } from "../../i18n/index.js";
import { fixed, percent } from "../../i18n/numbers.js";
import { areaShares, countRegions } from "../../render/field.js";
import { largeOf } from "../../state/large.js";
import type { State } from "../../state/state.js";
import { classNames } from "../../view/names.js";
import type { OutputKind } from "../../view/output.js";
import type { Field } from "./lines-layer.js";

type Translate = (key: Parameters<typeof translate>[1], values?: Record<string, string | number>) => string;

/** How well it does, what share of the plane each class has, and in how many pieces. */
export function pictureInWords(state: Readonly<State>, kind: OutputKind, field: Field | null, t: Translate): string {
  const { progress, data, experiment } = state;
  const metric = progress?.testMetric ?? progress?.trainMetric;
  const parts: string[] = [];
  if (experiment?.task === "regression") {
    if (typeof metric === "number") parts.push(t("stage.describeR2", { value: fixed(metric, 3) }));
    return [t("stage.describeValues"), ...parts].join(" ");
  }
  if (typeof metric === "number") parts.push(t("stage.describeRight", { value: percent(metric) }));
  if (field && data && !largeOf(state)) {
    const { planes, width, height, heat } = field;
    const count = heat.kind === "classes" ? heat.count : 1;
    const plane = heat.kind === "scale" ? planes.subarray(heat.plane * width * height) : planes;
    const names = classNames(state);
    const shares = areaShares(plane, count, width * height, kind.scale.middle);
    shares.forEach((share, index) => {
      parts.push(t("stage.describeArea", { name: names[index] ?? String(index), value: percent(share, 0) }));
    });
    parts.push(t("stage.describeRegions", { n: countRegions(plane, count, width, height, kind.scale.middle) }));
  }
  return [t("stage.describeBoundary"), ...parts].join(" ");
}
