// What `require("gradient-playground")` finds where Node cannot yet require ES modules.
throw new Error(
  "gradient-playground is an ES module: write `import` instead of `require`, or use Node 20.19, 22.12 or newer, which can require it.",
);
