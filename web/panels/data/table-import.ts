import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import { count } from "../../i18n/numbers.js";
import type { Refusal } from "../../protocol/run.js";
import { useOwnRows } from "../../state/fit.js";
import { settingOf } from "../../state/lookup.js";
import { inlineStyle } from "../../strict/inline-style.js";
import type { ClassChoices } from "../../table/classes.js";
import type { Role } from "../../table/columns.js";
import { ENCODINGS, type Encoding } from "../../table/decode.js";
import { type Fault, TableError } from "../../table/problem.js";
import { openReader, type TableReader } from "../../table/reader.js";
import type { Look, Outcome, ReadChoices, Source } from "../../table/session.js";
import { GpElement } from "../../view/element.js";
import { classesText, columnText, faultText, formText, lackText, problemText, type Say } from "./table-words.js";

const SHOWN_PROBLEMS = 3;
/** Classes that are named one by one. */
const SHOWN_CLASSES = 12;

/**
 * A table of the reader's own: a file dropped or chosen, or rows pasted. It shows what was found before anything is
 * taken over; until then the running experiment is left alone.
 */
@customElement("gp-table-import")
export class GpTableImport extends GpElement {
  static override watches = ["catalog"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      .drop { border: 1px dashed var(--line-strong); border-radius: var(--r-m); padding: 14px 12px; text-align: center; color: var(--ink-2); font-size: var(--t-cap); line-height: 1.5; }
      .drop.over { border-color: var(--ink); background: var(--well); color: var(--ink); }
      .drop u { text-underline-offset: 2px; color: var(--ink); }
      .drop button { min-height: 24px; }
      textarea { display: block; width: 100%; height: 30px; margin-top: 8px; resize: none; font-family: var(--font-mono); font-size: var(--t-cap); line-height: 28px; padding: 0 8px; overflow: hidden; white-space: pre; }
      .private { display: flex; gap: 6px; align-items: center; font-size: var(--t-cap); color: var(--ink-3); margin-top: 8px; line-height: 1.4; }
      .fault { display: flex; gap: 8px; text-align: start; background: var(--bad-bg); color: var(--bad); border-radius: var(--r-m); padding: 8px 10px; margin-bottom: 8px; font-size: var(--t-cap); line-height: 1.45; overflow-wrap: anywhere; }
      .fault .i { margin-top: 1px; }
      .head { display: flex; align-items: baseline; gap: 8px; font-size: var(--t-cap); color: var(--ink-3); }
      .head b { color: var(--ink); font-weight: var(--w-med); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
      .head .tb { height: 28px; font-size: var(--t-cap); padding: 0 8px; margin-right: -8px; flex: none; }
      .scroll { overflow-x: auto; margin: 8px 0 0; scrollbar-width: thin; }
      table { border-collapse: collapse; font-size: var(--t-cap); min-width: 100%; }
      th, td { text-align: end; padding: 4px 8px; white-space: nowrap; font-weight: var(--w-reg); max-width: 150px; overflow: hidden; text-overflow: ellipsis; }
      th:first-child, td:first-child { padding-left: 2px; }
      th { vertical-align: bottom; color: var(--ink); padding-bottom: 6px; }
      th .name { display: block; overflow: hidden; text-overflow: ellipsis; }
      th small { display: block; font-size: var(--t-tick); color: var(--ink-3); line-height: 1.35; min-height: 30px; white-space: normal; text-wrap: balance; }
      th small .warn { color: var(--warn); }
      select { height: 26px; border: 1px solid var(--line); border-radius: 6px; background: var(--well); font-size: var(--t-cap); padding: 0 4px; margin-top: 4px; max-width: 100%; }
      td { border-top: 1px solid var(--line); color: var(--ink-2); }
      .skip { color: var(--ink-3); }
      .note { font-size: var(--t-cap); color: var(--ink-2); line-height: 1.5; margin-top: 8px; }
      .note.warn { color: var(--warn); }
      ul { margin: 4px 0 0; padding-inline-start: 18px; font-size: var(--t-cap); color: var(--ink-2); line-height: 1.5; }
      .foot { display: flex; align-items: center; gap: 12px; flex-wrap: wrap; margin-top: 12px; }
      .sw { font-size: var(--t-cap); text-align: start; }
      .enc { margin: 0 0 0 4px; height: 22px; }
      .bar { height: 4px; border-radius: 2px; background: var(--well); margin-top: 8px; overflow: hidden; }
      .bar i { display: block; height: 100%; background: var(--ink-2); }
      .options { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 8px; }
      @media (pointer: coarse) { select, .btn, .head .tb { height: 44px; } .drop button, .sw { min-height: 44px; } textarea { height: 44px; line-height: 42px; } }
    `,
  ];

  @state() private look: Look | null = null;
  @state() private roles: Role[] = [];
  @state() private outcome: Outcome | null = null;
  @state() private share = 0;
  @state() private fault: Fault | { kind: "refused"; refusal: Refusal } | null = null;
  @state() private reading = false;
  @state() private over = false;
  @state() private standardize = true;
  @query("input[type=file]") private input!: HTMLInputElement;
  #source: Source | null = null;
  #choices: ReadChoices = {};
  #classes: ClassChoices = {};
  #reader: TableReader | null = null;
  /** Counts up, so that a slow file does not overtake a later one. */
  #turn = 0;

  /** Opens the browser's choice of files. */
  choose(): void {
    this.input.click();
  }

  /** Reads a file as if it had been dropped here. */
  open(file: File): void {
    void this.#read({ kind: "file", file });
  }

  override render(): TemplateResult {
    return html`<div
      @dragover=${this.#dragged}
      @dragleave=${() => {
        this.over = false;
      }}
      @drop=${this.#dropped}
      @paste=${this.#pasted}
    >
      ${this.fault ? html`<div class="fault" role="alert">${icon("warn")}<span>${this.#faultText(this.fault)}</span></div>` : nothing}
      ${this.reading ? this.#progress() : this.look && this.outcome ? this.#preview(this.look, this.outcome) : this.#drop()}
      <input type="file" hidden accept=".csv,.tsv,.txt,.data,.arff,.json,.jsonl,.ndjson,text/csv,application/json" @change=${this.#chosen} />
    </div>`;
  }

  override disconnectedCallback(): void {
    this.#again();
    super.disconnectedCallback();
  }

  #progress(): TemplateResult {
    const percent = Math.round(this.share * 100);
    return html`<div class="drop" role="status">
      ${this.t("table.reading", { name: this.#name() })}
      <div class="bar" role="progressbar" aria-label=${this.t("table.progress")} aria-valuenow=${percent} aria-valuemin="0" aria-valuemax="100"><i style=${inlineStyle(`width:${percent}%`)}></i></div>
      <button class="tb" @click=${this.#again}>${this.t("table.cancel")}</button>
    </div>`;
  }

  #drop(): TemplateResult {
    const [before, after] = this.t("table.drop", { choose: "\u0000" }).split("\u0000");
    return html`<div class="drop ${this.over ? "over" : ""}">
        ${before}<button @click=${() => this.choose()}><u>${this.t("table.chooseWord")}</u></button>${after}
        <textarea class="inp" rows="1" spellcheck="false" aria-label=${this.t("table.pasteHere")} placeholder=${this.t("table.pasteHere")} .value=${""} @change=${this.#typed}></textarea>
      </div>
      <p class="private">${icon("lock", true)}<span>${this.t("table.private")}</span></p>`;
  }

  #preview(look: Look, outcome: Outcome): TemplateResult {
    const { usable, lack, classes, leftOut } = outcome;
    const most = this.#mostClasses();
    return html`<div class="head"><b title=${this.#name()}>${this.#name()}</b><span class="grow"></span><button class="tb" @click=${this.#again}>${this.t("table.another")}</button></div>
      <p class="cap">${formText(this.#say, look)}${this.#encoding(look)}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t("table.columns")}>
        <table>
          <thead><tr>${look.columns.map((column, index) => this.#columnHead(column, index))}</tr></thead>
          <tbody>
            ${look.sample.map((cells) => html`<tr>${cells.map((cell, index) => html`<td class=${this.roles[index] === "skip" ? "skip" : ""} title=${cell}>${cell.trim() === "" ? "–" : cell}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>
      <div class="options">
        ${look.kind === "text" ? this.#switch(this.t("table.header"), look.header, () => this.#reread({ header: !look.header })) : nothing}
        ${this.#switch(
          this.t("table.standardize"),
          this.standardize,
          () => {
            this.standardize = !this.standardize;
          },
          this.t("table.standardizeWhy"),
        )}
      </div>
      ${classes && classes.names.length > 0 && classes.names.length <= SHOWN_CLASSES ? html`<p class="note">${classesText(this.#say, classes)}</p>` : nothing}
      ${classes ? this.#classChoices(classes, outcome.targetName) : nothing}
      ${look.more ? html`<p class="note warn">${this.t("table.tooMany", { n: count(look.rows) })}</p>` : nothing}
      ${lack ? html`<p class="note warn" role="status">${lackText(this.#say, lack, outcome, most)}</p>` : nothing}
      ${leftOut > 0 ? this.#problems(outcome) : nothing}
      <div class="foot">
        <span class="private" style=${inlineStyle("margin:0")}>${icon("lock", true)}<span>${this.t("table.private")}</span></span><span class="grow"></span>
        <button class="btn pri use" ?disabled=${!outcome.ready} @click=${this.#use}>${this.t("table.useRows", { n: count(usable) })}</button>
      </div>`;
  }

  /** The encoding of a file, to be corrected where it was guessed wrong. */
  #encoding({ encoding }: Look): TemplateResult | typeof nothing {
    if (!encoding || this.#source?.kind !== "file") return nothing;
    const chosen = (event: Event) => this.#reread({ encoding: (event.target as HTMLSelectElement).value as Encoding });
    return html` · <select class="enc" aria-label=${this.t("table.encoding")} @change=${chosen}>
      ${ENCODINGS.map((id) => html`<option value=${id} ?selected=${id === encoding}>${id}</option>`)}
    </select>`;
  }

  /** Words that may mean a missing cell, and names that are nearly the same: guessed, said, and for the reader to decide. */
  #classChoices({ words, keepWords, twins, join }: NonNullable<Outcome["classes"]>, name: string): TemplateResult {
    const listed = words.map(({ text, rows }) => `${text} (${count(rows)})`).join(", ");
    const pairs = twins.map((names) => names.map((each) => `“${each}”`).join(" / ")).join(", ");
    return html`${words.length > 0 ? this.#switch(this.t("table.words", { words: listed, name }), keepWords, () => this.#decide({ keepWords: !keepWords })) : nothing}
      ${twins.length > 0 ? html`<p class="note">${this.t("table.twins", { names: pairs })}</p>${this.#switch(this.t("table.join"), join, () => this.#decide({ join: !join }))}` : nothing}`;
  }

  #columnHead(column: Look["columns"][number], index: number): TemplateResult {
    const role = this.roles[index];
    const { missing, texts, name } = column;
    return html`<th scope="col">
      <span class="name" title=${name}>${name}</span>
      <small>${columnText(this.#say, column)}${missing > 0 ? html` <span class="warn">${this.t("table.missing", { n: count(missing) })}</span>` : nothing}${texts > 0 ? html` <span class="warn">${this.t("table.strays", { n: count(texts) })}</span>` : nothing}</small>
      <select aria-label=${this.t("table.roleOf", { name })} @change=${(event: Event) => this.#setRole(index, (event.target as HTMLSelectElement).value as Role)}>
        ${column.roles.map((id) => html`<option value=${id} ?selected=${id === role}>${this.t(`table.role.${id}`)}</option>`)}
      </select>
    </th>`;
  }

  #problems({ problems, leftOut }: Outcome): TemplateResult {
    const rest = leftOut - Math.min(problems.length, SHOWN_PROBLEMS);
    return html`<p class="note">${this.t("table.leftOut", { n: count(leftOut) })}</p>
      <ul>
        ${problems.slice(0, SHOWN_PROBLEMS).map((problem) => html`<li>${problemText(this.#say, problem)}</li>`)}
        ${rest > 0 ? html`<li>${this.t("table.more", { n: count(rest) })}</li>` : nothing}
      </ul>`;
  }

  #switch(label: string, on: boolean, toggle: () => void, why = ""): TemplateResult {
    return html`<button class="sw" role="switch" aria-checked=${on} title=${why} @click=${toggle}><i></i><span>${label}</span></button>`;
  }

  readonly #say: Say = (key, ...args) => this.t(key, ...args);

  #name(): string {
    return this.#source?.kind === "file" ? (this.#source.file as File).name : this.t("table.pasted");
  }

  #mostClasses(): number {
    const { catalog } = this.state;
    return catalog ? settingOf(catalog, "data.classes").max : 2;
  }

  async #read(source: Source, choices: ReadChoices = {}): Promise<void> {
    const turn = ++this.#turn;
    this.#source = source;
    this.#choices = choices;
    this.#classes = {};
    this.fault = null;
    this.reading = true;
    this.share = 0;
    // A table under way is ended with its worker: another one is not to wait for it.
    this.#reader?.close();
    this.#reader = openReader();
    try {
      const told = (share: number) => {
        if (turn === this.#turn) this.share = share;
      };
      const look = await this.#reader.read(source, choices, told);
      if (turn !== this.#turn) return;
      this.look = look;
      this.roles = look.roles;
      await this.#take(turn);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.look = null;
      this.outcome = null;
      this.fault = error instanceof TableError ? error.fault : { kind: "failed", text: String(error) };
    } finally {
      if (turn === this.#turn) this.reading = false;
    }
  }

  async #take(turn = ++this.#turn): Promise<void> {
    const outcome = await this.#reader?.take(this.roles, this.#mostClasses(), this.#classes);
    if (outcome && turn === this.#turn) this.outcome = outcome;
  }

  #decide(choices: ClassChoices): void {
    this.#classes = { ...this.#classes, ...choices };
    void this.#take();
  }

  #setRole(index: number, role: Role): void {
    // One column is learnt: a new target takes the old one's place.
    const target = role === "class" || role === "value";
    this.roles = this.roles.map((old, at) => {
      if (at === index) return role;
      return target && (old === "class" || old === "value") ? "skip" : old;
    });
    void this.#take();
  }

  #reread(choices: ReadChoices): void {
    if (this.#source) void this.#read(this.#source, { ...this.#choices, ...choices });
  }

  #use = async (): Promise<void> => {
    const { catalog } = this.state;
    const data = await this.#reader?.data();
    if (!catalog || !data) return;
    const { task, ...own } = data;
    const refusal = await this.intents.change(
      (draft) => useOwnRows(draft, catalog, { ...own, missing: "refuse", standardize: this.standardize }, task),
      { preset: null },
    );
    this.fault = refusal ? { kind: "refused", refusal } : null;
    if (!refusal) this.emit("gp-own-data");
  };

  #faultText(fault: NonNullable<typeof this.fault>): string {
    return fault.kind === "refused"
      ? this.t("table.fault.refused", { message: this.refused(fault.refusal) })
      : faultText(this.#say, fault);
  }

  #again = (): void => {
    this.#turn++;
    this.#reader?.close();
    this.#reader = null;
    this.reading = false;
    this.look = null;
    this.outcome = null;
    this.fault = null;
    this.#source = null;
  };

  #dragged = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.some((type) => type === "Files" || type === "text/plain")) return;
    event.preventDefault();
    this.over = true;
  };

  #dropped = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    this.over = false;
    const file = event.dataTransfer?.files[0];
    const text = event.dataTransfer?.getData("text/plain");
    if (file) this.open(file);
    else if (text) void this.#read({ kind: "text", text });
  };

  #pasted = (event: ClipboardEvent): void => {
    const file = event.clipboardData?.files[0];
    const text = event.clipboardData?.getData("text/plain");
    if (!file && !text) return;
    event.preventDefault();
    if (file) this.open(file);
    else if (text) void this.#read({ kind: "text", text });
  };

  #typed = (event: Event): void => {
    const { value } = event.target as HTMLTextAreaElement;
    if (value.trim() !== "") void this.#read({ kind: "text", text: value });
  };

  #chosen = (): void => {
    const file = this.input.files?.[0];
    this.input.value = "";
    if (file) this.open(file);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-table-import": GpTableImport;
  }
}
