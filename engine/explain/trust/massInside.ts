import type { Evidence } from '../explanation'

export interface Rectangle {
  readonly top: number
  readonly left: number
  readonly height: number
  readonly width: number
}

export interface Mass {
  /** The part of the map's absolute numbers that lies inside, 0…1; 0 of an empty map. */
  readonly inside: number
  /** The part of the pixels that lies inside: what a map without any sense would have there. */
  readonly chance: number
}

/**
 * How much of a map lies inside a rectangle: around an object, to see whether the map finds it; or the analysed receptive field,
 * outside which no gradient can be.
 *
 * The rectangle is in places of the map, from its first row and column on, and is cut off at the map's edges.
 *
 * Source  Wang et al. 2020, Score-CAM, §4.4 (energy-based pointing game), https://arxiv.org/abs/1910.01279
 */
export function massInside({ map, height, width }: Pick<Evidence, 'map' | 'height' | 'width'>, area: Rectangle): Mass {
  let [inside, all, pixels] = [0, 0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = Math.abs(map[y * width + x])
      all += value
      if (y < area.top || y >= area.top + area.height || x < area.left || x >= area.left + area.width) continue
      inside += value
      pixels++
    }
  return { inside: all === 0 ? 0 : inside / all, chance: pixels / (height * width) }
}
