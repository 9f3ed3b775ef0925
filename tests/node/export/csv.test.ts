import { expect, test } from "vitest";
import { dataCsv, historyCsv } from "../../../web/export/csv.ts";
import { withTrainer } from "../experiments.ts";

const cells = (csv: string) => csv.split("\r\n").map((line) => line.split(","));

test("the history has one line per recorded epoch, with every number as it was measured", () => {
  withTrainer({ data: { samples: 40 } }, (trainer) => {
    trainer.trainEpochs(3);
    const history = trainer.history();
    const [header, ...lines] = cells(historyCsv(history));
    expect(header!.slice(0, 7)).toEqual([
      ...["epoch", "step", "train_loss", "test_loss", "train_metric", "test_metric", "learning_rate"],
    ]);
    expect(header!.slice(7)).toEqual(["gradient_norm_layer_1", "gradient_norm_layer_2", "gradient_norm_layer_3"]);
    expect(lines.length).toBe(history.epoch.length + 1); // the last line ends too
    expect(lines[3]!.map(Number).slice(0, 4)).toEqual([
      ...[history.epoch[3], history.step[3], history.trainLoss[3], history.testLoss[3]],
    ]);
  });
});

test("what was not measured is empty, and regression has its mean absolute error", () => {
  const experiment = {
    task: "regression",
    data: { dataset: "sine", samples: 20, trainFraction: 1 },
    features: ["x"],
    network: { outputActivation: "linear" },
  } as const;
  withTrainer({ ...experiment, features: ["x"] }, (trainer) => {
    trainer.trainEpochs(1);
    const [header, first] = cells(historyCsv(trainer.history()));
    expect(header).toContain("train_mean_absolute_error");
    expect(first![header!.indexOf("test_loss")]).toBe("");
    expect(Number(first![header!.indexOf("train_loss")])).toBeGreaterThan(0);
  });
});

test("data has its rows, its classes by name, and the part that each row belongs to", () => {
  const data = {
    inputs: [
      [0.1, 2],
      [-3, 4.5],
      [5, 6],
    ],
    targets: [0, 1, 1],
    columnNames: ['a "quoted", name', "b"],
    classNames: ["no", " yes"],
    testInputs: [[7, 8]],
    testTargets: [1],
  };
  withTrainer({ data, batch: { size: 1 }, precision: "float64" }, (trainer) => {
    expect(dataCsv(trainer.data())).toBe(
      '"a ""quoted"", name",b,class,part\r\n0.1,2,no,train\r\n-3,4.5," yes",train\r\n5,6," yes",train\r\n7,8," yes",test\r\n',
    );
  });
});
