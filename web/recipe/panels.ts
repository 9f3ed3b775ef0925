/** What opens from the recipe's cells: code of its own, which comes after the first picture. */
import "./panel-activation.js";
import "./panel-batch.js";
import "./panel-initializer.js";
import "./panel-loss.js";
import "./panel-optimizer.js";
import "./panel-rate.js";
import "./panel-regularization.js";
import "./panel-stop.js";
