/**
 * How an optimizer's update of one parameter is written with numbers, line by line: one entry for each optimizer of the
 * catalog, whose own formula stands in letters. The running averages are the trace's; `src/train/optimizers/` computes
 * the same.
 */
import { type Equation, equation, type Numbers, type Part } from "./equation.js";

export interface Rule {
  /** The parameter before and after the update, and its letter. */
  weight: Part;
  after: Part;
  letter: string;
  /** The gradient that the rule is given: clipped, weight decay included. */
  gradient: Part;
  rate: Part;
  /** The update's number, from 1. */
  step: number;
  /** The optimizer's own parameters. */
  value: (id: string) => number;
  /** A state of the optimizer by PyTorch's name. */
  before: (name: string) => number;
  state: (name: string) => number;
}

const exact = (value: number): Part => ({ value, exact: true });
const part = (value: number): Part => ({ value });

/** @param letters what is computed; a parameter, which is written over, takes an arrow instead of the sign of equality */
function line<const Parts extends readonly Part[]>(
  letters: string,
  template: string,
  parts: Parts,
  evaluate: (values: Numbers<Parts>) => number,
  result: Part,
): Equation {
  const sign = /^[wb]_/.test(letters) && letters.includes("^{[") ? "\\leftarrow" : "=";
  return equation(letters, `${letters} ${sign} ${template} ¦ = #=`, parts, evaluate, result);
}

/** A running average: kept · before + (1 − kept) · new. */
function average(
  letters: string,
  kept: number,
  before: number,
  fresh: Part,
  squared: boolean,
  after: number,
): Equation {
  const power = squared ? "^2" : "";
  return line(
    letters,
    `#0 \\times #(1) ¦ + #2 \\times #(3)${power}`,
    [exact(kept), part(before), exact(Number((1 - kept).toPrecision(12))), fresh],
    ([share, old, rest, value]) => share * old + rest * (squared ? value * value : value),
    part(after),
  );
}

/** The last line, θ ← θ − η · step. */
const step = <const Parts extends readonly Part[]>(
  { weight, after, letter, rate }: Rule,
  template: string,
  parts: Parts,
  evaluate: (values: Numbers<Parts>) => number,
): Equation =>
  line(
    letter,
    `#0 ¦ - #1 \\times ${template}`,
    [weight, rate, ...parts],
    ([old, eta, ...rest]) => old - eta * evaluate(rest),
    after,
  );

const unbiased = (letters: string, value: number, kept: number, t: number): { equation: Equation; result: Part } => {
  const result = part(value / (1 - kept ** t));
  return {
    result,
    equation: line(
      letters,
      `\\frac{#0}{1 - #1^{${t}}}`,
      [part(value), exact(kept)],
      ([v, beta]) => v / (1 - beta ** t),
      result,
    ),
  };
};

/** Adam and those that differ from it in one line. */
function adam(rule: Rule, largest: boolean, shrink: number | null): Equation[] {
  const { gradient, step: t, value, before, state, weight, rate, after, letter } = rule;
  const beta1 = value("beta1");
  const beta2 = value("beta2");
  const lines = [
    average("m_t", beta1, before("exp_avg"), gradient, false, state("exp_avg")),
    average("v_t", beta2, before("exp_avg_sq"), gradient, true, state("exp_avg_sq")),
  ];
  let second = state("exp_avg_sq");
  if (largest) {
    second = state("max_exp_avg_sq");
    lines.push(
      line(
        "\\bar v_t",
        "\\max(#0,\\, #1)",
        [part(before("max_exp_avg_sq")), part(state("exp_avg_sq"))],
        ([a, b]) => Math.max(a, b),
        part(second),
      ),
    );
  }
  const m = unbiased("\\hat m", state("exp_avg"), beta1, t);
  const v = unbiased("\\hat v", second, beta2, t);
  const fraction = "\\frac{#2}{\\sqrt{#3} + #4}";
  const parts = [m.result, v.result, exact(value("epsilon"))] as const;
  lines.push(m.equation, v.equation);
  if (shrink === null) {
    lines.push(step(rule, fraction, parts, ([a, b, epsilon]) => a / (Math.sqrt(b) + epsilon)));
  } else {
    lines.push(
      line(
        letter,
        `(1 - #1 \\times #5) \\times #(0) ¦ - #1 \\times ${fraction}`,
        [weight, rate, ...parts, exact(shrink)],
        ([old, eta, a, b, epsilon, lambda]) => (1 - eta * lambda) * old - (eta * a) / (Math.sqrt(b) + epsilon),
        after,
      ),
    );
  }
  return lines;
}

