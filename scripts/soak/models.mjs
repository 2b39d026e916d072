/** The models that are worked with: what tells that their hints are there, and a number that is changed and put back. */
export const LENET = model('LeNet-5', 'digits/lenet.ts', /28×28×6/, ['conv2d(', '6', '8'])

export const MODELS = [
  LENET,
  model('Doodles', 'transfer/doodles.ts', /28×28×6/, ['conv2d(1', '6', '2']),
  model('Shape network', 'localisation/shapeNet.ts', /32×32×16/, ['conv2d(4', '8', '0']),
  model('Shape U-Net', 'segmentation/uNet.ts', /64×64×8/, ['uNetDown(image, ', '8', '4']),
  model('Shape SSD', 'detection/ssd.ts', /32×32×16/, ['conv2d(2', '4', '0']),
]

/** `edit`: what stands in front of a digit, the digit, and the one that takes its place. */
function model(name, file, hint, edit) {
  return { name, title: `Convolens: ${name}`, file, hint, edit }
}
