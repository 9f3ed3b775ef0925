/**
 * A canvas that writes down what is drawn on it as SVG: the stage's own drawing code, handed one of these, gives lines
 * and points that can be enlarged. It knows what that code uses of a canvas, and transformations that keep axes apart.
 */
import { colored, short } from "./colors.js";

interface Settings {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  globalAlpha: number;
  lineJoin: string;
  lineCap: string;
  dash: readonly number[];
  /** x ↦ a·x + e, y ↦ d·y + f */
  a: number;
  d: number;
  e: number;
  f: number;
}

const INITIAL: Settings = {
  fillStyle: "#000",
  strokeStyle: "#000",
  lineWidth: 1,
  globalAlpha: 1,
  lineJoin: "miter",
  lineCap: "butt",
  dash: [],
  a: 1,
  d: 1,
  e: 0,
  f: 0,
};

export class VectorCanvas {
  width = 300;
  height = 150;
  hidden = false;
  readonly #pen = new VectorPen(this);

  /** The stage draws on it as on a canvas of the page. */
  static asCanvas(canvas: VectorCanvas): HTMLCanvasElement {
    return canvas as unknown as HTMLCanvasElement;
  }

  getContext(): VectorPen {
    return this.#pen;
  }

  /** What was drawn, in a square of `size` units. */
  markup(size: number): string {
    const { drawn } = this.#pen;
    const scale = Math.round((size / this.width) * 1e6) / 1e6;
    return drawn === "" || this.hidden ? "" : `<g transform="scale(${scale})">${drawn}</g>`;
  }
}

class VectorPen {
  #now: Settings = { ...INITIAL };
  readonly #before: Settings[] = [];
  #path = "";
  #done: string[] = [];
  /** Rectangles of one look, drawn one after the other, are one path. */
  #dots = { look: "", path: "" };

  constructor(readonly canvas: VectorCanvas) {}

  get drawn(): string {
    this.#endDots();
    return this.#done.join("");
  }

  set fillStyle(value: string) {
    this.#now.fillStyle = value;
  }
  set strokeStyle(value: string) {
    this.#now.strokeStyle = value;
  }
  set lineWidth(value: number) {
    this.#now.lineWidth = value;
  }
  set globalAlpha(value: number) {
    this.#now.globalAlpha = value;
  }
  set lineJoin(value: string) {
    this.#now.lineJoin = value;
  }
  set lineCap(value: string) {
    this.#now.lineCap = value;
  }
  setLineDash(dash: readonly number[]): void {
    this.#now.dash = dash;
  }

  save(): void {
    this.#before.push({ ...this.#now });
  }
  restore(): void {
    this.#now = this.#before.pop() ?? this.#now;
  }
  setTransform(a: number, _b: number, _c: number, d: number, e: number, f: number): void {
    Object.assign(this.#now, { a, d, e, f });
  }
  resetTransform(): void {
    this.setTransform(1, 0, 0, 1, 0, 0);
  }
  getTransform(): { a: number; d: number } {
    return this.#now;
  }
  scale(x: number, y: number): void {
    this.#now.a *= x;
    this.#now.d *= y;
  }
  translate(x: number, y: number): void {
    this.#now.e += this.#now.a * x;
    this.#now.f += this.#now.d * y;
  }
  clearRect(): void {
    this.#done = [];
    this.#dots = { look: "", path: "" };
  }

  beginPath(): void {
    this.#path = "";
  }
  moveTo(x: number, y: number): void {
    this.#path += `M${this.#point(x, y)}`;
  }
  lineTo(x: number, y: number): void {
    this.#path += `L${this.#point(x, y)}`;
  }
  closePath(): void {
    this.#path += "z";
  }
  /** A whole circle: no other arc is drawn. */
  arc(x: number, y: number, radius: number): void {
    const { a, d } = this.#now;
    const [rx, ry] = [short(radius * a), short(radius * d)];
    this.#path += `M${this.#point(x + radius, y)}A${rx} ${ry} 0 1 1 ${this.#point(x - radius, y)}A${rx} ${ry} 0 1 1 ${this.#point(x + radius, y)}`;
  }

  fill(): void {
    this.#draw(colored("fill", this.#now.fillStyle));
  }

  stroke(): void {
    const { strokeStyle, lineWidth, lineJoin, lineCap, dash, a } = this.#now;
    const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.map((length) => short(length * a)).join(" ")}"` : "";
    this.#draw(
      `fill="none" ${colored("stroke", strokeStyle)} stroke-width="${short(lineWidth * a)}" stroke-linejoin="${lineJoin}" stroke-linecap="${lineCap}"${dashes}`,
    );
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const { a, d } = this.#now;
    const look = `${colored("fill", this.#now.fillStyle)}${this.#alpha()}`;
    if (look !== this.#dots.look) this.#endDots();
    this.#dots.look = look;
    this.#dots.path += `M${this.#point(x, y)}h${short(width * a)}v${short(height * d)}h${short(-width * a)}z`;
  }

  #point(x: number, y: number): string {
    const { a, d, e, f } = this.#now;
    return `${short(a * x + e)} ${short(d * y + f)}`;
  }

  #alpha(): string {
    const { globalAlpha } = this.#now;
    return globalAlpha < 1 ? ` opacity="${short(globalAlpha)}"` : "";
  }

  #draw(look: string): void {
    this.#endDots();
    if (this.#path !== "") this.#done.push(`<path d="${this.#path}" ${look}${this.#alpha()}/>`);
  }

  #endDots(): void {
    const { look, path } = this.#dots;
    this.#dots = { look: "", path: "" };
    if (path !== "") this.#done.push(`<path d="${path}" ${look}/>`);
  }
}
