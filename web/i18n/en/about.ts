/** The dialog about the page. */
export const about = {
  "about.for":
    "For everyone who teaches or learns how neural networks train: a small network learns in front of you, and every number in it can be seen, explained and changed.",
  "about.network": "What a neural network is",
  "about.networkText":
    "Neurons in layers. Each one multiplies its inputs by weights, adds them up with a bias, and passes the sum through an activation function. Training changes the weights and biases in small steps, so that the loss on the training points goes down.",
  "about.colours": "What the colours mean",
  "about.coloursText":
    "A point has the colour of its class, or of its value. The background is what the network predicts there; where it is pale, the network is undecided. The square of a neuron shows its output at every place of the picture. A line is a weight: blue is positive, orange negative, and the thicker the line, the larger the weight.",
  "about.licence": "Licence",
  "about.licenceText": "MIT: free to use, change and share, also in class.",
  "about.source": "Source",
  "about.sourceText":
    "The computing core is C++ compiled to WebAssembly, the page TypeScript. Source, tests and documentation come with each copy; nothing you do here is sent anywhere.",
  "about.embed": "On your own page",
  "about.embedText": "Put these two lines into any page:",
  "about.copy": "Copy",
} as const;
