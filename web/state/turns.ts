/**
 * All playgrounds of a page draw on its one thread. Those that play take turns, so that a frame holds the drawing of one
 * and not of all. Who has waited longest is next; whom the reader touched last has every other turn.
 */
import { Tempo } from "./tempo.js";

/** Who draws: anything that is the same from one frame to the next. */
type Player = object;

/** An answer that has not come after so many milliseconds keeps nobody waiting any more. */
const LATE = 60;
/** Who has not asked for so many frames does not want a turn any more: it has come to rest, or out of sight. */
const GONE = 2;

/** The page draws and the browser paints with so many processors; what remains is for training. */
const DRAWING = 1;

export class Turns {
  /** When each of the page's playgrounds had its last turn. */
  readonly #players = new Map<Player, number>();
  /** Who wants one, and asked for it in which frame. */
  readonly #wanted = new Map<Player, number>();
  /** Who plays, and did so in which frame at last. */
  readonly #playing = new Map<Player, number>();
  #tempo = new Tempo();
  /** Animation frames so far, and the time of the last one. */
  #frames = 0;
  #at = Number.NEGATIVE_INFINITY;
  #touched: Player | null = null;
  /** Whose turn it was last, and since when. */
  #last: Player | null = null;
  #since = Number.NEGATIVE_INFINITY;
  /** Whether its picture is still on the way. */
  #under = false;

  constructor(private readonly processors = globalThis.navigator?.hardwareConcurrency ?? 2) {}

  enter(player: Player): void {
    this.#players.set(player, Number.NEGATIVE_INFINITY);
  }

  leave(player: Player): void {
    this.#players.delete(player);
    this.#wanted.delete(player);
    this.#playing.delete(player);
    if (this.#touched === player) this.#touched = null;
    if (this.#last === player) this.done(player);
    if (this.#players.size > 0) return;
    this.#tempo = new Tempo();
    this.#at = Number.NEGATIVE_INFINITY;
    this.#since = Number.NEGATIVE_INFINITY;
  }

  /** The reader does something with this one. */
  touch(player: Player): void {
    this.#touched = player;
  }

  /** Call at every animation frame of a run that plays, with the time that is the same for all of the page. */
  frame(player: Player, now: number): void {
    this.#playing.set(player, now === this.#at ? this.#frames : this.#frames + 1);
    if (now === this.#at) return;
    this.#at = now;
    this.#frames++;
    this.#tempo.frame(now);
  }

  /** How much of its time a worker may train, 0 to 1, so that all that play leave the page what it draws with. */
  get share(): number {
    for (const [player, at] of this.#playing) if (this.#frames - at > GONE) this.#playing.delete(player);
    return Math.min(1, Math.max(1, this.processors - DRAWING) / Math.max(1, this.#playing.size));
  }

  /** Whether it is this one's turn to ask for a picture. */
  takes(player: Player, now: number): boolean {
    this.#wanted.set(player, this.#frames);
    for (const [each, at] of this.#wanted) if (this.#frames - at > GONE) this.#wanted.delete(each);
    const passed = now - this.#since;
    if (passed < this.#tempo.every || (this.#under && passed < LATE) || this.#next() !== player) return false;
    this.#wanted.delete(player);
    this.#players.set(player, now);
    this.#last = player;
    this.#since = now;
    this.#under = true;
    return true;
  }

  /** Its picture is there. */
  done(player: Player): void {
    if (this.#last === player) this.#under = false;
  }

  #next(): Player | null {
    if (this.#touched && this.#touched !== this.#last && this.#wanted.has(this.#touched)) return this.#touched;
    let next: Player | null = null;
    const lastOf = (player: Player) => this.#players.get(player) ?? Number.NEGATIVE_INFINITY;
    for (const player of this.#wanted.keys()) if (!next || lastOf(player) < lastOf(next)) next = player;
    return next;
  }
}

/** Of this page. */
export const pageTurns = new Turns();
