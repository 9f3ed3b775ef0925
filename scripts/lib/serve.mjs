// A small static server: right types, compressed where that helps, open to other origins (the element is embedded there).
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { Failure } from "./log.mjs";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};
const compressible = /^(text|application)\/|svg/;

function fileOf(folder, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return null;
  }
  const file = normalize(join(folder, path));
  if (file !== folder && !file.startsWith(folder + sep)) return null;
  const inner = existsSync(file) && statSync(file).isDirectory() ? join(file, "index.html") : file;
  return existsSync(inner) ? inner : null;
}

function answer(folder, compressed, request, response) {
  response.setHeader("Access-Control-Allow-Origin", "*");
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }
  const file = fileOf(folder, request.url ?? "/");
  if (!file) {
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
    return;
  }
  const { mtimeMs, size } = statSync(file);
  const type = types[extname(file)] ?? "application/octet-stream";
  const tag = `"${Math.round(mtimeMs).toString(36)}-${size.toString(36)}"`;
  response.setHeader("Content-Type", type);
  response.setHeader("Cache-Control", "no-cache"); // asked again each time, answered "not changed" mostly
  response.setHeader("ETag", tag);
  response.setHeader("Vary", "Accept-Encoding");
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304).end();
    return;
  }
  if (compressible.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
    const key = `${file} ${tag}`;
    if (!compressed.has(key)) compressed.set(key, gzipSync(readFileSync(file)));
    const body = compressed.get(key);
    response.writeHead(200, { "Content-Encoding": "gzip", "Content-Length": body.length });
    response.end(request.method === "HEAD" ? undefined : body);
    return;
  }
  response.writeHead(200, { "Content-Length": size });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
}

/** Serves `folder`; tries the next port, up to `tries` of them, when one is taken. Answers the port. */
export function serve(folder, { port, host = "127.0.0.1", tries = 1 }) {
  const compressed = new Map();
  const server = createServer((request, response) => answer(folder, compressed, request, response));
  return new Promise((resolve, reject) => {
    let left = tries;
    server.on("error", (error) => {
      left -= 1;
      if (error.code === "EADDRINUSE" && left > 0) server.listen(++port, host);
      else if (error.code === "EADDRINUSE") reject(new Failure(`Port ${port} is taken.`));
      else reject(error);
    });
    server.on("listening", () => resolve({ port: server.address().port, server }));
    server.listen(port, host);
  });
}
