/** Links: what is said about one that was opened, and why another was refused. */
export const links = {
  "link.opened": "Opened what was shared.",
  "link.mended": "The link had been changed on its way and was put right.",
  "link.unknownKey": "{path} = {value} is not known here and was left out.",
  "link.replaced": "{path} = {value} is not possible here; {used} is used instead.",
  "link.unknownControl": "The link hides controls that there are not here: {controls}.",
  "link.tfDefaults": "The link does not say {keys}: they have TensorFlow Playground's defaults.",
  "link.tfNoSeed": "The link has no seed. TensorFlow Playground would pick one at random; here it is {seed}.",
  "link.tfValue": "{key}={value} means nothing; {used} is used instead.",
  "link.tfTwice": "{key} stands in the link twice; the last value, {used}, is used.",
  "link.tfUnknown": "These keys decide nothing about the training and were left out: {keys}.",
  "link.tfView": "How TensorFlow Playground shows it was not taken over: {keys}.",
  "link.tfHide": "Hidden in the link, but there is no such control here: {controls}.",
  "link.tfRateUnused":
    "The link sets a regularization rate of {rate} but no regularization, so there is none, as in TensorFlow Playground.",
  "link.tfL1":
    "L1 differs: TensorFlow Playground freezes a weight at zero for ever once it crosses zero; here it can move again.",
  "link.tfLeftover":
    "{rows} training rows in batches of {batch} leave {left} over. In TensorFlow Playground they leak into the next epoch; here they are a smaller batch of their own.",
  "link.tfBatchTooLarge":
    "The batch size {batch} is larger than the {rows} training rows. TensorFlow Playground would never update; here every batch is the full training set.",
  "link.tfOutside": "Points that lie outside the picture: {count}. They are trained on, as in TensorFlow Playground.",

  "link.nothing":
    "This text holds no experiment. Links, TensorFlow Playground addresses and experiments as JSON can be opened.",
  "link.damaged": "This link is incomplete or was changed on its way. Copy the whole link again.",
  "link.newer": "This link was made by a later version ({version}). Reload the page and try again.",
  "link.notJson": "This is not the JSON of an experiment: {what}",
  "link.tooLarge": "This link is too large: {what}",
} as const;
