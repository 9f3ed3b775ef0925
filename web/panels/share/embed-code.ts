/** Code that puts the experiment into other people's pages, a kind for each place. Pure. */

export const EMBEDS = ["iframe", "element", "markdown", "jupyter", "observable"] as const;
export type EmbedKind = (typeof EMBEDS)[number];

export interface Embedded {
  /** Where the page stands, without query and fragment, ending in a slash. */
  base: string;
  /** The experiment's fragment, `#1.…`, with what it hides. */
  link: string;
  /** The same without hidden controls, which the element names in an attribute of its own. */
  bare: string;
  hide: readonly string[];
  language: string;
  /** What it is called. */
  title: string;
}

/** Size of the frame in other pages, in pixels. */
const WIDTH = 760;
const HEIGHT = 500;

const attribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

export function embedCode(kind: EmbedKind, { base, link, bare, hide, language, title }: Embedded): string {
  const frame = `${base}embed.html${link}`;
  const name = attribute(title);
  switch (kind) {
    case "element": {
      const hidden = hide.length > 0 ? `\n  hide="${hide.join(" ")}"` : "";
      return `<script type="module" src="${attribute(base)}gradient-playground.js"></script>
<gradient-playground
  experiment="${bare}"
  lang="${language}"${hidden}>
</gradient-playground>`;
    }
    case "iframe":
      return `<iframe src="${attribute(frame)}" title="${name}"
  width="100%" height="${HEIGHT}" style="border:0" loading="lazy"></iframe>`;
    case "markdown":
      return `[${title.replace(/[[\]\\]/g, "\\$&")}](${base}${link})`;
    case "jupyter":
      return `from IPython.display import IFrame
IFrame("${frame}", width=${WIDTH}, height=${HEIGHT})`;
    case "observable":
      return `html\`<iframe src="${attribute(frame)}" title="${name.replaceAll("`", "'")}"
  width="100%" height="${HEIGHT}" style="border:0"></iframe>\``;
  }
}
