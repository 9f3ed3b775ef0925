// Old syntax on purpose: this file must be able to say so under any Node.
var parts = process.versions.node.split(".");
var major = Number(parts[0]);
var minor = Number(parts[1]);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  console.error(
    "Node 20.19 or newer (of the 22 series: 22.12) is needed to build the page; this is Node " +
      process.versions.node +
      ".",
  );
  process.exit(1);
}
