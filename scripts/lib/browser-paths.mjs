// The browsers that open the page for tests and figures: Debian's, or those that GP_CHROMIUM and GP_FIREFOX name.

/** Chromium without a window: the same engine as the browser, without the pages that its window is made of. */
export const chromiumPath = process.env.GP_CHROMIUM ?? "/usr/bin/chromium-headless-shell";
export const firefoxPath = process.env.GP_FIREFOX ?? "/usr/bin/firefox-esr";
