import { html, type TemplateResult } from "lit";

/** Stands for a value while a message is put together. */
export const PLACE = "\u0001";

/** A message whose value, handed in as {@link PLACE}, is set in bold: languages put it in different places. */
export function bold(message: string, value: string): TemplateResult {
  const [before = "", after = ""] = message.split(PLACE);
  return html`${before}<b class="num">${value}</b>${after}`;
}