function nadam(rule: Rule): Equation[] {
  const { gradient, step: t, value, before, state } = rule;
  const beta1 = value("beta1");
  const fade = 0.96 ** value("momentumDecay");
  const mu = (at: number) => beta1 * (1 - 0.5 * fade ** at);
  let product = 1;
  for (let i = 1; i <= t; i++) {
    product *= mu(i);
    if (product < 1e-300) {
      product = 0;
      break;
    }
  }
  const m = state("exp_avg");
  const v = unbiased("\\hat v", state("exp_avg_sq"), value("beta2"), t);
  // PyTorch 1.13's divisor, which has μₜ once more before the product up to t + 1.
  const forward = product * mu(t) * mu(t + 1);
  const hat = part((mu(t + 1) * m) / (1 - forward) + ((1 - mu(t)) * gradient.value) / (1 - product));
  return [
    average("m_t", beta1, before("exp_avg"), gradient, false, m),
    average("v_t", value("beta2"), before("exp_avg_sq"), gradient, true, state("exp_avg_sq")),
    line(
      "\\hat m",
      "\\frac{#0 \\times #(1)}{1 - #2} ¦ + \\frac{(1 - #3) \\times #(4)}{1 - #5}",
      [part(mu(t + 1)), part(m), part(forward), part(mu(t)), gradient, part(product)],
      ([next, average, ahead, now, g, all]) => (next * average) / (1 - ahead) + ((1 - now) * g) / (1 - all),
      hat,
    ),
    v.equation,
    step(
      rule,
      "\\frac{#2}{\\sqrt{#3} + #4}",
      [hat, v.result, exact(value("epsilon"))],
      ([a, b, e]) => a / (Math.sqrt(b) + e),
    ),
  ];
}

function radam(rule: Rule): Equation[] {
  const { gradient, step: t, value, before, state } = rule;
  const beta2 = value("beta2");
  const limit = 2 / (1 - beta2) - 1;
  const power = beta2 ** t;
  const length = limit - (2 * t * power) / (1 - power);
  const m = unbiased("\\hat m", state("exp_avg"), value("beta1"), t);
  const lines = [
    average("m_t", value("beta1"), before("exp_avg"), gradient, false, state("exp_avg")),
    average("v_t", beta2, before("exp_avg_sq"), gradient, true, state("exp_avg_sq")),
    m.equation,
    line(
      "\\rho_t",
      `#0 - \\frac{2 \\times ${t} \\times #1^{${t}}}{1 - #1^{${t}}}`,
      [part(limit), exact(beta2)],
      ([most, beta]) => most - (2 * t * beta ** t) / (1 - beta ** t),
      part(length),
    ),
  ];
  if (length <= 5) return [...lines, step(rule, "#(2)", [m.result], ([a]) => a)];
  const r = part(Math.sqrt(((length - 4) * (length - 2) * limit) / ((limit - 4) * (limit - 2) * length)));
  const root = part(Math.sqrt(1 - power));
  return [
    ...lines,
    line(
      "r_t",
      "\\sqrt{\\frac{(#0 - 4)(#0 - 2) \\times #1}{(#1 - 4)(#1 - 2) \\times #0}}",
      [part(length), part(limit)],
      ([now, most]) => Math.sqrt(((now - 4) * (now - 2) * most) / ((most - 4) * (most - 2) * now)),
      r,
    ),
    step(
      rule,
      "#(2) ¦ \\times #3 \\times \\frac{#4}{\\sqrt{#5} + #6}",
      [m.result, r, root, part(state("exp_avg_sq")), exact(value("epsilon"))],
      ([a, rectified, scale, b, e]) => (a * rectified * scale) / (Math.sqrt(b) + e),
    ),
  ];
}

