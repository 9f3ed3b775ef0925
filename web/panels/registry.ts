/**
 * The panels there are, in their order: what the inspector, the rail, a phone's tabs and the keys are drawn from. A
 * panel's code is loaded when it is opened for the first time.
 */
import type { TemplateResult } from "lit";
import type { IconName } from "../controls/icons.js";
import type { PlainKey } from "../i18n/index.js";
import type { Control } from "../links/index.js";
import type { Question } from "../protocol/questions.js";
import type { State } from "../state/state.js";
import type { Store } from "../state/store.js";

/** What a panel's module exports. */
export interface PanelModule {
  panel(store: Store): TemplateResult;
}

export interface Panel {
  /** Names it in `state.inspector` and, on a phone, in `state.panel`. */
  id: string;
  label: PlainKey;
  icon: IconName;
  /** The digit that opens it together with Alt. */
  key: string;
  /** Whether it is read together with the network: that then stays in sight, on a phone beside a smaller picture. */
  network?: true;
  /** Whether it is worth a picture of its own. */
  pictured?: true;
  /** Questions about the run whose answers are kept up to date while it is open. */
  needs: readonly Question[];
  /** The control that takes it away where it is hidden; besides `inspector`, which takes all. */
  control?: Control;
  load(): Promise<PanelModule>;
}

export const PANELS: readonly Panel[] = [
  {
    id: "explain",
    label: "inspector.explain",
    icon: "fx",
    key: "1",
    network: true,
    pictured: true,
    needs: [],
    load: () => import("./explain/explain.js"),
  },
  {
    id: "data",
    label: "inspector.data",
    icon: "grid",
    key: "2",
    control: "data",
    needs: [],
    load: () => import("./data/data-lab.js"),
  },
  {
    id: "share",
    label: "share.label",
    icon: "share",
    key: "7",
    control: "share",
    needs: [],
    load: () => import("./share/share-panel.js"),
  },
];

/** Those that are not hidden. */
export const panelsIn = ({ hidden }: Readonly<State>): readonly Panel[] =>
  hidden.has("inspector") ? [] : PANELS.filter(({ control }) => control === undefined || !hidden.has(control));

export const panelOf = (id: string): Panel | undefined => PANELS.find((panel) => panel.id === id);
