/** Loads the code of panels, and again what could not be loaded. */
import type { Panel, PanelModule } from "./registry.js";

const loaded = new Map<string, PanelModule>();
/** Addresses that could not be loaded, and how often, by the panel's id. */
const failures = new Map<string, { url: string | null; times: number }>();

/** The panel's module where it has been loaded already. */
export const loadedPanel = (id: string): PanelModule | null => loaded.get(id) ?? null;

/**
 * The panel's module. Firefox remembers for ever that an address could not be imported, so what failed is asked for
 * under another one.
 * @throws what the browser says where the module cannot be loaded
 */
export async function loadPanel(panel: Panel): Promise<PanelModule> {
  const before = failures.get(panel.id);
  try {
    const module: PanelModule = before?.url
      ? await import(/* @vite-ignore */ `${before.url}?again=${before.times}`)
      : await panel.load();
    loaded.set(panel.id, module);
    return module;
  } catch (error) {
    failures.set(panel.id, { url: before?.url ?? addressIn(error), times: (before?.times ?? 0) + 1 });
    throw error;
  }
}

/** Chromium and Firefox name the address at the end of the message. */
function addressIn(error: unknown): string | null {
  const text = error instanceof TypeError ? error.message : "";
  return /https?:\/\/\S+$/.exec(text)?.[0] ?? null;
}
