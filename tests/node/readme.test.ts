/** What the READMEs tell others to write works as they say. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { PRESETS } from "../../web/presets/index.js";

const root = join(import.meta.dirname, "..", "..");

/** The blocks of code of a language in a Markdown file. */
function blocks(file: string, language: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, name, code]) =>
    name === language && code !== undefined ? [code] : [],
  );
}

describe.each(["README.md", "README.zh-CN.md"])("%s", (file) => {
  it("has a program for Node that runs in the checkout and learns the spiral", async () => {
    const programs = blocks(file, "js");
    expect(programs).toHaveLength(1);
    // Beside package.json, as the text says, so that the package's own name leads to it.
    const folder = mkdtempSync(join(root, "readme-"));
    try {
      const path = join(folder, "example.mjs");
      writeFileSync(path, programs[0] ?? "");
      const { stdout } = await promisify(execFile)(process.execPath, [path]);
      const numbers = stdout.match(/\d+(\.\d+)?(e-?\d+)?/g)?.map(Number) ?? [];
      expect(numbers).toHaveLength(3);
      const [epoch, loss = Number.NaN, accuracy] = numbers;
      expect(epoch).toBe(300);
      expect(loss).toBeGreaterThan(0);
      expect(loss).toBeLessThan(0.2);
      expect(accuracy).toBeGreaterThan(0.9);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("names presets that exist", () => {
    const named = blocks(file, "html").flatMap((code) => [...code.matchAll(/preset="([^"]*)"/g)].map(([, id]) => id));
    expect(named.length).toBeGreaterThan(0);
    for (const id of named) expect(PRESETS.map((preset) => preset.id)).toContain(id);
  });
});
