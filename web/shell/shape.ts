/** What of the frame stands while controls are hidden: a bar all of whose controls are gone goes with them. Pure. */
import { type Control, controlsOf } from "../links/controls.js";

const RECIPE = controlsOf("recipe");
const DATA = controlsOf("data");
const TRANSPORT = controlsOf("transport");

export interface Shape {
  recipe: boolean;
  data: boolean;
  network: boolean;
  picture: boolean;
  chart: boolean;
  transport: boolean;
}

export function shapeOf(hidden: ReadonlySet<Control>): Shape {
  const some = (controls: readonly Control[]) => controls.some((control) => !hidden.has(control));
  return {
    recipe: some(RECIPE),
    data: some(DATA),
    network: !hidden.has("network"),
    picture: !hidden.has("picture"),
    chart: !hidden.has("chart"),
    transport: some(TRANSPORT),
  };
}

/** Whether no more than the picture and its numbers is left, so that its figure is about square. */
export const isLittle = ({ recipe, network }: Shape): boolean => !recipe && !network;
