import { input, model, type Tensor } from 'convolens'

// Which of five shapes lie in a scene? A small residual network (He et al. 2016, https://arxiv.org/abs/1512.03385) that is
// told only the names, never the places. Global average pooling before the last layer (Zhou et al. 2016,
// https://arxiv.org/abs/1512.04150) makes every place of the last map vote for each shape, so that class activation maps
// show where it is.
const image = input(64, 64, 3)

const edges = image.conv2d(16, 5, { padding: 'same', strides: 2 }).relu()
const parts = residual(edges, 16).conv2d(32, 3, { padding: 'same', strides: 2 }).relu()
const shapes = residual(parts, 32).conv2d(48, 3, { padding: 'same' }).relu()
const names = shapes.globalAveragePool2d().dense(5).sigmoid()

export default model('Shape network', image, names, {
  weights: './weights/model.json',
  labels: ['disc', 'square', 'triangle', 'cross', 'ring'],
  preprocessing: { scale: 1 / 255, mean: [0.5, 0.5, 0.5] },
  task: 'classification',
})

/** Two convolutions learn what to add to the map. */
function residual(x: Tensor, filters: number): Tensor {
  const branch = x.conv2d(filters, 3, { padding: 'same' }).relu().conv2d(filters, 3, { padding: 'same' })
  return branch.add(x).relu()
}
