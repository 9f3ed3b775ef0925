import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decimalMarkOf, isMissing, numberIn } from "../../web/table/cells.js";
import { guessRoles } from "../../web/table/columns.js";
import { decode } from "../../web/table/decode.js";
import { parseTable } from "../../web/table/parse.js";
import { type Fault, TableError } from "../../web/table/problem.js";
import { readFile, readText } from "../../web/table/read.js";
import { take } from "../../web/table/take.js";

const MOST = 100;
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function faultOf(act: () => unknown): Promise<Fault> {
  try {
    await act();
  } catch (error) {
    if (error instanceof TableError) return error.fault;
    throw error;
  }
  throw new Error("no fault was found");
}

/** What a reader gets who changes nothing. */
async function taken(text: string) {
  const read = await readText(text);
  const roles = guessRoles(read.columns, read.table.rows.length);
  return { ...read, roles, taken: await take(read.table, roles, MOST) };
}

describe("Penguins as they are", () => {
  const text = readFileSync("data/penguins.csv", "utf8");
  it("give the species by four measurements, and say which rows lack some", async () => {
    const { table, columns, roles, taken: result } = await taken(text);
    expect(table.rows.length).toBe(344);
    expect(roles).toEqual(["class", "skip", "input", "input", "input", "input", "skip"]);
    expect(result.classNames).toEqual(["Adelie", "Chinstrap", "Gentoo"]);
    expect(result.usable).toBe(342);
    expect(result.problems).toEqual([
      { kind: "missing", line: 5, column: "beak_length_mm" },
      { kind: "missing", line: 341, column: "beak_length_mm" },
    ]);
    // A point stands for an unknown sex, as an empty cell does.
    expect(text).toMatch(/,\.\r?\n/);
    expect(columns[6]?.missing).toBe(text.split(/\r?\n/).filter((line) => /,\.?$/.test(line)).length);
    expect(columns[6]?.distinct).toBe(2);
  });
  it("give the sex as target where that is chosen, without the rows that do not say", async () => {
    const { table, columns } = await readText(text);
    const result = await take(table, ["skip", "skip", "input", "input", "skip", "skip", "class"], MOST);
    expect(result.classNames).toEqual(["MALE", "FEMALE"]);
    expect(result.usable).toBe(344 - (columns[6]?.missing ?? 0));
    expect(result.problems[0]).toEqual({ kind: "noClass", line: 5 });
  });
});

describe("A table's form is found", () => {
  it("semicolons with decimal commas and a byte-order mark", async () => {
    const { text, encoding, mark } = decode(utf8("\ufeffLänge;Breite;Art\r\n1,5;2,25;a\r\n-0,75;3;b\r\n"));
    expect([encoding, mark]).toEqual(["UTF-8", true]);
    const { table, taken: result } = await taken(text);
    expect(table).toMatchObject({ names: ["Länge", "Breite", "Art"], delimiter: ";", decimalMark: ",", header: true });
    expect(result.data?.inputs).toEqual([1.5, 2.25, -0.75, 3]);
    expect(result.data?.targets).toEqual([0, 1]);
  });
  it("semicolons with decimal commas and no names", async () => {
    const table = await parseTable("1,5;2,5;0\n2,5;1,5;1\n");
    expect(table).toMatchObject({ delimiter: ";", decimalMark: ",", header: false, names: ["x1", "x2", "x3"] });
  });
  it("tabs, bars and commas", async () => {
    for (const delimiter of ["\t", "|", ","]) {
      const table = await parseTable(`a${delimiter}b\n1${delimiter}2\n3${delimiter}4`);
      expect(table).toMatchObject({
        delimiter,
        names: ["a", "b"],
        rows: [
          ["1", "2"],
          ["3", "4"],
        ],
      });
    }
  });
  it("quotes with line breaks and commas, with lines counted as an editor does", async () => {
    const table = await parseTable('name,size,kind\n"one,\n\nfirst",1,a\n\n"say ""two""",2,b\nthree,x,b\n');
    expect(table.rows).toEqual([
      ["one,\n\nfirst", "1", "a"],
      ['say "two"', "2", "b"],
      ["three", "x", "b"],
    ]);
    expect(table.lines).toEqual([2, 6, 7]);
  });
  it("names also over nothing but texts, unless they recur", async () => {
    expect((await parseTable("colour,kind\nred,a\nblue,b\n")).header).toBe(true);
    expect((await parseTable("red,a\nblue,b\nred,b\n")).header).toBe(false);
    expect((await parseTable("a,b\n1,2\n", false)).rows.length).toBe(2);
  });
  it("absent and repeated names", async () => {
    expect((await parseTable(" a , a,,b\n1,2,3,4\n")).names).toEqual(["a", "a (2)", "x3", "b"]);
  });
});

