// npm run build    everything that Node and the page need: build/engine, dist/engine, dist/element, dist/page.
import { buildAll } from "./lib/build.mjs";
import { main } from "./lib/log.mjs";

main(buildAll);
