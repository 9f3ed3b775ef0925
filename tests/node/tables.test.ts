import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ClassChoices } from "../../web/table/classes.js";
import { guessRoles, type Role } from "../../web/table/columns.js";
import { ENCODINGS } from "../../web/table/decode.js";
import { LIMITS } from "../../web/table/limits.js";
import { uniqueNames } from "../../web/table/names.js";
import { parseTable } from "../../web/table/parse.js";
import { type Fault, TableError } from "../../web/table/problem.js";
import { readFile, readText } from "../../web/table/read.js";
import { TableSession } from "../../web/table/session.js";
import { take } from "../../web/table/take.js";

const MOST = 100;
const file = (name: string): Blob => new Blob([new Uint8Array(readFileSync(`tests/reference/tables/${name}`))]);

/** What a reader gets who changes nothing but what is given. */
async function opened(source: string | Blob, roles?: Role[], choices?: ClassChoices) {
  const read = typeof source === "string" ? await readText(source) : await readFile(source);
  const guess = guessRoles(read.columns, read.table.rows.length);
  const taken = await take(read.table, roles ?? guess, MOST, choices);
  return { ...read, roles: guess, taken };
}

async function faultOf(act: () => Promise<unknown>): Promise<Fault> {
  try {
    await act();
  } catch (error) {
    if (error instanceof TableError) return error.fault;
    throw error;
  }
  throw new Error("no fault was found");
}

describe("Cells separated by spaces", () => {
  it("however many, also with a tab among them, are cells without names", async () => {
    const { table } = await opened(file("02-whitespace-uci.data"));
    expect([table.rows.length, table.names.length, table.header, table.delimiter]).toEqual([6, 9, false, " "]);
    expect(table.rows[0]).toEqual(["21.5", "4", "121.0", "84.00", "2310.", "16.2", "71", "1", "alpha one"]);
    expect(table.rows[1]?.[3]).toBe("?");
  });
  it("with names over them, or decimal commas within", async () => {
    const { table, roles } = await opened("width  height kind\n 1.5 2 a\n 2.5   3 b\n 1.0 2 a\n 2.0 4 b\n");
    expect(table.names).toEqual(["width", "height", "kind"]);
    expect(roles).toEqual(["input", "input", "class"]);
    const commas = await opened("1,5   2,25  a\n2,5   3,75  b\n1,25  2,5   a\n");
    expect(commas.table.rows[0]).toEqual(["1,5", "2,25", "a"]);
    expect(commas.table.decimalMark).toBe(",");
  });
  it("are not looked for where commas separate words with spaces", async () => {
    const { table } = await opened("name,size\nred fox,1\nbrown bear,3\n");
    expect(table.rows[0]).toEqual(["red fox", "1"]);
  });
});

describe("Marks of numbers", () => {
  it("points between thousands and decimal commas are both found", async () => {
    const { table, taken } = await opened(file("07-german-all-thousands.csv"));
    expect(taken.data?.inputs).toEqual([1355.9, -21419.06, 2740.15, -1105.4]);
    expect([table.decimalMark, table.thousandsMark]).toEqual([",", "."]);
  });
  it("spaces and apostrophes between thousands, and commas in quotation marks", async () => {
    const spaces = await opened("a;k\n1 355,90;x\n21\u202f419,06;y\n");
    expect(spaces.taken.data?.inputs).toEqual([1355.9, 21419.06]);
    const swiss = await opened("a;k\n1'355.90;x\n2’419.06;y\n");
    expect(swiss.taken.data?.inputs).toEqual([1355.9, 2419.06]);
    const quoted = await opened('a,k\n"1,355.90",x\n"1,021",y\n');
    expect(quoted.taken.data?.inputs).toEqual([1355.9, 1021]);
    const german = await opened('a,k\n"1.355,90",x\n"0,5",y\n');
    expect(german.taken.data?.inputs).toEqual([1355.9, 0.5]);
  });
});

