import { type Palette, readPalette } from "../render/palette.js";

/** The palette as it applies to one element, read again when the theme changes. */
export class PaletteOf {
  #palette: Palette | null = null;
  #dark: boolean | null = null;

  constructor(private readonly element: Element) {}

  /** The tables for the theme in force. Reading custom properties is slow, so they are kept. */
  get(dark: boolean): Palette {
    if (this.#palette === null || this.#dark !== dark) {
      const style = getComputedStyle(this.element);
      this.#palette = readPalette((name) => style.getPropertyValue(name));
      this.#dark = dark;
    }
    return this.#palette;
  }

  forget(): void {
    this.#palette = null;
  }
}
