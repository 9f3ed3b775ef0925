import type { GridArguments } from "#engine-module";
import { flatNumbers, options, pictureOf, whole } from "./arguments.js";
import { refusal } from "./errors.js";
import type { FieldRequest, ViewRequest } from "./types.js";

const MEMBERS = ["width", "height", "neuron", "axes", "at"] as const;

/** A request for a picture as the bindings take it. @param also what else the request may say */
export function gridArguments(request: FieldRequest | ViewRequest, ...also: "thumbnail"[]): GridArguments {
  const { neuron, axes, at } = options(request, "request", [...MEMBERS, ...also] as (keyof typeof request)[]);
  if (neuron !== undefined) options(neuron, "neuron", ["layer", "index"], "neuron.");
  if (axes !== undefined && (!Array.isArray(axes) || axes.length !== 2)) {
    throw refusal("axes", `is ${pictureOf(axes)}, allowed a pair of columns`);
  }
  return [
    whole(request.width, "width"),
    whole(request.height, "height"),
    axes === undefined ? 0 : whole(axes[0], "axes[0]"),
    axes === undefined ? 1 : whole(axes[1], "axes[1]"),
    at === undefined ? new Float64Array() : flatNumbers(at, "at"),
    neuron === undefined ? -1 : whole(neuron.layer, "neuron.layer"),
    neuron === undefined ? 0 : whole(neuron.index, "neuron.index"),
  ];
}
