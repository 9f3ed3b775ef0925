/** The optimizers as torch.optim has them, with their parameters; NAdam in the form that is computed here. */
import type { OptimizerSettings } from "../engine/experiment.js";

type Values = (name: string) => string;
type Make = (value: Values) => string;

const betas = (value: Values) => `betas=(${value("beta1")}, ${value("beta2")}), eps=${value("epsilon")}`;
const decay = (value: Values) => `weight_decay=${value("weightDecay")}`;

/** The call that makes it over `parameters`, at the learning rate `RATE`. */
const CALLS: Record<string, Make> = {
  sgd: (v) => `torch.optim.SGD(parameters, lr=RATE, ${decay(v)})`,
  momentum: (v) => `torch.optim.SGD(parameters, lr=RATE, momentum=${v("momentum")}, ${decay(v)})`,
  nesterov: (v) =>
    // PyTorch refuses Nesterov without momentum, which is plain descent.
    Number(v("momentum")) > 0
      ? `torch.optim.SGD(parameters, lr=RATE, momentum=${v("momentum")}, nesterov=True, ${decay(v)})`
      : `torch.optim.SGD(parameters, lr=RATE, ${decay(v)})`,
  adagrad: (v) =>
    `torch.optim.Adagrad(parameters, lr=RATE, lr_decay=${v("learningRateDecay")}, eps=${v("epsilon")}, ${decay(v)})`,
  rmsprop: (v) =>
    `torch.optim.RMSprop(parameters, lr=RATE, alpha=${v("alpha")}, eps=${v("epsilon")}, momentum=${v("momentum")}, ${decay(v)})`,
  adadelta: (v) => `torch.optim.Adadelta(parameters, lr=RATE, rho=${v("rho")}, eps=${v("epsilon")}, ${decay(v)})`,
  adam: (v) => `torch.optim.Adam(parameters, lr=RATE, ${betas(v)}, ${decay(v)})`,
  amsgrad: (v) => `torch.optim.Adam(parameters, lr=RATE, ${betas(v)}, amsgrad=True, ${decay(v)})`,
  adamw: (v) => `torch.optim.AdamW(parameters, lr=RATE, ${betas(v)}, ${decay(v)})`,
  nadam: (v) => `NAdam(parameters, lr=RATE, ${betas(v)}, momentum_decay=${v("momentumDecay")}, ${decay(v)})`,
  radam: (v) => `torch.optim.RAdam(parameters, lr=RATE, ${betas(v)}, ${decay(v)})`,
  adamax: (v) => `torch.optim.Adamax(parameters, lr=RATE, ${betas(v)}, ${decay(v)})`,
  rprop: (v) =>
    `torch.optim.Rprop(parameters, lr=RATE, etas=(${v("etaMinus")}, ${v("etaPlus")}), step_sizes=(${v("stepMin")}, ${v("stepMax")}))`,
};

/** Versions of PyTorch differ in the last divisor of NAdam; this is the one that trained so far. */
const NADAM = `class NAdam(torch.optim.Optimizer):
    """NAdam as PyTorch 1.13 computes it: later versions leave one factor out of the last divisor."""

    def __init__(self, params, lr, betas, eps, momentum_decay, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, momentum_decay=momentum_decay, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                state = self.state[p]
                if not state:
                    state.update(step=0, exp_avg=torch.zeros_like(p), exp_avg_sq=torch.zeros_like(p))
                state["step"] += 1
                t = state["step"]
                g = p.grad + group["weight_decay"] * p
                mus = [beta1 * (1 - 0.5 * 0.96 ** (k * group["momentum_decay"])) for k in range(1, t + 2)]
                mu, mu_next, product = mus[t - 1], mus[t], math.prod(mus[:t])
                state["exp_avg"].mul_(beta1).add_(g, alpha=1 - beta1)
                state["exp_avg_sq"].mul_(beta2).addcmul_(g, g, value=1 - beta2)
                d = (state["exp_avg_sq"] / (1 - beta2**t)).sqrt() + group["eps"]
                p.addcdiv_(g, d, value=-group["lr"] * (1 - mu) / (1 - product))
                p.addcdiv_(state["exp_avg"], d, value=-group["lr"] * mu_next / (1 - product * mu * mu_next))


`;

export function optimizerText({ name, ...values }: OptimizerSettings): { classes: string; call: string } {
  const make = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (!make) throw new RangeError(`${name} has no row in this format`);
  return { classes: name === "nadam" ? NADAM : "", call: make((key) => String(values[key] ?? 0)) };
}
