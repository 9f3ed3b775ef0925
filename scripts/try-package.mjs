// npm run try-package [-- WORD …]    package and element in every tool that people use them with; WORD chooses by title.
import { buildAll } from "./lib/build.mjs";
import { ensureNodeModules, ensurePackages } from "./lib/install.mjs";
import { Failure, main } from "./lib/log.mjs";
import { longTries } from "./lib/package/long.mjs";
import { runTries } from "./lib/package/run.mjs";
import { shortTries } from "./lib/package/short.mjs";
import { siteTries } from "./lib/package/sites.mjs";

main(async () => {
  await ensurePackages("engine", "browsers", "sites");
  await ensureNodeModules();
  await buildAll();
  const words = process.argv.slice(2).map((word) => word.toLowerCase());
  const wanted = ({ title }) => words.length === 0 || words.some((word) => title.toLowerCase().includes(word));
  const list = [...shortTries, ...longTries, ...siteTries].filter(wanted);
  if (list.length === 0) throw new Failure(`No try is called like ${words.join(" ")}.`);
  const { failed } = await runTries(list);
  process.exitCode = failed > 0 ? 1 : 0;
});
