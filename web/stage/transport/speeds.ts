/** The speeds to choose from, in words. */
import type { Option } from "../../controls/options.js";
import { translate } from "../../i18n/index.js";
import { count } from "../../i18n/numbers.js";
import type { State } from "../../state/state.js";

/** Updates a second to choose from. */
const SPEEDS = [1, 4, 15, 60, 250, 1000, 4000, Number.POSITIVE_INFINITY];

export function speedOptions({ stepsPerEpoch, language }: Readonly<State>): Option[] {
  const epochs = (each: number) => {
    const value = each / stepsPerEpoch;
    return value >= 10 ? count(Math.round(value)) : String(Number(value.toPrecision(1)));
  };
  return SPEEDS.map((each) =>
    Number.isFinite(each)
      ? {
          id: String(each),
          label: translate(language, "run.speedPerSecond", { n: count(each) }),
          note: translate(language, "run.speedEpochs", { epochs: epochs(each) }),
        }
      : {
          id: String(each),
          label: translate(language, "run.speedMax"),
          note: translate(language, "run.speedMaxNote"),
        },
  );
}
