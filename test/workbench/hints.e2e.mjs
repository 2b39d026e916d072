export const file = 'digits/lenet.ts'

export const tests = {
  // A 5×5 window has 28×28 places in 32×32 pixels, and the layer has 6 filters.
  'the first convolution carries its output shape': ({ editor }) => editor.lineMatching(/conv2d\(6.*28×28×6/),

  'the second convolution carries its output shape': ({ editor }) => editor.lineMatching(/conv2d\(16.*10×10×16/),

  // 5·5·16 values.
  'the flattened map carries its length': ({ editor }) => editor.lineMatching(/flatten\(\).*400/),
}
