/** Paths of the browsers that open the page for tests and figures. */
export const chromiumPath: string;
export const firefoxPath: string;
