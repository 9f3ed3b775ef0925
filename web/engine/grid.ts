import type { GridArguments } from "#engine-module";
import { flatNumbers, number, options, shown } from "./arguments.js";
import { refusal } from "./errors.js";
import type { FieldRequest, ViewRequest } from "./types.js";

const MEMBERS = ["width", "height", "neuron", "axes", "at"] as const;

const none = new Float64Array();

/** A request for a picture as the bindings take it. @param also what else the request may say */
export function gridArguments(request: FieldRequest | ViewRequest, ...also: "thumbnail"[]): GridArguments {
  const { neuron, axes, at } = options(request, "request", [...MEMBERS, ...also] as (keyof typeof request)[]);
  if (neuron !== undefined) options(neuron, "neuron", ["layer", "index"], "neuron.");
  if (axes !== undefined && (!Array.isArray(axes) || axes.length !== 2)) {
    throw refusal("axes", "notAxes", { given: shown(axes) });
  }
  return [
    number(request.width, "width"),
    number(request.height, "height"),
    axes === undefined ? 0 : number(axes[0], "axes[0]"),
    axes === undefined ? 1 : number(axes[1], "axes[1]"),
    at === undefined ? none : flatNumbers(at, "at"),
    neuron === undefined
      ? none
      : Float64Array.of(number(neuron.layer, "neuron.layer"), number(neuron.index, "neuron.index")),
  ];
}
