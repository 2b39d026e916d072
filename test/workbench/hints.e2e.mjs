export const file = 'digits/lenet.ts'

export const tests = {
  // 5×5 windows give 28×28 places and the layer has 6 filters.
  'the first convolution carries its output shape': ({ editor }) => editor.lineWith('conv2d(6', '28×28×6'),

  'the second convolution carries its output shape': ({ editor }) => editor.lineWith('conv2d(16', '10×10×16'),

  'the last layer carries the number of classes': ({ editor }) => editor.lineWith('dense(10', '10'),
}
