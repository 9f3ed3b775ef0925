/** What the network's popover may hold. */
import "./column.js";
import "./neuron.js";
import "./parameter.js";
