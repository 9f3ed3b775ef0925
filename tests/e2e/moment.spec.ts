import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

/**
 * Reads both canvases in animation frames of the playing run: how far each pixel of the boundary is from where the heat
 * changes its colour, in pixels of the page; the greatest such distance of each frame, but for a hundredth of it.
 */
function distances(frames: number) {
  const find = (root: Document | ShadowRoot): ShadowRoot | null => {
    for (const element of root.querySelectorAll("*")) {
      if (element.localName === "gp-picture") return element.shadowRoot;
      const inside = element.shadowRoot && find(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const picture = find(document) as ShadowRoot;
  const canvas = (name: string) => picture.querySelector(`canvas.${name}`) as HTMLCanvasElement;
  const [heat, lines] = [canvas("field"), canvas("lines")];
  const read = (each: HTMLCanvasElement) =>
    (each.getContext("2d") as CanvasRenderingContext2D).getImageData(0, 0, each.width, each.height).data;
  const look = (): number | null => {
    const colors = read(heat);
    const ink = read(lines);
    const cell = heat.width / lines.width;
    /** Blue over red: which side of the boundary a place of the heat is on. */
    const side = (x: number, y: number) => {
      const i = Math.max(0, Math.min(heat.width - 1, Math.round(x)));
      const j = Math.max(0, Math.min(heat.height - 1, Math.round(y)));
      const at = 4 * (j * heat.width + i);
      return (colors[at + 2] ?? 0) - (colors[at] ?? 0);
    };
    const all: number[] = [];
    for (let at = 3; at < ink.length; at += 4 * 13) {
      if ((ink[at] ?? 0) < 200) continue;
      const pixel = (at - 3) / 4;
      const [px, py] = [pixel % lines.width, Math.floor(pixel / lines.width)];
      let found = 60;
      for (let r = 0; r < 60 && found === 60; r += 2) {
        let [blue, red] = [false, false];
        for (const [dx, dy] of [
          [-r, 0],
          [r, 0],
          [0, -r],
          [0, r],
          [-r, -r],
          [r, r],
          [-r, r],
          [r, -r],
        ] as const) {
          const value = side((px + dx + 0.5) * cell - 0.5, (py + dy + 0.5) * cell - 0.5);
          if (value > 0) blue = true;
          else red = true;
          if (Math.abs(value) < 6) blue = red = true;
        }
        if (blue && red) found = r;
      }
      all.push(found);
    }
    all.sort((a, b) => a - b);
    return all.length === 0 ? null : (all[Math.floor(all.length * 0.99)] ?? 0);
  };
  return new Promise<{ far: number[]; pictures: number }>((resolve) => {
    const far: number[] = [];
    const seen = new Set<string>();
    const next = () => {
      const distance = look();
      if (distance !== null) far.push(distance);
      seen.add(heat.toDataURL());
      if (far.length < frames) requestAnimationFrame(next);
      else resolve({ far, pictures: seen.size });
    };
    requestAnimationFrame(next);
  });
}

for (const preset of ["A ring from four lines", "The spiral by depth alone"]) {
  test(`in every painted frame the boundary lies where the colours change: ${preset}`, async ({ page }) => {
    const playground = new PlaygroundPage(page);
    await playground.open();
    await playground.choosePreset(preset);
    await page.evaluate(() => {
      const { store } = document.querySelector("gradient-playground") as HTMLElement & {
        store: { intents: { show(patch: object): void; setSpeed(speed: number): void } };
      };
      store.intents.show({ bands: false });
    });
    await playground.play.click();
    await expect.poll(() => playground.state<number>("state.progress.step")).toBeGreaterThan(300);
    const { far, pictures } = await page.evaluate(distances, 40);
    expect(pictures).toBeGreaterThan(5);
    expect(Math.max(...far), far.join(" ")).toBeLessThanOrEqual(8);
    expect(playground.errors).toEqual([]);
  });
}
