import { type ElementPart, noChange } from "lit";
import { type AttributePart, Directive, directive, type PartInfo, PartType } from "lit/directive.js";

/**
 * The declarations of one element, as in `style=${inlineStyle(`width:${w}px`)}`. A policy without
 * `style-src 'unsafe-inline'` forbids attributes `style`; what a script writes into `element.style` it lets through.
 */
class InlineStyle extends Directive {
  #last: string | null = null;

  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ATTRIBUTE || info.name !== "style" || (info.strings?.length ?? 0) > 2) {
      throw new Error("inlineStyle() is the whole of an attribute style");
    }
  }

  override update(part: AttributePart | ElementPart, [text]: [string]): typeof noChange {
    if (text === this.#last) return noChange;
    this.#last = text;
    (part.element as HTMLElement | SVGElement).style.cssText = text;
    return noChange;
  }

  render(_text: string): typeof noChange {
    return noChange;
  }
}

export const inlineStyle = directive(InlineStyle);