describe("Encodings", () => {
  it("old Windows text that also passes for Chinese is read as Western", async () => {
    const { table, encoding } = await opened(file("08b-windows-1252-silent.csv"));
    expect(encoding).toBe("windows-1252");
    expect(table.names.slice(0, 2)).toEqual(["Temp (°C)", "Höhe m"]);
  });
  it("can be chosen by hand, all that are listed", async () => {
    const bytes = Uint8Array.from([0xc0, 0xe0, 0xb1, 0xf0, 0x2c, 0x62, 0x0a, 0x31, 0x2c, 0x32, 0x0a]);
    expect((await readFile(new Blob([bytes]))).table.names[0]).toBe("类别");
    expect((await readFile(new Blob([bytes]), undefined, "windows-1252")).table.names[0]).toBe("Àà±ð");
    for (const encoding of ENCODINGS.filter((id) => id !== "UTF-8" && id !== "UTF-16"))
      expect((await readFile(new Blob(["a,b\n1,2\n"]), undefined, encoding)).table.names).toEqual(["a", "b"]);
  });
});

describe("Line breaks", () => {
  it("of every kind end a row, also mixed in one table", async () => {
    const rows = [
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
    ];
    for (const text of ["a,b\r1,2\r3,4\r5,6\r", "a,b\r\n1,2\n3,4\r5,6", "a b\r1 2\r3 4\r\n5 6\n"]) {
      const { table } = await opened(text);
      expect([table.names, table.rows, table.lines]).toEqual([["a", "b"], rows, [2, 3, 4]]);
    }
  });
  it("within quotation marks are part of the cell, and count as lines", async () => {
    const { table } = await opened('a,b\r\n"x\r\ny",2\r\nz,4\r\n');
    expect([table.rows, table.lines]).toEqual([
      [
        ["x\ny", "2"],
        ["z", "4"],
      ],
      [2, 4],
    ]);
  });
});

describe("Lines that are no rows", () => {
  it("Excel's sep= is taken at its word, and counts as a line", async () => {
    const { table } = await opened(file("10-sep-line.csv"));
    expect(table.names).toEqual(["x", "y", "label"]);
    expect(table.lines).toEqual([3, 4, 5, 6]);
    expect((await opened("sep=|\na|b\n1|2\n3|4\n")).table.rows).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });
  it("remarks are left out, but not a cell with their mark", async () => {
    const { table, taken } = await opened(file("13-hash-comments.csv"));
    expect(table.names).toEqual(["w", "h", "label"]);
    expect(table.lines).toEqual([4, 6, 7, 8, 10]);
    expect(taken.classNames.at(-1)).toBe("a #2");
  });
  it("a last remark above the rows that names the columns is their head", async () => {
    const { table } = await opened("# made in May\n# x y kind\n1 2 a\n3 4 b\n");
    expect([table.names, table.rows.length, table.lines[0]]).toEqual([["x", "y", "kind"], 2, 3]);
  });
  it("rows that all begin with the mark are rows", async () => {
    const { table } = await opened("name,size\n#1,2\n#2,3\n#3,5\n");
    expect(table.rows.length).toBe(3);
  });
});

describe("Weka's format", () => {
  it("gives its names, its values and what is missing", async () => {
    const { table, columns, taken } = await opened(file("14-small.arff"));
    expect(table.names).toEqual(["length", "skin width", "class"]);
    expect(table.rows.length).toBe(4);
    expect(taken.classNames).toEqual(["apple", "dried plum"]);
    expect(columns[1]?.missing).toBe(1);
  });
  it("fills rows in braces with zeros, and names a line that it does not understand", async () => {
    const text =
      "@relation r\n@attribute a real\n@attribute b real\n@attribute c {no,yes}\n@data\n{0 5, 2 yes}\n{1 2}\n";
    expect((await parseTable(text)).rows).toEqual([
      ["5", "0", "yes"],
      ["0", "2", "no"],
    ]);
    expect(await faultOf(() => parseTable("@relation r\n@attribute a real\nwhat\n@data\n1\n"))).toEqual({
      kind: "arff",
      line: 3,
    });
  });
});

