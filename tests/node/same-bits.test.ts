import { readFileSync } from "node:fs";
import { loadEngine } from "gradient-playground";
import { describe, expect, it } from "vitest";
import { hashes } from "../reference/same-bits.mjs";

const recorded = JSON.parse(readFileSync(new URL("../reference/same-bits.json", import.meta.url), "utf8"));

describe("the same bits", () => {
  it("every optimizer and activation gives the recorded parameters after a thousand steps", async () => {
    expect(hashes(await loadEngine())).toEqual(recorded.hashes);
  });
});
