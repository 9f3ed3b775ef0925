/**
 * From an address to compiled WebAssembly: the same in Node, in a bundler's page and in a worker. Only where the bytes
 * come from differs.
 */
import { download, SilenceError } from "./download.js";
import { EngineError } from "./errors.js";
import { addressOf } from "./files.js";

type Global<Name extends string> = typeof globalThis extends { [K in Name]: { prototype: infer Instance } }
  ? Instance
  : object;

/** Where a file may come from: an address, an answer from the network, or its bytes. */
export type FileSource = Global<"URL"> | Global<"Response"> | ArrayBuffer | ArrayBufferView;
/** Where the WebAssembly may come from: as any file, or compiled already. */
export type EngineSource = FileSource | CompiledModule;
/** `WebAssembly.Module`, whether or not the reader's TypeScript knows the name. */
export type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : object;

interface NodeModules {
  "node:fs": { readFileSync(path: URL): Uint8Array };
  "node:fs/promises": { readFile(path: URL): Promise<Uint8Array<ArrayBuffer>> };
}

/** A module of Node's own; undefined elsewhere. @internal */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: Name): NodeModules[Name] } };
  return process?.getBuiltinModule?.(name);
}

/** How the module at an address is compiled, once for every engine. A failed load is forgotten. @internal */
export function compiledOnce(address: () => URL): () => Promise<WebAssembly.Module> {
  let own: Promise<WebAssembly.Module> | undefined;
  return async () => {
    own ??= compile(address());
    try {
      return await own;
    } catch (error) {
      own = undefined;
      throw error;
    }
  };
}

const whole = compiledOnce(() => addressOf("engine.wasm"));

/**
 * Compiles the WebAssembly from `source`, or the whole engine that came with this file.
 * @throws EngineError
 * @internal
 */
export async function compiled(source?: EngineSource): Promise<WebAssembly.Module> {
  return source === undefined ? whole() : compile(source);
}

async function compile(source: EngineSource): Promise<WebAssembly.Module> {
  try {
    if (source instanceof WebAssembly.Module) return source;
    if (source instanceof URL) return await compileFrom(source);
    if (typeof Response === "function" && source instanceof Response) return await compileAnswer(source);
    if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
      return await WebAssembly.compile(source as BufferSource);
    }
  } catch (error) {
    throw explained(error);
  }
  throw new EngineError("load", "module is none of WebAssembly.Module, Response, URL, ArrayBuffer and typed array");
}

async function compileFrom(url: URL): Promise<WebAssembly.Module> {
  const node = url.protocol === "file:" ? nodeModule("node:fs/promises") : undefined;
  return node ? WebAssembly.compile(await node.readFile(url)) : fetchFrom(url, compileAnswer);
}

async function fetchFrom<T>(url: URL, use: (answer: Response) => Promise<T>): Promise<T> {
  let came = false;
  try {
    return await download(url, (answer) => {
      came = true;
      return use(answer);
    });
  } catch (cause) {
    if (came || cause instanceof SilenceError) throw cause;
    throw new EngineError("load", `${url.href} could not be fetched: ${messageOf(cause)}`, { cause });
  }
}

function expectOk(answer: Response, name: string): void {
  if (!answer.ok) throw new EngineError("load", `${answer.url || name} was answered with status ${answer.status}`);
}

/** The bytes behind an address, of an answer, or as they are. @throws EngineError @internal */
export async function bytesFrom(source: FileSource): Promise<Uint8Array> {
  if (source instanceof URL) {
    const node = source.protocol === "file:" ? nodeModule("node:fs/promises") : undefined;
    return node ? node.readFile(source) : fetchFrom(source, bytesFrom);
  }
  if (typeof Response === "function" && source instanceof Response) {
    expectOk(source, "The file");
    return new Uint8Array(await source.arrayBuffer());
  }
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  throw new EngineError("load", "source is none of Response, URL, ArrayBuffer and typed array");
}

async function compileAnswer(answer: Response): Promise<WebAssembly.Module> {
  expectOk(answer, "The engine");
  const type = answer.headers.get("content-type")?.split(";")[0]?.trim();
  if (type === "application/wasm") return WebAssembly.compileStreaming(answer);
  return WebAssembly.compile(await answer.arrayBuffer());
}

/** @internal */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The error of a load in words that say what to do. @internal */
export function explained(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const message = messageOf(error);
  if (error instanceof SilenceError) return new EngineError("silent", message, { cause: error });
  if (/content security policy|\bCSP\b|unsafe-eval/i.test(message)) {
    return new EngineError(
      "blocked",
      `The page's Content-Security-Policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src. (${message})`,
      { cause: error },
    );
  }
  if (error instanceof WebAssembly.CompileError && !canRun()) {
    return new EngineError(
      "unsupported",
      `WebAssembly with SIMD and exceptions is needed: Chrome 95, Firefox 100, Safari 16.4, Node 20 or newer. (${message})`,
      { cause: error },
    );
  }
  return new EngineError("load", `The engine could not be loaded: ${message}`, { cause: error });
}

/** Whether this platform knows the two extensions that the engine needs, by the smallest module that uses both. */
function canRun(): boolean {
  // (func (result v128) i32.const 0 i8x16.splat) and (func try catch_all end)
  const probe = Uint8Array.of(
    0,
    97,
    115,
    109,
    1,
    0,
    0,
    0,
    1,
    8,
    2,
    96,
    0,
    1,
    123,
    96,
    0,
    0,
    3,
    3,
    2,
    0,
    1,
    10,
    15,
    2,
    6,
    0,
    65,
    0,
    253,
    15,
    11,
    6,
    0,
    6,
    64,
    25,
    11,
    11,
  );
  return WebAssembly.validate(probe);
}
