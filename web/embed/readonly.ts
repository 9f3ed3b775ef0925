/** What a reader may ask of a playground that is only to be watched: everything but to change the experiment. */
import type { Intents } from "../state/intents.js";

export function readonlyIntents(intents: Intents): Intents {
  const nothing = () => {};
  const kept: Partial<Intents> = {
    change: async () => null,
    openLink: async () => false,
    choosePreset: nothing,
    newStart: nothing,
    setParameter: nothing,
    hold: nothing,
    setBrush: nothing,
    sketch: nothing,
    undo: nothing,
    redo: nothing,
    recover: (how) => (how === "lowerRate" ? nothing() : intents.recover(how)),
  };
  return new Proxy(intents, {
    get(target, name) {
      const own = Reflect.get(kept, name);
      const member = own ?? Reflect.get(target, name);
      return typeof member === "function" && own === undefined ? member.bind(target) : member;
    },
  });
}
