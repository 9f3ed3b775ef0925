/**
 * Files that lie beside the engine and are loaded when somebody asks for them. Here stands where they lie.
 */
import { EngineError } from "./errors.js";

/** Written out one by one: bundlers look for exactly these words to find what they have to copy. */
const addresses: Record<string, () => URL> = {
  "engine.wasm": () => new URL("./engine.wasm", import.meta.url),
  "digits8x8.csv": () => new URL("./digits8x8.csv", import.meta.url),
};

/** Where the files lie, by their names. @internal */
export function filesBeside(): Record<string, string> {
  return Object.fromEntries(Object.entries(addresses).map(([file, address]) => [file, address().href]));
}

/** Says where files lie that do not lie beside this module. @internal */
export function placeFiles(files: Readonly<Record<string, string>>): void {
  for (const [file, address] of Object.entries(files)) addresses[file] = () => new URL(address);
}

/** Where a file lies. @internal */
export function addressOf(file: string): URL {
  const address = addresses[file];
  if (!address) throw new EngineError("internal", `Nobody knows where ${file} lies`);
  return address();
}
