/** What the page needs to know at the next frame, from what it shows. */
import type { LayerShape } from "../engine/types.js";
import type { FrameRequest } from "../protocol/frame.js";
import type { Look, NeuronPlace } from "../protocol/pictures.js";
import type { Question } from "../protocol/questions.js";
import { largeOf } from "./large.js";
import { parameterIndex } from "./parameters.js";
import type { State } from "./state.js";

/** Above so many neurons, and on a phone, heatmaps are computed coarser. */
const MANY_NEURONS = 40;

/** Side of heatmaps that are not shown: enough to tell that a layer has one colour. */
const UNSEEN = 10;

/** What is asked with every frame, whatever is shown. */
export interface Asked {
  probe: readonly number[] | null;
  gradients: boolean;
  /** Heatmaps of the neurons: a network is shown. */
  maps: boolean;
  questions: readonly Question[];
}

export function frameRequest(state: State, { probe, gradients, maps, questions }: Asked): FrameRequest {
  const { display, layout, layers } = state;
  const large = shownLarge(state);
  const phone = layout.tier === "s";
  const neurons = (layers[0]?.inputs ?? 0) + layers.reduce((sum, { units }) => sum + units, 0);
  return {
    run: state.current,
    generation: state.generation,
    field: {
      ...lookOf(state),
      ...(large ? { neuron: large } : {}),
    },
    finest: layout.picture * pixelRatio() > 500 ? 250 : 200,
    thumbnail: phone && !maps ? UNSEEN : neurons > MANY_NEURONS || phone ? 25 : 50,
    gradients: gradients || display.lines !== "weight",
    questions,
    probe,
  };
}

/** What the picture needs to show what the reader has switched on. */
export function pictureQuestions(state: State): Question[] {
  const { display, layers, pointed, data, explained } = state;
  const look = lookOf(state);
  const questions: Question[] = [];
  if (display.components && data && data.columns > 2) questions.push({ id: "principalPlane", args: {} });
  if (data?.columns === 1) questions.push({ id: "curve", args: { neuron: shownLarge(state) } });
  if (display.pointSize === "loss") questions.push({ id: "losses", args: {} });
  if (display.wrongPoints) questions.push({ id: "outputs", args: {} });
  if (display.pointSize === "gradient") {
    questions.push({
      id: "sampleGradients",
      args: { parameter: parameterIndex(layers, pointed) ?? explained?.parameter ?? -1 },
    });
  }
  if (display.hiddenLines) questions.push({ id: "hidden", args: look });
  if (display.bent) questions.push({ id: "bent", args: { ...display.bent, ...look } });
  return questions;
}

/** The neuron that the picture shows instead of the output, where the network has it. */
function shownLarge(state: State): NeuronPlace | null {
  const large = largeOf(state);
  return large && exists(large, state.layers) ? large : null;
}

const lookOf = ({ display: { axes, components }, data }: State): Look => ({
  axes: data && data.columns > Math.max(...axes) ? axes : [0, 1],
  components,
});

const pixelRatio = (): number => globalThis.devicePixelRatio ?? 1;

function exists({ layer, index }: { layer: number; index: number }, layers: readonly LayerShape[]): boolean {
  return index < (layer === 0 ? (layers[0]?.inputs ?? 0) : (layers[layer - 1]?.units ?? 0));
}
