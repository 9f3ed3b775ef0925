// Three species of iris told apart by the length and width of their petals.
// Run it with `node examples/iris.mjs` after `npm run build`.
import { readFile } from "node:fs/promises";
import { loadEngine } from "gradient-playground";

const [header, ...lines] = (await readFile(new URL("../data/iris.csv", import.meta.url), "utf8")).trim().split("\n");
const rows = lines.map((line) => line.split(","));
const column = (name) => header.split(",").indexOf(name);
const species = [...new Set(rows.map((row) => row[column("species")]))];

const engine = await loadEngine();
const trainer = engine.createTrainer({
  task: "classification",
  data: {
    inputs: rows.map((row) => [Number(row[column("petal_length_cm")]), Number(row[column("petal_width_cm")])]),
    targets: rows.map((row) => species.indexOf(row[column("species")])),
    columnNames: ["petal length", "petal width"],
    classNames: species,
    standardize: true,
    trainFraction: 0.8,
    seed: 1,
  },
  features: ["raw"],
  network: {
    hidden: [{ units: 8, activation: "tanh" }],
    outputActivation: "softmax",
    initializer: "xavier-uniform",
    seed: 2,
  },
  loss: "cross-entropy",
  optimizer: { name: "adam", learningRate: 0.01 },
  batch: { size: 16, shuffle: true, seed: 3 },
});

const percent = (share) => `${(100 * share).toFixed(1)} %`.padStart(7);
console.log("epoch  training loss  test loss  training accuracy  test accuracy");
for (let epochs = 0; epochs <= 200; epochs += 25) {
  const { epoch, trainLoss, testLoss, trainMetric, testMetric } = trainer.trainEpochs(epochs === 0 ? 0 : 25);
  console.log(
    String(epoch).padStart(5),
    trainLoss.toFixed(4).padStart(14),
    testLoss.toFixed(4).padStart(10),
    percent(trainMetric).padStart(18),
    percent(testMetric).padStart(14),
  );
}

console.log(`\nOn the test flowers (a row is a species, a column what it was taken for: ${species.join(", ")})`);
for (const counts of trainer.confusion("test").counts)
  console.log(counts.map((count) => String(count).padStart(4)).join(""));

const flower = [4.9, 1.6];
const probabilities = trainer.predict([flower]);
console.log(`\nA petal ${flower[0]} cm long and ${flower[1]} cm wide:`);
for (const [i, name] of species.entries()) console.log(`  ${name.padEnd(12)}${percent(probabilities[i])}`);

trainer.dispose();
