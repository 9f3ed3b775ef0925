/**
 * Pages that require Trusted Types: the addresses that workers are started from go through one policy,
 * `gradient-playground`, which such a page names in its Content-Security-Policy beside Lit's own, `lit-html`.
 */
interface Policy {
  createScriptURL(url: string): string;
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

const NAME = "gradient-playground";
let policy: Policy | null | undefined;

function policyHere(): Policy | null {
  const { trustedTypes } = globalThis as { trustedTypes?: Factory };
  try {
    return trustedTypes?.createPolicy(NAME, { createScriptURL: (url) => url }) ?? null;
  } catch {
    return null; // The page allows no policy of this name: the browser says so where the address is used.
  }
}

/** An address of this build's own code, as `new Worker` takes it everywhere. */
export function trustedUrl(url: string): string {
  if (policy === undefined) policy = policyHere();
  return policy ? policy.createScriptURL(url) : url;
}
