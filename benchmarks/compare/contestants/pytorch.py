"""PyTorch on one thread, eager, as its tutorials train: one line of JSON a question, one an answer."""
import json
import sys
import time

import torch

torch.set_num_threads(1)


class Problem:
    def __init__(self, given):
        self.given = given
        sizes, start = given["sizes"], given["start"]
        self.layers, place = [], 0
        for inputs, units in zip(sizes, sizes[1:]):
            layer = torch.nn.Linear(inputs, units)
            with torch.no_grad():
                layer.weight.copy_(torch.tensor(start[place:place + inputs * units]).reshape(units, inputs))
                place += inputs * units
                layer.bias.copy_(torch.tensor(start[place:place + units]))
                place += units
            self.layers.append(layer)
        self.hidden = {"tanh": torch.tanh, "relu": torch.relu}[given["hidden"]]
        parameters = [p for layer in self.layers for p in (layer.weight, layer.bias)]
        rate = given["optimizer"]["learningRate"]
        self.optimizer = (torch.optim.Adam if given["optimizer"]["name"] == "adam" else torch.optim.SGD)(parameters, lr=rate)
        self.batches = self.cut(given["train"], given["batch"])
        self.parts = [self.cut(given[part], len(given[part]["inputs"]))[0] for part in ("train", "test")]
        self.grid = torch.tensor(given["grid"]["inputs"]) if given.get("grid") else None
        self.kept, self.losses = [], []

    def cut(self, part, size):
        softmax = self.given["output"] == "softmax"
        inputs = torch.tensor(part["inputs"], dtype=torch.float32)
        targets = torch.tensor(part["targets"], dtype=torch.int64 if softmax else torch.float32)
        targets = targets if softmax else targets.reshape(-1, 1)
        return [(inputs[i:i + size], targets[i:i + size]) for i in range(0, len(inputs), size)]

    def forward(self, a, kept=None):
        for layer in self.layers[:-1]:
            a = self.hidden(layer(a))
            if kept is not None:
                kept.append(a)
        z = self.layers[-1](a)
        if self.given["output"] == "softmax":
            return z
        a = torch.tanh(z)
        if kept is not None:
            kept.append(a)
        return a

    def loss(self, batch):
        inputs, targets = batch
        if self.given["output"] == "softmax":
            return torch.nn.functional.cross_entropy(self.forward(inputs), targets)
        return 0.5 * torch.nn.functional.mse_loss(self.forward(inputs), targets)

    def epoch(self):
        for batch in self.batches:
            self.optimizer.zero_grad()
            self.loss(batch).backward()
            self.optimizer.step()

    @torch.no_grad()
    def picture(self):
        self.kept = []
        output = self.forward(self.grid, self.kept if self.given["grid"]["neurons"] else None)
        if not self.given["grid"]["neurons"]:
            self.kept = [output]

    def run(self, units):
        unit = self.given["unit"]
        wall, processor = time.perf_counter(), time.process_time()
        for _ in range(units):
            if unit != "picture":
                self.epoch()
            if unit == "frame":
                with torch.no_grad():
                    self.losses = [self.loss(part).item() for part in self.parts]
            if unit != "epoch":
                self.picture()
        return {"wall": (time.perf_counter() - wall) * 1000, "processor": (time.process_time() - processor) * 1000}

    def answer(self, what, units):
        if what == "run":
            return self.run(units)
        if what == "parameters":
            return {"values": [x for layer in self.layers for p in (layer.weight, layer.bias) for x in p.flatten().tolist()]}
        if what == "losses":
            return {"values": self.losses}
        neurons = [column for a in self.kept for column in a.t().tolist()]
        return {"plane": neurons[-1], "neurons": neurons}


def blas():
    """The library that multiplies matrices: whichever libblas.so.3 is on this machine, seen once it is loaded."""
    torch.mm(torch.ones(64, 64), torch.ones(64, 64))
    with open("/proc/self/maps") as maps:
        files = sorted({line.split()[-1] for line in maps if "blas" in line})
    for name in ("openblas", "mkl", "blis", "atlas"):
        if any(name in file for file in files):
            return {"openblas": "OpenBLAS", "mkl": "MKL", "blis": "BLIS", "atlas": "ATLAS"}[name]
    return "reference BLAS" if files else "no BLAS"


print(json.dumps({"version": f"{torch.__version__} with {blas()}"}), flush=True)
problems = {}
for line in sys.stdin:
    question = json.loads(line)
    if question["ask"] == "prepare":
        problems[question["id"]] = Problem(question["problem"])
        answer = {}
    else:
        answer = problems[question["id"]].answer(question["ask"], question.get("units"))
    print(json.dumps(answer), flush=True)
