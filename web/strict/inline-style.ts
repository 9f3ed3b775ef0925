import { type ElementPart, noChange } from "lit";
import { type AttributePart, Directive, directive } from "lit/directive.js";

/**
 * The declarations of one element, always a whole attribute, as in `style=${inlineStyle(`width:${w}px`)}`. A policy without
 * `style-src 'unsafe-inline'` forbids attributes `style`; what a script writes into `element.style` it lets through.
 */
class InlineStyle extends Directive {
  #last: string | null = null;

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
