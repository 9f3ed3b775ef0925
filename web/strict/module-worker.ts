import { trustedUrl } from "./trusted.js";

/** A module worker, also where its script comes from another origin than the page, or the page has no origin at all. */
export function moduleWorker(url: URL, name: string): Worker {
  const options = { type: "module", name } as const;
  if (url.origin === self.origin) return new Worker(trustedUrl(url.href), options);
  // The import is static so that messages which arrive early wait for it.
  const text = `import ${JSON.stringify(url.href)};`;
  // A frame that may only run scripts has no origin of its own: a Blob of it could import nothing.
  const bridge =
    self.origin === "null"
      ? `data:text/javascript,${encodeURIComponent(text)}`
      : URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return new Worker(trustedUrl(bridge), options);
}
