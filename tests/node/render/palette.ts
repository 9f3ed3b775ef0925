/** The palette of the real design tokens, read from their file. */
import { readFileSync } from "node:fs";
import { type Palette, readPalette } from "../../../web/render/palette.js";

export function tokensOf(theme: "light" | "dark"): Map<string, string> {
  const text = readFileSync(new URL("../../../web/styles/tokens.css", import.meta.url), "utf8");
  const dark = text.indexOf('[data-theme="dark"]');
  const tokens = new Map<string, string>();
  for (const part of theme === "light" ? [text.slice(0, dark)] : [text.slice(0, dark), text.slice(dark)]) {
    for (const [, name, value] of part.matchAll(/(--[\w-]+):\s*([^;]+);/g)) {
      if (name && value) tokens.set(name, value);
    }
  }
  return tokens;
}

export function paletteOf(theme: "light" | "dark"): Palette {
  const tokens = tokensOf(theme);
  return readPalette((name) => tokens.get(name) ?? "");
}
