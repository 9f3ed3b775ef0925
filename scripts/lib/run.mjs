// Starting other programs.
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "./log.mjs";

/** The checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

// emsdk announces itself by $EMSDK; its compiler need not be on the PATH.
if (process.env.EMSDK) {
  process.env.PATH = [process.env.PATH, join(process.env.EMSDK, "upstream", "emscripten")].join(delimiter);
}

/** The full path of a program, or null. */
export function which(program) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return null;
}

/** Runs a program with this terminal; answers its exit code. */
export function run(command, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(signal ? 1 : code));
  });
}

/**
 * Runs a program quietly; answers what it printed. `onLine(line)` sees every line as it comes; `status` adds a pipe as
 * file descriptor 3 and sees its lines. A failure shows what was printed, for there the reason stands, except for lines
 * that match `hide`.
 */
export function capture(command, args, { env = {}, cwd = root, onLine, status, hide } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe", ...(status ? ["pipe"] : [])],
    });
    let output = "";
    const read = (stream, see) => {
      let rest = "";
      stream.setEncoding("utf8");
      stream.on("data", (text) => {
        const lines = (rest + text).split(/[\r\n]+/);
        rest = lines.pop();
        if (see) for (const line of lines) if (line) see(line);
      });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => {
        output += text;
      });
      read(stream, onLine);
    }
    if (status) read(child.stdio[3], status);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          new Failure(
            `${shortened(output, hide)}\n\n${command} ${args.join(" ")}\nended with ${signal ?? `exit code ${code}`}.`,
          ),
        );
    });
  });
}

/** Without the thousands of characters a line that a minified source quotes. */
function shortened(output, hide) {
  const lines = output
    .trimEnd()
    .split("\n")
    .filter((line) => !hide?.test(line));
  return lines.map((line) => (line.length > 400 ? `${line.slice(0, 400)} …` : line)).join("\n");
}

/** A program of node_modules, as arguments for `process.execPath`. */
export const nodeProgram = (path) => join(root, "node_modules", path);
