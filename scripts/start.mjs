// npm start [-- --port N --host ADDRESS]    builds what changed and serves the page.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildPage } from "./lib/build.mjs";
import { bold, Failure, main } from "./lib/log.mjs";
import { root } from "./lib/run.mjs";
import { serve } from "./lib/serve.mjs";

main(async () => {
  const { values } = parseArgs({
    options: { port: { type: "string" }, host: { type: "string", default: "127.0.0.1" } },
  });
  const wanted = Number(values.port ?? process.env.PORT ?? 5173);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535) {
    throw new Failure(`port = ${values.port ?? process.env.PORT}, allowed 0 to 65535`);
  }
  await buildPage();
  const { port } = await serve(join(root, "dist", "page"), { port: wanted, host: values.host, tries: 50 });
  const name = values.host === "127.0.0.1" ? "localhost" : values.host;
  console.log(`\nGradient Playground: ${bold(`http://${name}:${port}/`)}\nCtrl+C ends it.`);
});
