// npm as it started this script, or the one on the PATH; and folders in which its work is tried.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { capture, root } from "../run.mjs";

/** A run of npm; answers what it printed. */
export function npm(args, { cwd = root, onLine } = {}) {
  const started = process.env.npm_execpath ?? "";
  const [command, ...first] = started.endsWith("npm-cli.js") ? [process.execPath, started] : ["npm"];
  // What npm tells its scripts about this checkout must not reach another folder.
  const env = Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => /^npm_(package|lifecycle|config_local_prefix)/.test(name))
      .map((name) => [name, undefined]),
  );
  return capture(command, [...first, ...args], { cwd, env, onLine });
}

/** An empty folder whose path has spaces, an umlaut and a Chinese character, as users' folders have. */
export function emptyFolder(name) {
  const around = mkdtempSync(join(tmpdir(), "gradient playground "));
  const folder = join(around, `Übung 例 ${name}`);
  mkdirSync(folder);
  return folder;
}

/** Writes files, given as path → text. */
export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The package as it would be published, as a file in `folder`; the path of it. */
export async function pack(folder) {
  const printed = await npm(["pack", "--ignore-scripts", "--json", "--pack-destination", folder]);
  const [{ filename }] = JSON.parse(printed.slice(printed.indexOf("[")));
  return join(folder, filename);
}

/**
 * Installs the packed package into a folder, alone from the file (then without the network), or with other packages.
 * @param packages `name@version`, from the registry
 */
export async function install(folder, archive, packages = [], { manifest = {}, onLine } = {}) {
  write(folder, { "package.json": JSON.stringify({ private: true, type: "module", ...manifest }) });
  const offline = packages.length === 0 ? ["--offline"] : ["--prefer-offline"];
  await npm(["install", "--no-audit", "--no-fund", ...offline, archive, ...packages], { cwd: folder, onLine });
}
