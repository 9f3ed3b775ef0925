/** What the page needs to know at the next frame, from what it shows. */
import type { FrameRequest } from "../protocol/protocol.js";
import { largeOf } from "./large.js";
import { parameterIndex } from "./parameters.js";
import type { LayerShape, Need, State } from "./state.js";

/** Above so many neurons, and on a phone, heatmaps are computed coarser. */
const MANY_NEURONS = 40;

export function frameRequest(
  state: State,
  probe: readonly number[] | null,
  needs: (kind: Need) => boolean,
): FrameRequest {
  const { display, layout, layers, pointed, data } = state;
  const large = largeOf(state);
  const phone = layout.tier === "s";
  const neurons = (layers[0]?.inputs ?? 0) + layers.reduce((sum, { units }) => sum + units, 0);
  const axes: [number, number] = data && data.columns > Math.max(...display.axes) ? display.axes : [0, 1];
  const looked = parameterIndex(layers, pointed) ?? state.explained?.parameter ?? -1;
  const gradientsOf = display.pointSize === "gradient" ? looked : undefined;
  return {
    run: state.run,
    field: {
      axes,
      ...(large && exists(large, layers) ? { neuron: large } : {}),
    },
    finest: layout.picture * pixelRatio() > 500 ? 250 : 200,
    thumbnail: phone && state.panel !== "network" && !needs("maps") ? 0 : neurons > MANY_NEURONS || phone ? 25 : 50,
    gradients: needs("gradients") || display.lines !== "weight",
    extras: {
      ...(display.pointSize === "loss" || needs("losses") ? { losses: true } : {}),
      ...(display.wrongPoints || needs("outputs") ? { outputs: true } : {}),
      ...(needs("confusion") ? { confusion: true } : {}),
      ...(gradientsOf === undefined ? {} : { gradientsOf }),
      ...(display.hiddenLines ? { hidden: true } : {}),
      ...(display.bent ? { bent: display.bent } : {}),
    },
    probe,
  };
}

const pixelRatio = (): number => globalThis.devicePixelRatio ?? 1;

function exists({ layer, index }: { layer: number; index: number }, layers: readonly LayerShape[]): boolean {
  return index < (layer === 0 ? (layers[0]?.inputs ?? 0) : (layers[layer - 1]?.units ?? 0));
}
