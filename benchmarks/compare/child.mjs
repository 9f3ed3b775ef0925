/** A contestant in a process of its own: one line of JSON a question, one an answer. It takes its own time, both
 * by the clock on the wall and of the processor. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export class Child {
  #process;
  #lines;
  #gone;

  constructor(command, args, env = {}) {
    this.#process = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, ...env } });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    this.#gone = new Promise((_, reject) => this.#process.once("error", reject));
    this.#gone.catch(() => {}); // told to whoever asks next
  }

  /** @throws where the process ended or answers `{ error }` */
  async ask(question) {
    this.#process.stdin.write(`${JSON.stringify(question)}\n`);
    return this.hear();
  }

  /** The next line. */
  async hear() {
    const { value, done } = await Promise.race([this.#lines.next(), this.#gone]);
    if (done) throw new Error("The contestant's process ended");
    const answer = JSON.parse(value);
    if (answer.error) throw new Error(answer.error);
    return answer;
  }

  end() {
    this.#process.stdin.end();
  }
}

/** The workloads of a contestant that answers `prepare`, `run`, `parameters`, `gradients`, `losses` and `picture`. */
export function instanceOf(child, id) {
  const ask = (what, more = {}) => child.ask({ ask: what, id, ...more });
  return {
    run: async (units) => {
      const { wall, processor } = await ask("run", { units });
      return Math.min(wall, processor);
    },
    parameters: async () => (await ask("parameters")).values,
    losses: async () => (await ask("losses")).values,
    plane: async () => (await ask("picture")).plane,
    neurons: async () => (await ask("picture")).neurons,
    means: async () => (await ask("picture")).means,
  };
}
