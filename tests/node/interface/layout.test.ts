import { describe, expect, it } from "vitest";
import { layoutOf, tierOf } from "../../../web/shell/layout.js";

describe("the tiers", () => {
  it("follow the width of the area, and its shape below 900", () => {
    expect(tierOf({ width: 1440, height: 800 })).toBe("xl");
    expect(tierOf({ width: 1024, height: 700 })).toBe("l");
    expect(tierOf({ width: 720, height: 500 })).toBe("m");
    expect(tierOf({ width: 720, height: 900 })).toBe("s");
    expect(tierOf({ width: 390, height: 800 })).toBe("s");
  });
});

describe("the picture", () => {
  const sizes = [320, 360, 390, 520, 599, 600, 720, 900, 901, 1000, 1024, 1120, 1121, 1200, 1440, 1920, 2560].flatMap(
    (width) => [400, 480, 600, 768, 900, 1200].map((height) => ({ width, height })),
  );

  it("fits its stage in every tier, heading, axis and the chart's numbers included", () => {
    for (const area of sizes) {
      const tier = tierOf(area);
      const stage = {
        width: area.width - (tier === "s" || tier === "m" ? 32 : 48),
        height: area.height - (tier === "s" ? 76 : 164),
      };
      const { picture, chart } = layoutOf(area, stage, false);
      const beside = tier === "xl" || tier === "l";
      const below = tier === "s" ? 90 : beside ? 30 : 34 + (chart ? 80 : -14);
      const name = `${area.width} × ${area.height}`;
      if (picture > 120) expect(28 + picture + 26 + below, name).toBeLessThanOrEqual(stage.height);
      expect(picture + 28, name).toBeLessThanOrEqual(stage.width);
    }
  });

  it("has the chart beside it, beneath the network, twice as high as under it and with room left for the network", () => {
    for (const { height, least } of [
      { height: 768, least: 140 },
      { height: 900, least: 230 },
      { height: 1080, least: 290 },
    ]) {
      const area = { width: 1368, height: height - 52 };
      const stage = { width: 1320, height: height - 52 - 164 };
      const { beneath, chart, picture } = layoutOf(area, stage, false, { rows: 6 });
      expect(chart, `${height}`).toBe(true);
      expect(beneath, `${height}`).toBeGreaterThanOrEqual(least);
      expect(stage.height - beneath, `${height}`).toBeGreaterThanOrEqual(88 + 6 * 42);
      expect(picture, `${height}`).toBeGreaterThan(Math.min(560, stage.height - 90));
    }
  });

  it("is never smaller for more room", () => {
    const side = (width: number, height: number) =>
      layoutOf({ width, height }, { width: width - 48, height: height - 164 }, false).picture;
    for (let height = 600; height < 1200; height += 20) {
      expect(side(1440, height + 20), `height ${height}`).toBeGreaterThanOrEqual(side(1440, height));
    }
  });

  it("of a narrow figure leaves the network in sight, and is not scrolled with it", () => {
    for (const width of [320, 340, 359, 480]) {
      const shape = { recipe: false, data: false, network: true, picture: true, chart: false, transport: true };
      const { picture, scrolls } = layoutOf({ width, height: 760 }, { width: width - 32, height: 620 }, false, {
        shape,
      });
      expect(scrolls, `${width}`).toBe(false);
      expect(620 - picture - 28 - 26, `${width}`).toBeGreaterThanOrEqual(240 + 42);
    }
    expect(layoutOf({ width: 320, height: 400 }, { width: 288, height: 324 }, false).scrolls).toBe(true);
  });

  it("takes the room of a chart that is hidden", () => {
    const alone = { recipe: false, data: false, network: false, picture: true, transport: false };
    for (const [width, height] of [
      [720, 620],
      [1000, 667],
    ] as const) {
      const stage = { width: width - 32, height: height - 60 };
      const side = (chart: boolean) =>
        layoutOf({ width, height }, stage, false, { shape: { ...alone, chart } }).picture;
      expect(side(false), `${width}`).toBeGreaterThan(stage.height - 28 - 26 - 34);
      expect(side(true), `${width}`).toBeLessThan(side(false) - 90);
    }
    const shape = { ...alone, network: true, transport: true };
    const { beneath } = layoutOf({ width: 1000, height: 667 }, { width: 952, height: 500 }, false, {
      shape: { ...shape, chart: false },
    });
    expect(beneath).toBeLessThan(40);
  });

  it("leaves the network at least as much as the design reserves for it", () => {
    const { picture } = layoutOf({ width: 1300, height: 900 }, { width: 1252, height: 2000 }, false);
    expect(1252 - 136 - 24 - 24 - 28 - picture).toBeGreaterThanOrEqual(500);
  });
});
