/** The activations that pass on what is positive and hold back what is negative, all or nearly: ReLU and its successors. */
export const rectifiers: ReadonlySet<string> = new Set([
  ...['relu', 'relu6', 'leakyRelu', 'prelu', 'thresholdedRelu', 'elu', 'selu'],
  ...['gelu', 'swish', 'hardSwish', 'mish', 'softplus'],
])
