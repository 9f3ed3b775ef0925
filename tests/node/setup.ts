/** Properties are tried with the same values at every `npm test`; `npm run fuzz` looks further. */
import fc from "fast-check";

if (process.env.GP_FUZZ === undefined) fc.configureGlobal({ seed: 20_230_711 });
