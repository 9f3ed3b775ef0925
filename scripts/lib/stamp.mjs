// Work is repeated only when the content it depends on has changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./run.mjs";

function* files(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) yield* files(join(path, name));
  } else yield path;
}

/** One hash over the names and contents of files and folders (relative to the checkout), and any further texts. */
export function contentHash(paths, ...texts) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of files(join(root, path))) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest("hex");
}

/**
 * Does `work` unless it ended well before with the same `hash` and all of `outputs` are still there.
 * Answers whether it was done.
 */
export async function unlessDone(name, hash, outputs, work) {
  const stamp = join(root, "build", "stamps", name);
  const done = existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
  if (done && outputs.every((path) => existsSync(join(root, path)))) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}