describe("Encodings are found", () => {
  it("GBK, as Chinese spreadsheets save it", async () => {
    // 身高,体重,类别 / 171.2,64,甲 / 158.9,51.3,乙 in GBK.
    const name = [0xc9, 0xed, 0xb8, 0xdf, 0x2c, 0xcc, 0xe5, 0xd6, 0xd8, 0x2c, 0xc0, 0xe0, 0xb1, 0xf0, 0x0a];
    const rows = [...utf8("171.2,64,"), 0xbc, 0xd7, 0x0a, ...utf8("158.9,51.3,"), 0xd2, 0xd2, 0x0a];
    const read = await readFile(new Blob([bytes(...name, ...rows) as BlobPart]));
    expect(read.encoding).toBe("GB18030");
    expect(read.table.names).toEqual(["身高", "体重", "类别"]);
    const result = await take(read.table, guessRoles(read.columns, 2), MOST);
    expect(result.classNames).toEqual(["甲", "乙"]);
  });
  it("UTF-16 with its mark and without", () => {
    const wide = [..."a,b\n1,2\n"].flatMap((char) => [char.charCodeAt(0), 0]);
    expect(decode(bytes(0xff, 0xfe, ...wide))).toEqual({ text: "a,b\n1,2\n", encoding: "UTF-16", mark: true });
    expect(decode(bytes(...wide)).text).toBe("a,b\n1,2\n");
    const swapped = [..."a,b\n1,2\n"].flatMap((char) => [0, char.charCodeAt(0)]);
    expect(decode(bytes(0xfe, 0xff, ...swapped)).text).toBe("a,b\n1,2\n");
  });
});

describe("What is no table is told apart", () => {
  it("an image renamed to .csv, an archive, other bytes", async () => {
    const png = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);
    expect(await faultOf(() => decode(png))).toEqual({ kind: "binary", what: "PNG" });
    expect(await faultOf(() => decode(bytes(0x50, 0x4b, 3, 4, 20, 0)))).toEqual({ kind: "binary", what: "XLSX, ZIP" });
    expect(await faultOf(() => decode(bytes(1, 2, 3, 4, 5, 6, 7, 8)))).toEqual({ kind: "binary", what: "" });
    expect(await faultOf(() => decode(bytes(0xff, 0xff, 0xff, 0x31)))).toEqual({ kind: "encoding" });
  });
  it("nothing, or names alone", async () => {
    expect(await faultOf(() => decode(bytes()))).toEqual({ kind: "empty" });
    expect(await faultOf(() => parseTable(" \n\n"))).toEqual({ kind: "empty" });
    expect(await faultOf(() => parseTable("a,b,c\n", true))).toEqual({ kind: "headerOnly" });
  });
  it("one column", async () => {
    expect(await faultOf(() => readText("height\n1\n2\n"))).toEqual({ kind: "oneColumn", name: "height" });
  });
  it("a quote that is never closed, with its place", async () => {
    expect(await faultOf(() => parseTable('a,b\n1,2\n3,"4\n5,6\n'))).toEqual({ kind: "quote", line: 3, column: 2 });
  });
  it("JSON that ends early, and JSON of another shape", async () => {
    expect((await faultOf(() => parseTable('[{"a": 1}'))).kind).toBe("json");
    expect(await faultOf(() => parseTable("[1, 2]"))).toEqual({ kind: "jsonShape" });
    expect(await faultOf(() => parseTable('[{"a": 1}, {"a": {"b": 2}}]'))).toEqual({
      kind: "jsonCell",
      row: 2,
      name: "a",
    });
  });
});

describe("Rows of JSON", () => {
  const wanted = {
    names: ["a", "b"],
    rows: [
      ["1", "x"],
      ["2.5", ""],
    ],
  };
  it("are read from objects, lists, columns and lines", async () => {
    for (const text of [
      '[{"a": 1, "b": "x"}, {"a": 2.5}]',
      '[["a", "b"], [1, "x"], [2.5, null]]',
      '{"a": [1, 2.5], "b": ["x"]}',
      '{"a": 1, "b": "x"}\n{"a": 2.5, "b": null}\n',
    ]) {
      expect(await parseTable(text), text).toMatchObject(wanted);
    }
  });
});

