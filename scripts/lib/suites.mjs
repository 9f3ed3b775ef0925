// The test suites: what each needs first, how it runs, and how many of its tests passed.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { buildAll, buildNodePackage } from "./build.mjs";
import { runChecks } from "./checks.mjs";
import { cmakeBuild } from "./cmake.mjs";
import { Failure } from "./log.mjs";
import { runTries } from "./package/run.mjs";
import { shortTries } from "./package/short.mjs";
import { capture, nodeProgram, root, run } from "./run.mjs";

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Runs ctest; counts the tests inside each suite from the report it leaves. A suite without one crashed. */
async function ctest(preset) {
  const reports = join(root, "build", preset, "test-reports");
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const listed = JSON.parse(await capture("ctest", ["--preset", preset, "--show-only=json-v1"]));
  const code = await run("ctest", ["--preset", preset, "--parallel", String(availableParallelism())], {
    env: { UBSAN_OPTIONS: "print_stacktrace=1", ASAN_OPTIONS: "detect_stack_use_after_return=1" },
  });
  const counts = { passed: 0, failed: 0 };
  for (const { name } of listed.tests) {
    const path = join(reports, `${name.replaceAll("/", "-")}.json`);
    if (existsSync(path)) {
      const { tests, failures, errors } = readJson(path);
      counts.failed += failures + errors;
      counts.passed += tests - failures - errors;
    } else {
      console.log(`${name} ended before it could report.`);
      counts.failed += 1;
    }
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1; // as when a sanitizer speaks after the last test
  return counts;
}

async function vitest() {
  const report = join(root, "test-results", "node.json");
  rmSync(report, { force: true });
  const args = ["run", "--reporter=verbose", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run(process.execPath, [nodeProgram("vitest/vitest.mjs"), ...args], {
    env: process.stdout.isTTY ? {} : { NO_COLOR: "1" }, // it would paint a log file too
  });
  if (!existsSync(report)) throw new Failure("The test runner ended before it could report.");
  const { numPassedTests, numFailedTests, numFailedTestSuites } = readJson(report);
  const failed = Math.max(
    numFailedTests,
    code === 0 ? 0 : Math.max(1, numFailedTests),
    numFailedTests || numFailedTestSuites,
  );
  return { passed: numPassedTests, failed };
}

async function playwright() {
  const report = join(root, "test-results", "report.json");
  rmSync(report, { force: true });
  const port = await freePortPair();
  const code = await run(process.execPath, [nodeProgram("@playwright/test/cli.js"), "test"], {
    env: { GP_TEST_PORT: String(port) },
  });
  if (!existsSync(report)) throw new Failure("The browser tests ended before they could report.");
  const { expected, unexpected, flaky } = readJson(report).stats;
  if (flaky > 0) console.log(`${flaky} passed at the second try.`);
  return { passed: expected + flaky, failed: Math.max(unexpected, code === 0 ? 0 : 1) };
}

/** The tables of docs/equations.md are what the catalog says. */
async function docs() {
  const code = await run(process.execPath, ["scripts/docs-tables.mjs", "--check"]);
  if (code === 0) console.log("The tables of docs/equations.md are the catalog's.");
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A port that is free, and the one after it too. */
async function freePortPair() {
  const free = (port) =>
    new Promise((resolve) => {
      const probe = createServer();
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
  for (let port = 4179; port < 4379; port += 2) {
    if ((await free(port)) && (await free(port + 1))) return port;
  }
  throw new Failure("No two free ports from 4179 to 4378.");
}

/** `packages`: groups of what the machine must have (requirements.mjs); `build` comes before `run`. */
export const suites = [
  { name: "lint", title: "Format, lint and types", packages: ["format"], build() {}, run: () => runChecks() },
  {
    name: "native",
    title: "C++ natively, with AddressSanitizer and UBSan",
    packages: ["engine", "native", "tests"],
    build: () => cmakeBuild("C++ tests with sanitizers (build/native-debug)", "native-debug", "gp_tests"),
    run: () => ctest("native-debug"),
  },
  {
    name: "wasm",
    title: "C++ as WebAssembly under Node",
    packages: ["engine", "tests"],
    build: () => cmakeBuild("C++ tests as WebAssembly (build/wasm-release)", "wasm-release", "gp_tests"),
    run: () => ctest("wasm-release"),
  },
  {
    name: "node",
    title: "Node package",
    packages: ["engine", "native", "exports", "headless"],
    build: buildAll,
    run: vitest,
  },
  {
    name: "package",
    title: "Package as it would be published",
    packages: ["engine", "browsers"],
    build: buildAll,
    run: () => runTries(shortTries),
  },
  { name: "docs", title: "Documents agree with the catalog", packages: ["engine"], build: buildNodePackage, run: docs },
  {
    name: "e2e",
    title: "Page in Chromium and Firefox",
    packages: ["engine", "browsers"],
    build: buildAll,
    run: playwright,
  },
];
