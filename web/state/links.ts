/**
 * The address of the page is always the experiment shown: a change of it replaces the entry of the browser's history,
 * another preset or a pasted link adds one. Going back or forward, and a link put into the address bar, open what the
 * address says.
 */
import { rowsIn } from "../protocol/rows.js";
import type { Playground } from "./playground.js";

/** The address follows changes when they have come to rest, in milliseconds. */
const AFTER = 250;
/** Letters of the longest address that browsers and servers take without trouble; a longer one is left out. */
const LONGEST = 30_000;
/** Rows of one's own that may still fit into such an address. */
const MOST_ROWS = 3000;

/** What may be a link when it is pasted: ours, TensorFlow Playground's, or JSON. */
const LINK = /#\d{1,3}\.[\w-]{4}|^\s*\d{1,3}\.[\w-]{8}|[#&][a-zA-Z]+=[^&]*&|^\s*\{/;

/**
 * Keeps address and experiment the same until the returned function is called.
 * @param linked whether the address that the page was opened with was
 */
export function keepAddress(playground: Playground, linked: Promise<boolean>): () => void {
  const { store } = playground;
  /** The fragment that stands for the experiment with this text. */
  let address = location.hash;
  let told = "";
  const text = () => JSON.stringify([store.state.experiment, [...store.state.hidden]]);
  let preset = store.state.preset;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = true;
  /** Links that are being opened: until they are, the address is theirs. */
  let opening = 0;

  const show = (hash: string, add: boolean) => {
    address = hash;
    if (location.hash === hash) return;
    const url = `${location.pathname}${location.search}${hash}`;
    if (add) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  };
  const follow = async (add = false) => {
    const { experiment } = store.state;
    if (!experiment) return;
    const { inputs, columns } = experiment.data;
    if (inputs && rowsIn(inputs, columns) > MOST_ROWS) {
      told = "";
      return show("", add);
    }
    // A link that was opened stays as it is (it may hold parameters) until the experiment is another.
    const now = text();
    if (now === told && !add) return show(address, false);
    const link = await playground.makeLink();
    told = now;
    show(link.length <= LONGEST ? link : "", add);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (opening > 0) return;
      if (first && (await linked)) told = text();
      const chosen = !first && store.state.preset !== null && store.state.preset !== preset;
      first = false;
      preset = store.state.preset;
      await follow(chosen);
    }, AFTER);
  };
  /** @param before the address that this one follows; null where the text was pasted and gets an entry of its own */
  const open = async (link: string, before: string | null) => {
    opening += 1;
    const opened = await playground.openLink(link);
    opening -= 1;
    preset = store.state.preset;
    if (before === null) return opened ? follow(true) : undefined;
    if (location.hash !== link) return; // the reader has moved on meanwhile
    if (!opened) return show(before, false);
    told = text();
  };

  const moved = () => {
    const before = address;
    if (location.hash === before || location.hash === "") return;
    address = location.hash;
    void open(address, before);
  };
  const pasted = (event: ClipboardEvent) => {
    const [target] = event.composedPath();
    if (target instanceof Element && target.closest("input, textarea, [contenteditable]")) return;
    const link = event.clipboardData?.getData("text") ?? "";
    if (!LINK.test(link)) return;
    event.preventDefault();
    void open(link, null);
  };
  const stop = store.subscribe(["experiment", "preset", "hidden"], later);
  window.addEventListener("hashchange", moved);
  document.addEventListener("paste", pasted);
  return () => {
    clearTimeout(timer);
    stop();
    window.removeEventListener("hashchange", moved);
    document.removeEventListener("paste", pasted);
  };
}
