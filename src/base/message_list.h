/// Every message of the core: its id and its English, in which `{name}` stands for a value (see messages.h). Other
/// languages put the same ids into words in `web/i18n`; a test there asks for every id.
#pragma once

// clang-format off
#define GP_MESSAGES(message)                                                                                           \
  /* Words that stand inside other messages: kinds of values, tasks. */                                                \
  message(aBoolean, "true or false")                                                                                   \
  message(aNumber, "a number")                                                                                         \
  message(aText, "a text")                                                                                             \
  message(anArray, "an array of numbers")                                                                              \
  message(aList, "a list")                                                                                             \
  message(anObject, "an object")                                                                                       \
  message(aFunction, "a function")                                                                                     \
  message(aSymbol, "a symbol")                                                                                         \
  message(aBigInt, "the BigInt {digits}")                                                                              \
  message(anInstance, "an instance of {name}")                                                                         \
  message(undefinedValue, "undefined")                                                                                 \
  message(missingValue, "missing")                                                                                     \
  message(classification, "classification")                                                                            \
  message(regression, "regression")                                                                                    \
  /* A value that is not what it may be. */                                                                            \
  message(notInRange, "is {given}, allowed {min} to {max}")                                                            \
  message(notExactly, "is {given}, allowed {only}")                                                                    \
  message(notWhole, "is {given}, allowed whole numbers from {min} to {max}")                                           \
  message(notWordOrWhole, "is {given}, allowed \"{word}\" or {min} to {max}, whole")                                   \
  message(notNumber, "is {given}, allowed a number")                                                                   \
  message(notNumbers, "is {given}, allowed numbers")                                                                   \
  message(notFinite, "is {given}, allowed finite numbers")                                                             \
  message(notFiniteInRange, "is {given}, allowed finite numbers from {min} to {max}")                                  \
  message(notFiniteInPrecision, "is {given}, allowed numbers that are finite in this precision")                       \
  message(notBoolean, "is {given}, allowed true or false")                                                             \
  message(notText, "is {given}, allowed a text")                                                                       \
  message(notObject, "is {given}, allowed an object")                                                                  \
  message(notOneOf, "is {given}, allowed {allowed}")                                                                   \
  message(notPlainJson, "is {given}, allowed plain JSON and typed arrays")                                             \
  message(unknownKey, "is not known, allowed {allowed}")                                                               \
  message(containsItself, "contains itself, allowed plain JSON")                                                       \
  message(tooDeep, "is nested too deeply, allowed {levels} levels")                                                    \
  message(symbolMember, "has a member named by a symbol ({symbol})")                                                   \
  message(missing, "is missing")                                                                                       \
  message(leftOut, "is left out, but {other} is given")                                                                \
  /* Data. */                                                                                                          \
  message(datasetOfOtherTask,                                                                                          \
          "is {given}, a dataset for {task}; allowed with task \"{wanted}\": {allowed}")                               \
  message(classesOfRegressionSet, "is given, but \"{dataset}\" is a dataset for regression")                           \
  message(givenWithoutRows, "is given without data.inputs; it says something about own rows")                          \
  message(givenWithRows, "is given together with own rows (data.inputs); only one can be")                             \
  message(givenInRegression, "is given, but task is \"regression\"")                                                   \
  message(testRowsGiven, "is {given}, but data.testInputs says which rows test; allowed 1")                            \
  message(rowsBuiltIn, "is {given}, whose rows are built in")                                                          \
  message(otherTable, "is not the table of dataset \"{dataset}\": it is damaged or another file")                      \
  message(rowsMissing, "is {given}, whose rows are a file of their own, {file}, not loaded yet")                       \
  message(rowsNotLoaded, "is {given}, whose rows could not be loaded ({reason})")                                      \
  message(partNotLoaded, "is {given}, which needs a part of the engine that could not be loaded ({reason})")           \
  message(noCompleteRow, "has no row without a missing cell")                                                          \
  message(noTrainingRow, "is {given}, which leaves none of {rows} rows to train on")                                   \
  message(missingCell,                                                                                                 \
          "is missing (null or NaN); give a number, or set data.missing to \"drop\" to leave such rows out")           \
  message(notClass,                                                                                                    \
          "is {given}, allowed a class index from 0 to {max}, whole (task \"regression\" takes any value)")            \
  message(notLabel, "is {given}, allowed 0 or 1, a label each (task \"regression\" takes any value)")                  \
  message(classesAndLabels, "is {given}, but a row of data.targets has {labels} labels")                               \
  message(labelsSet,                                                                                                   \
          "has {count} labels set, allowed exactly 1: under network.outputActivation \"{output}\" a row has one class") \
  message(notTexts, "is {given}, allowed a list of texts")                                                             \
  message(namesOfColumns, "has {count} names, allowed one for each of the {expected} columns")                         \
  message(namesOfClasses, "has {count} names, allowed one for each of the {expected} classes")                         \
  message(namesOfLabels, "has {count} names, allowed one for each of the {expected} labels")                           \
  message(domainShape, "has another shape than one pair [low, high] for each of the {columns} columns")                \
  message(domainPair, "is not a pair of a low and a higher number")                                                    \
  /* Rows of numbers. */                                                                                               \
  message(notRows, "is {given}, allowed a list of rows, or one flat array of numbers")                                 \
  message(notRow, "is {given}, allowed a row of numbers")                                                              \
  message(notRowOf, "is {given}, allowed a row of {width} numbers")                                                    \
  message(notArray, "is {given}, allowed a list or typed array of numbers")                                            \
  message(noRows, "has no rows, allowed at least 1")                                                                   \
  message(noNumbers, "has no numbers, allowed at least 1")                                                             \
  message(rowCount, "has {count} rows, allowed {min} to {max}")                                                        \
  message(tooManyRows, "has {count} rows, allowed 1 to {max}")                                                         \
  message(tooManyColumns, "has {count} columns, allowed 1 to {max}")                                                   \
  message(tooManyNumbers, "has {count} numbers, allowed 1 to {max}")                                                   \
  message(raggedRow, "has {count} numbers, allowed {expected} as in the rows before it")                               \
  message(numberCount, "has {count} numbers, allowed {expected}")                                                      \
  message(fewNumbers, "has {count} numbers, allowed {min} or more")                                                    \
  message(notWholeRows, "has {count} numbers, allowed whole rows of {width}")                                          \
  message(notOneRow, "has {count} numbers, allowed one row of {width}")                                                \
  message(numbersForRows, "has {count} numbers, {other} has {rows} rows")                                              \
  message(rowsForRows, "has {count} rows, {other} has {rows} rows")                                                    \
  /* Network, loss, training. */                                                                                       \
  message(noFeatures, "is empty, allowed a list of at least one of {allowed}")                                         \
  message(notFeatures, "is {given}, allowed a list of at least one of {allowed}")                                      \
  message(featureColumns, "is {given}, which needs {needed} columns; the data have {columns}")                         \
  message(twice, "is {given} a second time")                                                                           \
  message(notLayers, "is {given}, allowed a list of layers")                                                           \
  message(tooManyLayers, "has {count} layers, allowed {min} to {max}")                                                 \
  message(tooManyParameters, "makes {count} parameters, allowed at most {max}")                                        \
  message(outputOfNoLoss, "is {given}, which goes with no loss for {task}")                                            \
  message(lossOfOtherTask, "is {given}, which is for {tasks}, but task is \"{task}\"")                                 \
  message(lossAndOutput,                                                                                               \
          "is {given}, which goes with {outputs}, but network.outputActivation is \"{output}\", "                      \
          "which goes with {losses}")                                                                                  \
  message(notClipping, "is {given}, allowed null, { norm } or { value }")                                              \
  message(clippingTwice, "has both norm and value, allowed null, { norm } or { value }")                               \
  message(clippingEmpty, "has neither norm nor value, allowed null, { norm } or { value }")                            \
  message(needsNewStart, "changes what the run began with: it needs a new start")                                      \
  /* Questions to a run. */                                                                                            \
  message(sameColumn, "are the same column, allowed two different ones")                                               \
  message(notAxes, "is {given}, allowed a pair of columns")                                                            \
  message(notDivisor, "is {given}, allowed 0 or a whole divisor of {width} and {height}")                              \
  message(notExactlyOne, "hold {count} of {allowed}, allowed exactly one")                                             \
  message(notSubject, "is {given}, allowed { sample: row } or { batch: true }")                                        \
  message(detached, "is an array whose memory was given away")                                                         \
  message(unreadable, "cannot be read: {error}")                                                                       \
  message(notBuffer, "is {given}, allowed an ArrayBuffer")                                                             \
  message(tooLarge, "needs {bytes} bytes for one array, allowed at most {max}")                                        \
  message(tooMuchMemory, "makes a run that needs about {bytes} bytes of memory, allowed at most {max}")                \
  message(noClasses, "has no classes, so that none can be mistaken for another")                                       \
  message(mixedRows, "has no gradient of single rows where a layer mixes the rows of a batch")                                                           \
  /* Saved runs. */                                                                                                    \
  message(notSaved, "is {given}, allowed what save() gave")                                                            \
  message(notCheckpoint, "is {given}, allowed the Uint8Array that checkpoint() gave")                                  \
  message(missingBase64, "is missing: it is a text in base64")                                                         \
  message(notBase64, "is not base64: it is damaged")                                                                   \
  message(damaged, "is damaged: its checksum is another")                                                              \
  message(otherVersion, "is {given}, allowed a version of 1 to {max}")                                                  \
  message(badGenerator, "holds a generator of random numbers in a state that none has: it is damaged")                 \
  message(endsEarly, "ends early: it is damaged")                                                                      \
  message(tooLong, "is longer than it should be: it is damaged")                                                       \
  message(otherExperiment, "belongs to another experiment")                                                            \
  message(otherExperimentOrDamaged, "belongs to another experiment, or is damaged")                                    \
  message(otherOptimizer, "belongs to another optimizer")                                                              \
  message(badOrder, "has an impossible order of rows: it is damaged")                                                  \
  message(badCounters, "has impossible counters: it is damaged")                                                       \
  message(badStatus, "has an unknown status")                                                                          \
  message(badParameter, "holds a parameter that is not finite: it is damaged")                                         \
  message(historyShape,                                                                                                \
          "is of {layers} layers in {entries} entries, allowed {expectedLayers} in {expectedEntries}")                 \
  message(historyStride, "keeps {entries} entries with stride {stride}, allowed what save() gave")                     \
  message(historyEpochs, "has epoch {epoch} after {before}, allowed rising multiples of {stride}")                     \
  message(historySteps, "has step {step} after {before}, allowed rising whole numbers")                                \
  /* Why a run stopped: one sentence each. */                                                                          \
  message(stoppedMaxEpochs, "stopped after {epoch} epochs: the limit is {limit}")                                      \
  message(stoppedTrainLoss, "training loss {loss} has reached {limit} at epoch {epoch}")                               \
  message(stoppedGradientNorm, "gradient norm {norm} has reached {limit} at epoch {epoch}")                            \
  message(stoppedPatienceTest,                                                                                         \
          "the test loss has not fallen by more than {minDelta} for {epochs} epochs: "                                 \
          "best {best} at epoch {bestEpoch}")                                                                          \
  message(stoppedPatienceTraining,                                                                                     \
          "the training loss has not fallen by more than {minDelta} for {epochs} epochs: "                             \
          "best {best} at epoch {bestEpoch}")                                                                          \
  /* Why a run diverged: clauses that follow one another. */                                                           \
  message(divergedLoss, "loss became {value} at step {step}")                                                          \
  message(divergedGradient, "a gradient became {value} at step {step}")                                                \
  message(divergedParameter, "a parameter became {value} at step {step}")                                              \
  message(divergedAtUnit, " (first in layer {layer}, neuron {unit})")                                                  \
  message(divergedAtBias, " (layer {layer}, neuron {unit}, bias)")                                                     \
  message(divergedAtWeight, " (layer {layer}, neuron {unit}, weight of input {input})")                                \
  message(divergedGrowthOneStep, "; the largest weight grew {growth}-fold in 1 step")                                  \
  message(divergedGrowth, "; the largest weight grew {growth}-fold in {growthSteps} steps")                            \
  message(divergedRate, "; learning rate {learningRate}")
// clang-format on
