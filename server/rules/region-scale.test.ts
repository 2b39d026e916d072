import { checkRule } from './checkRule'
import { regionScale } from './region-scale'

checkRule(regionScale, {
  valid: {
    'the scale of the map': `
const [image, boxes] = [input(512, 512, 3), input(100, 4)]
const map = image.conv2d(64, 7, { strides: 4, padding: 'same' }).relu().maxPool2d(4)
model('m', [image, boxes], map.roiPool(boxes, { poolSize: 7, spatialScale: 1 / 16 }))`,
    'boxes in elements of a map that is given, on purpose': `
const [map, boxes] = [input(32, 32, 256), input(100, 4)]
model('m', [map, boxes], map.roiAlign(boxes, { poolSize: 7 }))`,
    'a scale that nobody knows': `
const [image, boxes] = [input(512, 512, 3), input(100, 4)]
const map = image.conv2d(64, 7, { strides: 4, padding: 'same' }).relu()
model('m', [image, boxes], map.roiPool(boxes, { poolSize: 7, spatialScale: Math.random() }))`,
  },
  invalid: {
    'the scale of another map': {
      code: `
const [image, boxes] = [input(512, 512, 3), input(100, 4)]
const map = image.conv2d(64, 7, { strides: 4, padding: 'same' }).relu().maxPool2d(2)
model('m', [image, boxes], map.roiAlign(boxes, { poolSize: 7, spatialScale: 0.0625 }))
//                             ^^^^^^^^ warning: an element of its map stands for 8 pixels of the image, but spatialScale 0.0625 for 16`,
      fixed: {
        'Use spatialScale 1 / 8': `
const [image, boxes] = [input(512, 512, 3), input(100, 4)]
const map = image.conv2d(64, 7, { strides: 4, padding: 'same' }).relu().maxPool2d(2)
model('m', [image, boxes], map.roiAlign(boxes, { poolSize: 7, spatialScale: 1 / 8 }))`,
      },
    },
    'in a pyramid, where maps of several strides are merged': {
      code: `
const [image, boxes] = [input(512, 512, 3), input(100, 4)]
const fine = image.conv2d(64, 7, { strides: 8, padding: 'same' }).relu()
const coarse = fine.conv2d(64, 3, { strides: 2, padding: 'same' }).upSampling2d(2)
model('m', [image, boxes], fine.add(coarse).roiAlign(boxes, { poolSize: 7, spatialScale: 0.25 }))
//                                          ^^^^^^^^ warning: an element of its map stands for 8 pixels of the image, but spatialScale 0.25 for 4`,
      fixed: {
        'Use spatialScale 1 / 8': `
const [image, boxes] = [input(512, 512, 3), input(100, 4)]
const fine = image.conv2d(64, 7, { strides: 8, padding: 'same' }).relu()
const coarse = fine.conv2d(64, 3, { strides: 2, padding: 'same' }).upSampling2d(2)
model('m', [image, boxes], fine.add(coarse).roiAlign(boxes, { poolSize: 7, spatialScale: 1 / 8 }))`,
      },
    },
  },
})