describe("Cells", () => {
  it("are numbers in many notations, and nothing else is one", () => {
    expect(["1e-3", ".5", "+2", "−3", "１２", "1,234.5"].map((cell) => numberIn(cell, "."))).toEqual([
      0.001, 0.5, 2, -3, 12, 1234.5,
    ]);
    expect(["1,5", "1.234,5", "-,5"].map((cell) => numberIn(cell, ","))).toEqual([1.5, 1234.5, -0.5]);
    for (const cell of ["", "a1", "1 2", "0x10", "1e400", "12,3", "Infinity"])
      expect(numberIn(cell, "."), cell).toBeNull();
  });
  it("may say in words that they are empty", () => {
    expect(["", " ", ".", "NA", "n/a", "NaN", "?", "缺失"].every(isMissing)).toBe(true);
    expect(["0", "no", "x"].some(isMissing)).toBe(false);
  });
  it("show the decimal mark", () => {
    expect(decimalMarkOf(["1,5", "2", "3,25"])).toBe(",");
    expect(decimalMarkOf(["1.5", "2"])).toBe(".");
  });
});

describe("What is taken over", () => {
  const rows = Array.from({ length: 9 }, (_, k) => `${k * 1.5},${k % 2 ? "a" : "b"}`);
  it("says by line which row has no class, no number, too many cells", async () => {
    const { taken: result } = await taken(["size,kind", ...rows, "2,", "two,a", "3,a,9"].join("\n"));
    expect(result.usable).toBe(9);
    expect(result.problems).toEqual([
      { kind: "noClass", line: 11 },
      { kind: "notNumber", line: 12, column: "size", text: "two" },
      { kind: "tooManyCells", line: 13, cells: 3, expected: 2 },
    ]);
  });
  it("is a regression where the target is a number", async () => {
    const { roles, taken: result } = await taken("x,y\n1,2.5\n2,3.5\n3,4.25\n4,1.5\n5,0.5\n6,0.25\n7,0.1\n");
    // x counts the rows, but without it nothing would be left to learn from.
    expect(roles).toEqual(["input", "value"]);
    expect(result.lack).toBeNull();
    expect(result.usable).toBe(7);
    expect(await take((await readText("x,y\n1,2.5\n3,3.5\n")).table, ["input", "value"], MOST)).toMatchObject({
      task: "regression",
      usable: 2,
      data: { inputs: [1, 3], targets: [2.5, 3.5], columns: 1, columnNames: ["x"] },
    });
  });
  it("lacks something while there is no target, one class only, or more classes than fit", async () => {
    const { table } = await readText("a,b\n1,x\n2,x\n3,x\n");
    expect((await take(table, ["input", "skip"], MOST)).lack).toBe("noTarget");
    expect((await take(table, ["input", "class"], MOST)).lack).toBe("oneClass");
    expect((await take(table, ["class", "skip"], MOST)).lack).toBe("noInput");
    const many = await readText("a,b\n1,x\n2,y\n3,z\n");
    expect((await take(many.table, ["input", "class"], 2)).lack).toBe("tooManyClasses");
  });
  it("keeps class numbers in their order and ids out of the inputs", async () => {
    const text = ["id,a,class", ...Array.from({ length: 12 }, (_, k) => `${k + 1},${(k * 7) % 5},${2 - (k % 3)}`)].join(
      "\n",
    );
    const { roles, taken: result } = await taken(text);
    expect(roles).toEqual(["skip", "input", "class"]);
    expect(result.classNames).toEqual(["0", "1", "2"]);
    expect(result.data?.targets).toEqual(Array.from({ length: 12 }, (_, k) => 2 - (k % 3)));
  });
});

it("100 000 rows are read in pieces between which others get their turn", async () => {
  const text = `a,b,class\n${Array.from({ length: 100_000 }, (_, k) => `${k * 0.37},"x\n${k}",${k % 3}`).join("\n")}\n`;
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const { table } = await readText(text);
  clearInterval(timer);
  expect(table.rows.length).toBe(100_000);
  expect(table.rows[99_999]).toEqual([`${99_999 * 0.37}`, "x\n99999", "0"]);
  expect(table.lines[99_999]).toBe(2 + 2 * 99_999);
  // 2.6 MB in pieces of 200 000 characters are at least 13 pieces.
  expect(turns).toBeGreaterThanOrEqual(8);
});
