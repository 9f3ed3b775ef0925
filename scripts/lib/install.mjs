// Makes the machine ready: Debian packages (as root) and npm packages, only those that are missing.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, step } from "./log.mjs";
import { requirements } from "./requirements.mjs";
import { capture, root, which } from "./run.mjs";

/** Makes sure of the named groups of {@link requirements}. */
export async function ensurePackages(...groups) {
  const needed = groups.flatMap((group) => requirements[group]);
  const missing = needed.filter((one) => !one.found());
  if (missing.length === 0) return;
  const packages = missing.map((one) => one.package);
  const list = missing.map((one) => `  ${one.name} (Debian package ${one.package})`).join("\n");
  const byHand = `Missing on this machine:\n${list}\n`;
  const command = `apt-get install --no-install-recommends ${packages.join(" ")}`;
  if (!which("apt-get")) throw new Failure(`${byHand}Please install them, then try again.`);
  if (process.getuid() !== 0) throw new Failure(`${byHand}Please run, then try again:\n  sudo ${command}`);

  await step("Debian package lists", () => apt(["update"]));
  console.log(`Debian packages to install: ${packages.join(" ")}`);
  await step("Debian packages", async (progress) => {
    await keepOwnNode(packages);
    await apt(["install", "--no-install-recommends", ...packages], progress);
  });
  const still = missing.filter((one) => !one.found());
  if (still.length > 0) {
    throw new Failure(`Installed, but still not usable: ${still.map((one) => one.name).join(", ")}.`);
  }
}

async function apt(args, progress) {
  const options = ["-y", "-q", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=300", "-o", "APT::Status-Fd=3"];
  await capture("apt-get", [...options, ...args], {
    env: { DEBIAN_FRONTEND: "noninteractive" },
    status: (line) => {
      const [kind, , percent, text] = line.split(":"); // pmstatus:package:12.5:what
      const phase = kind === "dlstatus" ? "fetching" : "unpacking and setting up";
      if (percent) progress?.(`${phase}, ${Math.round(Number(percent))} % ${text ?? ""}`);
    },
  });
}

/**
 * Emscripten's package depends on Debian's nodejs, which may be too old for the page. Where /usr/bin/node is there but
 * no package's, dpkg would overwrite it: Debian's is set aside as /usr/bin/node-debian instead.
 */
async function keepOwnNode(packages) {
  if (!packages.includes("emscripten") || !existsSync("/usr/bin/node")) return;
  try {
    execFileSync("dpkg", ["-S", "/usr/bin/node"], { stdio: "ignore" });
  } catch {
    await capture("dpkg-divert", [
      "--local",
      "--no-rename",
      "--divert",
      "/usr/bin/node-debian",
      "--add",
      "/usr/bin/node",
    ]);
  }
}

/** Makes node_modules what package-lock.json says. */
export async function ensureNodeModules() {
  if (nodeModulesAreRight()) return;
  await step("npm packages of package-lock.json", async (progress) => {
    const started = process.env.npm_execpath ?? "";
    const npm = started.endsWith("npm-cli.js") ? [process.execPath, started] : ["npm"];
    const [command, ...args] = [...npm, "ci", "--include=dev", "--no-audit", "--no-fund"];
    progress("fetching");
    const output = await capture(command, args, { onLine: progress });
    return output.match(/added \d+ packages/)?.[0];
  });
  if (!nodeModulesAreRight())
    throw new Failure("npm ci ended well, but node_modules is not what package-lock.json says.");
}

/** Whether the record npm leaves in node_modules agrees with the lockfile; packages for other systems may be absent. */
function nodeModulesAreRight() {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(record, "utf8")).packages;
  for (const [path, one] of Object.entries(wanted)) {
    if (path === "") continue;
    const there = present[path];
    if (there ? there.version !== one.version : !one.optional) return false;
  }
  return true;
}
