/** What each cell of the recipe says in short, and what of the experiment it stands for. */
import type { Catalog, Experiment } from "../engine/types.js";
import type { PlainKey } from "../i18n/index.js";
import { canonical, count } from "../i18n/numbers.js";
import { nameOf, rowOf, settingOf } from "../state/lookup.js";
import type { Control } from "../state/state.js";
import type { Words } from "../view/setting-words.js";
import { batchName } from "./batch-name.js";
import { plainOfPart, told } from "./plain.js";

export interface CellValue {
  value: string;
  small?: string;
}

export interface Cell {
  id: "optimizer" | "batch" | "activation" | "loss" | "regularization" | "initializer" | "stop";
  label: PlainKey;
  /** Its name where it is hidden. */
  control: Control;
  /** Parts of the experiment that the cell shows, to compare with the preset; an empty list has nothing to restore. */
  parts(experiment: Experiment): unknown;
  restore(draft: Experiment, home: Experiment): void;
  read(experiment: Experiment, catalog: Catalog, words: Words, rows: number): CellValue;
}

export const CELLS: readonly Cell[] = [
  {
    id: "optimizer",
    control: "optimizer",
    label: "recipe.optimizer",
    parts: ({ optimizer: { learningRate: _, ...rest }, gradientClipping }) => [rest, gradientClipping],
    restore: (draft, home) => {
      draft.optimizer = { ...home.optimizer, learningRate: draft.optimizer.learningRate };
      draft.gradientClipping = home.gradientClipping;
    },
    read: ({ optimizer }, catalog, { text }) => ({ value: text(rowOf(catalog.optimizers, optimizer.name).label) }),
  },
  {
    id: "batch",
    control: "batch-size",
    label: "recipe.batch",
    parts: ({ batch: { seed: _, ...rest } }) => rest,
    restore: (draft, home) => {
      draft.batch = { ...home.batch, seed: draft.batch.seed };
    },
    read: ({ batch: { size } }, _catalog, { t }, rows) => {
      const name = t(batchName(size, rows));
      // Before there are points, all of them is no number.
      if (rows === 0 && size === "full") return { value: name };
      return { value: count(size === "full" ? rows : Math.min(size, rows || size)), small: name };
    },
  },
  {
    id: "activation",
    control: "activation",
    label: "recipe.activation",
    parts: ({ network }) => [...new Set(network.hidden.map(({ activation }) => activation))],
    restore: (draft, home) => {
      const last = home.network.hidden.at(-1)?.activation;
      draft.network.hidden.forEach((layer, index) => {
        layer.activation = home.network.hidden[index]?.activation ?? last ?? layer.activation;
      });
    },
    read: ({ network }, catalog, { t, text }) => {
      const used = [...new Set(network.hidden.map(({ activation }) => activation))];
      if (used.length > 1) return { value: t("recipe.mixed") };
      return { value: used[0] === undefined ? t("recipe.none") : text(rowOf(catalog.activations, used[0]).label) };
    },
  },
  {
    id: "loss",
    control: "loss",
    label: "recipe.loss",
    parts: ({ loss, network }) => [loss, network.outputActivation],
    restore: (draft, home) => {
      if (draft.task !== home.task) draft.data = structuredClone(home.data);
      draft.task = home.task;
      draft.loss = home.loss;
      draft.network.outputActivation = home.network.outputActivation;
    },
    read: ({ task, loss }, catalog, { t, text }) => ({
      value: t(task === "classification" ? "recipe.classify" : "recipe.regress"),
      small: text(rowOf(catalog.losses, loss).label).toLocaleLowerCase(),
    }),
  },
  {
    id: "regularization",
    control: "regularization",
    label: "recipe.regularization",
    parts: ({ regularization, network }) => [
      regularization,
      Math.max(0, ...network.hidden.map(({ dropout = 0 }) => dropout)),
    ],
    restore: (draft, home) => {
      draft.regularization = { ...home.regularization };
      draft.network.hidden.forEach((layer, index) => {
        layer.dropout = home.network.hidden[index]?.dropout ?? 0;
      });
    },
    read: (experiment, catalog, words) => {
      const { t } = words;
      const dropout = Math.max(0, ...experiment.network.hidden.map((layer) => layer.dropout ?? 0));
      const parts = [
        ...told(plainOfPart(catalog, "regularization"), experiment, words),
        ...(dropout > 0 ? [`${t("reg.dropout")} ${canonical(dropout)}`] : []),
      ];
      return { value: parts.join(", ") || t("recipe.none") };
    },
  },
  {
    id: "initializer",
    control: "initializer",
    label: "recipe.initializer",
    parts: ({ network }) => network.initializer,
    restore: (draft, home) => {
      draft.network.initializer = structuredClone(home.network.initializer);
    },
    read: ({ network }, catalog, { text }) => ({
      value: text(rowOf(catalog.initializers, nameOf(network.initializer)).label),
    }),
  },
  {
    id: "stop",
    control: "stop",
    label: "recipe.stop",
    parts: ({ stop }) => stop,
    restore: (draft, home) => {
      draft.stop = { ...home.stop };
    },
    read: (experiment, catalog, words) => {
      const { t } = words;
      const settings = catalog.stopRules.map(({ id }) => settingOf(catalog, id));
      const [rule, ...more] = told(settings, experiment, words);
      if (more.length > 0) return { value: t("stop.rules", { n: more.length + 1 }) };
      return { value: rule ?? t("stop.never") };
    },
  },
];

/** Whether two parts of experiments are the same. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
