// npm test [-- SUITE …]    every suite, or the named ones: lint native wasm node package docs e2e. All run, whatever the others said.

import { ensureNodeModules, ensurePackages } from "./lib/install.mjs";
import { bold, Failure, green, main, red } from "./lib/log.mjs";
import { suites } from "./lib/suites.mjs";

main(async () => {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    throw new Failure(`suite = ${unknown.join(", ")}, allowed ${suites.map((suite) => suite.name).join(", ")}`);
  }
  const chosen = suites.filter(({ name }) => names.length === 0 || names.includes(name));
  await ensurePackages(...new Set(chosen.flatMap(({ packages }) => packages)));
  await ensureNodeModules();

  const results = [];
  for (const suite of chosen) {
    console.log(`\n${bold(`== ${suite.name}: ${suite.title} ==`)}`);
    const start = performance.now();
    let counts;
    try {
      await suite.build();
      counts = await suite.run();
      if (counts.passed + counts.failed === 0) {
        console.log(red("No test was found."));
        counts = { passed: 0, failed: 1 };
      }
    } catch (error) {
      console.log(error instanceof Failure ? red(error.message) : error);
      counts = { passed: 0, failed: 1 };
    }
    results.push({ ...suite, ...counts, seconds: (performance.now() - start) / 1000 });
  }

  console.log(`\n${bold("== Summary ==")}`);
  const width = Math.max(...results.map(({ title }) => title.length));
  console.log(`${"suite".padEnd(width)}  tests  seconds  result`);
  for (const { title, passed, failed, seconds } of results) {
    const result = failed > 0 ? red(`${failed} failed`) : green("passed");
    console.log(
      `${title.padEnd(width)}  ${String(passed + failed).padStart(5)}  ${seconds.toFixed(1).padStart(7)}  ${result}`,
    );
  }
  const sum = (key) => results.reduce((total, one) => total + one[key], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") > 0 ? 1 : 0;
});
