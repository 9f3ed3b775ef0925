import { translate } from "../i18n/index.js";
import { linkRefusalText, noticeText } from "../i18n/link.js";
import { kilobytes } from "../i18n/numbers.js";
import type { LinkAnswer } from "../protocol/requests.js";
import type { Toast } from "./state.js";
import type { Store } from "./store.js";

/** How long a toast stays, in milliseconds. */
const STAYS = 6000;

/** Bytes of a run that are worth a word. */
const MUCH_MEMORY = 200 * 1024 * 1024;

/** Changes told in passing, one at a time. */
export class Toasts {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly store: Store) {}

  /** @param merged whether the way back of the present one leads where this one's would */
  show(toast: Omit<Toast, "id">, merged = false): void {
    clearTimeout(this.#timer);
    const { toast: present } = this.store.state;
    if (!(merged && present?.undo && toast.kind === present.kind))
      this.store.set({ toast: { ...toast, id: (present?.id ?? 0) + 1 } });
    if (!toast.file) this.#timer = setTimeout(() => this.store.set({ toast: null }), STAYS);
  }

  /** Why a link was refused, or what there is to know about the one that was opened. */
  link(answer: LinkAnswer): void {
    const { language } = this.store.state;
    if ("notices" in answer) {
      const text = answer.notices.map((notice) => noticeText(language, notice)).join(" ");
      if (text !== "") this.show({ kind: "note", text, undo: false });
    } else if (answer.refusal.link) {
      this.show({ kind: "note", text: linkRefusalText(language, answer.refusal.link), undo: false });
    } else {
      this.show({ kind: "refused", refusal: answer.refusal, undo: false });
    }
  }

  /** A run that takes so much of the computer's memory says so before it trains, where nothing else is being told. */
  memory(bytes: number): void {
    const { language, toast } = this.store.state;
    if (bytes < MUCH_MEMORY || toast) return;
    this.show({ kind: "note", text: translate(language, "run.memory", { size: kilobytes(bytes) }), undo: false });
  }

  /** Something has changed since: the way back that a restart offers would no longer lead there. */
  outdated(): void {
    if (this.store.state.toast?.undo) this.dismiss();
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.store.set({ toast: null });
  }
}