const RULES: Record<string, (rule: Rule) => Equation[]> = {
  sgd: (rule) => [step(rule, "#(2)", [rule.gradient], ([g]) => g)],
  momentum: (rule) => {
    const buffer = part(rule.state("momentum_buffer"));
    return [velocity(rule, buffer), step(rule, "#(2)", [buffer], ([b]) => b)];
  },
  nesterov: (rule) => {
    const buffer = part(rule.state("momentum_buffer"));
    return [
      velocity(rule, buffer),
      step(
        rule,
        "(#2 + #3 \\times #(4))",
        [rule.gradient, exact(rule.value("momentum")), buffer],
        ([g, mu, b]) => g + mu * b,
      ),
    ];
  },
  adagrad: (rule) => {
    const sum = part(rule.state("sum"));
    const decay = rule.value("learningRateDecay");
    const lines = [line("s_t", "#0 + #(1)^2", [part(rule.before("sum")), rule.gradient], ([s, g]) => s + g * g, sum)];
    const epsilon = exact(rule.value("epsilon"));
    const before = rule.step - 1;
    lines.push(
      decay === 0
        ? step(
            rule,
            "\\frac{#2}{\\sqrt{#3} + #4}",
            [rule.gradient, sum, epsilon],
            ([g, s, e]) => g / (Math.sqrt(s) + e),
          )
        : step(
            rule,
            `\\frac{1}{1 + ${before} \\times #5} ¦ \\times \\frac{#2}{\\sqrt{#3} + #4}`,
            [rule.gradient, sum, epsilon, exact(decay)],
            ([g, s, e, zeta]) => g / (Math.sqrt(s) + e) / (1 + before * zeta),
          ),
    );
    return lines;
  },
  rmsprop: (rule) => {
    const { gradient, value, before, state } = rule;
    const square = part(state("square_avg"));
    const epsilon = exact(value("epsilon"));
    const scaled = ([g, v, e]: readonly [number, number, number]) => g / (Math.sqrt(v) + e);
    const lines = [average("v_t", value("alpha"), before("square_avg"), gradient, true, square.value)];
    if (value("momentum") === 0) {
      return [...lines, step(rule, "\\frac{#2}{\\sqrt{#3} + #4}", [gradient, square, epsilon], scaled)];
    }
    const buffer = part(state("momentum_buffer"));
    return [
      ...lines,
      line(
        "b_t",
        "#3 \\times #(4) ¦ + \\frac{#0}{\\sqrt{#1} + #2}",
        [gradient, square, epsilon, exact(value("momentum")), part(before("momentum_buffer"))],
        ([g, v, e, mu, old]) => mu * old + scaled([g, v, e]),
        buffer,
      ),
      step(rule, "#(2)", [buffer], ([b]) => b),
    ];
  },
  adadelta: (rule) => {
    const { gradient, value, before, state } = rule;
    const square = part(state("square_avg"));
    const past = part(before("acc_delta"));
    const epsilon = exact(value("epsilon"));
    const delta = part(
      (Math.sqrt(past.value + epsilon.value) / Math.sqrt(square.value + epsilon.value)) * gradient.value,
    );
    return [
      average("v_t", value("rho"), before("square_avg"), gradient, true, square.value),
      line(
        "\\Delta_t",
        "\\frac{\\sqrt{#0 + #1}}{\\sqrt{#2 + #1}} \\times #(3)",
        [past, epsilon, square, gradient],
        ([u, e, v, g]) => (Math.sqrt(u + e) / Math.sqrt(v + e)) * g,
        delta,
      ),
      average("u_t", value("rho"), past.value, delta, true, state("acc_delta")),
      step(rule, "#(2)", [delta], ([d]) => d),
    ];
  },
  adam: (rule) => adam(rule, false, null),
  amsgrad: (rule) => adam(rule, true, null),
  adamw: (rule) => adam(rule, false, rule.value("weightDecay")),
  nadam,
  radam,
  adamax: (rule) => {
    const { gradient, value, before, state, step: t } = rule;
    const size = part(state("exp_inf"));
    const m = unbiased("\\hat m", state("exp_avg"), value("beta1"), t);
    return [
      average("m_t", value("beta1"), before("exp_avg"), gradient, false, state("exp_avg")),
      line(
        "u_t",
        "\\max(#0 \\times #1,\\, \\lvert #2 \\rvert + #3)",
        [exact(value("beta2")), part(before("exp_inf")), gradient, exact(value("epsilon"))],
        ([beta, old, g, e]) => Math.max(beta * old, Math.abs(g) + e),
        size,
      ),
      m.equation,
      step(rule, "\\frac{#2}{#3}", [m.result, size], ([a, b]) => a / b),
    ];
  },
  rprop: (rule) => {
    const { weight, after, letter, gradient, rate, value, before, state, step: t } = rule;
    const turn = Math.sign(gradient.value) * Math.sign(before("prev"));
    const first = t === 1 ? rate : part(before("step_size"));
    const size = part(state("step_size"));
    const factor = turn > 0 ? value("etaPlus") : turn < 0 ? value("etaMinus") : 1;
    const [low, high] = [value("stepMin"), value("stepMax")];
    const sign = turn < 0 ? 0 : Math.sign(gradient.value);
    return [
      line(
        "\\Delta_t",
        "\\min(\\max(#0 \\times #1,\\, #2),\\, #3)",
        [first, exact(factor), exact(low), exact(high)],
        ([old, by, least, most]) => Math.min(Math.max(old * by, least), most),
        size,
      ),
      line(
        letter,
        "#0 - #1 \\times #(2)",
        [weight, size, exact(sign)],
        ([old, by, towards]) => old - by * towards,
        after,
      ),
    ];
  },
};

const velocity = (rule: Rule, buffer: Part): Equation =>
  line(
    "b_t",
    "#0 \\times #(1) ¦ + #(2)",
    [exact(rule.value("momentum")), part(rule.before("momentum_buffer")), rule.gradient],
    ([mu, old, g]) => mu * old + g,
    buffer,
  );

export const WRITTEN = Object.keys(RULES);

export function ruleLines(id: string, rule: Rule): Equation[] {
  const lines = RULES[id];
  if (!lines) throw new Error(`nobody has written down the optimizer ${id}`);
  return lines(rule);
}