describe("Names", () => {
  it("that the file gives stay, and a nameless running number is skipped", async () => {
    const { table, roles } = await opened(file("15-unnamed-index-column.csv"));
    expect(table.names.slice(1)).toEqual(["x1", "x2", "class"]);
    expect(roles).toEqual(["skip", "input", "input", "class"]);
  });
  it("of rows, which R puts before the row of names, shift nothing", async () => {
    const { table } = await opened('"w","h","k"\n"1",5.5,2,"a"\n"2",6.5,3,"b"\n');
    expect(table.names.slice(1)).toEqual(["w", "h", "k"]);
    expect(table.rows[0]).toEqual(["1", "5.5", "2", "a"]);
  });
  it("are names and nothing else, however they read", async () => {
    const names = ["constructor", "toString", "__proto__", "kind"];
    const { table } = await opened(`${names.join(",")}\n1,2,3,a\n4,5,6,b\n`);
    expect(table.names).toEqual(names);
    const json = await opened('[{"constructor": 1, "kind": "a"}, {"kind": "b"}, {"constructor": 2, "kind": "a"}]');
    expect(json.table.rows[1]).toEqual(["", "b"]);
  });
  it("alike are told apart in time that grows with their number", () => {
    const start = performance.now();
    const names = uniqueNames(Array(5000).fill("a"), 5000);
    expect(new Set(names).size).toBe(5000);
    // Looked for one by one from the first they would take millions of steps.
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe("Classes", () => {
  it("that differ by a full stop are told, and joined at a word", async () => {
    const { taken } = await opened(file("19-labels-with-full-stop.csv"));
    expect(taken.classNames).toEqual(["<=50K", ">50K", ">50K.", "<=50K."]);
    expect(taken.classes?.counts).toEqual([3, 3, 2, 2]);
    expect(taken.classes?.twins).toEqual([
      ["<=50K", "<=50K."],
      [">50K", ">50K."],
    ]);
    const joined = (await opened(file("19-labels-with-full-stop.csv"), undefined, { join: true })).taken;
    expect(joined.classNames).toEqual(["<=50K", ">50K"]);
    expect(joined.classes?.counts).toEqual([5, 5]);
    expect(joined.data?.targets).toEqual([0, 0, 1, 1, 0, 1, 0, 1, 0, 1]);
  });
  it("called NA or none are classes where they are as frequent as others, and can be missing values", async () => {
    const { taken } = await opened(file("20-class-called-NA.csv"));
    expect(taken.classNames).toEqual(["NA", "EU", "none", "AS"]);
    expect(taken.classes).toMatchObject({
      keepWords: true,
      words: [
        { text: "NA", rows: 3 },
        { text: "none", rows: 2 },
      ],
    });
    const missing = (await opened(file("20-class-called-NA.csv"), undefined, { keepWords: false })).taken;
    expect(missing.classNames).toEqual(["EU", "AS"]);
    expect(missing.problems.length).toBe(5);
  });
  it("stay missing where the word is rare, and are kept where empty cells are the missing ones", async () => {
    const rows = Array.from({ length: 40 }, (_, k) => `${k * 0.7},${k % 2 ? "a" : "b"}`);
    const rare = (await opened(["w,sex", ...rows, "1.5,NA", "2.5,NA"].join("\n"))).taken;
    expect(rare.classNames).toEqual(["b", "a"]);
    const both = (await opened(["w,sex", ...rows, "1.5,NA", "2.5,NA", "3.5,"].join("\n"))).taken;
    expect(both.classNames).toEqual(["b", "a", "NA"]);
    expect(both.problems).toEqual([{ kind: "noClass", line: 44 }]);
  });
  it("of one kind only are said so, and no number is learnt instead", async () => {
    const { roles, taken } = await opened(file("25-single-class.csv"));
    expect(roles).toEqual(["input", "input", "class"]);
    expect([taken.lack, taken.targetName, taken.classNames]).toEqual(["oneClass", "label", ["cat"]]);
  });
  it("are in the last of several columns so called, of texts before numbers", async () => {
    const { roles, taken } = await opened(file("46-x-y-label.csv"));
    expect(roles).toEqual(["input", "input", "class"]);
    expect(taken.inputNames).toEqual(["x", "y"]);
  });
});

describe("Numbers as people write them", () => {
  it("carry their unit in the name, and dates are no inputs", async () => {
    const { table, columns, roles, taken } = await opened(file("23-units-percent-currency.csv"));
    expect(table.names).toEqual(["growth (%)", "price ($)", "weight (kg)", "date", "label"]);
    expect(taken.data?.inputs).toEqual([12, 1.5, 70, -3.5, 0.99, 64, 7, 2.1, 81, -1, 1.05, 59]);
    expect([columns[3]?.kind, roles[3]]).toEqual(["date", "skip"]);
  });
  it("of two units are not mixed", async () => {
    const { columns, table } = await opened("weight,k\n70 kg,a\n154 lb,b\n65 kg,a\n140 lb,b\n");
    expect([table.units[0], columns[0]?.kind]).toEqual(["", "text"]);
  });
  it("with leading zeros are codes; what is no number is named by line and column", async () => {
    const { columns, roles, table } = await opened(file("24-odd-numbers.csv"));
    expect(columns.map(({ kind, code }) => (code ? "code" : kind))).toEqual(["code", "text", "text", "number", "text"]);
    expect(roles).toEqual(["skip", "skip", "skip", "input", "class"]);
    const asked = await take(table, ["skip", "input", "input", "input", "class"], MOST);
    expect(asked.problems).toEqual([
      { kind: "notNumber", line: 3, column: "code", text: "12e400" },
      { kind: "missing", line: 4, column: "gain" },
      { kind: "notNumber", line: 5, column: "code", text: "0x1F" },
    ]);
  });
  it("among texts are inputs where they are the most; the texts are named", async () => {
    const { roles, taken } = await opened(file("40-mixed-type-column.csv"));
    expect(roles).toEqual(["skip", "input", "class"]);
    expect(taken.problems).toEqual([
      { kind: "notNumber", line: 3, column: "score", text: "ten" },
      { kind: "notNumber", line: 5, column: "score", text: "see note" },
    ]);
  });
  it("that count the rows are inputs where nothing else is left, and not under such a name", async () => {
    const { roles, taken } = await opened(file("44-counting-columns.csv"));
    expect([roles, taken.task]).toEqual([["input", "value"], "regression"]);
    const named = await opened("id,a,b\n1,0.5,1.5\n2,0.7,2.5\n3,0.1,3.5\n4,0.2,0.5\n");
    expect(named.roles).toEqual(["skip", "input", "value"]);
  });
  it("with fractions are values however few", async () => {
    const { roles, taken } = await opened(file("45-six-row-regression.csv"));
    expect([roles, taken.task, taken.usable]).toEqual([["input", "value"], "regression", 6]);
  });
});

describe("JSON with lists and objects in its rows", () => {
  it("spreads them over columns called after them", async () => {
    const { table, roles, taken } = await opened(file("34-nested.json"));
    expect(table.names).toEqual(["input 1", "input 2", "output"]);
    expect(roles).toEqual(["input", "input", "class"]);
    expect(taken.data?.targets).toEqual([0, 1, 1, 0]);
    const objects = await opened(
      '[{"input": {"r": 0.1, "g": 1}, "output": {"dark": 1}}, {"input": {"r": 1}, "output": {"dark": 0}}]',
    );
    expect(objects.table.names).toEqual(["input.r", "input.g", "output.dark"]);
    const pairs = await opened("[[[0, 0], [0]], [[0, 1], [1]]]");
    expect(pairs.table.rows).toEqual([
      ["0", "0", "0"],
      ["0", "1", "1"],
    ]);
  });
});

describe("Hostile tables cost no more than reading, and are refused in words", () => {
  const quick = async (act: () => Promise<unknown>, milliseconds: number): Promise<Fault> => {
    const start = performance.now();
    const fault = await faultOf(act);
    expect(performance.now() - start).toBeLessThan(milliseconds);
    return fault;
  };
  it("a head of 100 000 cells", async () => {
    const text = `${Array.from({ length: 100_000 }, (_, k) => `c${k}`).join(",")}\n1,2\n`;
    expect(await quick(() => readText(text), 3000)).toMatchObject({ kind: "manyColumns", most: LIMITS.columns });
  });
  it("20 000 objects with a key each", async () => {
    const text = JSON.stringify(Array.from({ length: 20_000 }, (_, k) => ({ [`k${k}`]: k })));
    expect((await quick(() => readText(text), 3000)).kind).toBe("manyColumns");
  });
  it("150 000 lists, and lists within lists", async () => {
    const { table } = await readText(JSON.stringify(Array.from({ length: 150_000 }, (_, k) => [k, k % 2])));
    expect(table.rows.length).toBe(150_000);
    expect(await quick(() => readText("[".repeat(200_000)), 3000)).toEqual({ kind: "jsonDeep", most: LIMITS.depth });
  });
  it("an open quotation mark before 20 MB of doubled ones", async () => {
    // 45 seconds for a parser that looks at the rest again for each piece.
    expect(await quick(() => readText(`a,b\n1,"${'""'.repeat(10_000_000)}`), 8000)).toEqual({
      kind: "longCell",
      line: 2,
      most: LIMITS.cell,
    });
    expect(await quick(() => readText(`a,b\n1,2\n3,"${"x\n".repeat(400_000)}`), 8000)).toEqual({
      kind: "quote",
      line: 3,
      column: 2,
    });
  });
  it("cells of 50 000 letters, points or braces", async () => {
    const long = "e".repeat(50_000);
    const before = process.cpuUsage();
    const { table } = await opened(`a,b\n1,${long}\n2,${long}\n`);
    expect(table.rows[0]?.[1]).toBe(long);
    await opened(`a,${" (".repeat(25_000)},class\n1,2,${".".repeat(50_000)}x\n3,4,${".".repeat(49_000)}y\n`);
    const sparse = `@relation r\n@attribute a real\n@attribute b real\n@data\n{0 1${",{}".repeat(16_000)}x\n`;
    expect((await faultOf(() => parseTable(sparse))).kind).toBe("arff");
    const { user } = process.cpuUsage(before);
    // Looked for in every way that they could be read they would take minutes.
    expect(user / 1e6).toBeLessThan(3);
  });
  it("marks that stand within a cell or before its end, hundreds of thousands of them", async () => {
    const table = `a,b\n${'1,"x\ny" z\n'.repeat(400_000)}`;
    expect((await quick(() => readText(table), 3000)).kind).toBe("longCell");
    const { rows } = await parseTable('a,b\n1,"x" \n2,"y"\n');
    expect(rows).toEqual([
      ["1", "x"],
      ["2", "y"],
    ]);
  });
  it("words of 20 MB in quotation marks, between spaces and in Weka's format", async () => {
    const words = `${"1 2 3\n".repeat(4000)}1 2 "${"a".repeat(20_000_000)}"\n`;
    expect(await quick(() => readText(words), 3000)).toEqual({ kind: "longCell", line: 4001, most: LIMITS.cell });
    const weka = `@relation r\n@attribute a real\n@attribute b string\n@data\n1,'${"a\\'".repeat(5_000_000)}\n`;
    expect(await quick(() => readText(weka), 3000)).toEqual({ kind: "longCell", line: 5, most: LIMITS.cell });
  });
  it("5000 names over a million short rows, which would be filled up to five thousand million cells", async () => {
    const names = Array.from({ length: 5000 }, (_, k) => `c${k}`);
    const attributes = names.map((name) => `@attribute ${name} real\n`).join("");
    const columns = names.map((name, k) => [name, k === 0 ? Array(1_000_000).fill(1) : []] as const);
    for (const text of [
      `${names.join(",")}\n${"1\n".repeat(1_000_000)}`,
      `${names.join(" ")}\n${"1 2\n".repeat(1_000_000)}`,
      `@relation r\n${attributes}@data\n${"{0 1}\n".repeat(1_000_000)}`,
      JSON.stringify(Object.fromEntries(columns)),
    ])
      expect((await quick(() => readText(text), 8000)).kind).toBe("manyCells");
  });
  it("more rows than are read: the first ones are, and that there are more is known", async () => {
    const read = (text: string) => parseTable(text, undefined, undefined, 10);
    const many = await read(`a,b\n${"1,2\n".repeat(11)}`);
    expect([many.rows.length, many.lines.length, many.more]).toEqual([10, 10, true]);
    const enough = await read(`a,b\n${"1,2\n".repeat(10)}\n`);
    expect([enough.rows.length, enough.more]).toEqual([10, false]);
    const spaces = await read("1 2\n".repeat(12));
    expect([spaces.rows.length, spaces.more]).toEqual([10, true]);
  });
});

it("what a session hands over are arrays of numbers, after what was shown", async () => {
  const session = new TableSession();
  const shares: number[] = [];
  const text = `w,h,kind\n${Array.from({ length: 60_000 }, (_, k) => `${k * 0.5},${k * 0.25},${k % 2 ? "a" : "b"}`).join("\n")}\n`;
  const look = await session.read({ kind: "text", text }, {}, (share) => shares.push(share));
  expect([look.rows, look.sample.length, look.roles]).toEqual([60_000, 3, ["input", "input", "class"]]);
  expect(shares.length).toBeGreaterThan(0);
  expect(shares.every((share, at) => share >= (shares[at - 1] ?? 0) && share <= 1)).toBe(true);
  const outcome = await session.take(look.roles, MOST, {});
  expect([outcome.usable, outcome.ready, "data" in outcome]).toEqual([60_000, true, false]);
  const data = session.data();
  expect(data?.inputs.slice(0, 4)).toEqual(Float64Array.of(0, 0, 0.5, 0.25));
  expect(data?.targets.slice(0, 3)).toEqual(Float64Array.of(0, 1, 0));
});
